//! Callers that send the same request again and again.

use std::cell::Cell;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Request;
use http::header::{CONTENT_TYPE, HOST};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::measure;

/// Callers at once, each on a connection of its own with one request under way.
const CALLERS: usize = 16;
/// Requests of each caller before the measurement, and all of them when nothing is measured.
const WARM_UP: usize = 4;

thread_local! {
    /// All callers run on one thread.
    static NEXT_KEY: Cell<u64> = const { Cell::new(0) };
}

/// What to send.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) address: SocketAddr,
    pub(crate) path: String,
    /// Header and value.
    pub(crate) credential: (&'static str, String),
    pub(crate) idempotency_header: Option<String>,
    pub(crate) body: Bytes,
    /// For how long; `None`: a few requests.
    pub(crate) duration: Option<Duration>,
}

/// What came of it.
pub(crate) struct Load {
    pub(crate) requests: usize,
    /// On the clock.
    pub(crate) seconds: f64,
    /// CPU of the callers.
    pub(crate) caller_seconds: f64,
    /// CPU of everything else in this process.
    pub(crate) sandbox_seconds: f64,
}

impl Load {
    pub(crate) fn run(post: &Post) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut callers = Vec::new();
            for _ in 0..CALLERS {
                let mut caller = Caller::connect(post.clone()).await;
                for _ in 0..WARM_UP {
                    caller.call().await;
                }
                callers.push(caller);
            }
            let start = Instant::now();
            let (thread, process) = (measure::thread_seconds(), measure::process_seconds());
            let mut running = JoinSet::new();
            let duration = post.duration;
            for mut caller in callers {
                running.spawn(async move {
                    let mut requests = 0;
                    loop {
                        caller.call().await;
                        requests += 1;
                        let done = match duration {
                            Some(duration) => start.elapsed() >= duration,
                            None => requests == WARM_UP,
                        };
                        if done {
                            return requests;
                        }
                    }
                });
            }
            let requests = running.join_all().await.iter().sum();
            let caller_seconds = measure::thread_seconds() - thread;
            Self {
                requests,
                seconds: start.elapsed().as_secs_f64(),
                caller_seconds,
                sandbox_seconds: measure::process_seconds() - process - caller_seconds,
            }
        })
    }
}

struct Caller {
    sender: http1::SendRequest<Full<Bytes>>,
    post: Post,
}

impl Caller {
    async fn connect(post: Post) -> Self {
        let stream = TcpStream::connect(post.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self { sender, post }
    }

    /// Sends the request and reads the answer, which must be a success.
    async fn call(&mut self) {
        let post = &self.post;
        let mut request = Request::post(&post.path)
            .header(HOST, "localhost")
            .header(CONTENT_TYPE, "application/json")
            .header(post.credential.0, &post.credential.1);
        if let Some(name) = &post.idempotency_header {
            let key = NEXT_KEY.replace(NEXT_KEY.get() + 1);
            request = request.header(name, format!("key-{key}"));
        }
        let request = request.body(Full::new(post.body.clone())).unwrap();
        self.sender.ready().await.unwrap();
        let response = self.sender.send_request(request).await.unwrap();
        let status = response.status();
        let replayed = response.headers().contains_key("x-sandbox-replayed");
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert!(
            status.is_success() && !replayed && !body.is_empty(),
            "{status} on {}",
            post.path
        );
    }
}
