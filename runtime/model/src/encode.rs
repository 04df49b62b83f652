//! From a type to JSON.

use std::collections::BTreeMap;

use crate::decimal::Decimal;
use crate::violation::Violations;
use crate::writer::Writer;

/// A type that can be written as JSON.
///
/// An implementation writes exactly one value. `None` is `null`, as an item of `Vec<Option<T>>`
/// must be; a member that is left out when it is `None` is written with
/// [`ObjectWriter::optional`](crate::ObjectWriter::optional).
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer);
}

/// Writes a value as compact JSON, for storing: no rule is checked.
///
/// A float that is not finite, which JSON cannot write, becomes `null`.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer::unchecked();
    writer.value(value);
    writer.finish().0
}

/// Writes a value as compact JSON, for sending: the rules of its types are checked.
pub fn to_checked_vec<T: Encode + ?Sized>(value: &T) -> (Vec<u8>, Violations) {
    let mut writer = Writer::checked();
    writer.value(value);
    writer.finish()
}

macro_rules! encode_scalars {
    ($($scalar:ty => $method:ident)*) => {$(
        impl Encode for $scalar {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.$method((*self).into());
            }
        }
    )*};
}

encode_scalars! {
    bool => boolean
    i64 => integer
    i32 => integer
    u32 => integer
    u64 => unsigned
    f64 => double
    f32 => single
}

impl Encode for str {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for Decimal {
    fn encode(&self, writer: &mut Writer) {
        writer.decimal(self);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, writer: &mut Writer) {
        let mut array = writer.array();
        for item in self {
            array.item(item);
        }
        array.end();
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, writer: &mut Writer) {
        let mut map = writer.map();
        for (key, value) in self {
            map.entry(key, value);
        }
        map.end();
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

/// `None` is written as `null`, which no rule applies to.
impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }
}

/// Nothing is written as `null`.
impl Encode for () {
    fn encode(&self, writer: &mut Writer) {
        writer.null();
    }
}

#[cfg(test)]
mod tests;
