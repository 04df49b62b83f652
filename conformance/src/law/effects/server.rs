//! A provider that keeps its word about keys, behind a network that does not keep any.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use kessai_client::{BoxFuture, Limits, Transport, TransportError};

use super::clock::Leaping;
use super::fault::{After, Fault, Schedule};

/// The transport to one operation, for one call at a time.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) clock: Leaping,
    success: http::Response<Bytes>,
    key_header: Option<String>,
    call: Arc<Mutex<Underway>>,
}

/// The call that is under way.
#[derive(Default)]
struct Underway {
    begun: Duration,
    schedule: Schedule,
    attempts: Vec<Attempt>,
}

/// One request that was handed to the transport.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub(super) begun: Duration,
    pub(super) ended: Duration,
    pub(super) request: http::Request<Bytes>,
    pub(super) fault: Option<Fault>,
}

impl Server {
    pub(super) fn new(success: http::Response<Bytes>, key_header: Option<String>) -> Self {
        Self {
            clock: Leaping::new(),
            success,
            key_header,
            call: Arc::default(),
        }
    }

    /// Begins the next call.
    pub(super) fn begin(&self, schedule: &Schedule) {
        *self.call() = Underway {
            begun: self.clock.passed(),
            schedule: schedule.clone(),
            attempts: Vec::new(),
        };
    }

    /// How long the call has taken.
    pub(super) fn taken(&self) -> Duration {
        self.clock.passed().saturating_sub(self.call().begun)
    }

    pub(super) fn attempts(&self) -> Vec<Attempt> {
        self.call().attempts.clone()
    }

    /// The key that a request carries.
    pub(super) fn key<'r>(&self, request: &'r http::Request<Bytes>) -> Option<&'r [u8]> {
        let value = request.headers().get(self.key_header.as_deref()?)?;
        Some(value.as_bytes())
    }

    /// How often the call took effect: each request that was acted on is an effect, but for those that repeat the key of one before.
    pub(super) fn effects(&self) -> usize {
        let attempts = &self.call().attempts;
        let acted = attempts
            .iter()
            .filter(|attempt| attempt.fault.is_none_or(Fault::acted));
        let keys: Vec<_> = acted.map(|attempt| self.key(&attempt.request)).collect();
        let distinct: BTreeSet<_> = keys.iter().flatten().collect();
        distinct.len() + keys.iter().filter(|key| key.is_none()).count()
    }

    fn call(&self) -> MutexGuard<'_, Underway> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, status: u16, after: After) -> http::Response<Bytes> {
        let mut response = http::Response::new(Bytes::from_static(b"{}"));
        if let Ok(status) = http::StatusCode::from_u16(status) {
            *response.status_mut() = status;
        }
        let headers = response.headers_mut();
        headers.insert(http::header::CONTENT_TYPE, JSON);
        match after {
            After::Nothing => {}
            After::Seconds(seconds) => {
                headers.insert(http::header::RETRY_AFTER, seconds.into());
            }
            After::Date(seconds) => {
                let now = std::time::SystemTime::UNIX_EPOCH + self.clock.passed();
                let then = now + Duration::from_secs(seconds.into());
                for (name, time) in [(http::header::DATE, now), (http::header::RETRY_AFTER, then)] {
                    if let Ok(value) = httpdate::fmt_http_date(time).parse() {
                        headers.insert(name, value);
                    }
                }
            }
        }
        response
    }
}

const JSON: http::HeaderValue = http::HeaderValue::from_static("application/json");

/// How long the network takes.
const WAY: Duration = Duration::from_millis(40);

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let begun = self.clock.passed();
        let limit = limits.timeout.unwrap_or(Duration::MAX);
        let mut call = self.call();
        let number = call.attempts.len();
        let fault = call.schedule.fault(number);
        call.attempts.push(Attempt {
            begun,
            ended: begun,
            request,
            fault,
        });
        Box::pin(async move {
            self.clock.pass(match fault {
                Some(Fault::Silent { .. }) => Duration::ZERO,
                Some(Fault::Late { .. }) => limit,
                _ => WAY.min(limit),
            });
            let outcome = match fault {
                None => Ok(self.success.clone()),
                Some(Fault::Refused) => Err(TransportError::not_sent("the connection was refused")),
                Some(Fault::Reset { .. }) => {
                    Err(TransportError::maybe_sent("the connection was reset"))
                }
                Some(Fault::Late { .. }) => {
                    Err(TransportError::maybe_sent("time ran out").timed_out())
                }
                Some(Fault::Silent { .. }) => std::future::pending().await,
                Some(Fault::BrokenOff) => {
                    let begun = self
                        .success
                        .clone()
                        .map(|body| body.slice(..body.len() / 2));
                    Err(TransportError::broken_off(
                        begun,
                        "the connection was reset",
                    ))
                }
                Some(Fault::Status { status, after, .. }) => Ok(self.answer(status, after)),
            };
            if let Some(attempt) = self.call().attempts.get_mut(number) {
                attempt.ended = self.clock.passed();
            }
            outcome
        })
    }
}
