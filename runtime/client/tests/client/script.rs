//! A transport that does what it is told, step by step, in virtual time.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use kessai_client::{
    BoxFuture, Client, ClientBuilder, Limits, Provider, Transport, TransportError,
};
use tokio::time::Instant;

use crate::shop::{KEY, ORDER, SHOP, response};

/// What the transport does with one request.
pub(crate) enum Step {
    Answer(http::Response<Bytes>),
    Fail(TransportError),
    /// No answer, and no regard for limits.
    Hang,
}

/// One request and when it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) at: Duration,
    pub(crate) timeout: Duration,
    pub(crate) request: http::Request<Bytes>,
}

#[derive(Clone)]
pub(crate) struct Script {
    start: Instant,
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Script {
    /// Takes these steps; a request after the last fails for good.
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            start: Instant::now(),
            steps: Arc::new(Mutex::new(steps.into_iter().collect())),
            seen: Arc::default(),
        }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// When the requests came, in milliseconds.
    pub(crate) fn times(&self) -> Vec<u128> {
        let seen = self.seen();
        seen.iter().map(|seen| seen.at.as_millis()).collect()
    }

    /// How long ago the script began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Checks that every request was the first one again, to the byte.
    pub(crate) fn assert_all_alike(&self) {
        let seen = self.seen();
        for Seen { request, .. } in &seen {
            assert_same(&seen[0].request, request);
        }
    }

    /// A client whose waits are the longest there can be.
    pub(crate) fn builder(&self) -> ClientBuilder {
        self.builder_for(&SHOP)
    }

    /// The same of another provider.
    pub(crate) fn builder_for(&self, provider: &'static Provider) -> ClientBuilder {
        Client::builder(provider)
            .credential(KEY)
            .jitter(|ceiling| ceiling)
            .transport(self.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

pub(crate) fn assert_same(one: &http::Request<Bytes>, other: &http::Request<Bytes>) {
    assert_eq!(one.method(), other.method());
    assert_eq!(one.uri(), other.uri());
    assert_eq!(one.headers(), other.headers());
    assert_eq!(one.body(), other.body());
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.seen.lock().unwrap().push(Seen {
            at: self.start.elapsed(),
            timeout: limits.timeout.unwrap(),
            request,
        });
        let step = self.steps.lock().unwrap().pop_front();
        Box::pin(async move {
            match step {
                Some(Step::Answer(response)) => Ok(response),
                Some(Step::Fail(error)) => Err(error),
                Some(Step::Hang) => std::future::pending().await,
                None => Err(TransportError::not_sent("the script is over").permanent()),
            }
        })
    }
}

pub(crate) fn answer(status: u16) -> Step {
    Step::Answer(response(status, "application/json", "{}"))
}

pub(crate) fn answer_with(status: u16, name: &'static str, value: &str) -> Step {
    let mut response = response(status, "application/json", "{}");
    response.headers_mut().insert(name, value.parse().unwrap());
    Step::Answer(response)
}

pub(crate) fn good() -> Step {
    Step::Answer(response(200, "application/json", ORDER))
}

pub(crate) fn refused() -> Step {
    Step::Fail(TransportError::not_sent("connection refused"))
}

pub(crate) fn reset() -> Step {
    Step::Fail(TransportError::maybe_sent("connection reset"))
}
