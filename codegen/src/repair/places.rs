//! Where in a tree the places of findings are.

use std::collections::{HashMap, HashSet};

use crate::{
    source::Span,
    tree::{Context, Entry, Node, NodeKind},
};

/// A value on the way from the root to a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'n> {
    /// The value.
    pub(super) node: &'n Node,
    /// The member it is the value of; `None` for the root and for items.
    pub(super) entry: Option<&'n Entry>,
    /// What its members are.
    pub(super) context: Context,
    /// Whether the key of the member has a meaning.
    named: bool,
}

impl<'n> Step<'n> {
    /// The key of the member.
    pub(super) fn key(&self) -> Option<&'n str> {
        self.entry.map(|entry| entry.key.as_str())
    }

    /// Whether it is the value of an extension.
    pub(super) fn is_extension(&self) -> bool {
        self.named && self.key().is_some_and(|key| key.starts_with("x-"))
    }

    /// Whether it is the value of a member whose name has a meaning.
    pub(super) fn is(&self, key: &str) -> bool {
        self.named && self.key() == Some(key)
    }

    /// Whether its name is free, as those of properties and paths are.
    pub(super) fn is_free(&self) -> bool {
        !self.named && self.entry.is_some()
    }
}

/// A place at which something was found.
#[derive(Clone, Debug)]
pub(super) struct Place<'n> {
    steps: Vec<Step<'n>>,
    /// Whether the finding points at the key rather than at the value.
    pub(super) on_key: bool,
}

impl<'n> Place<'n> {
    /// The way to the place, the place itself last.
    pub(super) fn steps(&self) -> &[Step<'n>] {
        &self.steps
    }

    /// The value at the place, or the value of the key at it.
    pub(super) fn step(&self) -> Option<Step<'n>> {
        self.steps.last().copied()
    }

    /// The value some steps further out.
    pub(super) fn out(&self, steps: usize) -> Option<Step<'n>> {
        let place = self.steps.len().checked_sub(steps + 1)?;
        self.steps.get(place).copied()
    }
}

/// The places of some spans.
#[derive(Debug)]
pub(super) struct Places<'n> {
    found: HashMap<Span, Vec<Place<'n>>>,
}

impl<'n> Places<'n> {
    pub(super) fn find(root: &'n Node, spans: HashSet<Span>) -> Self {
        let mut search = Search {
            spans,
            found: HashMap::new(),
            steps: Vec::new(),
        };
        let step = Step {
            node: root,
            entry: None,
            context: Context::Object,
            named: false,
        };
        search.visit(step);
        Self {
            found: search.found,
        }
    }

    /// Where a span is: values before keys, since a block of members starts where its first key does.
    pub(super) fn at(&self, span: Span) -> impl Iterator<Item = &Place<'n>> {
        self.found.get(&span).into_iter().flatten()
    }
}

struct Search<'n> {
    spans: HashSet<Span>,
    found: HashMap<Span, Vec<Place<'n>>>,
    steps: Vec<Step<'n>>,
}

impl<'n> Search<'n> {
    fn visit(&mut self, step: Step<'n>) {
        self.steps.push(step);
        let (whole, head) = (step.node.span, step.node.head());
        self.note(whole, false);
        if head != whole {
            self.note(head, false);
        }
        match &step.node.kind {
            NodeKind::Sequence(items) => {
                for node in items {
                    self.visit(Step {
                        node,
                        entry: None,
                        context: step.context.item(),
                        named: false,
                    });
                }
            }
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    let inner = Step {
                        node: &entry.value,
                        entry: Some(entry),
                        context: step.context.member(&entry.key),
                        named: step.context == Context::Object,
                    };
                    if self.spans.contains(&entry.key_span) {
                        self.steps.push(inner);
                        self.note(entry.key_span, true);
                        self.steps.pop();
                    }
                    self.visit(inner);
                }
            }
            _ => {}
        }
        self.steps.pop();
    }

    fn note(&mut self, span: Span, on_key: bool) {
        if self.spans.contains(&span) {
            self.found.entry(span).or_default().push(Place {
                steps: self.steps.clone(),
                on_key,
            });
        }
    }
}
