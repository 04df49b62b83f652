//! The tree as YAML text that readers of YAML 1.1 and 1.2 understand alike.

use std::{
    error::Error,
    fmt::{self, Write as _},
};

use super::json::write_string;
use crate::tree::{Node, NodeKind, scalars};

/// How long a key may be, quotes included.
const MAX_KEY: usize = 1000;

/// A key cannot be written because YAML does not allow keys of its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTooLong(String);

impl fmt::Display for KeyTooLong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start: String = self.0.chars().take(40).collect();
        write!(formatter, "the key `{start}…` is longer than YAML allows")
    }
}

impl Error for KeyTooLong {}

/// Indented by two spaces, with a line break at the end.
pub(in crate::tree) fn text(node: &Node) -> Result<String, KeyTooLong> {
    let mut text = String::new();
    match &node.kind {
        NodeKind::Sequence(items) if !items.is_empty() => list(items, 0, &mut text)?,
        NodeKind::Mapping(entries) if !entries.is_empty() => mapping(node, 0, &mut text)?,
        _ => value(node, 0, &mut text),
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The lines of a list; the first is indented already.
fn list(items: &[Node], depth: usize, text: &mut String) -> Result<(), KeyTooLong> {
    for (index, item) in items.iter().enumerate() {
        indent(index > 0, depth, text);
        text.push('-');
        match &item.kind {
            NodeKind::Sequence(inner) if !inner.is_empty() => {
                text.push(' ');
                list(inner, depth + 1, text)?;
            }
            NodeKind::Mapping(inner) if !inner.is_empty() => {
                text.push(' ');
                mapping(item, depth + 1, text)?;
            }
            _ => value(item, depth, text),
        }
    }
    Ok(())
}

/// The lines of a mapping; the first is indented already.
fn mapping(node: &Node, depth: usize, text: &mut String) -> Result<(), KeyTooLong> {
    for (index, entry) in node.entries().iter().enumerate() {
        indent(index > 0, depth, text);
        let start = text.len();
        scalar(&entry.key, text);
        if text.len() - start > MAX_KEY {
            return Err(KeyTooLong(entry.key.clone()));
        }
        text.push(':');
        match &entry.value.kind {
            NodeKind::Sequence(inner) if !inner.is_empty() => {
                text.push('\n');
                indent(true, depth, text);
                list(inner, depth, text)?;
            }
            NodeKind::Mapping(inner) if !inner.is_empty() => {
                text.push('\n');
                indent(true, depth + 1, text);
                mapping(&entry.value, depth + 1, text)?;
            }
            _ => value(&entry.value, depth, text),
        }
    }
    Ok(())
}

/// A value that stands behind a key or a dash, and the end of its line.
fn value(node: &Node, depth: usize, text: &mut String) {
    if !text.is_empty() {
        text.push(' ');
    }
    match &node.kind {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => text.push_str(number),
        NodeKind::String(string) if is_block(string) => {
            return block(string, depth + 1, text);
        }
        NodeKind::String(string) => scalar(string, text),
        NodeKind::Sequence(_) => text.push_str("[]"),
        NodeKind::Mapping(_) => text.push_str("{}"),
    }
    text.push('\n');
}

fn indent(wanted: bool, depth: usize, text: &mut String) {
    if wanted {
        text.extend(std::iter::repeat_n("  ", depth));
    }
}

/// Text on one line: as it is where every reader takes it for text, quoted as in JSON otherwise.
fn scalar(string: &str, text: &mut String) {
    if is_plain(string) {
        text.push_str(string);
    } else {
        quoted(string, text);
    }
}

/// As in JSON, with escapes for what YAML 1.1 takes for line breaks, too.
fn quoted(string: &str, text: &mut String) {
    let mut json = String::new();
    write_string(string, &mut json);
    for character in json.chars() {
        if is_printable(character) {
            text.push(character);
        } else {
            let _ = write!(text, "\\u{:04x}", u32::from(character));
        }
    }
}

fn is_plain(string: &str) -> bool {
    let resolved = scalars::resolve(string);
    let marks = [
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@',
        '`', '<', '=', '.', '~',
    ];
    matches!(resolved.kind, NodeKind::String(_))
        && resolved.doubt.is_none()
        && !string.starts_with(marks)
        && !string.ends_with(':')
        && string.trim() == string
        && ![": ", " #"].iter().any(|mark| string.contains(mark))
        && string.chars().all(is_printable)
}

/// Whether text reads best as lines, and says the same that way.
fn is_block(string: &str) -> bool {
    let body = string.trim_end_matches('\n');
    body.contains('\n')
        && string.len() - body.len() <= 1
        && !string.starts_with([' ', '\n', '\t'])
        && string.split('\n').all(|line| {
            line.trim_end() == line && !line.starts_with('\t') && line.chars().all(is_printable)
        })
}

fn block(string: &str, depth: usize, text: &mut String) {
    text.push_str(if string.ends_with('\n') {
        "|\n"
    } else {
        "|-\n"
    });
    for line in string.trim_end_matches('\n').split('\n') {
        indent(!line.is_empty(), depth, text);
        text.push_str(line);
        text.push('\n');
    }
}

/// Whether every reader lets a character stand as it is.
fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}
