//! Members that can be left as they are, cleared or set.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::Decode;
use crate::encode::Encode;
use crate::serde_bridge;

/// A member of an update: left as it is, cleared, or set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The member is not sent; its value stays.
    #[default]
    Absent,
    /// The member is sent as `null`; its value is cleared.
    Null,
    /// The member is sent with this value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the member is not sent; fits `#[serde(skip_serializing_if)]`.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, when there is one.
    pub fn as_value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// Serde has no word for an absent value: both [`Patch::Absent`] and [`Patch::Null`] are written
/// as null. On a field, use `#[serde(default, skip_serializing_if = "Patch::is_absent")]`.
impl<T: Encode> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_unit(),
            Self::Value(value) => serde_bridge::serialize(value, serializer),
        }
    }
}

/// Null gives [`Patch::Null`]; a field that is absent takes its default.
impl<'de, T: Decode> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tape = serde_bridge::collect(deserializer)?;
        if tape.root().is_null() {
            return Ok(Self::Null);
        }
        serde_bridge::decode(&tape).map(Self::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;

    #[test]
    fn serde_tells_null_from_a_value() {
        let patches: Vec<Patch<i64>> = serde_json::from_str("[null, 5]").unwrap();
        assert_eq!(patches, [Patch::Null, Patch::Value(5)]);
        assert_eq!(serde_json::to_string(&patches).unwrap(), "[null,5]");
        assert!(serde_json::from_str::<Patch<i64>>("\"x\"").is_err());
    }

    #[test]
    fn absent_is_the_default() {
        assert!(Patch::<i64>::default().is_absent());
        assert_eq!(Patch::from(1).as_value(), Some(&1));
    }
}
