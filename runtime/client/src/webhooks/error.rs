//! Why a notification is not to be believed, or cannot be read.

use std::{error::Error as StdError, fmt};

use kessai_model::DecodeError;

/// Why a notification was refused. It shows no secret, no token, no signature and no body.
#[derive(Debug)]
pub struct WebhookError {
    kind: WebhookErrorKind,
    header: Option<&'static str>,
    faults: Option<DecodeError>,
}

/// What is wrong with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WebhookErrorKind {
    /// A header is not there.
    MissingHeader,
    /// A header stands there more than once.
    DuplicateHeader,
    /// The timestamp is not a decimal number, or is no time.
    MalformedTimestamp,
    /// The signature is not as many hexadecimal digits as it should be, in lower case.
    MalformedSignature,
    /// The endpoint's name is not text.
    MalformedEndpoint,
    /// No secret is known for the endpoint.
    UnknownEndpoint,
    /// The secret that was configured is not written as the provider writes them.
    MalformedSecret,
    /// The signature is older, or newer, than allowed.
    StaleTimestamp,
    /// The signature is not the provider's, or the body is not what was signed.
    WrongSignature,
    /// The token is not the one that was agreed on.
    WrongToken,
    /// The notification is the provider's, but does not decode.
    Decode,
}

impl WebhookError {
    pub(super) fn new(kind: WebhookErrorKind, header: Option<&'static str>) -> Self {
        Self {
            kind,
            header,
            faults: None,
        }
    }

    pub(super) fn because(mut self, faults: DecodeError) -> Self {
        self.faults = Some(faults);
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> WebhookErrorKind {
        self.kind
    }

    /// The header that it is about.
    pub fn header(&self) -> Option<&'static str> {
        self.header
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("webhook: ")?;
        if let Some(header) = self.header {
            write!(f, "header {header}: ")?;
        }
        f.write_str(match self.kind {
            WebhookErrorKind::MissingHeader => "is missing",
            WebhookErrorKind::DuplicateHeader => "stands there more than once",
            WebhookErrorKind::MalformedTimestamp => "is no timestamp",
            WebhookErrorKind::MalformedSignature => "is no signature",
            WebhookErrorKind::MalformedEndpoint => "is not text",
            WebhookErrorKind::UnknownEndpoint => "no secret is known for the endpoint",
            WebhookErrorKind::MalformedSecret => {
                "the secret is not written as the provider writes its secrets: copy it whole"
            }
            WebhookErrorKind::StaleTimestamp => "is too long ago, or in the future",
            WebhookErrorKind::WrongSignature => "does not sign this body",
            WebhookErrorKind::WrongToken => "is not the token that was agreed on",
            WebhookErrorKind::Decode => "the body cannot be read",
        })?;
        match &self.faults {
            Some(faults) => write!(f, ": {faults}"),
            None => Ok(()),
        }
    }
}

impl StdError for WebhookError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.faults.as_ref().map(|faults| faults as _)
    }
}
