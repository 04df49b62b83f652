//! What authorizes an operation: the document's security requirements, and those of operations in their place.

use std::collections::HashSet;

use heck::ToSnakeCase as _;
use openapiv3::{OpenAPI, ReferenceOr, SecurityRequirement, SecurityScheme};

use super::credential;
use super::extensions::CREDENTIAL;
use super::faults::Faults;
use super::schemas::escape;
use super::{Credential, Operation};

/// One way to be authorized: everything that a request must carry; nothing, if there is nothing here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirement(pub Vec<Asked>);

/// A credential that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The name of its security scheme.
    pub scheme: String,
    /// What an access token must have been granted.
    pub scopes: Vec<String>,
}

impl Requirement {
    /// The names of its schemes.
    pub fn schemes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|asked| asked.scheme.as_str())
    }
}

/// The security schemes of a document that are asked for and spoken.
pub(super) struct Security {
    pub(super) credentials: Vec<Credential>,
    /// What holds for operations that say nothing of their own.
    usual: Vec<Requirement>,
}

impl Security {
    /// Reads the schemes. Those that are asked for and not spoken are reported.
    pub(super) fn read(model: &OpenAPI, faults: &mut Faults<'_>) -> Self {
        let asked = asked(model);
        let mut security = Self {
            credentials: Vec::new(),
            usual: Vec::new(),
        };
        let schemes = model
            .components
            .iter()
            .flat_map(|one| &one.security_schemes);
        for (name, scheme) in schemes {
            let is_asked = asked.as_ref().is_none_or(|asked| asked.contains(&**name));
            let Some(scheme) = resolve(scheme, model).filter(|_| is_asked) else {
                continue;
            };
            match credential::read(name, scheme) {
                Some(credential) => security.credentials.push(credential),
                None => faults.unsupported(
                    "a scheme of HTTP authentication that is neither basic nor bearer",
                    &format!("/components/securitySchemes/{}", escape(name)),
                ),
            }
        }
        security.tell_apart(model);
        security.usual = match (&model.security, asked) {
            (Some(usual), _) => security.requirements(usual, "/security", faults),
            // Nothing says when they are needed: a client that has one sends it.
            (None, None) if !security.credentials.is_empty() => {
                let each = security.credentials.iter().map(|credential| {
                    Requirement(vec![Asked {
                        scheme: credential.scheme.clone(),
                        scopes: Vec::new(),
                    }])
                });
                each.chain([Requirement::default()]).collect()
            }
            (None, _) => Vec::new(),
        };
        security
    }

    /// Gives credentials of one name the names of their schemes.
    fn tell_apart(&mut self, model: &OpenAPI) {
        let names: Vec<String> = self
            .credentials
            .iter()
            .map(|one| one.name.clone())
            .collect();
        for credential in &mut self.credentials {
            let alike = names.iter().filter(|name| **name == credential.name);
            if alike.count() > 1 && !is_named(&credential.scheme, model) {
                let mut name = credential.scheme.to_snake_case().replace('_', " ");
                let noun = credential.name.rsplit(' ').next().unwrap_or_default();
                if !name.split(' ').any(|word| word == noun) {
                    name = format!("{name} {noun}");
                }
                for part in &mut credential.parts {
                    if part.name == credential.name {
                        part.name.clone_from(&name);
                    }
                }
                credential.name = name;
            }
        }
    }

    /// What authorizes an operation.
    pub(super) fn of(
        &self,
        own: Option<&Vec<SecurityRequirement>>,
        pointer: &str,
        faults: &mut Faults<'_>,
    ) -> Vec<Requirement> {
        match own {
            Some(own) => self.requirements(own, &format!("{pointer}/security"), faults),
            None => self.usual.clone(),
        }
    }

    /// Alternatives without what is not spoken: that is left to the transport.
    fn requirements(
        &self,
        given: &[SecurityRequirement],
        pointer: &str,
        faults: &mut Faults<'_>,
    ) -> Vec<Requirement> {
        let mut requirements = Vec::new();
        for (at, given) in given.iter().enumerate() {
            let mut asked = Vec::new();
            let mut carriers = Vec::new();
            for (scheme, scopes) in given {
                let Some(credential) = self.credentials.iter().find(|one| one.scheme == *scheme)
                else {
                    continue;
                };
                if carriers.contains(&&credential.carrier) {
                    faults.unsupported(
                        "a second credential in the same place of one request",
                        &format!("{pointer}/{at}/{}", escape(scheme)),
                    );
                    continue;
                }
                carriers.push(&credential.carrier);
                asked.push(Asked {
                    scheme: scheme.clone(),
                    scopes: scopes.clone(),
                });
            }
            let requirement = Requirement(asked);
            if !requirements.contains(&requirement) {
                requirements.push(requirement);
            }
        }
        if requirements == [Requirement::default()] {
            requirements.clear();
        }
        requirements
    }

    /// What most operations need: the document's word, or what they say most often.
    pub(super) fn usual(self, operations: &[Operation]) -> (Vec<Credential>, Vec<Requirement>) {
        let mut usual = self.usual;
        if usual.is_empty() {
            let mut most = 0;
            for operation in operations.iter().filter(|one| !one.security.is_empty()) {
                let alike = operations
                    .iter()
                    .filter(|one| one.security == operation.security);
                let alike = alike.count();
                if alike > most {
                    most = alike;
                    usual.clone_from(&operation.security);
                }
            }
        }
        (self.credentials, usual)
    }
}

/// The schemes that any requirement names; none if the document says nothing of security.
fn asked(model: &OpenAPI) -> Option<HashSet<&str>> {
    let items = model.paths.paths.values().filter_map(ReferenceOr::as_item);
    let operations = items.flat_map(|item| item.iter().map(|(_, operation)| operation));
    let own = operations.filter_map(|operation| operation.security.as_ref());
    let mut said = own.chain(&model.security).peekable();
    said.peek()?;
    Some(
        said.flatten()
            .flat_map(|one| one.keys())
            .map(String::as_str)
            .collect(),
    )
}

/// Whether the document says what people call a credential.
fn is_named(scheme: &str, model: &OpenAPI) -> bool {
    let schemes = model.components.as_ref().map(|one| &one.security_schemes);
    let scheme = schemes.and_then(|schemes| resolve(schemes.get(scheme)?, model));
    scheme.is_some_and(|scheme| {
        let (SecurityScheme::APIKey { extensions, .. }
        | SecurityScheme::HTTP { extensions, .. }
        | SecurityScheme::OAuth2 { extensions, .. }
        | SecurityScheme::OpenIDConnect { extensions, .. }) = scheme;
        let details = extensions.get(CREDENTIAL);
        details.is_some_and(|details| details.get("name").is_some())
    })
}

/// The scheme behind a reference to another one.
fn resolve<'a>(
    scheme: &'a ReferenceOr<SecurityScheme>,
    model: &'a OpenAPI,
) -> Option<&'a SecurityScheme> {
    match scheme {
        ReferenceOr::Item(scheme) => Some(scheme),
        ReferenceOr::Reference { reference } => {
            let name = reference.strip_prefix("#/components/securitySchemes/")?;
            let schemes = &model.components.as_ref()?.security_schemes;
            schemes.get(name)?.as_item()
        }
    }
}
