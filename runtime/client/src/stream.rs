//! Bytes that come in pieces.

use std::{
    error::Error as StdError,
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// The body of a request or a response: whole, or in pieces that come one after the other.
///
/// `Debug` shows none of it.
pub struct ByteStream {
    source: Source,
    length: Option<u64>,
}

enum Source {
    Whole(Option<Bytes>),
    Pieces(Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>),
}

impl ByteStream {
    /// Pieces that come from this stream, of which only the end tells how many there are.
    pub fn new<S, E>(pieces: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self {
            source: Source::Pieces(Box::pin(Boxed(Box::pin(pieces)))),
            length: None,
        }
    }

    /// The same, with the number of bytes that there will be.
    #[must_use]
    pub fn with_length(self, length: u64) -> Self {
        Self {
            length: Some(length),
            ..self
        }
    }

    /// How many bytes there will be, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes, if they are there already.
    pub(crate) fn into_whole(self) -> Result<Bytes, Self> {
        match self.source {
            Source::Whole(bytes) => Ok(bytes.unwrap_or_default()),
            Source::Pieces(_) => Err(self),
        }
    }

    /// Everything up to a limit; an error holds what came until then.
    pub(crate) async fn gather(mut self, limit: usize) -> Result<Bytes, Broken> {
        let mut all = Gathered::default();
        loop {
            let piece = std::future::poll_fn(|context| Pin::new(&mut self).poll_next(context));
            match piece.await {
                None => return Ok(all.whole()),
                Some(Ok(piece)) if piece.len() > limit - all.len() => {
                    all.push(piece.slice(..limit - all.len()));
                    return Err(Broken {
                        bytes: all.whole(),
                        source: None,
                    });
                }
                Some(Ok(piece)) => all.push(piece),
                Some(Err(source)) => {
                    return Err(Broken {
                        bytes: all.whole(),
                        source: Some(source),
                    });
                }
            }
        }
    }
}

/// What came of a body: most come in one piece, which is not copied.
#[derive(Default)]
pub(crate) struct Gathered {
    first: Bytes,
    more: BytesMut,
}

impl Gathered {
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.more.len()
    }

    pub(crate) fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        let first = std::mem::take(&mut self.first);
        self.more.extend_from_slice(&first);
        self.more.extend_from_slice(&chunk);
    }

    pub(crate) fn whole(self) -> Bytes {
        if self.more.is_empty() {
            self.first
        } else {
            self.more.freeze()
        }
    }
}

/// A stream that was not read to its end.
pub(crate) struct Broken {
    pub(crate) bytes: Bytes,
    /// Why it broke off; nothing if it is longer than it may be.
    pub(crate) source: Option<BoxError>,
}

impl<B: Into<Bytes>> From<B> for ByteStream {
    fn from(bytes: B) -> Self {
        let bytes = bytes.into();
        Self {
            length: u64::try_from(bytes.len()).ok(),
            source: Source::Whole(Some(bytes)),
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.source {
            Source::Whole(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Source::Pieces(pieces) => pieces.as_mut().poll_next(context),
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// A stream with its errors boxed.
struct Boxed<S>(Pin<Box<S>>);

impl<S, E> Stream for Boxed<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|next| next.map(|piece| piece.map_err(Into::into)))
    }
}

/// A stream that is taken once, by whichever clone comes first.
#[derive(Clone, Debug)]
pub(crate) struct Once(Arc<Mutex<Option<ByteStream>>>);

impl Once {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self(Arc::new(Mutex::new(Some(stream))))
    }

    pub(crate) fn take(&self) -> Option<ByteStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{
        collections::VecDeque,
        convert::Infallible,
        pin::Pin,
        task::{Context, Poll},
    };

    use bytes::Bytes;
    use futures_core::Stream;

    use super::{ByteStream, Once};

    /// A stream of these pieces.
    pub(crate) struct Pieces(pub(crate) VecDeque<&'static str>);

    impl Stream for Pieces {
        type Item = Result<Bytes, Infallible>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front().map(|piece| Ok(Bytes::from(piece))))
        }
    }

    fn pieces(pieces: &[&'static str]) -> ByteStream {
        ByteStream::new(Pieces(pieces.iter().copied().collect()))
    }

    #[tokio::test]
    async fn pieces_are_gathered_up_to_the_limit() {
        for (given, limit, expected) in [
            (&["abc"][..], 3, Ok("abc")),
            (&["a", "", "bc"], 3, Ok("abc")),
            (&[], 0, Ok("")),
            (&["ab", "cd"], 3, Err("abc")),
            (&["abcd"], 3, Err("abc")),
        ] {
            let gathered = pieces(given).gather(limit).await;
            let gathered = gathered.map_err(|broken| {
                assert!(broken.source.is_none());
                broken.bytes
            });
            let expected = expected.map(Bytes::from).map_err(Bytes::from);
            assert_eq!(gathered, expected, "{given:?}");
        }
    }

    #[test]
    fn what_is_whole_needs_no_reading() {
        let stream = ByteStream::from("abc");
        assert_eq!(stream.length(), Some(3));
        assert_eq!(stream.into_whole().ok(), Some(Bytes::from("abc")));
        assert!(pieces(&["a"]).with_length(1).into_whole().is_err());
    }

    #[test]
    fn a_stream_is_taken_once() {
        let once = Once::new(pieces(&["a"]));
        let clone = once.clone();
        assert!(clone.take().is_some());
        assert!(once.take().is_none());
    }
}
