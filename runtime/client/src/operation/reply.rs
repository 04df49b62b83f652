//! The documented answers of an operation.

/// A documented answer: its status and what its body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// The last status that it stands for; the same, unless a range is documented.
    pub last: u16,
    /// What its body is.
    pub body: Body,
    /// The media type as it is documented, such as `application/json`, `image/*`; empty without a body.
    pub media_type: &'static str,
    /// Which of the types that stand for several it is: see [`Received::case`](crate::Received::case).
    pub case: usize,
}

impl Reply {
    /// A JSON document, usually `application/json`.
    pub const fn json(status: u16) -> Self {
        Self::of(status, Body::Json, "application/json")
    }

    /// Text of this media type.
    pub const fn text(status: u16, media_type: &'static str) -> Self {
        Self::of(status, Body::Text, media_type)
    }

    /// Bytes of this media type.
    pub const fn bytes(status: u16, media_type: &'static str) -> Self {
        Self::of(status, Body::Bytes, media_type)
    }

    /// No body.
    pub const fn empty(status: u16) -> Self {
        Self::of(status, Body::Empty, "")
    }

    /// The same with another media type.
    #[must_use]
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Self { media_type, ..self }
    }

    /// The same as another of the types that stand for several.
    #[must_use]
    pub const fn case(self, case: usize) -> Self {
        Self { case, ..self }
    }

    /// The same for every status from its own through this one.
    #[must_use]
    pub const fn through(self, last: u16) -> Self {
        Self { last, ..self }
    }

    const fn of(status: u16, body: Body, media_type: &'static str) -> Self {
        Self {
            status,
            last: status,
            body,
            media_type,
            case: 0,
        }
    }
}

/// What the body of an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// A JSON document.
    Json,
    /// Text in UTF-8.
    Text,
    /// Bytes, which may be many: they are read as they come.
    Bytes,
    /// Nothing. Bytes that come all the same are kept out of the way: the status says the call succeeded.
    Empty,
}
