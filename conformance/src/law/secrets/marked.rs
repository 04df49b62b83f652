//! What the spec marks as sensitive in a body, and the same body with other values there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::json::Tree;
use crate::oracle::Oracle;
use crate::schema::Direction;

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

/// What is known of a value that is marked.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// Where its marks stand in the bundle: its own, and those of what it is in.
    marks: BTreeSet<String>,
    /// The values that its schema lists, if it lists any.
    listed: BTreeSet<String>,
}

/// The values that are marked, each by the way to it.
pub(super) type Places = BTreeMap<Vec<Step>, Place>;

/// Where the marks stand in a bundle.
pub(super) fn marks(bundle: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, pointer: &str, marks: &mut BTreeSet<String>) {
        let members: Vec<(String, &Value)> = match value {
            Value::Object(members) => {
                if is_marked(value) {
                    marks.insert(pointer.to_owned());
                }
                members
                    .iter()
                    .map(|(name, member)| (step(name), member))
                    .collect()
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(index, item)| (index.to_string(), item))
                    .collect()
            }
            _ => return,
        };
        for (step, member) in members {
            walk(member, &format!("{pointer}/{step}"), marks);
        }
    }
    let mut marks = BTreeSet::new();
    walk(bundle, "", &mut marks);
    marks
}

pub(super) fn is_marked(schema: &Value) -> bool {
    schema.get("x-sensitive") == Some(&Value::Bool(true))
}

/// Whether there is nothing in it that could be another.
fn is_bare(value: &Tree) -> bool {
    match value {
        Tree::Null => true,
        Tree::Array(items) => items.is_empty(),
        Tree::Object(members) => members.is_empty(),
        Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => false,
    }
}

/// A name as a step of a JSON pointer.
fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A marked member that is not there, or has nothing in it: the object it would be in, its name, and its schema in the bundle.
pub(super) struct Gap {
    pub(super) object: Vec<Step>,
    pub(super) name: String,
    pub(super) schema: String,
}

/// Every value within this body that the schema at this place of the bundle marks as sensitive, and those that are not there.
pub(super) fn marked(
    oracle: &Oracle,
    bundle: &Value,
    direction: Direction,
    schema: &str,
    body: &Tree,
) -> (Places, Vec<Gap>) {
    let mut walk = Walk {
        oracle,
        bundle,
        direction,
        found: Places::new(),
        gaps: Vec::new(),
    };
    walk.schema(schema, body, &mut Vec::new(), &BTreeSet::new());
    (walk.found, walk.gaps)
}

struct Walk<'a> {
    oracle: &'a Oracle,
    bundle: &'a Value,
    direction: Direction,
    found: Places,
    gaps: Vec<Gap>,
}

impl Walk<'_> {
    /// `marks`: where the value, or something around it, is marked.
    fn schema(
        &mut self,
        pointer: &str,
        value: &Tree,
        path: &mut Vec<Step>,
        marks: &BTreeSet<String>,
    ) {
        // What is in a free form has no schema of its own, and may still be marked as a whole.
        let schema = self.bundle.pointer(pointer).unwrap_or(&Value::Null);
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            return self.schema(target.trim_start_matches('#'), value, path, marks);
        }
        let mut marks = marks.clone();
        if is_marked(schema) {
            marks.insert(pointer.to_owned());
        }
        let marks = &marks;
        for keyword in ["allOf", "oneOf", "anyOf"] {
            let branches = schema.get(keyword).and_then(Value::as_array);
            for index in 0..branches.map_or(0, Vec::len) {
                let branch = format!("{pointer}/{keyword}/{index}");
                if keyword == "allOf" || self.takes(&branch, value) {
                    self.schema(&branch, value, path, marks);
                }
            }
        }
        match value {
            Tree::Null => {}
            Tree::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Item(index));
                    self.schema(&format!("{pointer}/items"), item, path, marks);
                    path.pop();
                }
            }
            Tree::Object(members) => {
                self.gaps(schema, pointer, members, path);
                for (name, member) in members {
                    path.push(Step::Member(name.clone()));
                    let own = format!("{pointer}/properties/{}", step(name));
                    if self.bundle.pointer(&own).is_some() {
                        self.schema(&own, member, path, marks);
                    } else {
                        let others = format!("{pointer}/additionalProperties");
                        self.schema(&others, member, path, marks);
                    }
                    path.pop();
                }
            }
            Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => {
                if marks.is_empty() {
                    return;
                }
                let place = self.found.entry(path.clone()).or_default();
                place.marks.extend(marks.iter().cloned());
                let listed = schema.get("enum").and_then(Value::as_array);
                let listed = listed.into_iter().flatten().filter_map(Value::as_str);
                place.listed.extend(listed.map(str::to_owned));
            }
        }
    }

    fn gaps(
        &mut self,
        schema: &Value,
        pointer: &str,
        members: &BTreeMap<String, Tree>,
        path: &[Step],
    ) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let there = members.get(name).is_some_and(|member| !is_bare(member));
            if is_marked(property) && !there {
                self.gaps.push(Gap {
                    object: path.to_vec(),
                    name: name.clone(),
                    schema: format!("{pointer}/properties/{}", step(name)),
                });
            }
        }
    }

    fn takes(&self, pointer: &str, value: &Tree) -> bool {
        let validator = self.oracle.at(self.direction, pointer);
        match (validator, value.to_value()) {
            (Ok(validator), Some(value)) => validator.accepts(&value),
            _ => true,
        }
    }
}

