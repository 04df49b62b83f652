//! What an answer, or the lack of one, says about a call.

use bytes::Bytes;
use http::{HeaderMap, header};
use kessai_model::{Decode, DecodeError, Tape, Value, from_slice};

use crate::{
    client::Inner,
    error::{Error, ErrorKind},
    operation::{Body, Operation, Success},
    request::Prepared,
    response::Response,
    transport::{Delivery, TransportError},
};

/// Headers in which providers and gateways commonly name a request, the provider's own first.
const REQUEST_ID: [&str; 3] = ["x-request-id", "request-id", "x-amzn-requestid"];

/// A call that went out.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    pub(crate) client: &'a Inner,
    pub(crate) request: &'a Prepared,
    pub(crate) attempts: u32,
}

/// A documented success, not decoded yet.
pub(crate) struct Answer {
    operation: &'static Operation,
    response: http::Response<Bytes>,
    body: Body,
    request_id: Option<String>,
    attempts: u32,
    idempotency_key: Option<String>,
}

impl Sent<'_> {
    /// Success is a documented status with the media type it promises. Everything else is an error.
    pub(crate) fn judge(
        self,
        outcome: Result<http::Response<Bytes>, TransportError>,
    ) -> Result<Answer, Error> {
        match outcome {
            Ok(response) => self.answered(response),
            Err(error) => Err(self.unanswered(error)),
        }
    }

    fn answered(self, response: http::Response<Bytes>) -> Result<Answer, Error> {
        let status = response.status();
        if !status.is_success() {
            return Err(self.refused(&response));
        }
        let documented = |success: &&Success| success.status == status.as_u16();
        let body = match self.request.operation.success.iter().find(documented) {
            Some(success) => success.body,
            None => {
                return Err(self.failed(
                    ErrorKind::Decode,
                    &response,
                    "the status is not documented",
                ));
            }
        };
        if body == Body::Json && !is_json(response.headers()) {
            return Err(self.failed(ErrorKind::Decode, &response, "the media type is not JSON"));
        }
        Ok(Answer {
            operation: self.request.operation,
            request_id: self.request_id(&response),
            response,
            body,
            attempts: self.attempts,
            idempotency_key: self.request.idempotency_key.clone(),
        })
    }

    /// A whole response that reports no success.
    fn refused(self, response: &http::Response<Bytes>) -> Error {
        let status = response.status();
        let writes = self.request.operation.method.writes();
        let (kind, detail) = if status.is_client_error() {
            (ErrorKind::Api, "")
        } else if writes && status.is_server_error() {
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
            fields.request_id = self.request_id(response);
            fields.body = Some(response.body().clone());
            fields.code = code.map(redact);
            fields.message = message.map(redact);
        })
    }

    fn request_id(self, response: &http::Response<Bytes>) -> Option<String> {
        let headers = response.headers();
        let id = REQUEST_ID.iter().find_map(|name| headers.get(*name))?;
        id.to_str().ok().map(|id| self.client.redact(id))
    }

    fn error(self, kind: ErrorKind, detail: &str) -> Error {
        Error::new(kind, detail).with(|fields| {
            fields.operation = Some(self.request.operation.id);
            fields.attempts = self.attempts;
            fields
                .idempotency_key
                .clone_from(&self.request.idempotency_key);
        })
    }
}

impl Answer {
    /// The value of the body.
    pub(crate) fn decode<T: Decode>(self) -> Result<Response<T>, Error> {
        let body: &[u8] = match self.body {
            Body::Json => self.response.body(),
            // The status says that it succeeded; bytes nobody announced cannot change that.
            Body::Empty => b"",
        };
        match from_slice(body) {
            Ok(value) => Ok(self.with(value)),
            Err(error) => Err(self.undecodable(error)),
        }
    }

    fn with<T>(self, value: T) -> Response<T> {
        let (head, _) = self.response.into_parts();
        Response {
            value,
            status: head.status,
            request_id: self.request_id,
            headers: head.headers,
            attempts: self.attempts,
            idempotency_key: self.idempotency_key,
        }
    }

    fn undecodable(self, error: DecodeError) -> Error {
        Error::new(ErrorKind::Decode, "").with(|fields| {
            fields.operation = Some(self.operation.id);
            fields.status = Some(self.response.status());
            fields.request_id = self.request_id;
            fields.attempts = self.attempts;
            fields.idempotency_key = self.idempotency_key;
            fields.body = Some(self.response.into_body());
            fields.faults = Some(error);
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

/// Whether the body is said to be JSON: `application/json`, `text/json` or a `+json` type; parameters
/// such as a character set do not matter, because JSON is UTF-8.
fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    media_type.is_some_and(|value| {
        let essence = value
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        matches!(essence.as_str(), "application/json" | "text/json")
            || essence
                .split_once('/')
                .is_some_and(|(_, subtype)| subtype.ends_with("+json"))
    })
}
