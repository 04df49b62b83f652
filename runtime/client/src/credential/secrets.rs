//! All credentials of a client, and which of them a call carries.

use std::{fmt, time::SystemTime};

use kessai_model::Json;

use super::{Claims, Credentials, Secret, blots::Blots, credentials::UNNAMED, expected};
use crate::{
    error::Error,
    operation::Operation,
    provider::{Carrier, Credential, Provider, Requirement},
};

/// The credentials of a client, each checked against its description.
pub(crate) struct Secrets {
    provider: &'static Provider,
    known: Vec<Secret>,
    blots: Blots,
}

impl Secrets {
    /// Checks what the owner of a client has in hand.
    pub(crate) fn new(provider: &'static Provider, given: Credentials) -> Result<Self, Error> {
        if given.is_empty() && !provider.credentials.is_empty() && !provider.anonymous {
            return Err(missing(provider));
        }
        let mut known = Vec::new();
        for (scheme, parts) in given.into_given() {
            known.push(Secret::new(description(provider, scheme)?, parts)?);
        }
        let blots = Blots::new(known.iter().flat_map(Secret::blots));
        Ok(Self {
            provider,
            known,
            blots,
        })
    }

    /// What a call of this operation carries: the first of what it may that is there. An error says what is not.
    pub(crate) fn choose(&self, operation: &Operation) -> Result<Requirement, String> {
        let alternatives = operation.security.unwrap_or(self.provider.security);
        let nothing = |requirement: &&Requirement| requirement.is_empty();
        let there = |requirement: &&Requirement| {
            let mut schemes = requirement.iter();
            !requirement.is_empty() && schemes.all(|scheme| self.get(scheme).is_some())
        };
        if let Some(found) = alternatives.iter().find(there) {
            return Ok(found);
        }
        if alternatives.is_empty() || alternatives.iter().any(|one| nothing(&one)) {
            return Ok(&[]);
        }
        let alternatives: Vec<String> = alternatives
            .iter()
            .map(|requirement| self.wanted(requirement))
            .collect();
        Err(format!(
            "is missing: this operation needs {}",
            alternatives.join(", or ")
        ))
    }

    /// What a requirement asks for, and where it is to be given.
    fn wanted(&self, requirement: Requirement) -> String {
        let schemes: Vec<String> = self
            .provider
            .credentials
            .iter()
            .filter(|known| requirement.contains(&known.scheme))
            .map(|known| {
                let given = self.get(known.scheme).is_some();
                let given = if given { "which the client has" } else { "" };
                let set = format!("give it to `credential`, or set {}", variables(known));
                let what = if given.is_empty() { &set } else { given };
                format!("the {} ({what})", known.name)
            })
            .collect();
        schemes.join(" together with ")
    }

    /// The credentials of a requirement.
    pub(crate) fn of(&self, requirement: Requirement) -> impl Iterator<Item = &Secret> {
        requirement.iter().filter_map(|scheme| self.get(scheme))
    }

    fn get(&self, scheme: &str) -> Option<&Secret> {
        let mut known = self.known.iter();
        known.find(|secret| secret.description.scheme == scheme)
    }

    /// Whether a header carries any credential that the provider takes.
    pub(crate) fn reserve(&self, header: &str) -> bool {
        let mut credentials = self.provider.credentials.iter();
        credentials.any(|credential| match credential.carrier {
            Carrier::Header(name) => name.eq_ignore_ascii_case(header),
            Carrier::Cookie(_) => header == http::header::COOKIE,
            Carrier::Query(_) => false,
        })
    }

    /// What the first of them that is a token says of itself.
    pub(crate) fn claims(&self) -> Option<&Claims> {
        self.known.iter().find_map(Secret::claims)
    }

    /// What they say of a path parameter that a call leaves out; none if nothing was to be expected.
    pub(crate) fn parameter(&self, name: &str) -> Option<Result<&Json, String>> {
        let mut known = self.known.iter();
        known.find_map(|secret| secret.parameter(name))
    }

    /// That one of a requirement is too old, if it says so.
    pub(crate) fn expired(&self, requirement: Requirement, now: SystemTime) -> Option<String> {
        self.of(requirement).find_map(|secret| secret.expired(now))
    }

    /// The same text without any of them: a provider may repeat what it was sent.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.blots.redact(text)
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.iter();
        let known = known.map(|secret| (secret.description.name, secret));
        f.debug_map().entries(known).finish()
    }
}

fn description(provider: &Provider, scheme: &str) -> Result<&'static Credential, Error> {
    let name = provider.name;
    match provider.credentials {
        [] => Err(Error::configuration(format!(
            "{name} takes no credential: leave out `credential`"
        ))),
        [only] if scheme == UNNAMED => Ok(only),
        all => {
            let known = all.iter().find(|known| known.scheme == scheme);
            known.ok_or_else(|| {
                let schemes: Vec<&str> = all.iter().map(|known| known.scheme).collect();
                Error::configuration(format!(
                    "{name} has no credential {scheme:?}: give `credential` those of {}, each by its name",
                    schemes.join(", ")
                ))
            })
        }
    }
}

/// What to say when a client has no credential at all.
pub(super) fn missing(provider: &Provider) -> Error {
    let each = provider.credentials.iter();
    let each: Vec<String> = each
        .map(|description| {
            let expected: String = description.parts.iter().map(expected).collect();
            format!(
                "the {} is missing: give it to `credential`, or set {} and call `credential_from_env`{expected}",
                description.name,
                variables(description)
            )
        })
        .collect();
    Error::configuration(each.join("; or "))
}

/// The environment variables that cannot be missing.
fn variables(description: &Credential) -> String {
    let needed = description.parts.iter().filter(|part| !part.optional);
    let variables: Vec<&str> = needed.map(|part| part.environment).collect();
    variables.join(" and ")
}
