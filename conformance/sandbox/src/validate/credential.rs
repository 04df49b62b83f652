//! Whether the credential is there and of the right form. Its text is looked at here and kept nowhere.

mod parts;

use std::fmt;

use http::{HeaderMap, header};

use self::parts::Parts;
use crate::Fault;
use crate::parameters::{Query, percent_decode};
use crate::spec::{Carrier, Scheme};

/// What a request brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// None, and the operation asks for none.
    NotAsked,
    /// None.
    Absent,
    /// One whose prefix, or the form of whose parts, is not the spec's.
    Malformed,
    /// One of the right form.
    WellFormed,
}

/// The credentials an operation accepts.
pub struct Credentials {
    alternatives: Vec<Vec<Check>>,
}

struct Check {
    carrier: Carrier,
    prefix: String,
    parts: Parts,
}

impl Credentials {
    pub(super) fn new(security: &[Vec<Scheme>], faults: &mut Vec<Fault>) -> Self {
        let alternatives = security
            .iter()
            .map(|schemes| {
                schemes
                    .iter()
                    .map(|scheme| Check::new(scheme, faults))
                    .collect()
            })
            .collect();
        Self { alternatives }
    }

    /// Looks at the headers and the raw query of a request. One that may be missing must be of the right form if it is there.
    pub fn check(&self, headers: &HeaderMap, query: &str) -> Credential {
        let asked = !self.alternatives.is_empty();
        let mut best = if asked && self.alternatives.iter().all(|one| !one.is_empty()) {
            Credential::Absent
        } else {
            Credential::NotAsked
        };
        for alternative in self.alternatives.iter().filter(|one| !one.is_empty()) {
            let found: Vec<Credential> = alternative
                .iter()
                .map(|check| check.look(headers, query))
                .collect();
            if found.iter().all(|found| *found == Credential::WellFormed) {
                return Credential::WellFormed;
            }
            if found.iter().any(|found| *found != Credential::Absent) {
                best = Credential::Malformed;
            }
        }
        best
    }

    /// What carries them.
    pub fn carriers(&self) -> impl Iterator<Item = &Carrier> {
        self.alternatives
            .iter()
            .flatten()
            .map(|check| &check.carrier)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.carriers()).finish()
    }
}

impl Check {
    fn new(scheme: &Scheme, faults: &mut Vec<Fault>) -> Self {
        Self {
            carrier: scheme.carrier.clone(),
            prefix: scheme.prefix.clone(),
            parts: Parts::new(scheme, faults),
        }
    }

    fn look(&self, headers: &HeaderMap, query: &str) -> Credential {
        let mut found = match &self.carrier {
            Carrier::Header(name) => headers
                .get_all(name.as_str())
                .iter()
                .map(|value| value.to_str().ok().map(str::to_owned))
                .collect(),
            Carrier::Query(name) => Query::new(query).texts(name),
            Carrier::Cookie(name) => cookies(headers, name),
        };
        match (found.pop(), found.is_empty()) {
            (None, _) => Credential::Absent,
            (Some(Some(text)), true) if self.fits(&text) => Credential::WellFormed,
            _ => Credential::Malformed,
        }
    }

    fn fits(&self, text: &str) -> bool {
        let written = text.strip_prefix(&self.prefix);
        written.is_some_and(|written| self.parts.are_written(written))
    }
}

/// Every cookie of a name; `None` for one that cannot be read.
fn cookies(headers: &HeaderMap, name: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for value in headers.get_all(header::COOKIE) {
        let Ok(text) = value.to_str() else {
            found.push(None);
            continue;
        };
        for pair in text.split(';') {
            if let Some((own, value)) = pair.trim().split_once('=')
                && percent_decode(own).as_deref() == Some(name)
            {
                found.push(Some(value.to_owned()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
