//! Bytes that a call sends as they are.

use std::fmt;

use bytes::Bytes;

use crate::stream::{ByteStream, Once};

/// The content of a file, or another body of bytes: there already, or a stream.
///
/// A call whose body is a stream is sent once, with or without an idempotency key, because the stream can
/// be read once. Clones share it.
///
/// ```
/// # use kessai_client::Upload;
/// let receipt = Upload::from("…").file_name("receipt.txt").media_type("text/plain");
/// ```
#[derive(Clone)]
#[must_use]
pub struct Upload {
    pub(crate) content: Content,
    pub(crate) media_type: Option<String>,
    pub(crate) file_name: Option<String>,
}

#[derive(Clone)]
pub(crate) enum Content {
    Whole(Bytes),
    Stream(Once, Option<u64>),
}

impl Upload {
    /// A stream of bytes. With its [length](ByteStream::with_length) it is sent with `content-length`, which
    /// some servers ask for.
    pub fn stream(stream: ByteStream) -> Self {
        let length = stream.length();
        Self::of(match stream.into_whole() {
            Ok(bytes) => Content::Whole(bytes),
            Err(stream) => Content::Stream(Once::new(stream), length),
        })
    }

    /// What the bytes are, instead of what the operation documents first.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The name of the file, for the parts of a form.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    fn of(content: Content) -> Self {
        Self {
            content,
            media_type: None,
            file_name: None,
        }
    }
}

impl<B: Into<Bytes>> From<B> for Upload {
    fn from(bytes: B) -> Self {
        Self::of(Content::Whole(bytes.into()))
    }
}

impl fmt::Debug for Upload {
    /// Shows neither the content nor the name of the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = match &self.content {
            Content::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream(_, length) => *length,
        };
        f.debug_struct("Upload")
            .field("length", &length)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}
