//! From text to a [`Tree`].
//!
//! The text is read by `serde_json`, level by level as raw values, so that numbers stay text and a member that comes twice
//! is seen instead of being overwritten.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Number, Tree, member_path};

const DEPTH: usize = 128;

/// Why text is not one JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// Where: a JSON path such as `$.items[2]`, or `line 3 column 7` for text that is not JSON.
    pub place: String,
    /// What is wrong there; never the text itself.
    pub problem: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for ParseError {}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

pub(super) fn tree(text: &[u8]) -> Result<Tree, ParseError> {
    let text = std::str::from_utf8(text).map_err(|error| ParseError {
        place: format!("byte {}", error.valid_up_to()),
        problem: "not UTF-8".to_owned(),
    })?;
    // The whole text first: line and column of a syntax error are right only here.
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| ParseError {
        place: format!("line {} column {}", error.line(), error.column()),
        problem: if error.is_eof() {
            "the text ends too early"
        } else {
            "not JSON"
        }
        .to_owned(),
    })?;
    value(text.trim_matches([' ', '\t', '\n', '\r']), "$", 0)
}

fn value(text: &str, path: &str, depth: usize) -> Result<Tree, ParseError> {
    let fail = |problem: &str| ParseError {
        place: path.to_owned(),
        problem: problem.to_owned(),
    };
    if depth > DEPTH {
        return Err(fail("nested too deep"));
    }
    match text.as_bytes().first() {
        Some(b'n') => Ok(Tree::Null),
        Some(b't') => Ok(Tree::Bool(true)),
        Some(b'f') => Ok(Tree::Bool(false)),
        Some(b'"') => serde_json::from_str(text)
            .map(Tree::String)
            .map_err(|_| fail("the string is not Unicode text")),
        Some(b'[') => {
            let items: Vec<&RawValue> =
                serde_json::from_str(text).map_err(|_| fail("not an array"))?;
            items
                .iter()
                .enumerate()
                .map(|(index, item)| value(item.get(), &format!("{path}[{index}]"), depth + 1))
                .collect::<Result<_, _>>()
                .map(Tree::Array)
        }
        Some(b'{') => {
            let Members(members) = serde_json::from_str(text)
                .map_err(|_| fail("a member's name is not Unicode text"))?;
            let mut object = BTreeMap::new();
            for (name, member) in members {
                let place = member_path(path, &name);
                let member = value(member.get(), &place, depth + 1)?;
                match object.entry(name) {
                    Entry::Vacant(entry) => {
                        entry.insert(member);
                    }
                    Entry::Occupied(_) => {
                        return Err(ParseError {
                            place,
                            problem: "the member comes twice".to_owned(),
                        });
                    }
                }
            }
            Ok(Tree::Object(object))
        }
        _ => Ok(Tree::Number(Number::from_text(text))),
    }
}
