//! The transport over sockets.
//!
//! Two connection pools: one for plain HTTP, which reaches this machine only and never asks a proxy, and
//! one for HTTPS. TLS settings are handed over whole, so that no global default decides them.

mod pieces;

use std::time::Duration;

use bytes::Bytes;

use super::{BoxFuture, Limits, Transport, TransportError};
use crate::{
    base_url::is_loopback,
    error::Error,
    stream::{ByteStream, Gathered},
};

/// How long a connection may take to stand. Time that runs out here is known to have sent nothing.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends requests with `reqwest`, over HTTPS or, to this machine alone, plain HTTP.
///
/// HTTP/1.1, no redirects, no retries, no cookies, no decompression. HTTPS honours the usual proxy
/// variables of the environment (`HTTPS_PROXY`, `NO_PROXY`), where a proxy sees no more than the name of
/// the host; plain HTTP never goes through a proxy.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    loopback: ::reqwest::Client,
    https: Option<::reqwest::Client>,
}

impl ReqwestTransport {
    /// Reaches providers over HTTPS, and this machine over plain HTTP.
    ///
    /// # Errors
    /// [`Configuration`](crate::ErrorKind::Configuration) if TLS cannot be set up, for instance because the
    /// system has no root certificates.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn new() -> Result<Self, Error> {
        let https = tls::verifying(settings())?;
        Ok(Self {
            https: Some(build(https.https_only(true))?),
            ..Self::loopback()?
        })
    }

    /// Reaches this machine over plain HTTP, and nothing else.
    ///
    /// # Errors
    /// [`Configuration`](crate::ErrorKind::Configuration) if the HTTP client cannot be set up.
    pub fn loopback() -> Result<Self, Error> {
        let loopback = tls::trusting_nobody(settings().no_proxy())?;
        Ok(Self {
            loopback: build(loopback)?,
            https: None,
        })
    }

    /// The pool for this address; plain HTTP to another machine has none.
    fn pool(&self, uri: &http::Uri) -> Result<&::reqwest::Client, &'static str> {
        match uri.scheme_str() {
            Some("https") => self
                .https
                .as_ref()
                .ok_or("this transport was built without TLS"),
            Some("http") if uri.host().is_some_and(is_loopback) => Ok(&self.loopback),
            _ => Err("plain HTTP is for this machine alone"),
        }
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let pool = self
            .pool(request.uri())
            .map_err(|problem| TransportError::not_sent(problem).permanent())?;
        let mut request = addressed(request)?;
        *request.timeout_mut() = limits.timeout;
        let response = pool.execute(request).await.map_err(before_response)?;
        read(response, limits.body).await
    }

    async fn exchange_streams(
        &self,
        request: http::Request<ByteStream>,
    ) -> Result<http::Response<ByteStream>, TransportError> {
        let pool = self
            .pool(request.uri())
            .map_err(|problem| TransportError::not_sent(problem).permanent())?;
        let request = addressed(request.map(pieces::outgoing))?;
        // The time until the head is kept by the caller: that of reqwest would end the body, too.
        let response = pool.execute(request).await.map_err(before_response)?;
        let response: http::Response<::reqwest::Body> = response.into();
        Ok(response.map(pieces::incoming))
    }
}

impl Transport for ReqwestTransport {
    fn keeps_time(&self) -> bool {
        true
    }

    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request, limits))
    }

    fn open(
        &self,
        request: http::Request<ByteStream>,
        _limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(self.exchange_streams(request))
    }
}

/// The request in reqwest's form. Its own conversion writes the address out through a formatter.
fn addressed(
    request: http::Request<impl Into<::reqwest::Body>>,
) -> Result<::reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let uri = &head.uri;
    let authority = uri.authority().map(http::uri::Authority::as_str);
    let path = uri.path_and_query().map(http::uri::PathAndQuery::as_str);
    let text = [
        uri.scheme_str().unwrap_or_default(),
        "://",
        authority.unwrap_or_default(),
        path.unwrap_or("/"),
    ];
    let url = ::reqwest::Url::parse(&text.concat())
        .map_err(|error| TransportError::not_sent(error).permanent())?;
    let mut request = ::reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body.into());
    Ok(request)
}

