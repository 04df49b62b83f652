//! Several shapes that hold together as one set of rules.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Rules;
use crate::json::Tree;
use crate::shape::{Bound, Extra, Kind, Kinds, Shape, ShapeId, Shapes};

/// A composition whose branch is still to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pending {
    /// `anyOf` of the shape.
    Any(ShapeId),
    /// `oneOf` of the shape.
    One(ShapeId),
}

impl Pending {
    pub(super) fn branches(self, shapes: &Shapes) -> &[ShapeId] {
        match self {
            Self::Any(shape) => &shapes[shape].any_of,
            Self::One(shape) => &shapes[shape].one_of,
        }
    }
}

/// Rules, and the shapes of what lies within.
pub(super) struct Merged {
    pub(super) rules: Rules,
    pub(super) items: Vec<ShapeId>,
    pub(super) members: BTreeMap<String, Vec<ShapeId>>,
    pub(super) required: BTreeSet<String>,
    pub(super) extra: Vec<ShapeId>,
}

/// Adds what the shapes are put together from, and the choices that this brings.
pub(super) fn expand(shapes: &Shapes, own: &mut Vec<ShapeId>, pending: &mut Vec<Pending>) {
    let mut open = std::mem::take(own);
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        open.extend(&shapes[id].all_of);
        for choice in [Pending::Any(id), Pending::One(id)] {
            let made = || {
                choice
                    .branches(shapes)
                    .iter()
                    .any(|branch| seen.contains(branch) || open.contains(branch))
            };
            if !choice.branches(shapes).is_empty() && !pending.contains(&choice) && !made() {
                pending.push(choice);
            }
        }
    }
    own.extend(seen);
    pending.sort_unstable();
}

/// `None`: they exclude each other.
pub(super) fn merge(shapes: &Shapes, ids: &[ShapeId]) -> Option<Merged> {
    let mut merged = Merged {
        rules: free(),
        items: Vec::new(),
        members: BTreeMap::new(),
        required: BTreeSet::new(),
        extra: Vec::new(),
    };
    let all: Vec<&Shape> = ids.iter().map(|id| &shapes[*id]).collect();
    for shape in &all {
        add(&mut merged, shape);
        if let Some(not) = shape.not {
            forbid(&mut merged, &shapes[not]);
        }
    }
    // A member without a name in one shape is what that shape lets other members be.
    for shape in &all {
        let names: Vec<String> = merged.members.keys().cloned().collect();
        for name in names
            .iter()
            .filter(|name| !shape.members.contains_key(*name))
        {
            match shape.extra {
                Extra::Open => {}
                Extra::Closed => {
                    merged.members.remove(name);
                }
                Extra::Of(extra) => merged.members.entry(name.clone()).or_default().push(extra),
            }
        }
    }
    for name in &merged.rules.forbidden {
        merged.members.remove(name);
    }
    // What must be there and has no name may be anything that others may be.
    for name in &merged.required {
        if !merged.members.contains_key(name) {
            if !merged.rules.open || merged.rules.forbidden.contains(name) {
                return None;
            }
            merged.members.insert(name.clone(), merged.extra.clone());
        }
    }
    let rules = &mut merged.rules;
    if let Some(listed) = &mut rules.listed {
        let kinds = rules.kinds;
        listed.retain(|value| kinds.has(Kind::of(value)));
        if listed.is_empty() {
            return None;
        }
    }
    (rules.kinds.iter().next().is_some()).then_some(merged)
}

fn free() -> Rules {
    Rules {
        kinds: Kinds::ANY,
        listed: None,
        known: Vec::new(),
        minimum: None,
        maximum: None,
        multiple_of: None,
        bits: 64,
        min_length: 0,
        max_length: None,
        patterns: Vec::new(),
        format: None,
        items: None,
        min_items: 0,
        max_items: None,
        unique: false,
        members: Vec::new(),
        open: true,
        extra: None,
        forbidden: Vec::new(),
        min_members: 0,
        max_members: None,
    }
}

fn add(merged: &mut Merged, shape: &Shape) {
    let rules = &mut merged.rules;
    rules.kinds = rules.kinds.and(shape.kinds);
    if let Some(more) = &shape.listed {
        let both = |listed: Vec<Tree>| {
            listed
                .into_iter()
                .filter(|value| more.contains(value))
                .collect()
        };
        rules.listed = Some(rules.listed.take().map_or_else(|| more.clone(), both));
    }
    rules.known.extend(shape.known.iter().cloned());
    rules.minimum = tighter(rules.minimum, shape.minimum, |left, right| left > right);
    rules.maximum = tighter(rules.maximum, shape.maximum, |left, right| left < right);
    rules.multiple_of = rules.multiple_of.or(shape.multiple_of);
    rules.bits = rules.bits.min(shape.bits);
    rules.min_length = rules.min_length.max(shape.min_length);
    rules.max_length = least(rules.max_length, shape.max_length);
    rules.patterns.extend(shape.pattern.clone());
    rules.format = rules.format.or(shape.format);
    rules.min_items = rules.min_items.max(shape.min_items);
    rules.max_items = least(rules.max_items, shape.max_items);
    rules.unique |= shape.unique;
    rules.min_members = rules.min_members.max(shape.min_members);
    rules.max_members = least(rules.max_members, shape.max_members);
    rules.open &= shape.extra != Extra::Closed;
    merged.items.extend(shape.items);
    if let Extra::Of(extra) = shape.extra {
        merged.extra.push(extra);
    }
    for (name, member) in &shape.members {
        merged
            .members
            .entry(name.clone())
            .or_default()
            .push(*member);
    }
    merged.required.extend(shape.required.iter().cloned());
}

/// `not: {required: [name]}` means that the member is not there; any other `not` is left to the oracles.
fn forbid(merged: &mut Merged, not: &Shape) {
    let says_more = not.kinds != Kinds::ANY && not.kinds != Kinds::of(&[Kind::Object]);
    if let ([name], false, true) = (not.required.as_slice(), says_more, not.members.is_empty()) {
        merged.rules.forbidden.push(name.clone());
    }
}

fn tighter(
    left: Option<Bound>,
    right: Option<Bound>,
    is_tighter: impl Fn(f64, f64) -> bool,
) -> Option<Bound> {
    match (left, right) {
        (Some(left), Some(right)) if is_tighter(right.value, left.value) => Some(right),
        (Some(left), Some(right)) if is_tighter(left.value, right.value) => Some(left),
        (Some(left), Some(right)) => Some(if left.exclusive { left } else { right }),
        (left, right) => left.or(right),
    }
}

fn least(left: Option<usize>, right: Option<usize>) -> Option<usize> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    }
}
