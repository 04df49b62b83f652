//! The one error of every call.

mod display;
mod kind;
mod violation;

use std::{error::Error as StdError, fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use kessai_model::{Decode, DecodeError, Fault};

use crate::{
    header::Header,
    media_type,
    operation::{Body, Reply},
    received::{FromAnswer, Received},
};

pub use self::{kind::ErrorKind, violation::Violation};

type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a call, or the making of a client, did not succeed.
///
/// `Display` gives one line: operation, status, the provider's code and message, request id. Neither it
/// nor `Debug` nor the [source](StdError::source) chain shows a credential, a header or a body; those
/// who need the body ask [`body`](Self::body).
pub struct Error(Box<Fields>);

/// What is known of a failure. Filled in where it is found out.
pub(crate) struct Fields {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<&'static str>,
    /// The documented failures, where the operation has several.
    pub(crate) failures: &'static [Reply],
    /// What this crate has to say; never text of a request or a response.
    pub(crate) detail: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) headers: Option<HeaderMap>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) retryable: bool,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) idempotency_status: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) timeout: bool,
    pub(crate) body: Option<Bytes>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) faults: Option<DecodeError>,
    pub(crate) source: Option<BoxError>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self(Box::new(Fields {
            kind,
            operation: None,
            failures: &[],
            detail: detail.into(),
            status: None,
            code: None,
            message: None,
            request_id: None,
            headers: None,
            retry_after: None,
            retryable: false,
            idempotency_key: None,
            idempotency_status: None,
            attempts: 0,
            timeout: false,
            body: None,
            violations: Vec::new(),
            faults: None,
            source: None,
        }))
    }

    pub(crate) fn configuration(detail: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, detail)
    }

    /// Hangs a cause below the error.
    pub(crate) fn because(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with(mut self, fill: impl FnOnce(&mut Fields)) -> Self {
        fill(&mut self.0);
        self
    }

    /// What kind of failure this is: the first thing to look at.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that was called; `None` for an error of making a client.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The status the provider answered with, if an answer came at all.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The provider's error code as the type it has in a generated crate.
    ///
    /// ```
    /// # fn example(error: kessai_client::Error) {
    /// let code: Option<String> = error.code();
    /// # }
    /// ```
    pub fn code<C: for<'a> From<&'a str>>(&self) -> Option<C> {
        self.code_str().map(C::from)
    }

    /// The provider's error code as it came.
    pub fn code_str(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's message as it came, but for the credential and card numbers, which are blotted out; it may be long and may
    /// hold control characters.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The provider's name for this request, which its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The headers of the answer, if one came at all. They may hold personal data.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.headers.as_ref()
    }

    /// What a header of the answer holds; `None` if it is not there or of another form.
    pub fn header<H: Decode>(&self, header: Header<H>) -> Option<H> {
        header.read(self.headers()?)
    }

    /// How long the provider asks to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether the same call, sent again with the same
    /// [idempotency key](Self::idempotency_key), could succeed and cannot take effect twice.
    ///
    /// The call itself has been repeated already as often as its settings allow.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The idempotency key the call went out with. After [`OutcomeUnknown`](ErrorKind::OutcomeUnknown),
    /// the same call with this key is safe to send again, as long as the provider remembers the key.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// What the provider says became of the key, where it says so.
    pub fn idempotency_status(&self) -> Option<&str> {
        self.0.idempotency_status.as_deref()
    }

    /// How many times the request was handed to the transport.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.0.timeout
    }

    /// The body of the answer as it came, or as much of it as did. It may hold personal data.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// The body of the answer as a type: the one that the operation's documentation names for failures, or
    /// one of yours.
    ///
    /// # Errors
    /// When it does not decode, as when there is none.
    pub fn body_as<T: FromAnswer>(&self) -> Result<T, DecodeError> {
        let essence = self.headers().and_then(media_type::of);
        let status = self.status().map(|status| status.as_u16());
        let failures = self.0.failures;
        let reply = status
            .and_then(|status| media_type::choose(failures, status, essence.as_deref()).ok())
            .filter(|reply| reply.body != Body::Empty);
        let json = essence.as_deref().is_none_or(media_type::is_json);
        T::from_answer(&Received {
            case: reply.map(|reply| reply.case),
            body: match reply {
                Some(reply) => reply.body,
                None if json => Body::Json,
                None => Body::Text,
            },
            null: false,
            answer: None,
            bytes: self.body().unwrap_or(&Bytes::new()),
        })
    }

    /// Every member of the answer that is missing or wrong, with its JSON path, for
    /// [`Decode`](ErrorKind::Decode); empty if the body is not JSON at all.
    pub fn faults(&self) -> &[Fault] {
        self.0.faults.as_ref().map_or(&[], DecodeError::faults)
    }

    /// Everything that is wrong with the request, for [`InvalidRequest`](ErrorKind::InvalidRequest).
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = &*self.0;
        f.debug_struct("Error")
            .field("kind", &fields.kind)
            .field("operation", &fields.operation)
            .field("status", &fields.status)
            .field("code", &fields.code.as_deref().map(display::shown))
            .field("message", &fields.message.as_deref().map(display::shown))
            .field("request_id", &fields.request_id)
            .field("attempts", &fields.attempts)
            .field("timeout", &fields.timeout)
            .field("detail", &fields.detail)
            .field("violations", &fields.violations)
            .field(
                "faults",
                &fields.faults.as_ref().map(DecodeError::fault_count),
            )
            .field("source", &fields.source)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match (&self.0.source, &self.0.faults) {
            (Some(source), _) => Some(&**source),
            (None, Some(faults)) => Some(faults),
            (None, None) => None,
        }
    }
}
