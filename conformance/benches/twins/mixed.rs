//! Values of more than one kind.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// An object, or a scalar in its place, such as its id. The value is looked at once; an untagged enum would read it twice.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Mixed<T = ()> {
    Bool(bool),
    Integer(i64),
    Text(String),
    Object(Box<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Mixed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Look(PhantomData))
    }
}

struct Look<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Look<T> {
    type Value = Mixed<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a scalar")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Mixed::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Mixed::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        i64::try_from(value).map(Mixed::Integer).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Mixed::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let object = T::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Mixed::Object(Box::new(object)))
    }
}
