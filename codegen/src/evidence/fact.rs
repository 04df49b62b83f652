//! What one side says on one point.

use super::format::{Kind, Role};
use crate::{
    source::Span,
    tree::{Node, NodeKind, number::Decimal},
};

/// What one side says on one point: a value, or several of which the order does not matter.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) name: String,
    /// Where it is said.
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
}

/// A single value.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) sort: Sort,
    /// Where it is used.
    pub(super) span: Span,
    /// Where it is spelled out, if it is used by reference.
    pub(super) origin: Option<Span>,
}

/// What sort of value it is: the text `20` is not the number 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Number,
    Flag,
    /// Null, or more than a single value.
    Other,
}

impl Fact {
    /// Several values, shown at the first of them, or else at `home`.
    pub(super) fn several(name: &str, words: Vec<Word>, home: Span) -> Self {
        Self {
            name: name.to_owned(),
            span: words.first().map_or(home, |word| word.span),
            words,
        }
    }

    pub(super) fn text(name: &str, text: impl Into<String>, span: Span) -> Self {
        Self::one(name, Word::new(text, Sort::Text, span))
    }

    pub(super) fn flag(name: &str, flag: bool, span: Span) -> Self {
        Self::one(name, Word::new(flag.to_string(), Sort::Flag, span))
    }

    pub(super) fn number(name: &str, text: impl Into<String>, span: Span) -> Self {
        Self::one(name, Word::new(text, Sort::Number, span))
    }

    pub(super) fn one(name: &str, word: Word) -> Self {
        Self {
            name: name.to_owned(),
            span: word.span,
            words: vec![word],
        }
    }

    /// The fact that a node states: each item of a list, or the node itself.
    pub(super) fn of(name: &str, node: &Node) -> Self {
        let words = if node.is_sequence() {
            node.items().iter().map(Word::of).collect()
        } else {
            vec![Word::of(node)]
        };
        Self {
            name: name.to_owned(),
            span: node.head(),
            words,
        }
    }

    /// Whether both say the same.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        self.lacking(other).next().is_none() && other.lacking(self).next().is_none()
    }

    /// The words of this fact that another does not have.
    pub(super) fn lacking<'f>(&'f self, other: &'f Self) -> impl Iterator<Item = &'f Word> {
        self.words
            .iter()
            .filter(|word| !other.words.iter().any(|known| word.same(known)))
    }

    /// The words for a reader.
    pub(super) fn shown(&self) -> String {
        match self.words.as_slice() {
            [] => "nothing".to_owned(),
            words => {
                let words: Vec<_> = words
                    .iter()
                    .map(|word| format!("`{}`", word.text))
                    .collect();
                words.join(", ")
            }
        }
    }
}

impl Word {
    pub(super) fn new(text: impl Into<String>, sort: Sort, span: Span) -> Self {
        Self {
            text: text.into(),
            sort,
            span,
            origin: None,
        }
    }

    /// The same value, used elsewhere.
    pub(super) fn used_at(mut self, span: Span) -> Self {
        if span != self.span {
            self.origin.get_or_insert(self.span);
            self.span = span;
        }
        self
    }

    pub(super) fn of(node: &Node) -> Self {
        let sort = match &node.kind {
            NodeKind::String(_) => Sort::Text,
            NodeKind::Number(_) => Sort::Number,
            NodeKind::Bool(_) => Sort::Flag,
            NodeKind::Null | NodeKind::Sequence(_) | NodeKind::Mapping(_) => Sort::Other,
        };
        Self::new(text_of(node), sort, node.head())
    }

    /// Whether both are the same value; `1` and `1.0` are.
    pub(super) fn same(&self, other: &Self) -> bool {
        let as_numbers = || Decimal::parse(&self.text) == Decimal::parse(&other.text);
        self.sort == other.sort
            && (self.text == other.text || self.sort == Sort::Number && as_numbers())
    }
}

/// A value as text.
pub(super) fn text_of(node: &Node) -> &str {
    match &node.kind {
        NodeKind::String(text) | NodeKind::Number(text) => text,
        NodeKind::Bool(true) => "true",
        NodeKind::Bool(false) => "false",
        NodeKind::Null => "null",
        NodeKind::Sequence(_) => "[…]",
        NodeKind::Mapping(_) => "{…}",
    }
}

/// The values that a node states, as texts: each item of a list, or the node itself.
pub(super) fn texts_of(node: &Node) -> impl Iterator<Item = &str> {
    let one = (!node.is_sequence()).then_some(node);
    node.items().iter().chain(one).map(text_of)
}

/// The fact of a name.
pub(super) fn find<'f>(facts: &'f [Fact], name: &str) -> Option<&'f Fact> {
    facts.iter().find(|fact| fact.name == name)
}

/// The facts that a row, or the `spec` of its resolution, states, in what they mean for the spec.
pub(super) fn stated(node: &Node, kind: &Kind) -> Vec<Fact> {
    let mut facts = Vec::new();
    for entry in node.entries() {
        let Some(key) = kind.key(&entry.key).filter(|key| key.role != Role::Record) else {
            continue;
        };
        if let super::format::Shape::Object(within) = &key.shape {
            facts.extend(stated(&entry.value, within).into_iter().map(|fact| Fact {
                name: format!("{}.{}", key.name, fact.name),
                ..fact
            }));
        } else {
            let mut fact = Fact::of(&entry.key, &entry.value);
            fact.span = entry.key_span.to(fact.span);
            fact.words.iter_mut().for_each(|word| {
                word.text = meaning(key.name, std::mem::take(&mut word.text));
            });
            facts.push(fact);
        }
    }
    facts
}

/// What a word of the ledger comes down to in a spec.
fn meaning(fact: &str, word: String) -> String {
    match (fact, word.as_str()) {
        ("presence", "expected") => "required".to_owned(),
        ("presence", "conditional") => "optional".to_owned(),
        ("nulls", "unknown") => "never".to_owned(),
        _ => word,
    }
}
