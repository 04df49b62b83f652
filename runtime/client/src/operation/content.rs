//! How the body of a request is written.

use kessai_model::Rules;

use super::Style;

/// How a value is written as the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// The media type, as it is sent.
    pub media_type: &'static str,
    /// What a value is written as.
    pub layout: Layout,
    /// What a value must keep beyond the rules of its type.
    pub rules: Option<&'static Rules>,
}

impl Content {
    /// JSON of the usual media type.
    pub const JSON: Self = Self::json("application/json");

    /// JSON of this media type.
    pub const fn json(media_type: &'static str) -> Self {
        Self::of(media_type, Layout::Json)
    }

    /// Text of this media type.
    pub const fn text(media_type: &'static str) -> Self {
        Self::of(media_type, Layout::Text)
    }

    /// `name=value` pairs, `application/x-www-form-urlencoded`.
    pub const fn form(fields: &'static [Field]) -> Self {
        Self::of("application/x-www-form-urlencoded", Layout::Form(fields))
    }

    /// A part for each member, and one for each file; `multipart/form-data`.
    pub const fn multipart(fields: &'static [Field]) -> Self {
        Self::of("multipart/form-data", Layout::Multipart(fields))
    }

    /// The same with another media type.
    #[must_use]
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Self { media_type, ..self }
    }

    /// The same, with what a value must keep beyond the rules of its type.
    #[must_use]
    pub const fn rules(self, rules: &'static Rules) -> Self {
        Self {
            rules: Some(rules),
            ..self
        }
    }

    /// Bytes of this media type, unless an [`Upload`](crate::Upload) has another.
    pub const fn bytes(media_type: &'static str) -> Self {
        Self::of(media_type, Layout::Bytes)
    }

    const fn of(media_type: &'static str, layout: Layout) -> Self {
        Self {
            media_type,
            layout,
            rules: None,
        }
    }
}

/// What a value is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A JSON document.
    Json,
    /// The text of a single value.
    Text,
    /// `name=value` pairs, with how members are written that are not written as others.
    Form(&'static [Field]),
    /// Parts, with how members and files are written that are not written as others.
    Multipart(&'static [Field]),
    /// Bytes as they are.
    Bytes,
}

/// How a member of a form is written. One that is not described is text, once for each item of a list; a list
/// or an object within it is JSON in `multipart` and has no form elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// How its value is written.
    pub style: Style,
    /// Whether each item of a list, or member of an object, is written on its own.
    pub explode: bool,
    /// Its media type in `multipart`; empty for the usual one.
    pub media_type: &'static str,
}

impl Field {
    /// A member that is written as others.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            style: Style::Form,
            explode: true,
            media_type: "",
        }
    }

    /// The same, written in another style and not exploded.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self {
            style,
            explode: false,
            ..self
        }
    }

    /// The same, with or without each part on its own.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// The same, as content of this media type.
    #[must_use]
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Self { media_type, ..self }
    }
}
