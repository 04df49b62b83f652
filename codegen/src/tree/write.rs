//! The tree as YAML, as JSON and for readers by way of serde, in its own order.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::node::{Node, NodeKind};

pub(super) mod json;
#[cfg(test)]
mod tests;
pub(super) mod yaml;

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            NodeKind::Null => serializer.serialize_unit(),
            NodeKind::Bool(value) => serializer.serialize_bool(*value),
            NodeKind::Number(text) => serialize_number(text, serializer),
            NodeKind::String(text) => serializer.serialize_str(text),
            NodeKind::Sequence(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                items
                    .iter()
                    .try_for_each(|item| sequence.serialize_element(item))?;
                sequence.end()
            }
            NodeKind::Mapping(entries) => {
                let mut mapping = serializer.serialize_map(Some(entries.len()))?;
                entries
                    .iter()
                    .try_for_each(|entry| mapping.serialize_entry(&entry.key, &entry.value))?;
                mapping.end()
            }
        }
    }
}

/// The parser refuses numbers that none of these holds.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = text.parse::<i64>() {
        serializer.serialize_i64(value)
    } else if let Ok(value) = text.parse::<u64>() {
        serializer.serialize_u64(value)
    } else {
        serializer.serialize_f64(text.parse().map_err(serde::ser::Error::custom)?)
    }
}
