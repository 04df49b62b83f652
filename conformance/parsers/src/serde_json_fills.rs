//! `serde_json`, through a visitor. It tells no text of a number.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::Refused;
use crate::tape::{Container, Kind, Tape};

/// Fills a tape.
///
/// # Errors
/// The text is not JSON.
pub fn fill(source: &[u8]) -> Result<Tape<'_>, Refused> {
    let source = std::str::from_utf8(source).map_err(|_| Refused)?;
    let mut tape = Tape::new(source);
    let mut deserializer = serde_json::Deserializer::from_str(source);
    Fill(&mut tape)
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end())
        .map_err(|_| Refused)?;
    Ok(tape)
}

struct Fill<'t, 's>(&'t mut Tape<'s>);

impl<'de> DeserializeSeed<'de> for Fill<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.plain(Kind::Null);
        Ok(())
    }

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.plain(if value { Kind::True } else { Kind::False });
        Ok(())
    }

    #[inline]
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        // What the runtime would keep of it does not matter here: the node is filled.
        #[allow(clippy::cast_precision_loss, reason = "bodies have no such numbers")]
        self.0.bits(value as f64);
        Ok(())
    }

    #[inline]
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        #[allow(clippy::cast_precision_loss, reason = "bodies have no such numbers")]
        self.0.bits(value as f64);
        Ok(())
    }

    #[inline]
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.bits(value);
        Ok(())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.text(Kind::String, text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut array = self.0.open(Kind::Array);
        while items.next_element_seed(Fill(self.0))?.is_some() {
            Tape::item(&mut array);
        }
        self.0.close(&array).map_err(A::Error::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut object = self.0.open(Kind::Object);
        while members.next_key_seed(Key(self.0, &mut object))?.is_some() {
            members.next_value_seed(Fill(self.0))?;
        }
        self.0.close(&object).map_err(A::Error::custom)
    }
}

struct Key<'t, 's>(&'t mut Tape<'s>, &'t mut Container);

impl<'de> DeserializeSeed<'de> for Key<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.key(self.1, text).map_err(E::custom)
    }
}
