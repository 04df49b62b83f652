//! A row and what it claims of the spec, resolution included.

use super::{
    fact::{self, Fact, Word},
    format::Kind,
};
use crate::{source::Span, tree::Node};

/// A row of the ledger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'l> {
    pub(super) node: &'l Node,
    pub(super) kind: &'static Kind,
}

/// What a row claims of the spec.
#[derive(Debug)]
pub(super) struct Claims {
    /// Where the row stands.
    pub(super) home: Span,
    /// What the sources say.
    pub(super) plain: Vec<Fact>,
    /// What the spec should say: the same, but for what the resolution says.
    pub(super) resolved: Vec<Fact>,
    /// The facts that the spec does not have.
    pub(super) without: Vec<Word>,
}

impl<'l> Row<'l> {
    pub(super) fn new(node: &'l Node, kind: &'static Kind) -> Self {
        Self { node, kind }
    }

    /// The rows within this one, such as the members of an object.
    pub(super) fn within(&self, key: &str, kind: &'static Kind) -> Vec<Self> {
        let items = self.node.get(key).map(Node::items).unwrap_or_default();
        items.iter().map(|node| Row::new(node, kind)).collect()
    }

    /// What tells it apart from other rows of its kind.
    pub(super) fn name(&self) -> &'l str {
        self.node.get(self.kind.identity).map_or("", fact::text_of)
    }

    /// Whether it has a name.
    pub(super) fn is_named(&self) -> bool {
        self.node.get(self.kind.identity).is_some()
    }

    /// Its name as a value.
    pub(super) fn word(&self) -> Option<Word> {
        self.node.get(self.kind.identity).map(Word::of)
    }

    /// Where its name stands.
    pub(super) fn span(&self) -> Span {
        self.node
            .get(self.kind.identity)
            .map_or_else(|| self.node.head(), Node::head)
    }

    /// The texts of a key that holds texts, or one.
    pub(super) fn words(&self, key: &str) -> Vec<Word> {
        self.node
            .get(key)
            .map(|node| Fact::of(key, node).words)
            .unwrap_or_default()
    }

    /// The same as texts alone.
    pub(super) fn texts(&self, key: &str) -> impl Iterator<Item = &'l str> + use<'l> {
        self.node.get(key).into_iter().flat_map(fact::texts_of)
    }

    pub(super) fn resolution(&self) -> Option<&'l Node> {
        self.node.get("resolution").filter(|node| node.is_mapping())
    }

    /// Whether the spec has the thing.
    pub(super) fn is_live(&self) -> bool {
        !self
            .resolution()
            .is_some_and(|resolution| resolution.is_true("absent"))
            && !self.node.is_true("template")
    }

    /// Where it says that the spec does not have the thing.
    pub(super) fn absence(&self) -> Span {
        self.resolution()
            .and_then(|resolution| resolution.entry("absent"))
            .or_else(|| self.node.entry("template"))
            .map_or_else(|| self.span(), |entry| entry.key_span.to(entry.value.span))
    }

    /// Its sources for a reader.
    pub(super) fn sources(&self) -> String {
        self.texts("source").collect::<Vec<_>>().join(", ")
    }

    /// What it claims, of `object` where objects share the row; facts that go without saying are added by `completed`.
    pub(super) fn claims(
        &self,
        object: Option<&str>,
        completed: impl Fn(Vec<Fact>) -> Vec<Fact>,
    ) -> Claims {
        let plain = fact::stated(self.node, self.kind);
        let resolution = self.resolution().filter(|resolution| {
            let scope = resolution.str_at("in");
            scope.is_none() || object.is_none() || scope == object
        });
        let mut resolved = plain.clone();
        let mut without = Vec::new();
        if let Some(resolution) = resolution {
            without = resolution
                .get("without")
                .map(|node| Fact::of("without", node).words)
                .unwrap_or_default();
            resolved.retain(|fact| !without.iter().any(|word| word.text == fact.name));
            for fact in resolution
                .get("spec")
                .map(|spec| fact::stated(spec, self.kind))
                .unwrap_or_default()
            {
                match resolved.iter_mut().find(|known| known.name == fact.name) {
                    Some(known) => *known = fact,
                    None => resolved.push(fact),
                }
            }
        }
        Claims {
            home: self.span(),
            plain: completed(plain),
            resolved: completed(resolved),
            without,
        }
    }
}
