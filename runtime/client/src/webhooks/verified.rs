//! A body that has been verified.

use std::{fmt, time::SystemTime};

use kessai_model::{Decode, from_slice};

use super::error::{WebhookError, WebhookErrorKind};

/// A notification that is the provider's. Only a [`Verifier`](super::Verifier) makes one.
pub struct Verified<'b> {
    pub(super) body: &'b [u8],
    pub(super) endpoint: Option<String>,
    pub(super) signed_at: Option<SystemTime>,
}

impl<'b> Verified<'b> {
    /// The bytes that were verified.
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The endpoint that was notified, where a header names it.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// When the provider signed it, where it signs.
    pub fn signed_at(&self) -> Option<SystemTime> {
        self.signed_at
    }

    /// Reads the body.
    ///
    /// # Errors
    /// [`Decode`](WebhookErrorKind::Decode), whose [source](std::error::Error::source) names every member
    /// that is missing or wrong.
    pub fn decode<T: Decode>(&self) -> Result<T, WebhookError> {
        from_slice(self.body)
            .map_err(|faults| WebhookError::new(WebhookErrorKind::Decode, None).because(faults))
    }
}

impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("bytes", &self.body.len())
            .field("endpoint", &self.endpoint)
            .field("signed_at", &self.signed_at)
            .finish()
    }
}
