//! What a schema says of an object through everything it is composed of.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

use super::survey::Survey;
use crate::{
    diagnostics::suggest,
    source::Span,
    tree::{Entry, Node, NodeKind, Pointer},
};

/// The parts of schemas, looked up once each.
#[derive(Debug)]
pub(super) struct Properties<'s, 'n> {
    survey: &'s Survey<'n>,
    known: RefCell<HashMap<*const Node, Rc<Known<'n>>>>,
}

/// What members an object of a schema may have, in any of its branches.
#[derive(Debug, Default)]
pub(super) struct Known<'n> {
    /// The properties, in order.
    pub(super) properties: Vec<&'n Entry>,
    /// Where the first of them are listed.
    pub(super) owner: Option<Span>,
    /// Their names.
    pub(super) names: HashSet<&'n str>,
    /// Whether other members are described: `additionalProperties` allows them.
    pub(super) open: bool,
    /// Whether some part forbids other members itself.
    pub(super) closed: bool,
}

impl<'s, 'n> Properties<'s, 'n> {
    pub(super) fn new(survey: &'s Survey<'n>) -> Self {
        Self {
            survey,
            known: RefCell::default(),
        }
    }

    /// The schema and everything it is composed of by `allOf`, and by `oneOf` and `anyOf` if `branches` count; in order.
    pub(super) fn parts(&self, schema: &'n Node, branches: bool) -> Vec<&'n Node> {
        let keys: &[&str] = if branches {
            &["allOf", "oneOf", "anyOf"]
        } else {
            &["allOf"]
        };
        let mut seen = HashSet::new();
        let mut parts = Vec::new();
        let mut open = vec![schema];
        while let Some(next) = open.pop() {
            let Some(next) = self.survey.resolve(next) else {
                continue;
            };
            if seen.insert(std::ptr::from_ref(next)) {
                parts.push(next);
                let inner = keys
                    .iter()
                    .rev()
                    .filter_map(|key| next.get(key))
                    .flat_map(|list| list.items().iter().rev());
                open.extend(inner);
            }
        }
        parts
    }

    /// What members an object of a schema may have.
    pub(super) fn known(&self, schema: &'n Node) -> Rc<Known<'n>> {
        let key = std::ptr::from_ref(schema);
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut known = Known::default();
        for part in self.parts(schema, true) {
            if let Some(entry) = part.entry("properties") {
                known.owner = known.owner.or(Some(entry.key_span));
                known.properties.extend(entry.value.entries());
            }
            match part.get("additionalProperties").map(|more| &more.kind) {
                Some(NodeKind::Bool(false)) => known.closed = true,
                Some(_) => known.open = true,
                None => {}
            }
        }
        known.names = known
            .properties
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        let known = Rc::new(known);
        self.known.borrow_mut().insert(key, Rc::clone(&known));
        known
    }

    /// The schemas that a member of an object may have.
    pub(super) fn members(&self, schema: &'n Node, name: &str) -> Vec<&'n Node> {
        let known = self.known(schema);
        let named = known
            .properties
            .iter()
            .filter(|entry| entry.key == name)
            .map(|entry| &entry.value);
        named
            .filter_map(|schema| self.survey.resolve(schema))
            .collect()
    }

    /// The schemas that items of a list may have.
    pub(super) fn items(&self, schema: &'n Node) -> impl Iterator<Item = &'n Node> {
        let parts = self.parts(schema, true);
        let survey = self.survey;
        parts
            .into_iter()
            .filter_map(move |part| survey.resolve(part.get("items")?))
    }

    /// The texts that `enum` and `x-extensible-enum` list in some schemas, in order.
    pub(super) fn listed(&self, schemas: &[&'n Node]) -> Vec<&'n str> {
        let mut seen = HashSet::new();
        let parts = schemas.iter().flat_map(|schema| self.parts(schema, true));
        let lists = parts.filter_map(|part| part.get("enum").or(part.get("x-extensible-enum")));
        lists
            .flat_map(Node::items)
            .filter_map(Node::as_str)
            .filter(|text| seen.insert(*text))
            .collect()
    }

    /// The schemas of the values that a pointer can lead to, from a value of a schema.
    ///
    /// # Errors
    /// The first step that no branch of the schema has, in words.
    pub(super) fn follow(
        &self,
        schema: &'n Node,
        pointer: &Pointer,
    ) -> Result<Vec<&'n Node>, String> {
        let mut schemas = vec![schema];
        for segment in pointer.segments() {
            let index = segment.parse::<usize>().is_ok();
            let mut next = Vec::new();
            for schema in &schemas {
                next.extend(self.members(schema, segment));
                next.extend(self.items(schema).filter(|_| index));
            }
            if next.is_empty() {
                let names = schemas.iter().flat_map(|schema| self.names(schema));
                let near = suggest::nearest(segment, names)
                    .map(|near| format!("; did you mean `{near}`?"));
                return Err(format!(
                    "the schema has no property `{segment}`{}",
                    near.unwrap_or_default()
                ));
            }
            schemas = next;
        }
        Ok(schemas)
    }

    /// The names of the properties of an object.
    pub(super) fn names(&self, schema: &'n Node) -> Vec<&'n str> {
        self.known(schema)
            .properties
            .iter()
            .map(|entry| entry.key.as_str())
            .collect()
    }
}
