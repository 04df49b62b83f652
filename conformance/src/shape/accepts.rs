//! Whether a value keeps a shape.

use std::cmp::Ordering;

use super::{Bound, Extra, Kind, Shape, ShapeId, Shapes};
use crate::json::{Number, Tree};

/// Recursion beyond this depth is no value's.
const DEPTH: usize = 256;

impl Shapes {
    /// Whether the value keeps every rule of the shape.
    pub fn accepts(&self, id: ShapeId, value: &Tree) -> bool {
        self.within(id, value, 0)
    }

    fn within(&self, id: ShapeId, value: &Tree, depth: usize) -> bool {
        let shape = &self[id];
        let holds = |other: &ShapeId| self.within(*other, value, depth + 1);
        depth < DEPTH
            && shape.kinds.has(Kind::of(value))
            && shape
                .listed
                .as_ref()
                .is_none_or(|listed| listed.contains(value))
            && match value {
                Tree::Null | Tree::Bool(_) => true,
                Tree::Number(number) => shape.accepts_number(number),
                Tree::String(text) => shape.accepts_text(text),
                Tree::Array(items) => self.accepts_items(shape, items, depth),
                Tree::Object(members) => self.accepts_members(shape, members, depth),
            }
            && shape.all_of.iter().all(holds)
            && (shape.any_of.is_empty() || shape.any_of.iter().any(holds))
            && (shape.one_of.is_empty()
                || shape.one_of.iter().filter(|branch| holds(branch)).count() == 1)
            && shape.not.as_ref().is_none_or(|not| !holds(not))
    }

    fn accepts_items(&self, shape: &Shape, items: &[Tree], depth: usize) -> bool {
        items.len() >= shape.min_items
            && shape.max_items.is_none_or(|most| items.len() <= most)
            && shape
                .items
                .is_none_or(|inner| items.iter().all(|item| self.within(inner, item, depth + 1)))
            && !(shape.unique && has_twins(items))
    }

    fn accepts_members(
        &self,
        shape: &Shape,
        members: &std::collections::BTreeMap<String, Tree>,
        depth: usize,
    ) -> bool {
        members.len() >= shape.min_members
            && shape.max_members.is_none_or(|most| members.len() <= most)
            && shape.required.iter().all(|name| members.contains_key(name))
            && members.iter().all(
                |(name, member)| match (shape.members.get(name), shape.extra) {
                    (Some(inner), _) => self.within(*inner, member, depth + 1),
                    (None, Extra::Of(inner)) => self.within(inner, member, depth + 1),
                    (None, Extra::Open) => true,
                    (None, Extra::Closed) => false,
                },
            )
    }
}

impl Shape {
    fn accepts_number(&self, number: &Number) -> bool {
        let Ok(value) = number.as_text().parse::<f64>() else {
            return false;
        };
        let keeps = |bound: Bound, outside: Ordering| match value.partial_cmp(&bound.value) {
            Some(Ordering::Equal) => !bound.exclusive,
            Some(side) => side != outside,
            None => false,
        };
        let above = self
            .minimum
            .is_none_or(|bound| keeps(bound, Ordering::Less));
        let below = self
            .maximum
            .is_none_or(|bound| keeps(bound, Ordering::Greater));
        let multiple = self.multiple_of.is_none_or(|of| {
            let parts = value / of;
            (parts - parts.round()).abs() < 1e-9
        });
        above && below && multiple
    }

    fn accepts_text(&self, text: &str) -> bool {
        let bounded = self.min_length > 0 || self.max_length.is_some();
        let length = if bounded { text.chars().count() } else { 0 };
        length >= self.min_length
            && self.max_length.is_none_or(|most| length <= most)
            && self
                .pattern
                .as_ref()
                .is_none_or(|pattern| pattern.matches(text))
            && self.format.is_none_or(|format| format.accepts(text))
    }
}

fn has_twins(items: &[Tree]) -> bool {
    let mut rest = items.iter();
    while let Some(item) = rest.next() {
        if rest.as_slice().contains(item) {
            return true;
        }
    }
    false
}
