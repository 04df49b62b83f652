//! The shop's end of webhooks, as small as it can be: what comes is answered with 200 and handed on as it came.

use std::convert::Infallible;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Listens on this machine.
pub(crate) struct Inbox {
    url: String,
    came: UnboundedReceiver<(HeaderMap, Bytes)>,
}

impl Inbox {
    pub(crate) async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/webhooks", listener.local_addr()?);
        let (sender, came) = unbounded_channel();
        tokio::spawn(listen(listener, sender));
        Ok(Self { url, came })
    }

    /// Where deliveries are to go.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The next delivery: its headers, and its bytes before anything has read them.
    pub(crate) async fn next(&mut self) -> Option<(HeaderMap, Bytes)> {
        self.came.recv().await
    }
}

async fn listen(listener: TcpListener, sender: UnboundedSender<(HeaderMap, Bytes)>) {
    while let Ok((stream, _)) = listener.accept().await {
        let sender = sender.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let sender = sender.clone();
            async move {
                let (head, body) = request.into_parts();
                if let Ok(body) = body.collect().await {
                    // The shop may have stopped to listen.
                    let _ = sender.send((head.headers, body.to_bytes()));
                }
                Ok::<_, Infallible>(Response::new(Empty::<Bytes>::new()))
            }
        });
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection);
    }
}
