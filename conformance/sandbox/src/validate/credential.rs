//! Whether the credential is there and of the right form. Its text is looked at here and kept nowhere.

use std::fmt;

use http::HeaderMap;
use serde_json::{Value, json};

use crate::Fault;
use crate::spec::Scheme;

/// What a request brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// The operation asks for none.
    NotAsked,
    /// None.
    Absent,
    /// One whose prefix or pattern is not the spec's.
    Malformed,
    /// One of the right form.
    WellFormed,
}

/// The credentials an operation accepts.
pub struct Credentials {
    alternatives: Vec<Vec<Check>>,
}

struct Check {
    scheme: Scheme,
    pattern: Option<jsonschema::Validator>,
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

    /// Looks at the headers of a request.
    pub fn check(&self, headers: &HeaderMap) -> Credential {
        if self.alternatives.is_empty() {
            return Credential::NotAsked;
        }
        let mut best = Credential::Absent;
        for alternative in &self.alternatives {
            let found: Vec<Credential> = alternative
                .iter()
                .map(|check| check.look(headers))
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

    /// Headers that carry a credential, in lower case.
    pub fn headers(&self) -> impl Iterator<Item = &str> {
        self.alternatives
            .iter()
            .flatten()
            .map(|check| check.scheme.header.as_str())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.headers()).finish()
    }
}

impl Check {
    fn new(scheme: &Scheme, faults: &mut Vec<Fault>) -> Self {
        // The dialect of the spec's patterns is that of JSON Schema, so its engine reads this one too.
        let pattern = scheme.pattern.as_ref().and_then(|pattern| {
            jsonschema::draft202012::new(&json!({ "pattern": pattern }))
                .map_err(|_| {
                    let pointer = format!(
                        "/components/securitySchemes/{}/x-credential/pattern",
                        scheme.name
                    );
                    faults.push(Fault::new(pointer, "not a regular expression"));
                })
                .ok()
        });
        Self {
            scheme: scheme.clone(),
            pattern,
        }
    }

    fn look(&self, headers: &HeaderMap) -> Credential {
        let mut values = headers.get_all(self.scheme.header.as_str()).iter();
        let Some(value) = values.next() else {
            return Credential::Absent;
        };
        let text = value.to_str().ok().filter(|_| values.next().is_none());
        let credential = text.and_then(|text| text.strip_prefix(&self.scheme.prefix));
        match credential {
            Some(credential) if !credential.is_empty() && self.fits(credential) => {
                Credential::WellFormed
            }
            _ => Credential::Malformed,
        }
    }

    fn fits(&self, credential: &str) -> bool {
        self.pattern
            .as_ref()
            .is_none_or(|pattern| pattern.is_valid(&Value::from(credential)))
    }
}
