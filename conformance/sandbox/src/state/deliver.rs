//! Deliveries: what is posted to those who asked to be told. Only to this machine: a sandbox reaches nobody else.

use std::fmt;
use std::net::SocketAddr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request, Uri, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::Value;

use super::rules::Endpoint;
use super::sign;
use crate::provider::BODY_LIMIT;
use crate::spec::Webhooks;

/// How long an endpoint may take to answer.
const LIMIT: Duration = Duration::from_secs(3);

/// One event on its way to one endpoint.
pub struct Delivery {
    /// Where it goes.
    pub endpoint: Endpoint,
    /// The type of the event.
    pub event: String,
    /// The bytes that are posted.
    pub body: Bytes,
    /// The headers that prove and name it.
    pub headers: Vec<(String, String)>,
}

/// Headers and bodies hold what must not be printed.
impl fmt::Debug for Delivery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Delivery")
            .field("endpoint", &self.endpoint)
            .field("event", &self.event)
            .finish_non_exhaustive()
    }
}

impl Delivery {
    pub(super) fn new(
        webhooks: &Webhooks,
        endpoint: Endpoint,
        id: &str,
        event: &str,
        body: &Value,
    ) -> Self {
        let body = Bytes::from(body.to_string());
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let secret = endpoint.secret.as_deref();
        let now = now.as_millis();
        let mut headers = sign::headers(&webhooks.proof, &endpoint.id, secret, now, &body);
        if let Some(name) = &webhooks.id_header {
            headers.push((name.clone(), id.to_owned()));
        }
        Self {
            endpoint,
            event: event.to_owned(),
            body,
            headers,
        }
    }
}

/// Posts a delivery, once.
///
/// # Errors
///
/// Why there is no status: the endpoint is not on this machine, nobody listens, or it takes too long.
pub async fn deliver(delivery: &Delivery) -> Result<u16, String> {
    tokio::time::timeout(LIMIT, post(delivery))
        .await
        .unwrap_or_else(|_| Err(format!("no answer within {} seconds", LIMIT.as_secs())))
}

async fn post(delivery: &Delivery) -> Result<u16, String> {
    let url: Uri = delivery
        .endpoint
        .url
        .parse()
        .map_err(|_| "the URL is none".to_owned())?;
    let address = address(&url).await?;
    let text = |error: hyper::Error| error.to_string();
    let stream = tokio::net::TcpStream::connect(address)
        .await
        .map_err(|error| error.to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(text)?;
    let driven = tokio::spawn(connection);
    let mut request = Request::post(url.path_and_query().map_or("/", |path| path.as_str()))
        .header(
            header::HOST,
            url.authority().map_or("", |authority| authority.as_str()),
        )
        .header(header::CONTENT_TYPE, "application/json");
    for (name, value) in &delivery.headers {
        request = request.header(name, value);
    }
    let request = request
        .body(Full::new(delivery.body.clone()))
        .map_err(|error| error.to_string())?;
    let response = sender.send_request(request).await.map_err(text)?;
    let status = response.status().as_u16();
    // What it says beside its status is not asked for; it is read so that the endpoint can finish.
    let _ = Limited::new(response.into_body(), BODY_LIMIT)
        .collect()
        .await;
    driven.abort();
    Ok(status)
}

/// The address of a URL that leads to this machine, without TLS.
async fn address(url: &Uri) -> Result<SocketAddr, String> {
    if url.scheme_str() != Some("http") {
        return Err("a sandbox delivers over plain http, to this machine alone".to_owned());
    }
    let host = url.host().unwrap_or_default().trim_matches(['[', ']']);
    let mut addresses = tokio::net::lookup_host((host, url.port_u16().unwrap_or(80)))
        .await
        .map_err(|error| error.to_string())?;
    addresses
        .find(|address| address.ip().is_loopback())
        .ok_or_else(|| format!("{host} is not this machine, and a sandbox delivers to no other"))
}
