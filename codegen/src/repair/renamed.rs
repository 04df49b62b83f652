//! Components that get another name, and everything that speaks of them.

use std::collections::HashMap;

use super::{names::sanitized, parts, references::pointer};
use crate::{
    source::Span,
    tree::{Context, Entry, Node, NodeKind, escape},
};

/// Names by names, for each kind of component.
type Names = HashMap<String, HashMap<String, String>>;

/// The new names of components.
#[derive(Debug, Default)]
pub(super) struct Renamed {
    /// By the old name.
    new: Names,
    /// By the new name.
    old: Names,
}

impl Renamed {
    /// A name that is allowed and free, for a component of a kind; `others` are the components of the kind.
    pub(super) fn name(&mut self, kind: &str, old: &str, others: &Node) -> String {
        let wanted = sanitized(old, "component");
        let given = self.old.entry(kind.to_owned()).or_default();
        let mut name = wanted.clone();
        let mut number = 1;
        while others.get(&name).is_some() || given.contains_key(&name) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        given.insert(name.clone(), old.to_owned());
        let names = self.new.entry(kind.to_owned()).or_default();
        names.insert(old.to_owned(), name.clone());
        name
    }

    /// Changes what refers to a renamed component, and keeps the values by which discriminators tell it.
    pub(super) fn redirect(&self, root: &mut Node) {
        if self.new.is_empty() {
            return;
        }
        self.visit(root, Context::Object);
        let components = root.get_mut("components");
        let Some(schemas) = components.and_then(|node| node.get_mut("schemas")) else {
            return;
        };
        // What builds on a base with a discriminator is told by its name, too.
        let mut tags: HashMap<String, Vec<Tag>> = HashMap::new();
        for entry in schemas.entries() {
            let Some(tag) = self.tag(&entry.key) else {
                continue;
            };
            for base in references(&entry.value, "allOf") {
                tags.entry(base.to_owned()).or_default().push(tag.clone());
            }
        }
        for (base, tags) in tags {
            if let Some(base) = schemas.get_mut(&base) {
                keep(base, tags);
            }
        }
    }

    fn visit(&self, node: &mut Node, context: Context) {
        match &mut node.kind {
            NodeKind::Sequence(items) => {
                for item in items {
                    self.visit(item, context.item());
                }
            }
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    let new = match (&entry.value.kind, context) {
                        (NodeKind::String(text), Context::Object) if entry.key == "$ref" => {
                            self.reference(text)
                        }
                        (NodeKind::String(text), Context::Targets) => self
                            .reference(text)
                            .or_else(|| self.component("schemas", text)),
                        _ => None,
                    };
                    match new {
                        Some(new) => entry.value.kind = parts::text(&new),
                        None => self.visit(&mut entry.value, context.member(&entry.key)),
                    }
                }
            }
            _ => {}
        }
        if context == Context::Object && node.get("discriminator").is_some() {
            let names = ["oneOf", "anyOf"].map(|key| references(node, key));
            let tags = names
                .into_iter()
                .flatten()
                .filter_map(|name| self.tag(name));
            let tags = tags.collect();
            keep(node, tags);
        }
    }

    /// What a reference to a component, or into one, becomes.
    fn reference(&self, text: &str) -> Option<String> {
        let pointer = pointer(text)?;
        let [components, kind, name, rest @ ..] = pointer.segments() else {
            return None;
        };
        let component = self
            .component(kind, name)
            .filter(|_| components == "components")?;
        let rest = rest.iter().map(|segment| format!("/{}", escape(segment)));
        Some(component + &rest.collect::<String>())
    }

    fn component(&self, kind: &str, name: &str) -> Option<String> {
        let name = self.new.get(kind)?.get(name)?;
        Some(format!("#/components/{kind}/{name}"))
    }

    /// By what a discriminator told a schema that has this name now.
    fn tag(&self, name: &str) -> Option<Tag> {
        Some(Tag {
            value: self.old.get("schemas")?.get(name)?.clone(),
            schema: format!("{SCHEMAS}{name}"),
        })
    }
}

/// A value of a discriminator and the schema that it chooses.
#[derive(Clone, Debug)]
struct Tag {
    value: String,
    schema: String,
}

/// Writes down the values that a discriminator took from the names of schemas, unless its mapping has others for them.
fn keep(schema: &mut Node, tags: Vec<Tag>) {
    let Some(discriminator) = schema.get_mut("discriminator") else {
        return;
    };
    let span = discriminator.head();
    let (NodeKind::Mapping(members), false) = (&mut discriminator.kind, tags.is_empty()) else {
        return;
    };
    let place = members.iter().position(|member| member.key == "mapping");
    let place = place.unwrap_or_else(|| {
        members.push(entry("mapping", parts::empty(), span));
        members.len() - 1
    });
    let mapping = members.get_mut(place).map(|member| &mut member.value.kind);
    let Some(NodeKind::Mapping(mapping)) = mapping else {
        return;
    };
    for tag in tags {
        let known = |member: &Entry| {
            member.key == tag.value || member.value.as_str() == Some(tag.schema.as_str())
        };
        if !mapping.iter().any(known) {
            mapping.push(entry(&tag.value, parts::text(&tag.schema), span));
        }
    }
}

fn entry(key: &str, kind: NodeKind, span: Span) -> Entry {
    Entry {
        key: key.to_owned(),
        key_span: span,
        value: Node { kind, span },
    }
}

/// How references to schemas start.
const SCHEMAS: &str = "#/components/schemas/";

/// The names of the schemas that a list of a schema refers to.
fn references<'n>(schema: &'n Node, list: &str) -> impl Iterator<Item = &'n str> + use<'n> {
    let items = schema.get(list).map(Node::items).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| item.str_at("$ref")?.strip_prefix(SCHEMAS))
}
