//! A transport that stays in this process.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;

use super::{BoxFuture, Limits, Transport, TransportError};

type Answer =
    dyn Fn(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> + Send + Sync;

/// Answers from a function or from a list, and remembers what it was asked.
///
/// It holds no socket, so a test that uses it cannot reach a provider. Clones share their memory: keep
/// one, and give the other to the client.
///
/// ```
/// use bytes::Bytes;
/// use kessai_client::MemoryTransport;
///
/// let transport = MemoryTransport::new(|request| {
///     assert_eq!(request.uri().path(), "/orders");
///     Ok(http::Response::new(Bytes::from_static(b"{}")))
/// });
/// assert!(transport.requests().is_empty());
/// ```
#[derive(Clone)]
pub struct MemoryTransport {
    shared: Arc<Shared>,
}

struct Shared {
    answer: Box<Answer>,
    requests: Mutex<Vec<http::Request<Bytes>>>,
}

impl MemoryTransport {
    /// Answers every request with what `answer` makes of it.
    pub fn new(
        answer: impl Fn(&http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        Self {
            shared: Arc::new(Shared {
                answer: Box::new(answer),
                requests: Mutex::default(),
            }),
        }
    }

    /// Answers with these responses, in order; a request after the last is not sent.
    pub fn responses(responses: impl IntoIterator<Item = http::Response<Bytes>>) -> Self {
        let left: Mutex<VecDeque<_>> = Mutex::new(responses.into_iter().collect());
        Self::new(move |_| {
            locked(&left).pop_front().ok_or_else(|| {
                TransportError::not_sent("no response is left in this transport").permanent()
            })
        })
    }

    /// Every request so far, in order, with its headers as they would have been sent.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        locked(&self.shared.requests).clone()
    }
}

impl Transport for MemoryTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let answer = (self.shared.answer)(&request);
            locked(&self.shared.requests).push(request);
            answer
        })
    }
}

impl fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Bodies are none of a log's business, so only their number shows.
        f.debug_struct("MemoryTransport")
            .field("requests", &locked(&self.shared.requests).len())
            .finish_non_exhaustive()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
