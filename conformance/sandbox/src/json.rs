//! JSON values whose numbers keep their text, and their comparison.
//!
//! `serde_json::Value` reads a number into 64 bits. A codec that loses the ninth decimal would look faithful through it, so
//! values that are compared are read into a [`Tree`].

mod difference;
mod number;
mod read;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde_json::Value;

pub use difference::{Change, Difference, difference};
pub use number::Number;
pub use read::ParseError;

/// A JSON value. Equal when the JSON values are: numbers by decimal value, objects whatever the order of members.
///
/// Its `Debug` names the kind alone, because bodies hold what must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Tree>),
    /// An object; [`Tree::parse`] refuses a member that comes twice.
    Object(BTreeMap<String, Tree>),
}

impl Tree {
    /// Reads JSON text.
    ///
    /// # Errors
    ///
    /// Text that is not JSON, an object with a member twice, nesting deeper than 128.
    pub fn parse(text: &[u8]) -> Result<Self, ParseError> {
        read::tree(text)
    }

    /// The kind in one word, as messages name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// The member of an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// The value at a JSON Pointer; the empty one is this value.
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| {
            let name = step.replace("~1", "/").replace("~0", "~");
            match value {
                Self::Object(members) => members.get(&name),
                Self::Array(items) => items.get(name.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Compact JSON text: members by name, numbers as they were written.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// The same value for tools that read `serde_json`; `None` when a number is beyond what it can hold.
    pub fn to_value(&self) -> Option<Value> {
        Some(match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.to_serde()?),
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => {
                Value::Array(items.iter().map(Self::to_value).collect::<Option<_>>()?)
            }
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(name, member)| Some((name.clone(), member.to_value()?)))
                    .collect::<Option<_>>()?,
            ),
        })
    }

    /// The value at a JSON Pointer, to be changed.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        pointer.split('/').skip(1).try_fold(self, |value, step| {
            let name = step.replace("~1", "/").replace("~0", "~");
            match value {
                Self::Object(members) => members.get_mut(&name),
                Self::Array(items) => items.get_mut(name.parse::<usize>().ok()?),
                _ => None,
            }
        })
    }

    fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => text.push_str(number.as_text()),
            Self::String(value) => write_string(text, value),
            Self::Array(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (name, member)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    write_string(text, name);
                    text.push(':');
                    member.write(text);
                }
                text.push('}');
            }
        }
    }
}

impl fmt::Debug for Tree {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Tree({})", self.kind())
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<i64> for Tree {
    fn from(number: i64) -> Self {
        Self::Number(Number::from(number))
    }
}

impl From<&Value> for Tree {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(Number::from(number)),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members
                    .iter()
                    .map(|(name, member)| (name.clone(), Self::from(member)))
                    .collect(),
            ),
        }
    }
}

/// Whether two JSON values are the same: numbers by decimal value, members in any order.
pub fn equal(left: &Tree, right: &Tree) -> bool {
    left == right
}

/// A JSON path (`$.items[2].name`) one step further.
pub fn member_path(path: &str, name: &str) -> String {
    let plain = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain {
        format!("{path}.{name}")
    } else {
        let mut quoted = format!("{path}[");
        write_string(&mut quoted, name);
        quoted.push(']');
        quoted
    }
}

fn write_string(text: &mut String, value: &str) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            c if c < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests;