/// What holds for every connection. Other crates of the same program may have switched on more of
/// reqwest, so what must not happen is switched off by name.
fn settings() -> ::reqwest::ClientBuilder {
    ::reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .http1_only()
        .no_brotli()
        .no_deflate()
        .no_gzip()
        .no_zstd()
        .redirect(::reqwest::redirect::Policy::none())
        .referer(false)
        .retry(::reqwest::retry::never())
}

fn build(settings: ::reqwest::ClientBuilder) -> Result<::reqwest::Client, Error> {
    settings
        .build()
        .map_err(|error| Error::configuration("the HTTP client cannot be set up").because(error))
}

async fn read(
    mut response: ::reqwest::Response,
    limit: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let mut whole = http::Response::new(Bytes::new());
    *whole.status_mut() = response.status();
    *whole.version_mut() = response.version();
    std::mem::swap(whole.headers_mut(), response.headers_mut());
    let mut body = Gathered::default();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if chunk.len() > limit - body.len() => {
                body.push(chunk.slice(..limit - body.len()));
                *whole.body_mut() = body.whole();
                return Err(TransportError::too_large(whole, limit));
            }
            Ok(Some(chunk)) => body.push(chunk),
            Ok(None) => {
                *whole.body_mut() = body.whole();
                return Ok(whole);
            }
            Err(error) => {
                *whole.body_mut() = body.whole();
                let timeout = error.is_timeout();
                let error = TransportError::broken_off(whole, error.without_url());
                return Err(if timeout { error.timed_out() } else { error });
            }
        }
    }
}

/// An error from before the first byte of a response. Only two kinds prove that nothing left.
fn before_response(error: ::reqwest::Error) -> TransportError {
    let (timeout, permanent) = (error.is_timeout(), error.is_builder());
    let unsent = permanent || error.is_connect();
    // An address may hold what a log must not, such as a customer's id.
    let error = error.without_url();
    let error = if unsent {
        TransportError::not_sent(error)
    } else {
        TransportError::maybe_sent(error)
    };
    match (timeout, permanent) {
        (true, _) => error.timed_out(),
        (_, true) => error.permanent(),
        _ => error,
    }
}

#[cfg(feature = "rustls")]
mod tls {
    use std::sync::Arc;

    use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier, crypto::ring};
    use rustls_platform_verifier::BuilderVerifierExt;

    use super::Error;

    pub(super) fn verifying(
        settings: ::reqwest::ClientBuilder,
    ) -> Result<::reqwest::ClientBuilder, Error> {
        let config = config()?
            .with_platform_verifier()
            .map_err(refused)?
            .with_no_client_auth();
        Ok(settings.tls_backend_preconfigured(config))
    }

    pub(super) fn trusting_nobody(
        settings: ::reqwest::ClientBuilder,
    ) -> Result<::reqwest::ClientBuilder, Error> {
        let config = config()?
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth();
        Ok(settings.tls_backend_preconfigured(config))
    }

    /// The provider is named: two of them in one program leave rustls without a default.
    fn config() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, Error> {
        ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(refused)
    }

    fn refused(error: rustls::Error) -> Error {
        Error::configuration("TLS cannot be set up").because(error)
    }
}

#[cfg(not(feature = "rustls"))]
#[expect(clippy::unnecessary_wraps, reason = "the other backend can fail")]
mod tls {
    use super::Error;

    #[cfg(feature = "native-tls")]
    pub(super) fn verifying(
        settings: ::reqwest::ClientBuilder,
    ) -> Result<::reqwest::ClientBuilder, Error> {
        Ok(settings.tls_backend_native())
    }

    pub(super) fn trusting_nobody(
        settings: ::reqwest::ClientBuilder,
    ) -> Result<::reqwest::ClientBuilder, Error> {
        #[cfg(feature = "native-tls")]
        let settings = settings.tls_backend_native();
        Ok(settings)
    }
}
