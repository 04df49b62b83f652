//! Values for marked members that no example has.

use std::collections::BTreeMap;

use serde_json::Value;

use super::marked::{Gap, at};
use crate::json::Tree;

/// Strings, of which most schemas take one.
const STRINGS: [&str; 6] = [
    "Ada Lovelace",
    "2001-02-03",
    "ada@shop.example",
    "192.0.2.17",
    "1234567",
    "ｱﾀﾞ ﾗﾌﾞﾚｽ",
];

/// The body with a value in every gap for which one can be made up. `sound` says whether a body keeps its schema.
pub(super) fn filled(
    bundle: &Value,
    body: &Tree,
    gaps: &[Gap],
    sound: impl Fn(&Tree) -> bool,
) -> Tree {
    let mut filled = body.clone();
    for gap in gaps {
        let Some(Tree::Object(members)) = at(&mut filled, &gap.object) else {
            continue;
        };
        let before = members.clone();
        for value in values(bundle, &gap.schema) {
            if let Some(Tree::Object(members)) = at(&mut filled, &gap.object) {
                members.insert(gap.name.clone(), value);
            }
            if sound(&filled) {
                break;
            }
            if let Some(Tree::Object(members)) = at(&mut filled, &gap.object) {
                members.clone_from(&before);
            }
        }
    }
    filled
}

/// Values that the schema at this place may take.
pub(super) fn values(bundle: &Value, pointer: &str) -> Vec<Tree> {
    let Some(schema) = bundle.pointer(pointer) else {
        return Vec::new();
    };
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return values(bundle, target.trim_start_matches('#'));
    }
    if let Some(listed) = schema.get("enum").and_then(Value::as_array) {
        return listed.iter().map(Tree::from).collect();
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        if schema.get(keyword).is_some() {
            return values(bundle, &format!("{pointer}/{keyword}/0"));
        }
    }
    let mut found: Vec<Tree> = schema.get("example").map(Tree::from).into_iter().collect();
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => found.extend(STRINGS.map(|text| Tree::String(text.to_owned()))),
        Some("integer" | "number") => found.push(Tree::from(&Value::from(7))),
        Some("boolean") => found.push(Tree::Bool(true)),
        Some("array") => {
            let items = values(bundle, &format!("{pointer}/items"));
            found.extend(items.into_iter().map(|item| Tree::Array(vec![item])));
        }
        Some("object") => {
            let required = schema.get("required").and_then(Value::as_array);
            let names = required.into_iter().flatten().filter_map(Value::as_str);
            let members = names.map(|name| {
                let step = name.replace('~', "~0").replace('/', "~1");
                let made = values(bundle, &format!("{pointer}/properties/{step}"));
                Some((name.to_owned(), made.into_iter().next()?))
            });
            let members: Option<BTreeMap<_, _>> = members.collect();
            found.extend(
                members
                    .filter(|members| !members.is_empty())
                    .map(Tree::Object),
            );
            found.push(note());
        }
        None => found.push(note()),
        _ => {}
    }
    found
}

/// What can stand where anything can.
fn note() -> Tree {
    let text = Tree::String("Ada Lovelace".to_owned());
    Tree::Object(BTreeMap::from([("customer".to_owned(), text)]))
}
