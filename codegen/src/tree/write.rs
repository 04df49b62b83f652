//! The tree as YAML and JSON, in its own order.

use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::node::{Node, NodeKind};

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            NodeKind::Null => serializer.serialize_unit(),
            NodeKind::Bool(value) => serializer.serialize_bool(*value),
            NodeKind::Number(text) => serialize_number(text, serializer),
            NodeKind::String(text) => serializer.serialize_str(text),
            NodeKind::Sequence(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| sequence.serialize_element(item))?;
                sequence.end()
            }
            NodeKind::Mapping(entries) => {
                let mut mapping = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|entry| mapping.serialize_entry(&entry.key, &entry.value))?;
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

/// Indented by two spaces, with a line break at the end.
pub(super) fn json_text(node: &Node) -> String {
    let mut text = String::new();
    write_json(node, 0, &mut text);
    text.push('\n');
    text
}

fn write_json(node: &Node, depth: usize, text: &mut String) {
    match &node.kind {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool(value) => {
            let _ = write!(text, "{value}");
        }
        NodeKind::Number(number) => text.push_str(number),
        NodeKind::String(string) => write_string(string, text),
        NodeKind::Sequence(items) if items.is_empty() => text.push_str("[]"),
        NodeKind::Mapping(entries) if entries.is_empty() => text.push_str("{}"),
        NodeKind::Sequence(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                break_line(index > 0, depth + 1, text);
                write_json(item, depth + 1, text);
            }
            break_line(false, depth, text);
            text.push(']');
        }
        NodeKind::Mapping(entries) => {
            text.push('{');
            for (index, entry) in entries.iter().enumerate() {
                break_line(index > 0, depth + 1, text);
                write_string(&entry.key, text);
                text.push_str(": ");
                write_json(&entry.value, depth + 1, text);
            }
            break_line(false, depth, text);
            text.push('}');
        }
    }
}

fn break_line(comma: bool, depth: usize, text: &mut String) {
    if comma {
        text.push(',');
    }
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}

fn write_string(string: &str, text: &mut String) {
    let _ = write!(text, "{}", serde_json::Value::String(string.to_owned()));
}
