//! Objects.

use std::{cmp::Ordering, collections::HashMap};

use super::{Direction, Subject, Validator, count, fault};
use crate::{
    diagnostics::{Diagnostic, codes::values, suggest},
    tree::{Entry, Node, NodeKind},
};

/// From how many members on properties are looked up in a table.
const MANY: usize = 16;

impl<'n> Validator<'_, 'n> {
    pub(super) fn object(
        &self,
        subject: Subject<'_, 'n>,
        entries: &'n [Entry],
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        for (key, side, wrong) in [
            ("minProperties", "least", Ordering::Less),
            ("maxProperties", "most", Ordering::Greater),
        ] {
            let Some((entry, bound)) = count(schema, key) else {
                continue;
            };
            if (entries.len() as u64).cmp(&bound) == wrong {
                let label = format!(
                    "expected at {side} {bound} members, found {}",
                    entries.len()
                );
                let message = format!(
                    "{} has too {} members",
                    subject.name,
                    if wrong == Ordering::Less {
                        "few"
                    } else {
                        "many"
                    }
                );
                found.push(fault(
                    values::LENGTH,
                    subject.node.head(),
                    message,
                    &label,
                    entry.value.span,
                    "the bound",
                ));
            }
        }
        let properties = schema.get("properties");
        self.required(subject, schema, properties, found);
        let described = Table::new(
            properties.map(Node::entries).unwrap_or_default(),
            entries.len(),
        );
        let more = schema.entry("additionalProperties");
        for entry in entries {
            let name = format!("`{}`", entry.key);
            let member = Subject {
                node: &entry.value,
                name: &name,
                alone: true,
                ..subject
            };
            match (described.get(&entry.key), more) {
                (Some(property), _) => {
                    self.travels(entry, property, subject.direction, found);
                    self.any(member, &property.value, found);
                }
                (None, Some(more)) => match more.value.kind {
                    NodeKind::Bool(true) => {}
                    NodeKind::Bool(false) => {
                        found.push(extra(entry, subject, &described.names(), more));
                    }
                    _ => self.any(member, &more.value, found),
                },
                (None, None) => {}
            }
        }
    }

    fn required(
        &self,
        subject: Subject<'_, 'n>,
        schema: &'n Node,
        properties: Option<&'n Node>,
        found: &mut Vec<Diagnostic>,
    ) {
        let names = schema.get("required").map(Node::items).unwrap_or_default();
        for name in names {
            let Some(text) = name.as_str() else { continue };
            if subject.node.get(text).is_some() {
                continue;
            }
            let property = properties.and_then(|properties| properties.get(text));
            let elsewhere = match subject.direction {
                Direction::Request => {
                    property.is_some_and(|property| self.is_marked(property, "readOnly"))
                }
                Direction::Response => {
                    property.is_some_and(|property| self.is_marked(property, "writeOnly"))
                }
                Direction::Either => property.is_some_and(|property| {
                    self.is_marked(property, "readOnly") || self.is_marked(property, "writeOnly")
                }),
            };
            if !elsewhere {
                let message = format!("{} lacks the member `{text}`", subject.name);
                let label = format!("expected `{text}` in this object");
                found.push(fault(
                    values::MISSING,
                    subject.node.head(),
                    message,
                    &label,
                    name.span,
                    "required here",
                ));
            }
        }
    }

    /// Whether a property goes the way the value goes.
    fn travels(
        &self,
        entry: &Entry,
        property: &'n Entry,
        direction: Direction,
        found: &mut Vec<Diagnostic>,
    ) {
        let (mark, where_to) = match direction {
            Direction::Request => ("readOnly", "a request"),
            Direction::Response => ("writeOnly", "an answer"),
            Direction::Either => return,
        };
        if self.is_marked(&property.value, mark) {
            let message = format!("`{}` does not stand in {where_to}", entry.key);
            let label = format!("{mark} in the schema");
            found.push(fault(
                values::DIRECTION,
                entry.key_span,
                message,
                &label,
                property.key_span,
                "the property",
            ));
        }
    }

    fn is_marked(&self, property: &'n Node, mark: &str) -> bool {
        self.survey
            .resolve(property)
            .is_some_and(|property| property.is_true(mark))
    }

    /// Members of an open object that no part of its schema describes.
    pub(super) fn undescribed(
        &self,
        subject: Subject<'_, 'n>,
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        let known = self.properties.known(schema);
        if known.open || known.closed || known.names.is_empty() {
            return;
        }
        for entry in subject
            .node
            .entries()
            .iter()
            .filter(|entry| !known.names.contains(entry.key.as_str()))
        {
            let message = format!(
                "{} has the member `{}`, which the schema does not describe",
                subject.name, entry.key
            );
            let owner = known.owner.unwrap_or_else(|| schema.head());
            let fault = fault(
                values::UNDESCRIBED,
                entry.key_span,
                message,
                "",
                owner,
                "the members that are described",
            );
            let names = known
                .properties
                .iter()
                .map(|entry| entry.key.as_str())
                .filter(|name| subject.node.get(name).is_none());
            let near = suggest::nearest(&entry.key, names).and_then(|near| {
                let mut properties = known.properties.iter();
                properties.find(|property| property.key == near)
            });
            found.push(match near {
                Some(near) => fault
                    .also(near.key_span, "this one is, and the value lacks it")
                    .help(format!("did you mean `{}`?", near.key)),
                None => fault
                    .help("describe it, or list it under `x-undescribed` of a documented example"),
            });
        }
    }
}

fn extra(entry: &Entry, subject: Subject<'_, '_>, names: &[&str], more: &Entry) -> Diagnostic {
    let message = format!(
        "{} has the member `{}`, which the schema forbids",
        subject.name, entry.key
    );
    let fault = fault(
        values::FORBIDDEN,
        entry.key_span,
        message,
        "",
        more.key_span,
        "closed here",
    );
    match suggest::nearest(&entry.key, names.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// The properties of a schema by name.
enum Table<'n> {
    Few(&'n [Entry]),
    Many(HashMap<&'n str, &'n Entry>, &'n [Entry]),
}

impl<'n> Table<'n> {
    fn new(entries: &'n [Entry], lookups: usize) -> Self {
        if entries.len().min(lookups) < MANY {
            return Self::Few(entries);
        }
        Self::Many(
            entries
                .iter()
                .map(|entry| (entry.key.as_str(), entry))
                .collect(),
            entries,
        )
    }

    fn get(&self, name: &str) -> Option<&'n Entry> {
        match self {
            Self::Few(entries) => entries.iter().find(|entry| entry.key == name),
            Self::Many(table, _) => table.get(name).copied(),
        }
    }

    fn names(&self) -> Vec<&'n str> {
        let (Self::Few(entries) | Self::Many(_, entries)) = self;
        entries.iter().map(|entry| entry.key.as_str()).collect()
    }
}
