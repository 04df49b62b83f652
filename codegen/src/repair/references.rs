//! References that lead nowhere, or to something else than they should.

use super::{Fault, parts, places::Step};
use crate::{
    diagnostics::codes::references as code,
    tree::{Node, NodeKind, Pointer, percent_decoded},
};

/// The largest part of a document that takes the place of a reference to it, in values.
const MAX_COPIED: usize = 10_000;

/// How many values all parts together may have that take the place of references.
pub(super) const MAX_ROOM: usize = 1_000_000;

/// The members that hold a schema, or several.
const SCHEMAS: &[&str] = &["schema", "items", "additionalProperties", "not"];
const LISTS: &[&str] = &["allOf", "oneOf", "anyOf"];
const MAPS: &[&str] = &["properties", "schemas"];

impl<'n> Fault<'_, 'n> {
    pub(super) fn reference(&mut self) -> Option<String> {
        let step = self.place.step()?;
        if self.found.code == code::SIBLINGS {
            self.edits.remove(step.node);
            return Some("read without it".to_owned());
        }
        if !step.is("$ref") {
            // The target of a discriminator.
            self.edits.remove(step.node);
            return Some("read without it".to_owned());
        }
        let holder = self.place.out(1)?;
        let inline = self.found.code == code::TARGET || self.found.code == code::PLACE;
        if inline
            && self.round < 4
            && let Some(target) = self.target(step.node)
        {
            self.edits.replace(holder.node, target.kind.clone());
            return Some("read as what it points at".to_owned());
        }
        if self.is_schema(&holder) {
            self.edits.replace(holder.node, parts::empty());
            return Some("read as any value".to_owned());
        }
        self.edits.remove(holder.node);
        Some("read without it".to_owned())
    }

    /// What a reference within the document points at, if it is neither too large nor around the reference; it is taken
    /// to be copied.
    pub(super) fn target(&mut self, reference: &Node) -> Option<&'n Node> {
        let target = pointer(reference.as_str()?)?.find(self.root)?;
        let around = self
            .place
            .steps()
            .iter()
            .any(|step| std::ptr::eq(step.node, target));
        let most = MAX_COPIED.min(*self.room);
        let size = size(target, most);
        if around || size > most {
            return None;
        }
        *self.room -= size;
        Some(target)
    }

    /// Whether a schema stands at the place of a step.
    fn is_schema(&self, step: &Step<'_>) -> bool {
        if SCHEMAS.iter().any(|key| step.is(key)) {
            return true;
        }
        let outer = self.place.out(2);
        outer.is_some_and(|outer| {
            let list = LISTS.iter().any(|key| outer.is(key));
            list || step.is_free() && MAPS.iter().any(|key| outer.is(key))
        })
    }
}

/// The pointer of a reference within the document.
pub(super) fn pointer(reference: &str) -> Option<Pointer> {
    Pointer::parse(&percent_decoded(reference.strip_prefix('#')?)?)
}

/// How many values there are in a value; counting stops beyond the most that is asked for.
fn size(node: &Node, most: usize) -> usize {
    let inner: Vec<&Node> = match &node.kind {
        NodeKind::Mapping(entries) => entries.iter().map(|entry| &entry.value).collect(),
        NodeKind::Sequence(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let mut count = 1;
    for node in inner {
        if count > most {
            break;
        }
        count += size(node, most - count);
    }
    count
}
