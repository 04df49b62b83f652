//! A decoded answer and what came with it.

use std::{fmt, ops::Deref};

use http::{HeaderMap, StatusCode};
use kessai_model::Decode;

use crate::header::Header;

/// A successful answer. It dereferences to the value; the rest is what came with it.
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) idempotency_status: Option<String>,
}

impl<T> Response<T> {
    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers, such as those that say how many more requests the provider will take.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What a header holds; `None` if it is not there or of another form.
    pub fn header<H: Decode>(&self, header: Header<H>) -> Option<H> {
        header.read(&self.headers)
    }

    /// The provider's name for this request, if it gave one.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How many times the request was handed to the transport.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The idempotency key the request carried.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// What the provider says became of the key, where it says so.
    pub fn idempotency_status(&self) -> Option<&str> {
        self.idempotency_status.as_deref()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
