//! Names of credentials and their parts.

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
    /// The argument that takes it, and the method that adds it to others.
    pub argument: Ident,
    /// One for each part.
    pub parts: Vec<Ident>,
    /// The client's methods that replace claims, one for each path parameter that is taken from one, with the argument.
    pub parameters: Vec<(Ident, Ident)>,
}

/// The names of everything that authorizes a client.
#[derive(Debug)]
pub struct CredentialsNames {
    /// The type of all of them, where there are several.
    pub all: Ident,
    /// One for each of [`Api::credentials`](crate::api::Api::credentials).
    pub each: Vec<CredentialNames>,
}

/// Names credentials among the types of the crate's root and the methods of its client.
pub(super) fn build(
    credentials: &[Credential],
    roots: &mut Scope,
    methods: &mut Scope,
) -> CredentialsNames {
    let all = if credentials.len() > 1 {
        roots.claim("Credentials", "OfClient")
    } else {
        "Credentials".to_owned()
    };
    if credentials.iter().any(|one| one.claims().next().is_some()) {
        methods.claim("claims", "");
    }
    let mut arguments = Scope::reserving(&["new"]);
    let each = credentials.iter();
    let each = each.map(|one| name(one, roots, methods, &mut arguments));
    CredentialsNames {
        all: ident(&all),
        each: each.collect(),
    }
}

fn name(
    credential: &Credential,
    roots: &mut Scope,
    methods: &mut Scope,
    arguments: &mut Scope,
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
    CredentialNames {
        credential: ident(&name),
        argument: ident(&arguments.claim(&member_case(&credential.name), "_credential")),
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
