//! Serde's traits for types that have the codec of this crate.
//!
//! [`serde_bridge!`](crate::serde_bridge!) implements `Serialize` and `Deserialize` through
//! [`Encode`] and [`Decode`], so that there is one codec and not two. It works with
//! self-describing formats: JSON, YAML, CBOR, `serde_json::Value`. A number that the format's
//! integers and doubles cannot hold exactly is an error, never rounded.

mod collect;
mod emit;

use serde::ser::Error as _;
#[doc(hidden)]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decode::{Decode, from_tape};
use crate::encode::{Encode, to_vec};
use crate::tape::Tape;

pub(crate) use collect::collect;

/// Serializes a value through its [`Encode`].
///
/// # Errors
/// Those of the serializer; also when a number does not fit the format exactly, or when the
/// value is nested more than 128 deep.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let bytes = to_vec(value);
    let tape = Tape::parse(&bytes).map_err(S::Error::custom)?;
    emit::Emitted(tape.root()).serialize(serializer)
}

/// Deserializes a value through its [`Decode`].
///
/// # Errors
/// Those of the deserializer; also every missing or wrong member, with its JSON path.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    decode(&collect(deserializer)?)
}

pub(crate) fn decode<T: Decode, E: serde::de::Error>(tape: &Tape<'_>) -> Result<T, E> {
    from_tape(tape).map_err(E::custom)
}

/// Implements `serde::Serialize` and `serde::Deserialize` for types that have
/// [`Encode`](crate::Encode) and [`Decode`](crate::Decode), through those.
///
/// ```
/// use kessai_model::{Decode, Encode, Value, Writer};
///
/// struct Yen(i64);
///
/// impl Decode for Yen {
///     fn decode(value: Value<'_>) -> Self {
///         Self(Decode::decode(value))
///     }
/// }
///
/// impl Encode for Yen {
///     fn encode(&self, writer: &mut Writer) {
///         self.0.encode(writer);
///     }
/// }
///
/// kessai_model::serde_bridge!(Yen);
///
/// let yen: Yen = serde_json::from_str("1500")?;
/// assert_eq!(serde_json::to_string(&yen)?, "1500");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! serde_bridge {
    ($($type:ty),+ $(,)?) => {
        $crate::serialize_bridge!($($type),+);
        $crate::deserialize_bridge!($($type),+);
    };
}

/// The half of [`serde_bridge!`](crate::serde_bridge!) that needs [`Encode`](crate::Encode) alone.
#[macro_export]
macro_rules! serialize_bridge {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::serde_bridge::Serialize for $type {
            fn serialize<S: $crate::serde_bridge::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde_bridge::serialize(self, serializer)
            }
        }
    )+};
}

/// The half of [`serde_bridge!`](crate::serde_bridge!) that needs [`Decode`](crate::Decode) alone.
#[macro_export]
macro_rules! deserialize_bridge {
    ($($type:ty),+ $(,)?) => {$(
        impl<'de> $crate::serde_bridge::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_bridge::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde_bridge::deserialize(deserializer)
            }
        }
    )+};
}

#[cfg(test)]
mod tests;
