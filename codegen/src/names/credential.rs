//! Names of a credential and its parts.

use proc_macro2::Ident;

use super::scope::{Scope, ident};
use super::types::RESERVED;
use super::words::{member_case, type_case};
use crate::api::Credential;

/// The names of a credential.
#[derive(Debug)]
pub struct CredentialNames {
    /// The type of one that has parts.
    pub credential: Ident,
    /// The argument that takes it.
    pub argument: Ident,
    /// One for each part.
    pub parts: Vec<Ident>,
    /// The client's methods that replace claims, one for each path parameter that is taken from one, with the argument.
    pub parameters: Vec<(Ident, Ident)>,
}

/// Names a credential among the types of the crate's root and the methods of its client.
pub(super) fn build(
    credential: &Credential,
    roots: &mut Scope,
    methods: &mut Scope,
) -> CredentialNames {
    let mut parts = Scope::reserving(&["new"]);
    let mut name = type_case(&credential.name);
    if RESERVED.contains(&name.as_str()) {
        name.push_str("Credential");
    }
    // A credential of one part is a text and needs no type.
    if credential.has_parts() {
        name = roots.claim(&name, "Credential");
    }
    if credential.claims().next().is_some() {
        methods.claim("claims", "");
    }
    CredentialNames {
        credential: ident(&name),
        argument: ident(&member_case(&credential.name)),
        parts: credential
            .parts
            .iter()
            .map(|part| ident(&parts.claim(&member_case(&part.name), "_part")))
            .collect(),
        parameters: credential
            .claims()
            .map(|claim| {
                let argument = member_case(&claim.parameter);
                let method = format!("with_{}", argument.trim_end_matches('_'));
                (
                    ident(&methods.claim(&method, "_parameter")),
                    ident(&argument),
                )
            })
            .collect(),
    }
}
