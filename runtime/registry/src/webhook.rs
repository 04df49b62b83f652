//! Notifications, through the types generated for them.

use std::fmt;

use kessai_client::http::HeaderMap;
use kessai_client::webhooks::{Scheme, Verifier, WebhookError};
use kessai_model::{DecodeError, Encode, to_vec};

/// The way through what was generated for notifications.
#[derive(Clone, Copy)]
pub struct WebhookEntry {
    /// How the generated code says that they are proven.
    pub scheme: &'static Scheme,
    /// The verifier with one secret, as users get it.
    pub verifier: fn(&str) -> Verifier,
    /// Verifies a notification and reads it.
    pub receive: fn(&Verifier, &HeaderMap, &[u8]) -> Result<Notification, WebhookError>,
}

impl fmt::Debug for WebhookEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WebhookEntry").field(self.scheme).finish()
    }
}

/// A notification that was verified and read.
#[derive(Debug)]
pub struct Notification {
    /// The event, encoded again.
    pub json: Vec<u8>,
    /// The event's `Debug`.
    pub debug: String,
    /// The `Debug` of what it is about. `None` where its type is unknown or its data has no documented form; an error where
    /// the data does not have the form that the type promises.
    pub subject: Result<Option<String>, DecodeError>,
}

impl Notification {
    /// An event, and what it is about.
    pub fn of<T: Encode + fmt::Debug>(
        event: &T,
        subject: Result<Option<String>, DecodeError>,
    ) -> Self {
        Self {
            json: to_vec(event),
            debug: format!("{event:?}"),
            subject,
        }
    }
}
