//! The credential of a client: checked once, shown never.

mod claims;
mod needs;
mod parts;
#[cfg(test)]
mod tests;

use std::fmt;

use http::{HeaderName, HeaderValue};
use regex_lite::Regex;

use self::parts::UNNAMED;
pub use self::{claims::Claims, parts::CredentialParts};
use crate::{
    error::Error,
    provider::{Credential, Part, Provider},
};

/// A credential in the form in which requests carry it.
pub(crate) struct Secret {
    description: &'static Credential,
    header: HeaderName,
    value: HeaderValue,
    /// The texts of the description's parts.
    texts: Vec<Option<String>>,
    claims: Option<(&'static Part, Claims)>,
}

impl Secret {
    /// Checks a credential against its description.
    pub(crate) fn new(
        description: &'static Credential,
        mut given: CredentialParts,
    ) -> Result<Self, Error> {
        let header = HeaderName::from_bytes(description.header.as_bytes())
            .map_err(|_| Error::configuration("the provider names no valid credential header"))?;
        let unnamed = given.take(UNNAMED);
        if let (Some(text), Some(part)) = (unnamed, whole(description)) {
            given = given.part(part.name, text);
        }
        let mut texts = Vec::new();
        let mut claims = None;
        let mut value = description.prefix.to_owned();
        for part in description.parts {
            let text = given.take(part.name);
            match &text {
                Some(text) => {
                    check(description, part, text)?;
                    if value.len() > description.prefix.len() {
                        value.push_str(part.separator);
                    }
                    value.push_str(text);
                    if !part.claims.is_empty() {
                        let read = Claims::read(text);
                        let read = read.ok_or_else(|| refused(description, part, NO_TOKEN))?;
                        claims = Some((part, read));
                    }
                }
                None if part.optional => {}
                None => return Err(absent(description, part)),
            }
            texts.push(text);
        }
        if let Some(stray) = given.left() {
            return Err(Error::configuration(format!(
                "the {} has no part {stray:?}: it consists of {}",
                description.name,
                names(description)
            )));
        }
        let mut value = HeaderValue::try_from(value).map_err(|_| {
            let name = description.name;
            Error::configuration(format!(
                "the {name} holds characters that a header cannot carry"
            ))
        })?;
        value.set_sensitive(true);
        Ok(Self {
            description,
            header,
            value,
            texts,
            claims,
        })
    }

    pub(crate) fn header(&self) -> &HeaderName {
        &self.header
    }

    /// The header's value, marked sensitive.
    pub(crate) fn value(&self) -> HeaderValue {
        self.value.clone()
    }

    /// What it says of itself, if a part of it is a token.
    pub(crate) fn claims(&self) -> Option<&Claims> {
        self.claims.as_ref().map(|(_, claims)| claims)
    }

    /// The same text without the secret: a provider may repeat what it was sent.
    pub(crate) fn redact(&self, text: &str) -> String {
        let texts = self.texts.iter().flatten();
        texts.fold(text.to_owned(), |text, secret| {
            text.replace(secret, "[redacted]")
        })
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

const NO_TOKEN: &str = "is not a JSON Web Token: expected are three parts in base64url with dots between, of which the second holds claims";

/// The part that a text without a name is.
fn whole(description: &Credential) -> Option<&Part> {
    let mut needed = description.parts.iter().filter(|part| !part.optional);
    needed.next().filter(|_| needed.next().is_none())
}

fn check(description: &Credential, part: &Part, text: &str) -> Result<(), Error> {
    if text.is_empty() {
        return Err(refused(description, part, "is empty"));
    }
    if text.trim() != text {
        return Err(refused(
            description,
            part,
            "begins or ends with white space, such as a line break from the file it was read from",
        ));
    }
    if let Some(pattern) = part.pattern {
        let form = Regex::new(pattern).map_err(|_| {
            Error::configuration(format!(
                "the provider's pattern for the {} is not a regular expression: {pattern}",
                part.name
            ))
        })?;
        if !form.is_match(text) {
            return Err(refused(
                description,
                part,
                "does not have the expected form",
            ));
        }
    }
    if HeaderValue::try_from(text).is_err() {
        return Err(refused(
            description,
            part,
            "holds characters that a header cannot carry",
        ));
    }
    Ok(())
}

/// The credential that the environment holds.
pub(crate) fn from_environment(description: &Credential) -> Result<CredentialParts, Error> {
    let mut parts = CredentialParts::new();
    for part in description.parts {
        match std::env::var(part.environment) {
            Ok(text) => parts = parts.part(part.name, text),
            Err(std::env::VarError::NotPresent) if part.optional => {}
            Err(error) => return Err(unreadable(description, part, &error)),
        }
    }
    Ok(parts)
}

/// The error itself holds the value when that is not Unicode.
fn unreadable(description: &Credential, part: &Part, error: &std::env::VarError) -> Error {
    let problem = match error {
        std::env::VarError::NotPresent => "is not set",
        std::env::VarError::NotUnicode(_) => "is not Unicode",
    };
    Error::configuration(format!(
        "the environment variable {}, which holds the {}, {problem}{}",
        part.environment,
        title(description, part),
        expected(part)
    ))
}

/// What to say when a client has no credential at all.
pub(crate) fn missing(description: &Credential) -> Error {
    let needed = description.parts.iter().filter(|part| !part.optional);
    let variables: Vec<&str> = needed.map(|part| part.environment).collect();
    let expected: String = description.parts.iter().map(expected).collect();
    Error::configuration(format!(
        "the {} is missing: give it to `credential`, or set {} and call `credential_from_env`{expected}",
        description.name,
        variables.join(" and ")
    ))
}

/// What to say to a credential that nobody asked for.
pub(crate) fn unasked(provider: &Provider) -> Error {
    Error::configuration(format!(
        "{} takes no credential: leave out `credential`",
        provider.name
    ))
}

fn absent(description: &Credential, part: &Part) -> Error {
    refused(description, part, "is missing")
}

fn refused(description: &Credential, part: &Part, problem: &str) -> Error {
    Error::configuration(format!(
        "the {} (environment variable {}) {problem}{}",
        title(description, part),
        part.environment,
        expected(part)
    ))
}

/// What a part is called where nothing else says whose part it is.
fn title(description: &Credential, part: &Part) -> String {
    if part.name == description.name {
        return part.name.to_owned();
    }
    format!("{} of the {}", part.name, description.name)
}

fn names(description: &Credential) -> String {
    let names: Vec<&str> = description.parts.iter().map(|part| part.name).collect();
    names.join(" and ")
}

fn expected(part: &Part) -> String {
    part.pattern
        .map(|pattern| format!("; expected is text that matches {pattern}"))
        .unwrap_or_default()
}
