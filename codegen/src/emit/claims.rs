//! What the credentials of a client fill in, and what the documentation of a method says of them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::prose::{doc, indefinite};
use super::resources::is_copied;
use crate::api::{Asked, Claim, Credential, Kind, Location, Operation, Parameter};

impl Context<'_> {
    pub(super) fn has_claims(&self) -> bool {
        self.api.claims().next().is_some()
    }

    /// Whether a path parameter is taken from a claim, so that methods do not ask for it.
    pub(super) fn is_claimed(&self, parameter: &Parameter) -> bool {
        let mut claims = self.api.claims();
        parameter.location == Location::Path
            && claims.any(|claim| claim.parameter == parameter.wire)
    }

    /// Claims that fill in a path parameter, each with its credential and the names of what puts something else in its place.
    pub(super) fn claimed(&self) -> impl Iterator<Item = (&Credential, &Claim, &(Ident, Ident))> {
        self.credentials().flat_map(|(credential, names)| {
            let claims = credential.claims().zip(&names.parameters);
            claims.map(move |(claim, names)| (credential, claim, names))
        })
    }

    /// The client's methods around claims: reading them, and putting something else in their place.
    pub(super) fn claims(&self) -> Option<TokenStream> {
        let methods: Vec<_> = self
            .claimed()
            .filter_map(|(credential, claim, (method, argument))| {
                let parameters = self.api.operations.iter().flat_map(|operation| &operation.parameters);
                let parameter = { parameters }
                    .find(|parameter| parameter.wire == claim.parameter && self.is_claimed(parameter))?;
                let (wire, ty) = (&parameter.wire, self.borrowed(parameter));
                let value = match &parameter.usage.kind {
                    _ if is_copied(parameter) => quote!(#argument),
                    Kind::Text => quote!(#argument.to_owned()),
                    _ => quote!(#argument.clone()),
                };
                let docs = doc(&format!(
                    "A client that calls with this `{wire}`, instead of the claim `{}` of its {}. It shares everything else.",
                    claim.name, credential.name
                ));
                Some(quote! {
                    #docs
                    #[must_use]
                    pub fn #method(&self, #argument: #ty) -> Self {
                        Self { inner: self.inner.with_parameter(#wire, #value) }
                    }
                })
            })
            .collect();
        let (credential, ..) = self.claimed().next()?;
        let docs = doc(&format!(
            "What the {} says of itself. It is read and not verified.",
            credential.name
        ));
        Some(quote! {
            #docs
            pub fn claims(&self) -> Option<&Claims> {
                self.inner.claims()
            }

            #(#methods)*
        })
    }

    /// What the documentation of a method says of credentials; none when they do not matter more than elsewhere.
    pub(super) fn credential_text(&self, operation: &Operation) -> Option<String> {
        let mut text = Vec::new();
        if operation.security != self.api.security
            || !operation.needs.is_empty()
            || !operation.needs_no.is_empty()
        {
            text.extend(self.needed(operation));
        }
        let filled = self
            .claimed()
            .filter(|(_, claim, _)| operation.path.contains(&format!("{{{}}}", claim.parameter)))
            .map(|(credential, claim, (method, _))| {
                format!("`{}` is that of [`{method}`](crate::Client::{method}), else the one of the {}.", claim.parameter, credential.name)
            });
        text.extend(filled);
        (!text.is_empty()).then(|| text.join(" "))
    }

    /// What an operation needs, as a sentence.
    fn needed(&self, operation: &Operation) -> Option<String> {
        let quoted = |names: &[String]| {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            names.join(" and ")
        };
        let asked = |asked: &Asked| {
            let known = self.api.credentials.iter();
            let name = known.clone().find(|one| one.scheme == asked.scheme);
            let name = indefinite(name.map_or(&asked.scheme, |one| &one.name));
            match asked.scopes.as_slice() {
                [] => name,
                [scope] => format!("{name} with the scope `{scope}`"),
                scopes => format!("{name} with the scopes {}", quoted(scopes)),
            }
        };
        let alternatives: Vec<String> = operation
            .security
            .iter()
            .filter(|requirement| !requirement.0.is_empty())
            .map(|requirement| {
                requirement
                    .0
                    .iter()
                    .map(asked)
                    .collect::<Vec<_>>()
                    .join(" and ")
            })
            .collect();
        if alternatives.is_empty() {
            return (!self.api.credentials.is_empty())
                .then(|| "Needs no credential, and carries none.".to_owned());
        }
        let mut text = alternatives.join(", or ");
        if !operation.needs.is_empty() {
            text += &format!(" with {}", quoted(&operation.needs));
        }
        if !operation.needs_no.is_empty() {
            let and = if operation.needs.is_empty() {
                ""
            } else {
                " and"
            };
            text += &format!("{and} without {}", quoted(&operation.needs_no));
        }
        let free = operation.security.iter().any(|one| one.0.is_empty());
        Some(if free {
            format!("Needs no credential, but carries {text}, if the client has one.")
        } else {
            format!("Needs {text}.")
        })
    }
}
