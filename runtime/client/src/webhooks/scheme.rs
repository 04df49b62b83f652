//! How a provider proves that a notification is its own, as constants of its generated crate.

use std::time::{Duration, SystemTime};

/// How a provider proves that a notification is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By a signature over the time and the body.
    Signature(Signature),
    /// By a token that only the two of you know.
    Token(Token),
}

/// HMAC with SHA-256 over the text of the timestamp, a dot and the raw body, in hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The header that carries the signature.
    pub signature: &'static str,
    /// The header that carries the time of signing, as a decimal number since 1970.
    pub timestamp: &'static str,
    /// The header that names the endpoint that was notified, whose secret signs, if there is one.
    pub endpoint: Option<&'static str>,
    /// What the timestamp counts.
    pub unit: Unit,
    /// How the secret that the provider shows becomes the key.
    pub secret: Encoding,
}

/// A header that carries a prefix and a token, compared with what was agreed on.
///
/// It proves who sends and nothing else: not that the body is whole, nor that it is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The header, such as `authorization`.
    pub header: &'static str,
    /// What stands before the token, with its space, such as `Bearer `; may be empty.
    pub prefix: &'static str,
}

/// What a timestamp counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

impl Unit {
    /// The moment this many units after the beginning of 1970, if the system can tell it.
    pub(super) fn moment(self, count: u64) -> Option<SystemTime> {
        SystemTime::UNIX_EPOCH.checked_add(match self {
            Self::Seconds => Duration::from_secs(count),
            Self::Milliseconds => Duration::from_millis(count),
        })
    }
}

/// How a secret is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The bytes of its text are the key.
    Text,
    /// One big-endian number in base 62, with the digits `A`–`Z`, `a`–`z`, `0`–`9`; the key is this many
    /// bytes, the first of them zeros if the number is small.
    Base62 {
        /// Length of the key.
        bytes: usize,
    },
}
