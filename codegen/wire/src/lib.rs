//! A provider that answers what a test says, and remembers what it was asked.
//!
//! The tests of this package make calls with the clients that are generated from the documents of `codegen/tests/features`, and
//! look at what was sent and at what becomes of the answer.

mod server;

use bytes::Bytes;
use http::Response;
use kessai_client::{ClientBuilder, Error, MemoryTransport};

pub use self::server::Server;

/// An answer with a status and no body.
pub fn empty(status: u16) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    response
}

/// An answer with a body of a media type.
pub fn answer(status: u16, media_type: &'static str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = empty(status);
    *response.body_mut() = body.into();
    let media_type = http::HeaderValue::from_static(media_type);
    response
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, media_type);
    response
}

/// The provider.
#[derive(Clone, Debug)]
pub struct Peer {
    transport: MemoryTransport,
}

impl Peer {
    /// Answers every request with this.
    pub fn answering(response: Response<Bytes>) -> Self {
        Self {
            transport: MemoryTransport::new(move |_| Ok(response.clone())),
        }
    }

    /// Answers each request with the next of these.
    pub fn answering_in_turn(responses: Vec<Response<Bytes>>) -> Self {
        Self {
            transport: MemoryTransport::responses(responses),
        }
    }

    /// A client of it, made by a generated crate's builder.
    ///
    /// # Errors
    /// When the client cannot be made.
    pub fn client<C: From<kessai_client::Client>>(
        &self,
        builder: ClientBuilder<C>,
    ) -> Result<C, Error> {
        builder.transport(self.transport.clone()).build()
    }

    /// Every request so far: its method and what stands behind the host, as one text.
    pub fn lines(&self) -> Vec<String> {
        let line = |request: http::Request<Bytes>| {
            let target = request.uri().path_and_query().map(ToString::to_string);
            format!("{} {}", request.method(), target.unwrap_or_default())
        };
        self.transport.requests().into_iter().map(line).collect()
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.transport.requests()
    }
}
