//! The body of a request, as every attempt sends it.

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use crate::{
    stream::{BoxError, ByteStream},
    upload::Content,
};

/// Bytes that are there, or some that are and some that come from streams, in their order.
#[derive(Clone)]
pub(crate) enum Outgoing {
    Whole(Bytes),
    Mixed(Vec<Content>),
}

impl Outgoing {
    /// One piece after the other; what is there already becomes one.
    pub(crate) fn of(pieces: Vec<Content>) -> Self {
        let mut whole = Vec::new();
        for piece in &pieces {
            match piece {
                Content::Whole(bytes) => whole.extend_from_slice(bytes),
                Content::Stream(..) => return Self::Mixed(pieces),
            }
        }
        Self::Whole(whole.into())
    }

    /// Whether there is a stream, which can be sent once.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(self, Self::Mixed(_))
    }

    /// The body for one attempt; `None` if a stream of it has been sent.
    pub(crate) fn body(&self) -> Option<ByteStream> {
        let pieces = match self {
            Self::Whole(bytes) => return Some(bytes.clone().into()),
            Self::Mixed(pieces) => pieces,
        };
        let mut length = Some(0_u64);
        let mut streams = VecDeque::new();
        for piece in pieces {
            let stream = match piece {
                Content::Whole(bytes) => ByteStream::from(bytes.clone()),
                Content::Stream(once, _) => once.take()?,
            };
            length = length.and_then(|length| length.checked_add(stream.length()?));
            streams.push_back(stream);
        }
        let body = ByteStream::new(Chain(streams));
        Some(match length {
            Some(length) => body.with_length(length),
            None => body,
        })
    }
}

impl Default for Outgoing {
    fn default() -> Self {
        Self::Whole(Bytes::new())
    }
}

struct Chain(VecDeque<ByteStream>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(stream) = self.0.front_mut() {
            match Pin::new(stream).poll_next(context) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                other => return other,
            }
        }
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Content, Outgoing};
    use crate::{
        Upload,
        stream::{ByteStream, tests::Pieces},
    };

    fn stream(length: Option<u64>) -> Content {
        let stream = ByteStream::new(Pieces(["b", "c"].into()));
        Upload::stream(match length {
            Some(length) => stream.with_length(length),
            None => stream,
        })
        .content
    }

    #[tokio::test]
    async fn pieces_follow_each_other() {
        let whole = || Content::Whole(Bytes::from("a"));
        let outgoing = Outgoing::of(vec![whole(), whole()]);
        assert!(!outgoing.is_stream());
        assert_eq!(
            outgoing.body().unwrap().into_whole().ok(),
            Some("aa".into())
        );

        let outgoing = Outgoing::of(vec![whole(), stream(Some(2)), whole()]);
        assert!(outgoing.is_stream());
        let body = outgoing.body().unwrap();
        assert_eq!(body.length(), Some(4));
        assert_eq!(body.gather(9).await.ok(), Some("abca".into()));
        assert!(outgoing.body().is_none());

        let unknown = Outgoing::of(vec![whole(), stream(None)]);
        assert_eq!(unknown.body().unwrap().length(), None);
    }
}
