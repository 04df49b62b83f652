//! Fills a tape from any self-describing deserializer.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::decimal::Decimal;
use crate::tape::{Builder, MAX_DEPTH, NodeKind, Tape};

/// Reads everything the deserializer has.
pub(crate) fn collect<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Tape<'static>, D::Error> {
    let mut builder = Builder::default();
    Node {
        builder: &mut builder,
        depth: 0,
    }
    .deserialize(deserializer)?;
    builder.finish_owned().map_err(D::Error::custom)
}

/// Reads one value into the tape.
struct Node<'b> {
    builder: &'b mut Builder,
    depth: usize,
}

impl Node<'_> {
    fn number<E: Error>(self, text: &str) -> Result<(), E> {
        self.builder
            .copied(NodeKind::Number, text)
            .map_err(E::custom)
    }

    /// The depth inside this container.
    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < MAX_DEPTH {
            Ok(self.depth + 1)
        } else {
            Err(E::custom(crate::fault::DecodeError::too_deep()))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that JSON can hold")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.builder.plain(if value {
            NodeKind::True
        } else {
            NodeKind::False
        });
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.number(itoa::Buffer::new().format(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.number(itoa::Buffer::new().format(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.number(itoa::Buffer::new().format(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.number(itoa::Buffer::new().format(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let number = Decimal::try_from(value).map_err(E::custom)?;
        self.number(number.as_text())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.builder
            .copied(NodeKind::String, value)
            .map_err(E::custom)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.builder.plain(NodeKind::Null);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let array = self.builder.open_array();
        let mut items = 0_u32;
        while let Some(()) = sequence.next_element_seed(Node {
            builder: self.builder,
            depth,
        })? {
            items = items.saturating_add(1);
        }
        self.builder.close_array(array, items);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let mut object = self.builder.open_object();
        while let Some(key) = map.next_key::<String>()? {
            self.builder
                .copied_key(&mut object, &key)
                .map_err(A::Error::custom)?;
            map.next_value_seed(Node {
                builder: self.builder,
                depth,
            })?;
        }
        self.builder.close_object(&object);
        self.builder.unwrap_number(&object);
        Ok(())
    }
}
