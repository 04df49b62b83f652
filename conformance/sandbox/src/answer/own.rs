//! Answers that are the sandbox's own: what the provider's documentation does not cover.

use std::fmt::{self, Write as _};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::Reply;
use crate::validate::RequestViolation;

/// Bytes of violations a header may hold; clients limit what they read of headers.
const HEADER_LIMIT: usize = 4096;

/// Why the sandbox answers by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No path of the spec.
    NoSuchPath,
    /// The path exists, with these methods.
    NoSuchMethod(Vec<String>),
    /// The credential is missing or of the wrong form, and the spec documents no 401.
    Credential,
    /// The request breaks the spec, and the spec documents no 400.
    Violations,
    /// The answer asked for is not documented; these are the choices.
    NoSuchAnswer(Vec<String>),
    /// The idempotency key was used with something else, and the spec documents no conflict of keys.
    KeyReused,
    /// The body is larger than this number of bytes.
    TooLarge(usize),
    /// The state came to an answer that the spec does not allow, for this reason.
    OwnAnswer(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message())
    }
}

impl std::error::Error for Problem {}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchPath => StatusCode::NOT_FOUND,
            Self::NoSuchMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Credential => StatusCode::UNAUTHORIZED,
            Self::Violations | Self::NoSuchAnswer(_) => StatusCode::BAD_REQUEST,
            Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::OwnAnswer(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word in the header `x-sandbox-problem`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoSuchPath => "no-such-path",
            Self::NoSuchMethod(_) => "no-such-method",
            Self::Credential => "credential",
            Self::Violations => "violations",
            Self::NoSuchAnswer(_) => "no-such-answer",
            Self::KeyReused => "idempotency-key-reused",
            Self::TooLarge(_) => "body-too-large",
            Self::OwnAnswer(_) => "own-answer",
        }
    }

    fn message(&self) -> String {
        match self {
            Self::NoSuchPath => "the spec has no such path".to_owned(),
            Self::NoSuchMethod(methods) => format!("the spec has this path with {}", methods.join(", ")),
            Self::Credential => "the credential is missing or not of the form the spec describes".to_owned(),
            Self::Violations => "the request breaks the spec; see x-sandbox-violations".to_owned(),
            Self::NoSuchAnswer(choices) => {
                format!("the answer asked for is not documented; there are {}", choices.join(", "))
            }
            Self::KeyReused => "the idempotency key was used before with another request; the documentation does not say \
                what the provider answers, so this is the sandbox's own strictness"
                .to_owned(),
            Self::OwnAnswer(reason) => {
                format!("the sandbox came to an answer that its spec does not allow: {reason}")
            }
            Self::TooLarge(limit) => format!("the body is larger than {limit} bytes"),
        }
    }

    /// The answer.
    pub fn reply(&self) -> Reply {
        let body = json!({ "sandbox": { "problem": self.word(), "message": self.message() } });
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        headers.insert("x-sandbox-problem", HeaderValue::from_static(self.word()));
        if let Self::NoSuchMethod(methods) = self
            && let Ok(allow) = HeaderValue::try_from(methods.join(", "))
        {
            headers.insert(header::ALLOW, allow);
        }
        Reply {
            status: self.status(),
            headers,
            body: Bytes::from(body.to_string()),
            example: None,
        }
    }
}

/// Violations as the JSON list of the header `x-sandbox-violations`: ASCII, and short enough for clients. What does not fit
/// is counted in a last entry `{"omitted": n}`; the journal has all of them.
pub fn violations_header(violations: &[RequestViolation]) -> HeaderValue {
    let mut entries: Vec<Value> = Vec::new();
    let mut length = 2;
    for violation in violations {
        let entry = violation.to_json();
        length += ascii(&entry).len() + 1;
        if length > HEADER_LIMIT {
            break;
        }
        entries.push(entry);
    }
    if entries.len() < violations.len() {
        entries.push(json!({ "omitted": violations.len() - entries.len() }));
    }
    HeaderValue::try_from(ascii(&Value::Array(entries))).unwrap_or(HeaderValue::from_static("[]"))
}

fn ascii(value: &Value) -> String {
    let mut text = String::new();
    let mut units = [0; 2];
    for c in value.to_string().chars() {
        if c.is_ascii() && c != '\u{7f}' {
            text.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}
