//! The tree as JSON text.

use std::fmt::Write as _;

use crate::tree::{Node, NodeKind};

/// Indented by two spaces, with a line break at the end.
pub(in crate::tree) fn text(node: &Node) -> String {
    let mut text = String::new();
    write(node, 0, &mut text);
    text.push('\n');
    text
}

fn write(node: &Node, depth: usize, text: &mut String) {
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
                write(item, depth + 1, text);
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
                write(&entry.value, depth + 1, text);
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

pub(super) fn write_string(string: &str, text: &mut String) {
    if !string.bytes().any(is_escaped) {
        text.push('"');
        text.push_str(string);
        text.push('"');
    // A string is always JSON.
    } else if let Ok(written) = serde_json::to_string(string) {
        text.push_str(&written);
    }
}

/// Whether a byte cannot stand in a string as it is.
fn is_escaped(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}
