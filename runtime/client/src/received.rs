//! From an answer to the type that stands for it.

use bytes::Bytes;
use kessai_model::{Decode, DecodeError, from_slice, to_vec};

use crate::{answer::Answer, download::Download, operation::Body};

/// What a call gives: every type that is decoded, and what generated crates emit for operations that
/// answer with one of several bodies.
pub trait FromAnswer: Sized {
    /// Reads the answer.
    ///
    /// # Errors
    /// When its body does not decode.
    fn from_answer(answer: &Received<'_>) -> Result<Self, DecodeError>;
}

impl<T: Decode> FromAnswer for T {
    fn from_answer(answer: &Received<'_>) -> Result<Self, DecodeError> {
        answer.value()
    }
}

/// An answer that is to be read.
pub struct Received<'a> {
    pub(crate) case: Option<usize>,
    pub(crate) body: Body,
    /// Whether an empty body may be read as null.
    pub(crate) null: bool,
    pub(crate) bytes: &'a Bytes,
    pub(crate) answer: Option<&'a Answer>,
}

impl Received<'_> {
    /// Which of several types stands for it, by the [`case`](crate::Reply::case) of the documented answer that
    /// it is; `None` if it is none.
    pub fn case(&self) -> Option<usize> {
        self.case
    }

    /// The value of the body. Text is read as the string it is.
    ///
    /// # Errors
    /// When it does not decode.
    pub fn value<T: Decode>(&self) -> Result<T, DecodeError> {
        match self.body {
            Body::Json | Body::Bytes => from_slice(self.bytes),
            Body::Text => from_slice(&to_vec(&*String::from_utf8_lossy(self.bytes))),
            Body::Empty if self.null => from_slice(b"").or_else(|_| from_slice(b"null")),
            // The status says it; bytes nobody announced cannot change that.
            Body::Empty => from_slice(b""),
        }
    }
}

impl FromAnswer for Download {
    fn from_answer(answer: &Received<'_>) -> Result<Self, DecodeError> {
        match answer.answer {
            Some(answer) => Ok(Self::new(answer.clone())),
            None => Err(DecodeError::unexpected("a success", "a failure")),
        }
    }
}
