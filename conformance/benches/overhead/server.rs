//! A server that knows its answers by heart.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use kessai_conformance::json::Tree;

use crate::cores;

/// A server on a thread of its own, which ends with the process.
pub(crate) struct Server {
    address: SocketAddr,
    kept: Arc<Kept>,
}

struct Kept {
    answers: BTreeMap<String, Bytes>,
    last: Mutex<Option<Request<Bytes>>>,
}

/// What came, without what differs from call to call.
#[derive(Debug, PartialEq)]
pub(crate) struct Seen {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<Tree>,
    /// Bytes of the answer.
    pub(crate) answer: usize,
}

impl Server {
    /// Answers every request on a path with 200 and its text.
    pub(crate) fn start<const N: usize>(
        answers: [(String, String); N],
        core: Option<usize>,
    ) -> Self {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let answers = answers
            .into_iter()
            .map(|(path, text)| (path, Bytes::from(text)))
            .collect();
        let kept = Arc::new(Kept {
            answers,
            last: Mutex::default(),
        });
        let shared = Arc::clone(&kept);
        std::thread::spawn(move || {
            if let Some(core) = core {
                cores::keep_to(&[core]);
            }
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(accept(listener, shared));
        });
        Self { address, kept }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The last request.
    pub(crate) fn last(&self) -> Seen {
        let request = self.kept.last.lock().unwrap().take().unwrap();
        let mut headers: Vec<(String, String)> = request
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = match name.as_str() {
                    "content-length" | "idempotency-key" | "user-agent" => "",
                    _ => value.to_str().unwrap(),
                };
                (name.to_string(), value.to_owned())
            })
            .collect();
        headers.sort();
        Seen {
            method: request.method().to_string(),
            target: request.uri().to_string(),
            headers,
            body: Tree::parse(request.body()).ok(),
            answer: self.kept.answers[request.uri().path()].len(),
        }
    }
}

async fn accept(listener: std::net::TcpListener, kept: Arc<Kept>) {
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        let kept = Arc::clone(&kept);
        let service = service_fn(move |request| answer(Arc::clone(&kept), request));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(
    kept: Arc<Kept>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut response = Response::new(Full::new(kept.answers[head.uri.path()].clone()));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *kept.last.lock().unwrap() = Some(Request::from_parts(head, body));
    Ok(response)
}
