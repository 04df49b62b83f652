//! How requests reach the provider: a trait, and what its implementations say when they fail.

mod memory;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::{error::Error as StdError, fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use bytes::Bytes;

use crate::stream::ByteStream;

pub use self::memory::MemoryTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

/// A boxed future that may cross threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and brings back one whole response.
///
/// An implementation sends the request once: it follows no redirect and retries nothing, because only
/// the client knows what may be sent again. Headers that hold a credential are marked
/// [sensitive](http::HeaderValue::set_sensitive). The query may hold one too, where that is what the provider
/// asks for: an implementation shows no address.
pub trait Transport: Send + Sync {
    /// Sends the request.
    ///
    /// # Errors
    /// When no whole response came, with what is known of the request's fate. A response that reports
    /// a failure is a response, not an error.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Whether [`send`](Self::send) holds the whole exchange to [`Limits::timeout`] by itself. The client then sets no clock of its
    /// own beside it, as it does for every other transport.
    fn keeps_time(&self) -> bool {
        false
    }

    /// Sends a request whose body may come in pieces, and brings back a response whose body may: as soon as its head is there,
    /// which is what the limit of time holds for. The limit of the body is the caller's to keep.
    ///
    /// Called for operations that send or receive streams of bytes. As it is, all of the request is gathered first and all of the
    /// response before it is given back.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    fn open(
        &self,
        request: http::Request<ByteStream>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = match body.gather(usize::MAX).await {
                Ok(bytes) => bytes,
                Err(broken) => {
                    let problem = "the stream of the body broke off".into();
                    let source = broken.source.unwrap_or(problem);
                    return Err(TransportError::not_sent(source).permanent());
                }
            };
            let response = self.send(http::Request::from_parts(head, body), limits);
            Ok(response.await?.map(ByteStream::from))
        })
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn keeps_time(&self) -> bool {
        (**self).keeps_time()
    }

    fn open(
        &self,
        request: http::Request<ByteStream>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<ByteStream>, TransportError>> {
        (**self).open(request, limits)
    }

    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, limits)
    }
}

/// What a transport must not exceed for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Most bytes of a response body; reading stops at the first byte beyond it.
    pub body: usize,
    /// Longest time from connecting to the last byte of the response; `None` is no limit.
    pub timeout: Option<Duration>,
}

impl Limits {
    /// Limits of a body in bytes and of the time for the whole exchange.
    pub const fn new(body: usize, timeout: Option<Duration>) -> Self {
        Self { body, timeout }
    }
}

/// What is known of a request whose response did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Certainly no byte of it reached the provider.
    NotSent,
    /// Some of it may have; the provider may have acted on it.
    MaybeSent,
}

/// Why a transport brought back no whole response, and whether the request may have left.
///
/// Neither `Debug` nor `Display` shows a header or a body.
pub struct TransportError(Box<Failure>);

struct Failure {
    delivery: Delivery,
    timeout: bool,
    too_large: bool,
    permanent: bool,
    response: Option<http::Response<Bytes>>,
    source: Box<dyn StdError + Send + Sync>,
}

impl TransportError {
    /// The request certainly did not leave: no address, no connection, no TLS session.
    ///
    /// `source` must not hold secrets; it is shown.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Delivery::NotSent, source.into())
    }

    /// The request may have left, wholly or in part.
    ///
    /// `source` must not hold secrets; it is shown.
    pub fn maybe_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Delivery::MaybeSent, source.into())
    }

    /// A response began and broke off: its head, and what came of its body.
    pub fn broken_off(
        response: http::Response<Bytes>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let mut error = Self::maybe_sent(source);
        error.0.response = Some(response);
        error
    }

    /// A response's body is larger than [`Limits::body`]: its head, and the part of the body within the limit.
    pub fn too_large(response: http::Response<Bytes>, limit: usize) -> Self {
        let source = format!("the response body is larger than the limit of {limit} bytes");
        let mut error = Self::broken_off(response, source);
        error.0.too_large = true;
        error
    }

    /// The same error, marked as a timeout.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.0.timeout = true;
        self
    }

    /// The same error, marked as one that sending the request again would only repeat.
    #[must_use]
    pub fn permanent(mut self) -> Self {
        self.0.permanent = true;
        self
    }

    /// Whether the request may have left.
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.0.timeout
    }

    /// Whether sending the request again would only repeat the error.
    pub fn is_permanent(&self) -> bool {
        self.0.permanent
    }

    /// Whether the response was larger than allowed.
    pub fn is_too_large(&self) -> bool {
        self.0.too_large
    }

    /// The head of the response and the beginning of its body, if they came.
    pub fn response(&self) -> Option<&http::Response<Bytes>> {
        self.0.response.as_ref()
    }

    pub(crate) fn into_parts(
        self,
    ) -> (
        Option<http::Response<Bytes>>,
        Box<dyn StdError + Send + Sync>,
    ) {
        (self.0.response, self.0.source)
    }

    fn new(delivery: Delivery, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self(Box::new(Failure {
            delivery,
            timeout: false,
            too_large: false,
            permanent: false,
            response: None,
            source,
        }))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("delivery", &self.0.delivery)
            .field("timeout", &self.0.timeout)
            .field("too_large", &self.0.too_large)
            .field(
                "status",
                &self.0.response.as_ref().map(http::Response::status),
            )
            .field("source", &self.0.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.delivery {
            Delivery::NotSent => "the request was not sent: ",
            Delivery::MaybeSent => "the request may have been sent: ",
        })?;
        self.0.source.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0.source)
    }
}
