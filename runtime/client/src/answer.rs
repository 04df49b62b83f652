//! A success that a provider reported, and its decoding.

use bytes::Bytes;
use kessai_model::DecodeError;

use crate::{
    download::Pending,
    error::{Error, ErrorKind},
    operation::{Body, Operation},
    received::{FromAnswer, Received},
    response::Response,
    trace::Trace,
};

/// A documented success, not decoded yet.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) operation: &'static Operation,
    pub(crate) response: http::Response<Bytes>,
    /// Which of the documented successes it is.
    pub(crate) case: usize,
    pub(crate) body: Body,
    pub(crate) raw: bool,
    /// The body, if it is still to be read.
    pub(crate) pending: Option<Pending>,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) idempotency_status: Option<String>,
    pub(crate) trace: Trace,
}

impl Answer {
    /// What to log of it.
    #[cfg(feature = "tracing")]
    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What to log of it.
    #[cfg(feature = "tracing")]
    pub(crate) fn status(&self) -> http::StatusCode {
        self.response.status()
    }

    /// The body as it came.
    pub(crate) fn body(&self) -> &Bytes {
        self.response.body()
    }

    /// The value of the body.
    pub(crate) fn decode<T: FromAnswer>(self) -> Result<Response<T>, Error> {
        let received = Received {
            case: Some(self.case),
            body: self.body,
            // Without a description, nothing and null are the same.
            null: self.raw,
            bytes: self.response.body(),
            answer: Some(&self),
        };
        let value = T::from_answer(&received);
        match value {
            Ok(value) => Ok(self.with(value)),
            Err(faults) => Err(self.undecodable(faults)),
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
            idempotency_status: self.idempotency_status,
        }
    }

    fn undecodable(self, faults: DecodeError) -> Error {
        let trace = self.trace.clone();
        let error = self.unusable(ErrorKind::Decode, "");
        let error = error.with(|fields| fields.faults = Some(faults));
        trace.failed(&error);
        error
    }

    /// An error with everything that came with this success.
    pub(crate) fn unusable(self, kind: ErrorKind, detail: &str) -> Error {
        Error::new(kind, detail).with(|fields| {
            let (head, body) = self.response.into_parts();
            fields.operation = Some(self.operation.id);
            fields.status = Some(head.status);
            fields.headers = Some(head.headers);
            fields.request_id = self.request_id;
            fields.attempts = self.attempts;
            fields.idempotency_key = self.idempotency_key;
            fields.idempotency_status = self.idempotency_status;
            fields.body = Some(body);
        })
    }
}
