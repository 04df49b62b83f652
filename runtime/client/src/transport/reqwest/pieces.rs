//! Bodies in pieces, between this crate's streams and those of `reqwest`.

use std::{
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

use crate::stream::{BoxError, ByteStream};

/// What a request sends.
pub(super) fn outgoing(body: ByteStream) -> ::reqwest::Body {
    match body.into_whole() {
        Ok(bytes) => bytes.into(),
        Err(pieces) => ::reqwest::Body::wrap(Outgoing {
            length: pieces.length(),
            pieces: Mutex::new(pieces),
        }),
    }
}

/// What a response brings.
pub(super) fn incoming(body: ::reqwest::Body) -> ByteStream {
    ByteStream::new(Incoming(body))
}

struct Outgoing {
    /// Locked by nobody: it makes what is not `Sync` look so.
    pieces: Mutex<ByteStream>,
    length: Option<u64>,
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let pieces = self
            .pieces
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        let next = Pin::new(pieces).poll_next(context);
        next.map(|next| next.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

struct Incoming(::reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, ::reqwest::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.0).poll_frame(context) else {
                return Poll::Pending;
            };
            let Some(frame) = frame else {
                return Poll::Ready(None);
            };
            // An address may hold what a log must not.
            match frame.map_err(::reqwest::Error::without_url) {
                // Trailers say nothing here.
                Ok(frame) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}
