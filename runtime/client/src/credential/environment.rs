//! Credentials from environment variables.

use std::env::{self, VarError};

use super::{CredentialParts, Credentials, expected, secrets, title};
use crate::{
    error::Error,
    provider::{Credential, Part, Provider},
};

/// The credentials that the environment holds: the only one that a provider takes, or those of several that are there.
pub(crate) fn from_environment(provider: &Provider) -> Result<Credentials, Error> {
    if let [only] = provider.credentials {
        return Ok(Credentials::new().with(only.scheme, read(only)?));
    }
    let mut credentials = Credentials::new();
    for description in provider.credentials.iter().filter(|one| is_begun(one)) {
        credentials = credentials.with(description.scheme, read(description)?);
    }
    if credentials.is_empty() && !provider.credentials.is_empty() {
        return Err(secrets::missing(provider));
    }
    Ok(credentials)
}

/// Whether any variable of a credential is set.
fn is_begun(description: &Credential) -> bool {
    let mut parts = description.parts.iter();
    parts.any(|part| env::var_os(part.environment).is_some())
}

fn read(description: &Credential) -> Result<CredentialParts, Error> {
    let mut parts = CredentialParts::new();
    for part in description.parts {
        match env::var(part.environment) {
            Ok(text) => parts = parts.part(part.name, text),
            Err(VarError::NotPresent) if part.optional => {}
            Err(error) => return Err(unreadable(description, part, &error)),
        }
    }
    Ok(parts)
}

/// The error itself holds the value when that is not Unicode.
fn unreadable(description: &Credential, part: &Part, error: &VarError) -> Error {
    let problem = match error {
        VarError::NotPresent => "is not set",
        VarError::NotUnicode(_) => "is not Unicode",
    };
    Error::configuration(format!(
        "the environment variable {}, which holds the {}, {problem}{}",
        part.environment,
        title(description, part),
        expected(part)
    ))
}
