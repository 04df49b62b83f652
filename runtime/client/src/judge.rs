//! What an answer, or the lack of one, says about a call.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode, header};
use kessai_model::{Tape, Value};

use crate::{
    answer::Answer,
    client::Inner,
    error::{Error, ErrorKind},
    idempotency::Word,
    media_type::Undocumented,
    operation::Body,
    request::Prepared,
    retry::{refuses, retry_after},
    trace::Trace,
    transport::{Delivery, TransportError},
};

/// Headers in which providers and gateways commonly name a request, the provider's own first.
static REQUEST_ID: [HeaderName; 3] = [
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("request-id"),
    HeaderName::from_static("x-amzn-requestid"),
];

/// A call that is under way.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    client: &'a Inner,
    request: &'a Prepared,
    trace: &'a Trace,
    /// How many attempts there were.
    pub(crate) attempts: u32,
    /// Whether the last of them could be repeated.
    pub(crate) again: bool,
    /// Whether one before the last may have taken effect.
    pub(crate) unsettled: bool,
}

impl<'a> Sent<'a> {
    /// The call before its first attempt.
    pub(crate) fn nothing(client: &'a Inner, request: &'a Prepared, trace: &'a Trace) -> Self {
        Self {
            client,
            request,
            trace,
            attempts: 0,
            again: false,
            unsettled: false,
        }
    }

    /// Success is a documented status with the media type it promises. Everything else is an error.
    pub(crate) fn judge(
        self,
        outcome: Result<http::Response<Bytes>, TransportError>,
    ) -> Result<Answer, Error> {
        match outcome {
            Ok(response) => self.answered(response),
            Err(error) => Err(self.unanswered(error)),
        }
        .map_err(|error| self.in_view_of_earlier_attempts(error))
    }

    /// The call whose time was over before there was anything to send.
    pub(crate) fn too_late(self) -> Error {
        let error = self.error(
            ErrorKind::NotSent,
            "the deadline of the call leaves no time",
        );
        error.with(|fields| fields.timeout = true)
    }

    /// A refusal speaks of one attempt. If an earlier one may have taken effect, it does not settle the
    /// call: the provider may even refuse because of that effect. Unless it repeats its first answer.
    fn in_view_of_earlier_attempts(self, error: Error) -> Error {
        let refused = matches!(
            error.kind(),
            ErrorKind::Api | ErrorKind::RateLimited | ErrorKind::NotSent
        );
        let replayed = |headers: &HeaderMap| self.client.word(headers) == Word::Replayed;
        if !self.unsettled || !refused || error.headers().is_some_and(replayed) {
            return error;
        }
        error.with(|fields| {
            fields.kind = ErrorKind::OutcomeUnknown;
            "an earlier attempt may have taken effect".clone_into(&mut fields.detail);
        })
    }

    fn answered(self, response: http::Response<Bytes>) -> Result<Answer, Error> {
        let status = response.status();
        let success = self.request.success(&response);
        // Redirects are not followed, but they may be all that an operation answers with.
        let answers = status.is_redirection() && success.is_ok();
        if !status.is_success() && !answers {
            return Err(self.refused(&response));
        }
        let unusable = |detail| Err(self.failed(ErrorKind::Decode, &response, detail));
        let (case, body) = match success {
            Ok(success) => success,
            Err(Undocumented::Status) => return unusable("the status is not documented"),
            Err(Undocumented::NotJson) => return unusable("the media type is not JSON"),
            Err(Undocumented::MediaType) => return unusable("the media type is not documented"),
        };
        if body != Body::Empty && is_compressed(response.headers()) {
            return unusable("the body is compressed, which nobody asked for");
        }
        if body == Body::Text && std::str::from_utf8(response.body()).is_err() {
            return unusable("the text is not UTF-8");
        }
        Ok(Answer {
            operation: self.request.operation,
            request_id: self.request_id(&response),
            idempotency_status: self.idempotency_status(response.headers()),
            response,
            case,
            body,
            raw: self.request.is_raw(),
            pending: None,
            attempts: self.attempts,
            idempotency_key: self.request.idempotency_key.clone(),
            trace: self.trace.clone(),
        })
    }

