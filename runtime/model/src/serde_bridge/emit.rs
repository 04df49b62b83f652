//! Hands a tape to any serializer.

use serde::ser::{Error, Serialize, SerializeMap as _, Serializer};

use crate::decimal::{Decimal, Normal};
use crate::value::{Kind, Value};

/// A place of a tape, for a serializer.
pub(super) struct Emitted<'t>(pub(super) Value<'t>);

impl Serialize for Emitted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        match value.kind() {
            Kind::Absent | Kind::Null => serializer.serialize_unit(),
            Kind::Bool => serializer.serialize_bool(value.as_bool().unwrap_or_default()),
            Kind::Number => number(value.as_number().unwrap_or_default(), serializer),
            Kind::String => serializer.serialize_str(value.as_str().unwrap_or_default()),
            Kind::Array => serializer.collect_seq(value.array().map(Emitted)),
            Kind::Object => {
                let mut map = serializer.serialize_map(Some(value.members().count()))?;
                for (name, value) in value.members() {
                    map.serialize_entry(name, &Emitted(value))?;
                }
                map.end()
            }
        }
    }
}

/// The smallest of serde's numbers that holds this one exactly.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(integer) = text.parse::<i64>() {
        return serializer.serialize_i64(integer);
    }
    if let Ok(integer) = text.parse::<u64>() {
        return serializer.serialize_u64(integer);
    }
    if let Some(double) = exact_double(text) {
        return serializer.serialize_f64(double);
    }
    match text.parse::<i128>() {
        Ok(integer) => serializer.serialize_i128(integer),
        Err(_) => Err(S::Error::custom(
            "a number has more digits than serde's numbers hold",
        )),
    }
}

/// The double whose shortest text is this number.
fn exact_double(text: &str) -> Option<f64> {
    let double = text.parse::<f64>().ok()?;
    let shortest = Decimal::try_from(double).ok()?;
    (Normal::of(shortest.as_text()) == Normal::of(text)).then_some(double)
}
