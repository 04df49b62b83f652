//! What is never printed: which members and parameters are sensitive, and whether every mark is of one of them.

use std::collections::HashSet;

use super::{
    fact::{Fact, Sort, Word},
    ledger::Ledger,
    spec::Spec,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence},
    source::Span,
    tree::Node,
};

/// The extension that marks.
const MARK: &str = "x-sensitive";

/// What the schemas of a member or parameter say: it is sensitive if anything that its value is made of is marked.
pub(super) fn fact<'d>(
    spec: &Spec<'d>,
    schemas: impl IntoIterator<Item = &'d Node>,
) -> Option<Fact> {
    let mut value = Value::new(spec);
    for schema in schemas {
        value.add(schema, None);
    }
    let (mark, used) = value.marks.into_iter().next()?;
    let word = Word::new("true", Sort::Flag, mark);
    Some(Fact::one("sensitive", word.used_at(used)))
}

/// Reports every mark that no member and no parameter has: nothing is hidden by it.
pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let mut all = Value::new(spec);
    for schema in spec.schemas() {
        members(&schema.value, &mut all);
    }
    for operation in spec.operations() {
        for parameter in spec.parameters(operation) {
            let parameter = spec.resolve(parameter);
            all.add(parameter, None);
            if let Some(schema) = parameter.get("schema") {
                all.add(schema, None);
            }
        }
    }
    let mut all_marks = Vec::new();
    marks(spec.root, &mut all_marks);
    let known: HashSet<Span> = all.marks.into_iter().map(|(mark, _)| mark).collect();
    for span in all_marks.into_iter().filter(|mark| !known.contains(mark)) {
        let message = "no row is about a member or a parameter that is made of this";
        let stray = Diagnostic::new(evidence::NOT_IN_LEDGER, span, message)
            .label("this mark hides nothing");
        found.push(match ledger.place("objects") {
            Some(place) => stray.also(place, "the ledger has no such row here"),
            None => stray,
        });
    }
}

/// The values of the members that a schema describes, in its parts as well.
fn members<'d>(schema: &'d Node, all: &mut Value<'_, 'd>) {
    let properties = schema.get("properties").map(Node::entries);
    for property in properties.unwrap_or_default() {
        all.add(&property.value, None);
    }
    for part in schema.get("allOf").map(Node::items).unwrap_or_default() {
        members(part, all);
    }
}

/// Every mark in a node.
fn marks(node: &Node, found: &mut Vec<Span>) {
    for item in node.items() {
        marks(item, found);
    }
    for entry in node.entries() {
        if entry.key == MARK {
            found.push(entry.key_span.to(entry.value.span));
        }
        marks(&entry.value, found);
    }
}

/// What a value is made of: named schemas, parts, branches, and the entries of lists and maps.
struct Value<'s, 'd> {
    spec: &'s Spec<'d>,
    /// The marks on it, each with the place at which it comes in.
    marks: Vec<(Span, Span)>,
    /// The schemas that were looked at: circles end.
    seen: HashSet<*const Node>,
}

impl<'s, 'd> Value<'s, 'd> {
    fn new(spec: &'s Spec<'d>) -> Self {
        Self {
            spec,
            marks: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// Adds a schema; `used` is the first reference on the way to it.
    fn add(&mut self, schema: &'d Node, used: Option<Span>) {
        if !self.seen.insert(std::ptr::from_ref(schema)) {
            return;
        }
        if let Some(target) = self.spec.target(schema) {
            let reference = schema.get("$ref").map(|reference| reference.span);
            return self.add(&target.value, used.or(reference));
        }
        if let Some(mark) = schema.entry(MARK).filter(|_| schema.is_true(MARK)) {
            let span = mark.key_span.to(mark.value.span);
            self.marks.push((span, used.unwrap_or(span)));
        }
        for parts in ["allOf", "oneOf", "anyOf"] {
            let parts = schema.get(parts).map(Node::items);
            for part in parts.unwrap_or_default() {
                self.add(part, used);
            }
        }
        for entries in ["items", "additionalProperties"] {
            if let Some(entries) = schema.get(entries).filter(|node| node.is_mapping()) {
                self.add(entries, used);
            }
        }
    }
}
