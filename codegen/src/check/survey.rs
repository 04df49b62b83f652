//! What stands where in a document: every object with its kind, every reference, every component.

use std::collections::HashMap;

use super::kinds::Kind;
use crate::{
    source::Span,
    tree::{Entry, Node, Pointer},
};

/// An object of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit<'n> {
    pub(super) kind: &'static Kind,
    pub(super) node: &'n Node,
    /// The object it is part of.
    pub(super) parent: Option<usize>,
    /// The member of the parent it stands in.
    pub(super) member: &'static str,
    /// Its name, where that member is a map.
    pub(super) name: Option<&'n Entry>,
    /// The member whose value it is, where it is no item of a list.
    pub(super) key: Option<&'n Entry>,
}

/// A reference of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reference<'n> {
    /// Kind and name of the component; `None` when it points at something else.
    pub(super) target: Option<(&'n str, &'n str)>,
    /// The text of the reference.
    pub(super) text: &'n Node,
    /// The component it is part of.
    pub(super) within: Option<(&'n str, &'n str)>,
}

impl Visit<'_> {
    /// Where its name stands, or else where it starts.
    pub(super) fn span(&self) -> Span {
        self.key
            .map_or_else(|| self.node.head(), |entry| entry.key_span)
    }
}

/// Everything there is in a document.
#[derive(Debug, Default)]
pub(super) struct Survey<'n> {
    pub(super) visits: Vec<Visit<'n>>,
    pub(super) references: Vec<Reference<'n>>,
    /// Components by kind and name.
    pub(super) components: HashMap<(&'n str, &'n str), &'n Entry>,
}

/// How many references may lead to references.
const MAX_STEPS: usize = 32;

impl<'n> Survey<'n> {
    pub(super) fn new(root: &'n Node) -> Self {
        let kinds = root
            .get("components")
            .map(Node::entries)
            .unwrap_or_default();
        let components = kinds
            .iter()
            .flat_map(|kind| {
                kind.value
                    .entries()
                    .iter()
                    .map(|entry| ((kind.key.as_str(), entry.key.as_str()), entry))
            })
            .collect();
        Self {
            components,
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, visit: Visit<'n>) -> usize {
        let place = self.visits.len();
        self.visits.push(visit);
        place
    }

    /// Every object of a kind, with its place.
    pub(super) fn of(&self, kind: &'static Kind) -> impl Iterator<Item = (usize, &Visit<'n>)> {
        self.visits
            .iter()
            .enumerate()
            .filter(move |(_, visit)| visit.kind.is(kind))
    }

    /// The object itself, or what its reference leads to; `None` where the reference leads nowhere.
    pub(super) fn resolve(&self, node: &'n Node) -> Option<&'n Node> {
        let mut node = node;
        for _ in 0..MAX_STEPS {
            let Some(text) = node.str_at("$ref") else {
                return Some(node);
            };
            node = &self.components.get(&component(text)?)?.value;
        }
        None
    }

    /// The objects an object is part of, from the inside out, itself first.
    pub(super) fn chain(&self, place: usize) -> impl Iterator<Item = &Visit<'n>> {
        let step = |visit: &&Visit<'n>| visit.parent.and_then(|parent| self.visits.get(parent));
        std::iter::successors(self.visits.get(place), step)
    }

    /// Where an object stands, in words; empty at the root.
    pub(super) fn describe(&self, place: usize) -> String {
        let mut words = Vec::new();
        for visit in self.chain(place) {
            let name = visit.name.map(|entry| entry.key.as_str());
            match (visit.kind.name, visit.member, name) {
                ("Components" | "OpenAPI", ..) => break,
                ("Operation", method, _) => match visit.node.str_at("operationId") {
                    Some(id) => {
                        words.push(format!("operation `{id}`"));
                        break;
                    }
                    None => words.push(format!("the {method}")),
                },
                ("Schema", "properties", Some(name)) => words.push(format!("property `{name}`")),
                ("Path Item", _, Some(name)) => words.push(format!("path `{name}`")),
                ("Response", "responses", Some(name)) if words.is_empty() => {
                    words.push(format!("response `{name}`"));
                }
                ("Schema", "schemas", Some(name)) => words.push(format!("schema `{name}`")),
                (kind, member, Some(name))
                    if visit
                        .parent
                        .is_some_and(|parent| self.is_components(parent)) =>
                {
                    words.push(format!("{} `{name}` of {member}", kind.to_lowercase()));
                }
                ("Parameter", ..) => {
                    if let Some(name) = visit.node.str_at("name") {
                        words.push(format!("parameter `{name}`"));
                    }
                }
                _ => {}
            }
        }
        words.join(" of ")
    }

    fn is_components(&self, place: usize) -> bool {
        self.visits
            .get(place)
            .is_some_and(|visit| visit.kind.name == "Components")
    }

    /// Where the name of an object stands, or else where the object starts.
    pub(super) fn name_span(&self, place: usize) -> Option<Span> {
        let visit = self.visits.get(place)?;
        Some(visit.span())
    }

    /// The place of the component an object is part of, as kind and name.
    pub(super) fn component_of(&self, place: usize) -> Option<(&'n str, &'n str)> {
        let mut place = place;
        loop {
            let visit = self.visits.get(place)?;
            let parent = visit.parent?;
            if self.is_components(parent) {
                return Some((visit.member, visit.name?.key.as_str()));
            }
            place = parent;
        }
    }
}

/// Kind and name of the component that a reference within the bundle names.
pub(super) fn component(text: &str) -> Option<(&str, &str)> {
    let (kind, name) = text.strip_prefix("#/components/")?.split_once('/')?;
    (!name.contains(['/', '~', '%'])).then_some((kind, name))
}

/// Whether a reference points at something other than a component.
pub(super) fn points_elsewhere(text: &str) -> bool {
    text.strip_prefix('#')
        .and_then(Pointer::parse)
        .is_some_and(|pointer| pointer.component().is_none())
}
