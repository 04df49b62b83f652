//! What came and what was answered.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

use crate::parameters::Query;
use crate::spec::{Carrier, Location};
use crate::validate::{Credential, RequestViolation};

/// Exchanges that are kept; older ones are dropped, and [`Exchange::number`] shows the gap.
pub const CAPACITY: usize = 10_000;

/// Headers that never enter the journal, whatever the spec says.
const SECRET: [&str; 3] = ["authorization", "proxy-authorization", "cookie"];

/// One request and its answer.
///
/// `Debug` and `Display` print neither query, parameters, headers nor body: those hold what a log must not.
#[derive(Clone)]
pub struct Exchange {
    /// Counts from 1, in order of the answers.
    pub number: u64,
    /// operationId, where the path and method led to one.
    pub operation: Option<String>,
    /// Method as sent.
    pub method: String,
    /// Path as sent, still percent-encoded.
    pub path: String,
    /// Query as sent, without its question mark and without what is a credential.
    pub query: Option<String>,
    /// Headers as sent, names in lower case, without those that carry a credential.
    pub headers: Vec<(String, String)>,
    /// Body as sent.
    pub body: Bytes,
    /// Declared parameters as the sandbox read them: location, name, JSON value.
    pub parameters: Vec<(Location, String, Value)>,
    /// What is known of the credential; its text is kept nowhere.
    pub credential: Credential,
    /// Every way in which the request broke the spec.
    pub violations: Vec<RequestViolation>,
    /// Status answered.
    pub status: u16,
    /// The example that was served, `200/created`; `None` for an answer of the sandbox's own.
    pub answer: Option<String>,
    /// Whether the answer was stored before under the same idempotency key.
    pub replayed: bool,
}

impl Exchange {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Exchange")
            .field("number", &self.number)
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("body_length", &self.body.len())
            .field("credential", &self.credential)
            .field("violations", &self.violations)
            .field("status", &self.status)
            .field("answer", &self.answer)
            .field("replayed", &self.replayed)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "#{} {} {} -> {}",
            self.number, self.method, self.path, self.status
        )?;
        if self.replayed {
            formatter.write_str(" (replayed)")?;
        }
        for violation in &self.violations {
            write!(formatter, "\n  {violation}")?;
        }
        Ok(())
    }
}

/// Whether what stands there is a credential of any operation.
fn is_secret(secret: &BTreeSet<Carrier>, location: Location, name: &str) -> bool {
    secret.iter().any(|carrier| carrier.carries(location, name))
}

/// A raw query as the journal keeps it.
pub(crate) fn keep_query(query: &str, secret: &BTreeSet<Carrier>) -> String {
    Query::new(query).without(|name| is_secret(secret, Location::Query, name))
}

/// Parameters as the journal keeps them: one operation's may be named like another's credential.
pub(crate) fn keep_parameters(
    mut parameters: Vec<(Location, String, Value)>,
    secret: &BTreeSet<Carrier>,
) -> Vec<(Location, String, Value)> {
    parameters.retain(|(location, name, _)| !is_secret(secret, *location, name));
    parameters
}

/// Headers as the journal keeps them.
pub(crate) fn keep_headers(
    headers: &HeaderMap,
    secret: &BTreeSet<Carrier>,
) -> Vec<(String, String)> {
    headers
        .iter()
        .filter(|(name, _)| {
            !SECRET.contains(&name.as_str()) && !is_secret(secret, Location::Header, name.as_str())
        })
        .map(|(name, value)| {
            (
                name.to_string(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect()
}

/// The exchanges of one sandbox.
#[derive(Debug, Default)]
pub struct Journal {
    kept: Mutex<(u64, VecDeque<Exchange>)>,
}

impl Journal {
    /// Adds an exchange and numbers it.
    pub fn add(&self, mut exchange: Exchange) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 += 1;
        exchange.number = kept.0;
        if kept.1.len() == CAPACITY {
            kept.1.pop_front();
        }
        kept.1.push_back(exchange);
    }

    /// What is kept, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.after(0)
    }

    /// What came after the exchange of that number and is kept, oldest first.
    pub fn after(&self, number: u64) -> Vec<Exchange> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.1.partition_point(|exchange| exchange.number <= number);
        kept.1.iter().skip(known).cloned().collect()
    }

    /// The number of the last exchange; 0 before the first.
    pub fn last(&self) -> u64 {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).0
    }
}
