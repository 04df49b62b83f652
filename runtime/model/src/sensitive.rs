//! Values that must not be seen in logs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Decode;
use crate::encode::Encode;
use crate::serde_bridge;
use crate::value::Value;
use crate::writer::Writer;

/// A value that prints as `[redacted]`: card data, secrets, personal data.
///
/// It is encoded and serialized as it is; only `Debug` and `Display` hide it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself; whoever calls this answers for where it goes.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, taken out; whoever calls this answers for where it goes.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl<T> fmt::Display for Sensitive<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl<T: Decode> Decode for Sensitive<T> {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        Self(T::decode(value))
    }
}

impl<T: Encode> Encode for Sensitive<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.0.encode(writer);
    }
}

impl<T: Encode> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_bridge::serialize(self, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_bridge::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Sensitive;

    #[test]
    fn prints_nothing_of_the_value() {
        let number: Sensitive<String> = Sensitive::from("4242424242424242");
        assert_eq!(
            format!("{number:?} {number} {number:#?}"),
            "[redacted] [redacted] [redacted]"
        );
        assert_eq!(number.expose(), "4242424242424242");
        assert_eq!(number.into_exposed(), "4242424242424242");
    }

    #[test]
    fn serde_passes_the_value_through() {
        let number: Sensitive<String> = Sensitive::from("42");
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"42\"");
        let value = serde_json::to_value(&number).unwrap();
        assert_eq!(
            serde_json::from_value::<Sensitive<String>>(value).unwrap(),
            number
        );
    }
}
