//! What the codec does with a value, as several laws ask it.

use kessai_registry::Recoded;

use super::{Scope, Tally};
use crate::json::{Tree, difference};
use crate::schema::Direction;
use crate::world::{Document, Opinion, World};

/// The documents of a scope.
pub(super) fn documents<'w>(
    world: &'w World,
    scope: &'w Scope,
) -> impl Iterator<Item = &'w Document> {
    world.bodies.iter().filter(|document| {
        scope
            .operation
            .as_ref()
            .is_none_or(|operation| document.is_of(operation))
    })
}

/// The whole law on a value that is to keep its schema: both oracles take it; it decodes; what is encoded is the same JSON
/// value; decoding and encoding that again changes nothing; and a request is not held back by any rule.
pub(super) fn keeps(world: &World, document: &Document, value: &Tree) -> Vec<String> {
    match world.opinion(document, value) {
        Opinion::Keeps => comes_back(document, value),
        Opinion::Breaks => vec!["does not keep the schema".to_owned()],
        Opinion::Divided => vec![DIVIDED.to_owned()],
    }
}

pub(super) const DIVIDED: &str = "the two oracles do not agree";

/// Judges a value that was made to keep the schema: one that does not is thrown away, and one on which the oracles differ breaks
/// the law whatever the codec does.
pub(super) fn judge_made(
    world: &World,
    document: &Document,
    value: &Tree,
    (stratum, at): (&str, &str),
    tally: &mut Tally,
    reasons: impl FnOnce() -> Vec<String>,
) {
    let reasons = match world.opinion(document, value) {
        Opinion::Breaks => return tally.discard(),
        Opinion::Keeps => {
            tally.count(stratum, &(&document.name, value.to_text()));
            reasons()
        }
        Opinion::Divided => vec![DIVIDED.to_owned()],
    };
    tally.judge(&document.name, at, Some(value), reasons);
}

/// The codec's part of the whole law.
pub(super) fn comes_back(document: &Document, value: &Tree) -> Vec<String> {
    let recoded = match (document.entry.recode)(value.to_text().as_bytes()) {
        Ok(recoded) => recoded,
        Err(error) => return vec![format!("does not decode: {error}")],
    };
    let mut reasons = lost(&recoded, value);
    match (document.entry.recode)(&recoded.json) {
        Ok(again) if again.json == recoded.json => {}
        Ok(_) => reasons.push("is encoded in another way the second time".to_owned()),
        Err(error) => reasons.push(format!("does not decode the second time: {error}")),
    }
    if document.direction == Direction::Request && !recoded.violations.is_empty() {
        reasons.push(format!("is held back: {}", recoded.violations));
    }
    reasons
}

/// How what came back differs from what went in.
pub(super) fn lost(recoded: &Recoded, value: &Tree) -> Vec<String> {
    match Tree::parse(&recoded.json) {
        Ok(back) if back == *value => Vec::new(),
        Ok(back) => difference(value, &back)
            .iter()
            .map(ToString::to_string)
            .collect(),
        Err(error) => vec![format!("comes back as no JSON: {error}")],
    }
}

/// A JSON Pointer as the JSON path that errors of the codec name.
pub(super) fn path_of(pointer: &str, value: &Tree) -> String {
    let mut path = "$".to_owned();
    let mut place = Some(value);
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        match place {
            Some(Tree::Array(_)) => path = format!("{path}[{name}]"),
            _ => path = crate::json::member_path(&path, &name),
        }
        place = place.and_then(|value| value.pointer(&format!("/{step}")));
    }
    path
}