/// The body with another value at every one of these places that has one, and the marks of those. `sound` says whether a
/// body keeps its schema.
pub(super) fn altered(
    body: &Tree,
    places: &Places,
    sound: impl Fn(&Tree) -> bool,
) -> (Tree, BTreeSet<String>) {
    let mut altered = body.clone();
    let mut marks = BTreeSet::new();
    for (path, place) in places {
        let Some(value) = at(&mut altered, path) else {
            continue;
        };
        let before = value.clone();
        for other in others(&before, &place.listed) {
            if let Some(value) = at(&mut altered, path) {
                *value = other;
            }
            if sound(&altered) {
                marks.extend(place.marks.iter().cloned());
                break;
            }
            if let Some(value) = at(&mut altered, path) {
                *value = before.clone();
            }
        }
    }
    (altered, marks)
}

pub(super) fn at<'t>(value: &'t mut Tree, path: &[Step]) -> Option<&'t mut Tree> {
    path.iter()
        .try_fold(value, |value, step| match (value, step) {
            (Tree::Object(members), Step::Member(name)) => members.get_mut(name),
            (Tree::Array(items), Step::Item(index)) => items.get_mut(*index),
            _ => None,
        })
}

/// Values to put in place of one: as long as it, where that can be had.
pub(super) fn others(value: &Tree, listed: &BTreeSet<String>) -> Vec<Tree> {
    match value {
        Tree::Bool(truth) => vec![Tree::Bool(!truth)],
        Tree::Number(number) => {
            let turned = [
                turned(number.as_text(), true),
                turned(number.as_text(), false),
            ];
            let numbers = turned.into_iter();
            numbers
                .filter_map(|text| Tree::parse(text.as_bytes()).ok())
                .collect()
        }
        Tree::String(text) => {
            let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
            let mut others = vec![turned(text, true), turned(text, false)];
            for whole in [true, false] {
                others.push(text[..last].to_owned() + &turned(&text[last..], whole));
            }
            others.extend(listed.iter().cloned());
            others.retain(|other| other != text);
            others.into_iter().map(Tree::String).collect()
        }
        _ => Vec::new(),
    }
}

/// The text with every digit, and with every letter if asked for, replaced by the next.
pub(super) fn turned(text: &str, letters: bool) -> String {
    text.chars()
        .map(|character| match character {
            '0'..='8' | 'a'..='y' | 'A'..='Y' if letters || character.is_ascii_digit() => {
                char::from_u32(u32::from(character) + 1).unwrap_or(character)
            }
            '9' => '1',
            'z' if letters => 'a',
            'Z' if letters => 'A',
            // Kana and the like: the next of its block is one, too, and is as long.
            'ぁ'..='ヾ' | '\u{4e00}'..='\u{9fff}' | 'ｱ'..='ﾜ' if letters => {
                char::from_u32(u32::from(character) ^ 1).unwrap_or(character)
            }
            _ => character,
        })
        .collect()
}
