//! How a caller proves who it is, by the security schemes and their `x-credential`.

use openapiv3::{APIKeyLocation, OpenAPI, SecurityScheme};
use serde_json::Value;

use super::extensions::{CREDENTIAL, flag, text};
use super::faults::Faults;
use super::schemas::escape;

/// A secret of one or several parts that is sent in a header.
#[derive(Debug, Clone)]
pub struct Credential {
    /// What people call it, such as `secret key`.
    pub name: String,
    /// The header that carries it.
    pub header: String,
    /// What stands before it in the header.
    pub prefix: String,
    /// What it consists of, in the order in which the header carries it.
    pub parts: Vec<Part>,
}

/// A part of a credential, or all of it.
#[derive(Debug, Clone)]
pub struct Part {
    /// What people call it; the credential's name if it is all of it.
    pub name: String,
    /// What stands between it and the part before it.
    pub separator: String,
    /// The form it must have.
    pub pattern: Option<String>,
    /// The environment variable it is read from, when the document names one.
    pub environment: Option<String>,
    /// Whether it may be missing.
    pub optional: bool,
    /// The claims of a JSON Web Token that path parameters are taken from.
    pub claims: Vec<Claim>,
}

/// A claim that holds what a path parameter asks for.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The claim.
    pub name: String,
    /// The path parameter.
    pub parameter: String,
}

impl Credential {
    /// Whether there are several parts to keep apart.
    pub fn has_parts(&self) -> bool {
        self.parts.len() > 1 || self.parts.iter().any(|part| part.name != self.name)
    }

    /// Every claim that a path parameter is taken from.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.parts.iter().flat_map(|part| &part.claims)
    }
}

/// The first security scheme that travels in a header; tokens of OAuth, whoever gets them, if there is no other. The schemes that
/// are left out are reported.
pub(super) fn read(model: &OpenAPI, faults: &mut Faults<'_>) -> Option<Credential> {
    let schemes = &model.components.as_ref()?.security_schemes;
    let chosen = schemes
        .iter()
        .find_map(|(name, scheme)| Some((name, in_header(scheme.as_item()?)?)))
        .or_else(|| {
            let mut tokens = schemes.iter();
            tokens.find_map(|(name, scheme)| Some((name, token(scheme.as_item()?)?)))
        });
    let taken = chosen.as_ref().map(|(name, _)| *name);
    for name in schemes.keys().filter(|name| Some(*name) != taken) {
        faults.unsupported(
            "a second security scheme, or one that is no header of its own",
            &format!("/components/securitySchemes/{}", escape(name)),
        );
    }
    chosen.map(|(_, credential)| credential)
}

fn token(scheme: &SecurityScheme) -> Option<Credential> {
    let (SecurityScheme::OAuth2 { extensions, .. }
    | SecurityScheme::OpenIDConnect { extensions, .. }) = scheme
    else {
        return None;
    };
    Some(described(
        extensions.get(CREDENTIAL),
        "access token",
        "authorization".to_owned(),
        "Bearer ",
    ))
}

fn in_header(scheme: &SecurityScheme) -> Option<Credential> {
    match scheme {
        SecurityScheme::APIKey {
            location: APIKeyLocation::Header,
            name,
            extensions,
            ..
        } => Some(described(
            extensions.get(CREDENTIAL),
            "API key",
            name.to_lowercase(),
            "",
        )),
        SecurityScheme::HTTP {
            scheme, extensions, ..
        } if scheme.eq_ignore_ascii_case("bearer") => Some(described(
            extensions.get(CREDENTIAL),
            "bearer token",
            "authorization".to_owned(),
            "Bearer ",
        )),
        _ => None,
    }
}

fn described(details: Option<&Value>, name: &str, header: String, prefix: &str) -> Credential {
    let detail = |member| details.and_then(|details| text(details, member));
    let name = detail("name").unwrap_or_else(|| name.to_owned());
    let parts = details.map(parts).unwrap_or_default();
    let whole = Part {
        name: name.clone(),
        separator: String::new(),
        pattern: detail("pattern"),
        environment: detail("environment"),
        optional: false,
        claims: Vec::new(),
    };
    Credential {
        name,
        header,
        prefix: detail("prefix").unwrap_or_else(|| prefix.to_owned()),
        parts: if parts.is_empty() { vec![whole] } else { parts },
    }
}

/// The parts in the order of the format, each with what precedes it there.
fn parts(details: &Value) -> Vec<Part> {
    let format = text(details, "format").unwrap_or_default();
    let mut parts = Vec::new();
    let mut rest = format.as_str();
    while let Some((separator, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if let Some(part) = details.get("parts").and_then(|parts| parts.get(name)) {
            let claims = part.get("claims").and_then(Value::as_object);
            let claims = claims
                .into_iter()
                .flatten()
                .filter_map(|(parameter, name)| {
                    Some(Claim {
                        name: name.as_str()?.to_owned(),
                        parameter: parameter.clone(),
                    })
                });
            parts.push(Part {
                name: name.to_owned(),
                separator: separator.to_owned(),
                pattern: text(part, "pattern"),
                environment: text(part, "environment"),
                optional: flag(part.get("optional")),
                claims: claims.collect(),
            });
        }
        rest = after;
    }
    parts
}