    /// A whole response that reports no success.
    fn refused(self, response: &http::Response<Bytes>) -> Error {
        let status = response.status();
        let writes = self.request.operation.method.writes();
        if status == StatusCode::UNAUTHORIZED
            && let Some(expired) = { &self.client.secrets }
                .expired(self.request.authorized_by, self.client.clock.date())
        {
            return self.failed(ErrorKind::Api, response, &expired);
        }
        let (kind, detail) = if status == StatusCode::TOO_MANY_REQUESTS {
            (ErrorKind::RateLimited, "")
        } else if refuses(status) || (status.is_client_error() && !writes) {
            (ErrorKind::Api, "")
        } else if writes && (status.is_server_error() || status.is_client_error()) {
            (ErrorKind::OutcomeUnknown, "")
        } else if writes {
            // After a write, a redirect may point to what was made.
            (
                ErrorKind::OutcomeUnknown,
                "the status tells nothing, and redirects are not followed",
            )
        } else if status.is_server_error() {
            (ErrorKind::Server, "")
        } else {
            (
                ErrorKind::Redirect,
                "the status tells nothing, and redirects are not followed",
            )
        };
        self.failed(kind, response, detail)
    }

    /// No whole response.
    fn unanswered(self, error: TransportError) -> Error {
        let timeout = error.is_timeout();
        let (delivery, too_large) = (error.delivery(), error.is_too_large());
        let unsent = delivery == Delivery::NotSent && !error.is_permanent();
        let (response, source) = error.into_parts();
        let writes = self.request.operation.method.writes();
        let error = match response {
            // The status came whole, and it decides; the body would only have explained it.
            Some(response) if too_large && response.status().is_success() => {
                self.failed(ErrorKind::Decode, &response, "")
            }
            Some(response) if too_large => self.refused(&response),
            Some(response) => self.failed(unknown(writes), &response, "the answer broke off"),
            None if delivery == Delivery::NotSent => self.error(ErrorKind::NotSent, ""),
            None => self.error(unknown(writes), "no answer came"),
        };
        error.with(|fields| {
            fields.retryable |= unsent;
            fields.timeout = timeout;
            fields.source = Some(source);
        })
    }

    /// An error with what the response says.
    fn failed(self, kind: ErrorKind, response: &http::Response<Bytes>, detail: &str) -> Error {
        let envelope = self.client.provider.error;
        let (code, message) = match (Tape::parse(response.body()), envelope) {
            (Ok(tape), Some(envelope)) if !response.status().is_success() => {
                let member = |name: Option<&str>| tape.root().member(name?).and_then(text);
                (member(envelope.code), member(envelope.message))
            }
            _ => (None, None),
        };
        let redact = |text: String| self.client.redact(&text);
        self.error(kind, detail).with(|fields| {
            fields.status = Some(response.status());
            fields.headers = Some(response.headers().clone());
            fields.retry_after = retry_after(response.headers(), || self.client.clock.date());
            fields.request_id = self.request_id(response);
            fields.idempotency_status = self.idempotency_status(response.headers());
            fields.body = Some(response.body().clone());
            fields.code = code.map(redact);
            fields.message = message.map(redact);
        })
    }

    fn request_id(self, response: &http::Response<Bytes>) -> Option<String> {
        let headers = response.headers();
        let id = REQUEST_ID.iter().find_map(|name| headers.get(name))?;
        id.to_str().ok().map(|id| self.client.redact(id))
    }

    fn idempotency_status(self, headers: &HeaderMap) -> Option<String> {
        let status = self.client.provider.idempotency_status?;
        status.read(headers).map(|text| self.client.redact(text))
    }

    fn error(self, kind: ErrorKind, detail: &str) -> Error {
        Error::new(kind, detail).with(|fields| {
            fields.operation = Some(self.request.operation.id);
            fields.failures = self.request.operation.failures;
            fields.attempts = self.attempts;
            fields.retryable = self.again;
            fields
                .idempotency_key
                .clone_from(&self.request.idempotency_key);
        })
    }
}

/// What it means that no whole answer came to a request that may have left.
fn unknown(writes: bool) -> ErrorKind {
    if writes {
        ErrorKind::OutcomeUnknown
    } else {
        ErrorKind::NoAnswer
    }
}

/// Codes are strings at most providers and numbers at some.
fn text(value: Value<'_>) -> Option<String> {
    value
        .as_str()
        .or_else(|| value.as_number())
        .map(str::to_owned)
}

/// Whether the body is said to be compressed. Requests ask for no compression, so that the limit of a body
/// is the limit of what has to be read and kept.
fn is_compressed(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
