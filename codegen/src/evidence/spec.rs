//! What a document holds, as far as a ledger speaks of it.

use std::collections::{BTreeSet, HashMap};

use super::{format::METHODS, ledger::Ledger, rows::Row};
use crate::tree::{Document, Entry, Node};

/// How many references may lead to references.
const MAX_STEPS: usize = 32;

/// The schema that lists the error codes.
pub(super) const ERROR_CODE: &str = "ErrorCode";

/// The schema that lists the types of events.
pub(super) const EVENT_TYPE: &str = "EventType";

/// A document.
#[derive(Debug)]
pub(super) struct Spec<'d> {
    pub(super) root: &'d Node,
    /// By kind and name; the first of those that are called the same.
    components: HashMap<(&'d str, &'d str), &'d Entry>,
    /// The unions that have a row, and are known by their names therefore.
    unions: BTreeSet<&'d str>,
}

/// An operation with the path and the method it stands under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation<'d> {
    pub(super) path: &'d Entry,
    pub(super) method: &'d Entry,
}

impl<'d> Operation<'d> {
    pub(super) fn node(&self) -> &'d Node {
        &self.method.value
    }
}

/// What a named schema is to a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Object,
    /// A list of values, closed or open.
    Enum,
    /// A string.
    Id,
    /// One of several.
    Union,
    /// A name for something that is written out where it is used.
    Alias,
}

impl<'d> Spec<'d> {
    pub(super) fn new(document: &'d Document, ledger: &'d Ledger) -> Self {
        let mut components = HashMap::new();
        let kinds = document.root.get("components").map(Node::entries);
        for kind in kinds.unwrap_or_default() {
            for entry in kind.value.entries() {
                let name = (kind.key.as_str(), entry.key.as_str());
                components.entry(name).or_insert(entry);
            }
        }
        Self {
            root: &document.root,
            components,
            unions: ledger.rows("unions").iter().map(Row::name).collect(),
        }
    }

    /// Whether the ledger has a row about a union; what it may be is compared once, where it is spelled out.
    pub(super) fn is_known_union(&self, name: &str) -> bool {
        self.unions.contains(name)
    }

    pub(super) fn schemas(&self) -> &'d [Entry] {
        let schemas = self
            .root
            .get("components")
            .and_then(|node| node.get("schemas"));
        schemas.map(Node::entries).unwrap_or_default()
    }

    pub(super) fn schema(&self, name: &str) -> Option<&'d Entry> {
        self.component("schemas", name)
    }

    fn component(&self, kind: &str, name: &str) -> Option<&'d Entry> {
        self.components.get(&(kind, name)).copied()
    }

    /// The named schemas of a class.
    pub(super) fn of_class(&self, class: Class) -> impl Iterator<Item = &'d Entry> {
        self.schemas()
            .iter()
            .filter(move |entry| class_of(&entry.value) == class)
    }

    /// The node itself, or what its reference leads to; itself where the reference leads nowhere.
    pub(super) fn resolve(&self, node: &'d Node) -> &'d Node {
        self.target(node).map_or(node, |entry| &entry.value)
    }

    /// The component that a reference leads to.
    pub(super) fn target(&self, node: &'d Node) -> Option<&'d Entry> {
        let mut target = None;
        for _ in 0..MAX_STEPS {
            let from = target.map_or(node, |entry: &Entry| &entry.value);
            let next = from
                .str_at("$ref")
                .and_then(component)
                .and_then(|(kind, name)| self.component(kind, name));
            match next {
                Some(next) => target = Some(next),
                None => break,
            }
        }
        target
    }

    /// Every operation, in the order of the paths.
    pub(super) fn operations(&self) -> Vec<Operation<'d>> {
        let paths = self
            .root
            .get("paths")
            .map(Node::entries)
            .unwrap_or_default();
        paths
            .iter()
            .flat_map(|path| {
                let members = self.resolve(&path.value).entries().iter();
                let operations = members.filter(|entry| {
                    METHODS
                        .iter()
                        .any(|method| method.to_ascii_lowercase() == entry.key)
                });
                operations.map(move |method| Operation { path, method })
            })
            .collect()
    }

    /// The parameters of an operation, those of its path included, with where each is named.
    pub(super) fn parameters(&self, operation: Operation<'d>) -> Vec<&'d Node> {
        let of = |node: &'d Node| node.get("parameters").map(Node::items).unwrap_or_default();
        let own = of(operation.node());
        let key = |node| {
            let node = self.resolve(node);
            (node.str_at("name"), node.str_at("in"))
        };
        let shared = of(self.resolve(&operation.path.value));
        own.iter()
            .chain(
                shared
                    .iter()
                    .filter(|node| !own.iter().any(|other| key(other) == key(node))),
            )
            .collect()
    }
}

/// What a schema is to a ledger.
pub(super) fn class_of(schema: &Node) -> Class {
    let has = |key| schema.get(key).is_some();
    if has("$ref") {
        Class::Alias
    } else if has("oneOf") || has("anyOf") {
        Class::Union
    } else if has("enum") || has("x-extensible-enum") {
        Class::Enum
    } else if schema.str_at("type") == Some("string") {
        Class::Id
    } else if schema.str_at("type") == Some("object")
        || !has("type") && (has("properties") || has("additionalProperties") || has("allOf"))
    {
        Class::Object
    } else {
        Class::Alias
    }
}

/// Kind and name of the component that a reference names.
pub(super) fn component(reference: &str) -> Option<(&str, &str)> {
    let (kind, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
    (!name.contains('/')).then_some((kind, name))
}
