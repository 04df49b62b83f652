//! An answer of bytes, read as it comes.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header;

use crate::{
    answer::Answer,
    client::Client,
    error::{Error, ErrorKind},
    stream::{ByteStream, Once},
    transport::BoxFuture,
};

/// What is left of an answer whose head is there.
#[derive(Clone)]
pub(crate) struct Pending {
    pub(crate) pieces: Once,
    pub(crate) client: Client,
    /// Longest time until the next piece.
    pub(crate) timeout: Duration,
}

/// An answer of bytes: a file, an image, a stream of events.
///
/// The head is there; the body is read when it is asked for, [whole](Self::bytes) and up to a limit, or piece
/// by piece as a [`Stream`]. No time limit holds for the whole of it: the time for one attempt is how long
/// each piece may take. Clones share what there is to read, which one of them gets.
#[must_use = "the body is read when it is asked for"]
pub struct Download {
    answer: Box<Answer>,
    limit: Option<usize>,
    state: State,
}

enum State {
    NotBegun,
    Reading {
        pieces: ByteStream,
        alarm: Option<BoxFuture<'static, ()>>,
    },
    Ended,
}

impl Download {
    pub(crate) fn new(answer: Answer) -> Self {
        Self {
            answer: Box::new(answer),
            limit: None,
            state: State::NotBegun,
        }
    }

    /// The media type, as it was sent.
    pub fn media_type(&self) -> Option<&str> {
        self.header(&header::CONTENT_TYPE)
    }

    /// How many bytes there are, if the provider says so.
    pub fn length(&self) -> Option<u64> {
        self.header(&header::CONTENT_LENGTH)?.parse().ok()
    }

    /// Most bytes that [`bytes`](Self::bytes) reads, instead of the client's
    /// [limit](crate::ClientBuilder::response_limit).
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = Some(bytes);
        self
    }

    /// Everything, in memory.
    ///
    /// # Errors
    /// [`Decode`](ErrorKind::Decode) if there is more than the limit, or if a clone has read it; otherwise
    /// [`NoAnswer`](ErrorKind::NoAnswer) or, for a write, [`OutcomeUnknown`](ErrorKind::OutcomeUnknown) if the
    /// answer breaks off.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let usual = self.client().map(|client| client.inner.limits.body);
        let limit = self.limit.or(usual).unwrap_or(usize::MAX);
        let mut all = BytesMut::new();
        while let Some(piece) = self.chunk().await {
            let piece = piece?;
            if piece.len() > limit - all.len() {
                let detail = format!("the response body is larger than the limit of {limit} bytes");
                return Err(self.answer.unusable(ErrorKind::Decode, &detail));
            }
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), without a limit. Nothing follows an error.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The bytes of an answer that is there already.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_whole(self) -> Bytes {
        self.answer.body().clone()
    }

    fn header(&self, name: &http::HeaderName) -> Option<&str> {
        self.answer.response.headers().get(name)?.to_str().ok()
    }

    fn failed(&mut self, fill: impl FnOnce(Error) -> Error) -> Error {
        self.state = State::Ended;
        let kind = if self.answer.operation.method.writes() {
            ErrorKind::OutcomeUnknown
        } else {
            ErrorKind::NoAnswer
        };
        fill(self.answer.clone().unusable(kind, "the answer broke off"))
    }

    /// The client that the answer is read with, unless it is there already.
    pub(crate) fn client(&self) -> Option<&Client> {
        let pending = self.answer.pending.as_ref();
        pending.map(|pending| &pending.client)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if matches!(this.state, State::NotBegun) {
            let pieces = match &this.answer.pending {
                Some(pending) => pending.pieces.take(),
                None => Some(this.answer.body().clone().into()),
            };
            let Some(pieces) = pieces else {
                this.state = State::Ended;
                let answer = this.answer.clone();
                let error = answer.unusable(ErrorKind::Decode, "the body has been read");
                return Poll::Ready(Some(Err(error)));
            };
            this.state = State::Reading {
                pieces,
                alarm: None,
            };
        }
        let State::Reading { pieces, alarm } = &mut this.state else {
            return Poll::Ready(None);
        };
        match Pin::new(pieces).poll_next(context) {
            Poll::Ready(Some(Ok(piece))) => {
                *alarm = None;
                Poll::Ready(Some(Ok(piece)))
            }
            Poll::Ready(Some(Err(source))) => {
                let error = this.failed(|error| error.because(source));
                Poll::Ready(Some(Err(error)))
            }
            Poll::Ready(None) => {
                this.state = State::Ended;
                Poll::Ready(None)
            }
            Poll::Pending => {
                let Some(Pending {
                    client, timeout, ..
                }) = &this.answer.pending
                else {
                    return Poll::Pending;
                };
                let alarm = alarm.get_or_insert_with(|| client.inner.clock.sleep(*timeout));
                if alarm.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                let late = |error: Error| error.with(|fields| fields.timeout = true);
                let error = this.failed(late);
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}

impl Clone for Download {
    fn clone(&self) -> Self {
        Self {
            limit: self.limit,
            ..Self::new((*self.answer).clone())
        }
    }
}

impl fmt::Debug for Download {
    /// Shows nothing of the body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("media_type", &self.media_type())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
