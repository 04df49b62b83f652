//! Any JSON value.

use std::borrow::Cow;
use std::fmt;

use crate::decode::{Decode, from_slice};
use crate::encode::Encode;
use crate::fault::DecodeError;
use crate::tape::Tape;
use crate::value::{Kind, Value};
use crate::writer::Writer;

mod canonical;

pub(crate) use canonical::canonical;

/// Any JSON value, kept as compact text with every number as it was written.
///
/// Two are equal when they are the same JSON value: numbers compare as exact decimals, the order
/// of members does not matter. `Debug` prints the kind and the length only. An object that has
/// the same key twice is refused.
#[derive(Clone)]
pub struct Json(Cow<'static, str>);

impl Json {
    /// `null`.
    pub const NULL: Self = Self(Cow::Borrowed("null"));

    /// Reads a JSON text.
    ///
    /// # Errors
    /// When the text is not JSON, exceeds a limit of [`Tape::parse`], or has an object with the
    /// same key twice.
    pub fn parse(text: &str) -> Result<Self, DecodeError> {
        from_slice(text.as_bytes())
    }

    /// The compact text.
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// The kind of the value.
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            _ => Kind::Number,
        }
    }

    /// Decodes the value as a type.
    ///
    /// # Errors
    /// When members are missing or wrong; see [`from_slice`].
    pub fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        from_slice(self.0.as_bytes())
    }
}

impl Default for Json {
    /// `null`.
    fn default() -> Self {
        Self::NULL
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self(Cow::Borrowed(if value { "true" } else { "false" }))
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self(Cow::Owned(value.to_string()))
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::written(value)
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::written(&value)
    }
}

impl Json {
    /// Of what this crate wrote itself.
    fn written<T: Encode + ?Sized>(value: &T) -> Self {
        // The writer writes UTF-8 only.
        Self(Cow::Owned(
            String::from_utf8(crate::to_vec(value)).unwrap_or_default(),
        ))
    }
}

impl Decode for Json {
    fn decode(value: Value<'_>) -> Self {
        match value.kind() {
            Kind::Absent | Kind::Null => Self::NULL,
            Kind::Bool => Self::from(value.as_bool().unwrap_or_default()),
            Kind::Number => Self(Cow::Owned(value.as_number().unwrap_or_default().to_owned())),
            Kind::String | Kind::Array | Kind::Object => {
                reject_duplicate_keys(value);
                Self::written(&Verbatim(value))
            }
        }
    }
}

/// Not deeper than the tape is.
fn reject_duplicate_keys(value: Value<'_>) {
    match value.kind() {
        Kind::Array => value.array().for_each(reject_duplicate_keys),
        Kind::Object => {
            value.reject_duplicate_keys();
            value
                .members()
                .for_each(|(_, value)| reject_duplicate_keys(value));
        }
        _ => {}
    }
}

/// A place of a tape, written as it stands there.
pub(crate) struct Verbatim<'t>(pub(crate) Value<'t>);

impl Encode for Verbatim<'_> {
    fn encode(&self, writer: &mut Writer) {
        match self.0.kind() {
            Kind::Absent | Kind::Null => writer.null(),
            Kind::Bool => writer.boolean(self.0.as_bool().unwrap_or_default()),
            Kind::Number => writer.number(self.0.as_number().unwrap_or("0")),
            Kind::String => writer.string(self.0.as_str().unwrap_or_default()),
            Kind::Array => {
                let mut array = writer.array();
                for item in self.0.array() {
                    array.item(&Verbatim(item));
                }
                array.end();
            }
            Kind::Object => {
                let mut map = writer.map();
                for (name, value) in self.0.members() {
                    map.entry(name, &Verbatim(value));
                }
                map.end();
            }
        }
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        // Rules apply to what is inside; without any the text is good as it is.
        if writer.has_rules()
            && let Ok(tape) = Tape::parse(self.0.as_bytes())
        {
            return Verbatim(tape.root()).encode(writer);
        }
        writer.raw(self.0.as_bytes());
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
            || (self.kind() == other.kind()
                && canonical(self.0.as_bytes()) == canonical(other.0.as_bytes()))
    }
}

impl Eq for Json {}

impl fmt::Debug for Json {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Json({}, {} bytes)", self.kind(), self.0.len())
    }
}

crate::serde_bridge!(Json);

#[cfg(test)]
mod tests;
