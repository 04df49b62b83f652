//! One credential of a client: checked once, shown never.

mod blots;
mod claims;
mod credentials;
mod environment;
mod needs;
mod parts;
mod secrets;
#[cfg(test)]
mod tests;

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue};
use regex_lite::Regex;

use self::parts::UNNAMED;
pub use self::{claims::Claims, credentials::Credentials, parts::CredentialParts};
pub(crate) use self::{environment::from_environment, secrets::Secrets};
use crate::{
    error::Error,
    provider::{Carrier, Credential, Part},
    request::encoded,
};

/// A credential in the form in which requests carry it.
pub(crate) struct Secret {
    description: &'static Credential,
    carried: Carried,
    /// The texts of the description's parts.
    texts: Vec<Option<String>>,
    /// The secret in another form than its parts, as a provider may repeat it.
    written: Option<String>,
    claims: Option<(&'static Part, Claims)>,
}

/// What a request carries.
pub(crate) enum Carried {
    /// A header with its value, which is marked sensitive.
    Header(HeaderName, HeaderValue),
    /// A pair of the query.
    Query(String),
    /// A pair of the cookie header.
    Cookie(String),
}

impl Secret {
    /// Checks a credential against its description.
    pub(crate) fn new(
        description: &'static Credential,
        mut given: CredentialParts,
    ) -> Result<Self, Error> {
        let unnamed = given.take(UNNAMED);
        if let (Some(text), Some(part)) = (unnamed, whole(description)) {
            given = given.part(part.name, text);
        }
        let mut texts = Vec::new();
        let mut claims = None;
        let mut value = String::new();
        for (at, part) in description.parts.iter().enumerate() {
            let text = given.take(part.name);
            match &text {
                Some(text) => {
                    check(description, at, part, text)?;
                    if texts.iter().any(Option::is_some) {
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
                None => return Err(refused(description, part, "is missing")),
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
        if texts.iter().flatten().all(String::is_empty) {
            let name = description.name;
            return Err(Error::configuration(format!("the {name} is empty")));
        }
        let (carried, written) = carried(description, &value)?;
        Ok(Self {
            description,
            carried,
            texts,
            written,
            claims,
        })
    }

    pub(crate) fn carried(&self) -> &Carried {
        &self.carried
    }

    /// What it says of itself, if a part of it is a token.
    pub(crate) fn claims(&self) -> Option<&Claims> {
        self.claims.as_ref().map(|(_, claims)| claims)
    }

    /// Every form in which it may turn up in a text.
    fn blots(&self) -> impl Iterator<Item = &str> {
        let texts = self.texts.iter().flatten().chain(&self.written);
        texts.map(String::as_str)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

const NO_TOKEN: &str = "is not a JSON Web Token: expected are three parts in base64url with dots between, of which the second holds claims";

/// The secret as the description's carrier takes it, and its form there where that is not the text itself.
fn carried(description: &Credential, text: &str) -> Result<(Carried, Option<String>), Error> {
    let plain = if description.base64 {
        STANDARD.encode(text)
    } else {
        text.to_owned()
    };
    let written = |form: &str| (form != text).then(|| form.to_owned());
    let value = [description.prefix, &plain].concat();
    let unfit = |carrier| {
        Error::configuration(format!(
            "the {} holds characters that {carrier} cannot carry",
            description.name
        ))
    };
    match description.carrier {
        Carrier::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
                Error::configuration("the provider names no valid credential header")
            })?;
            let mut value = HeaderValue::try_from(value).map_err(|_| unfit("a header"))?;
            value.set_sensitive(true);
            Ok((Carried::Header(name, value), written(&plain)))
        }
        Carrier::Query(name) => {
            let pair = format!("{}={}", encoded(name), encoded(&value));
            Ok((Carried::Query(pair), written(&encoded(&plain))))
        }
        Carrier::Cookie(name) => {
            let fits = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
            if !value.bytes().all(fits) {
                return Err(unfit("a cookie"));
            }
            let pair = format!("{}={value}", encoded(name));
            Ok((Carried::Cookie(pair), written(&plain)))
        }
    }
}

/// The part that a text without a name is.
fn whole(description: &Credential) -> Option<&Part> {
    let mut needed = description.parts.iter().filter(|part| !part.optional);
    needed.next().filter(|_| needed.next().is_none())
}

fn check(description: &Credential, at: usize, part: &Part, text: &str) -> Result<(), Error> {
    let refuse = |problem: &str| Err(refused(description, part, problem));
    // A password may be empty, and may begin with a space.
    if !description.base64 {
        if text.is_empty() {
            return refuse("is empty");
        }
        if text.trim() != text {
            return refuse(
                "begins or ends with white space, such as a line break from the file it was read from",
            );
        }
    }
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return refuse("holds a line break, or another character that does not print");
    }
    // Which bytes they would be is up to each server.
    if !text.is_ascii() {
        return refuse("holds characters that are not ASCII");
    }
    if let Some(pattern) = part.pattern {
        let form = Regex::new(pattern).map_err(|_| {
            Error::configuration(format!(
                "the provider's pattern for the {} is not a regular expression: {pattern}",
                part.name
            ))
        })?;
        if !form.is_match(text) {
            return refuse("does not have the expected form");
        }
    }
    let next = description.parts.get(at + 1).map(|next| next.separator);
    if let Some(end) = next.filter(|end| !end.is_empty())
        && description.base64
        && text.contains(end)
    {
        return refuse(&format!("holds `{end}`, where it would end"));
    }
    Ok(())
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
