//! What an attempt that did not succeed means for the next one, and for what may be said of the call.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::retry_after;
use crate::{
    client::Inner,
    idempotency::Word,
    request::Prepared,
    transport::{Delivery, TransportError},
};

/// What one attempt left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether sending the same request once more could end better, and cannot take effect twice.
    pub(crate) again: bool,
    /// How long the provider asks to be left alone.
    pub(crate) after: Option<Duration>,
    /// Whether the attempt may have changed something, although it did not report success.
    pub(crate) may_have_acted: bool,
}

impl Verdict {
    pub(crate) fn of(
        client: &Inner,
        request: &Prepared,
        outcome: &Result<http::Response<Bytes>, TransportError>,
    ) -> Self {
        let (response, passing) = match outcome {
            Ok(response) => (Some(response), passes(response.status())),
            Err(error) => (
                error.response(),
                !error.is_permanent() && !error.is_too_large(),
            ),
        };
        let headers = response.map(http::Response::headers);
        let word = headers.map_or(Word::Nothing, |headers| client.word(headers));
        Self {
            // An answer that was repeated would only be repeated again.
            again: request.repeatable && passing && word == Word::Nothing,
            after: headers.and_then(|headers| retry_after(headers, || client.clock.date())),
            may_have_acted: request.operation.method.writes() && acts(outcome),
        }
    }
}

/// Whether this status may be gone the next time. 501 and the like are settled.
fn passes(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether an attempt with this outcome may have changed something, if it was one to change something.
fn acts(outcome: &Result<http::Response<Bytes>, TransportError>) -> bool {
    match outcome {
        Ok(response) => !refuses(response.status()),
        Err(error) => match error.response() {
            // The status came whole.
            Some(response) if error.is_too_large() => !refuses(response.status()),
            _ => error.delivery() == Delivery::MaybeSent,
        },
    }
}

/// Whether this status says that nothing was done. A timeout says so on paper, but gateways use it when
/// what stands behind them does not answer in time.
pub(crate) fn refuses(status: StatusCode) -> bool {
    status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT
}

impl Verdict {
    /// The wait before the next attempt, if there is to be one within what is left of time.
    pub(crate) fn wait(
        self,
        client: &Inner,
        attempts: u32,
        left: impl Fn() -> Duration,
    ) -> Option<Duration> {
        if !self.again {
            return None;
        }
        // On top of what the provider asks for: it may have asked many at once.
        let wait = client.retries.backoff.wait(attempts);
        let wait = wait.saturating_add(self.after.unwrap_or_default());
        (wait < left()).then_some(wait)
    }
}
