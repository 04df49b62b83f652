//! From a tape to a type.

use std::collections::BTreeMap;

use crate::decimal::Decimal;
use crate::fault::{DecodeError, Problem};
use crate::integer::{self, IntegerFault};
use crate::tape::Tape;
use crate::value::Value;

/// A type that can be read from JSON.
///
/// `decode` is total: it always gives a value. What is wrong is recorded in the tape
/// ([`Value::reject`]), the value is then empty, and [`from_slice`] turns the record into an
/// error, so that nobody sees the empty value. A type must not require itself, directly or
/// through other types, without an option, list or map between: its empty value would not end.
pub trait Decode: Sized {
    /// Reads the value.
    fn decode(value: Value<'_>) -> Self;

    /// What an empty text gives; by default it is not JSON and therefore an error.
    fn from_empty() -> Option<Self> {
        None
    }
}

/// Decodes a JSON text.
///
/// # Errors
/// When the text is not JSON or exceeds a limit, or when members are missing or wrong; the error
/// then names all of them. See [`DecodeError`].
pub fn from_slice<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    if bytes.trim_ascii().is_empty()
        && let Some(value) = T::from_empty()
    {
        return Ok(value);
    }
    from_tape(&Tape::parse(bytes)?)
}

pub(crate) fn from_tape<T: Decode>(tape: &Tape<'_>) -> Result<T, DecodeError> {
    let value = T::decode(tape.root());
    tape.take_faults()?;
    Ok(value)
}

impl Decode for bool {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        value.as_bool().unwrap_or_else(|| {
            value.reject("a boolean");
            false
        })
    }
}

impl Decode for String {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        value.text_or_reject().to_owned()
    }
}

fn integer(value: Value<'_>, minimum: i128, maximum: i128, expected: &'static str) -> i128 {
    let Some(text) = value.as_number() else {
        value.reject("an integer");
        return 0;
    };
    match integer::parse(text) {
        Ok(number) if (minimum..=maximum).contains(&number) => number,
        Err(IntegerFault::Fraction) => {
            value.fault(Problem::Unexpected {
                expected: "an integer",
                found: "a number with a fraction",
            });
            0
        }
        _ => {
            value.fault(Problem::Unexpected {
                expected,
                found: "a number out of that range",
            });
            0
        }
    }
}

macro_rules! decode_integers {
    ($($integer:ident $expected:literal)*) => {$(
        /// Integers by value: `1.0` and `1e2` are integers, as JSON Schema has it.
        impl Decode for $integer {
            #[inline]
            fn decode(value: Value<'_>) -> Self {
                let number = integer(value, i128::from(Self::MIN), i128::from(Self::MAX), $expected);
                Self::try_from(number).unwrap_or_default()
            }
        }
    )*};
}

decode_integers! {
    i32 "an integer of 32 bits"
    u32 "a non-negative integer of 32 bits"
    u64 "a non-negative integer of 64 bits"
}

/// Integers by value: `1.0` and `1e2` are integers, as JSON Schema has it.
impl Decode for i64 {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        if let Some(number) = value.as_number().and_then(integer::parse_short) {
            return number;
        }
        let number = integer(
            value,
            i128::from(Self::MIN),
            i128::from(Self::MAX),
            "an integer of 64 bits",
        );
        Self::try_from(number).unwrap_or_default()
    }
}

/// The nearest double; digits beyond its precision are lost ([`Decimal`] keeps them).
impl Decode for f64 {
    fn decode(value: Value<'_>) -> Self {
        let Some(text) = value.as_number() else {
            value.reject("a number");
            return 0.0;
        };
        match text.parse::<Self>() {
            Ok(number) if number.is_finite() => number,
            _ => {
                value.fault(Problem::Unexpected {
                    expected: "a number that a double can hold",
                    found: "a number out of that range",
                });
                0.0
            }
        }
    }
}

/// The nearest single; digits beyond its precision are lost ([`Decimal`] keeps them).
impl Decode for f32 {
    fn decode(value: Value<'_>) -> Self {
        let Some(text) = value.as_number() else {
            value.reject("a number");
            return 0.0;
        };
        match text.parse::<Self>() {
            Ok(number) if number.is_finite() => number,
            _ => {
                value.fault(Problem::Unexpected {
                    expected: "a number that a single-precision float can hold",
                    found: "a number out of that range",
                });
                0.0
            }
        }
    }
}

impl Decode for Decimal {
    fn decode(value: Value<'_>) -> Self {
        if let Some(text) = value.as_number() {
            return Self::from_number_text(text);
        }
        value.reject("a number");
        Self::default()
    }
}

/// What is reserved for a list before its items were read, in bytes.
const MAX_RESERVED: usize = 1 << 20;

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: Value<'_>) -> Self {
        let items = value.array();
        let limit = MAX_RESERVED / size_of::<T>().max(1);
        let mut list = Self::with_capacity(items.len().min(limit));
        for item in items {
            list.push(T::decode(item));
            if item.is_hopeless() {
                break;
            }
        }
        list
    }
}

/// A key that stands twice is a fault.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(value: Value<'_>) -> Self {
        let mut members = value.members();
        let mut map = Self::new();
        while let Some((key, name, value)) = members.step() {
            if map.insert(name.to_owned(), T::decode(value)).is_some() {
                members.reject_key(key);
            }
            if value.is_hopeless() {
                break;
            }
        }
        map
    }
}

impl<T: Decode> Decode for Box<T> {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        Self::new(T::decode(value))
    }
}

/// A value that may be null, such as an item of `Vec<Option<T>>`. What is missing is a fault
/// where it is missing; only [`ObjectReader::optional`](crate::ObjectReader::optional) takes it
/// for `None`.
impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        (!value.is_null() && !value.is_absent()).then(|| T::decode(value))
    }
}

/// Nothing is expected: an empty text and any JSON value will do.
impl Decode for () {
    fn decode(_: Value<'_>) -> Self {}

    fn from_empty() -> Option<Self> {
        Some(())
    }
}

#[cfg(test)]
mod tests;
