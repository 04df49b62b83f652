//! The provider behind a socket.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::pin::pin;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;

use crate::Error;
use crate::answer::{Problem, Reply};
use crate::journal::Exchange;
use crate::provider::{BODY_LIMIT, Provider, Received};
use crate::state::{Act, Delivery, Rules, deliver};

/// How long requests that are under way may take once the sandbox is dropped.
const GRACE: Duration = Duration::from_secs(1);

/// How long no connection is accepted after one could not be.
const ACCEPT_PAUSE: Duration = Duration::from_millis(10);

/// How long what is under way goes on if nobody waits for it.
const PAUSE: Duration = Duration::from_millis(200);

/// A provider that answers on `127.0.0.1`.
///
/// It runs on threads of its own, so it serves blocking and async callers alike. Dropping it stops it: requests that are
/// under way are answered, connections that are idle are closed.
#[derive(Debug)]
pub struct Sandbox {
    provider: Arc<Provider>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts a provider on a free port. `spec` is a bundled OpenAPI 3.0 document.
    ///
    /// # Errors
    ///
    /// [`Error::Spec`] names every fault of the document, examples that break their schema among them;
    /// [`Error::Listen`] when no port could be opened.
    pub fn start(spec: &Value) -> Result<Self, Error> {
        Self::start_on(spec, 0)
    }

    /// Starts a provider on the given port; 0 means a free one.
    ///
    /// # Errors
    ///
    /// As [`Sandbox::start`]; a port that is taken is an [`Error::Listen`].
    pub fn start_on(spec: &Value, port: u16) -> Result<Self, Error> {
        Self::serve(Provider::new(spec)?, None, port)
    }

    /// Starts a provider that keeps state, on the given port; 0 means a free one. What was made is there from then on, moves
    /// through the provider's states, and is told of over HTTP to endpoints on this machine.
    ///
    /// # Errors
    ///
    /// As [`Sandbox::start_on`].
    pub fn start_keeping(
        spec: &Value,
        rules: impl Rules + 'static,
        port: u16,
    ) -> Result<Self, Error> {
        let (sender, deliveries) = unbounded_channel();
        let provider = Provider::keeping(spec, Box::new(rules), sender)?;
        Self::serve(provider, Some(deliveries), port)
    }

    fn serve(
        provider: Provider,
        deliveries: Option<UnboundedReceiver<Delivery>>,
        port: u16,
    ) -> Result<Self, Error> {
        let provider = Arc::new(provider);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(Error::Listen)?;
        listener.set_nonblocking(true).map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        if let Some(mut state) = provider.state() {
            state.serve_at(format!("http://{address}"));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(Error::Listen)?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener).map_err(Error::Listen)?
        };
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&provider);
        let thread = std::thread::Builder::new()
            .name("kessai-sandbox".to_owned())
            .spawn(move || {
                if let Some(deliveries) = deliveries {
                    runtime.spawn(deliver_all(Arc::clone(&served), deliveries));
                }
                runtime.block_on(serve(listener, served, stopped));
                runtime.shutdown_background();
            })
            .map_err(Error::Listen)?;
        Ok(Self {
            provider,
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The URL to give a client: address and the path of the spec's first server, without a slash at its end.
    pub fn base_url(&self) -> String {
        format!("http://{}{}", self.address, self.provider.base_path())
    }

    /// From now on answers valid requests for an operation with another documented answer: a status, `404`, or a status
    /// and an example, `404/not-found`. `None` goes back to the first success. `x-sandbox-answer` does the same for one
    /// request and goes before it.
    ///
    /// # Errors
    ///
    /// What there is to choose from, when the operation or the answer is not documented.
    pub fn choose(&self, operation: &str, choice: Option<&str>) -> Result<(), Problem> {
        self.provider.choose(operation, choice)
    }

    /// Something happens outside of the API to the thing of that id: its customer pays or does not, or a day comes.
    ///
    /// # Errors
    ///
    /// No state is kept, there is no such thing, or nothing of the kind can happen to it.
    pub fn act(&self, id: &str, act: Act) -> Result<(), String> {
        let state = self.provider.state();
        let mut state = state.ok_or("this sandbox was started without state")?;
        state.act(id, act).map(|_| ())
    }

    /// Brings to its end whatever is under way, at once. It would come to it by itself, a little later.
    pub fn settle(&self) {
        if let Some(mut state) = self.provider.state() {
            state.settle();
        }
    }

    /// The exchanges so far, oldest first; at most the last [`crate::journal::CAPACITY`].
    pub fn journal(&self) -> Vec<Exchange> {
        self.provider.journal().exchanges()
    }

    /// The number of the last exchange so far, to ask for those [after](Self::exchanges_after) it.
    pub fn last_exchange(&self) -> u64 {
        self.provider.journal().last()
    }

    /// The exchanges after the one of that number, oldest first.
    pub fn exchanges_after(&self, number: u64) -> Vec<Exchange> {
        self.provider.journal().after(number)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The server may be gone already.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn serve(
    listener: tokio::net::TcpListener,
    provider: Arc<Provider>,
    stopped: oneshot::Receiver<()>,
) {
    let connections = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => break,
        };
        let Ok((stream, _)) = accepted else {
            // A connection that broke before it was accepted says nothing about the next one; being out of descriptors
            // does, and passes.
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        // Small answers must not wait for more to be sent.
        let _ = stream.set_nodelay(true);
        let provider = Arc::clone(&provider);
        let service = service_fn(move |request| answer(Arc::clone(&provider), request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            // A client that hangs up is no business of the sandbox.
            let _ = connection.await;
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

/// Delivers one after the other, so that they come in the order in which things happened.
async fn deliver_all(provider: Arc<Provider>, mut deliveries: UnboundedReceiver<Delivery>) {
    while let Some(delivery) = deliveries.recv().await {
        let outcome = deliver(&delivery).await;
        if let Some(mut state) = provider.state() {
            state.delivered(&delivery, &outcome);
        }
    }
}

async fn answer(
    provider: Arc<Provider>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => Some(body.to_bytes()),
        Err(error) => match error.downcast::<hyper::Error>() {
            // The client went away in the middle: there is nobody to answer and nothing to write down.
            Ok(error) => return Err(*error),
            Err(_) => None,
        },
    };
    let reply = provider.answer(Received {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().map(str::to_owned),
        headers: head.headers,
        body,
    });
    if provider.state().is_some_and(|state| state.is_busy()) {
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE).await;
            if let Some(mut state) = provider.state() {
                state.settle();
            }
        });
    }
    Ok::<_, Infallible>(response(reply)).map_err(|never| match never {})
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    if let Some(example) = reply
        .example
        .and_then(|example| HeaderValue::try_from(example).ok())
    {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-sandbox-example"), example);
    }
    response
}
