//! Examples, defaults and enums against the schemas they belong to.

use std::collections::HashMap;

use super::{
    objects::{EXAMPLE, HEADER, MEDIA_TYPE, OPERATION, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA},
    survey::{Survey, Visit},
    values::{Direction, Validator, canonical},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{schemas, shape, values},
    },
    source::Span,
    tree::{Node, Pointer},
};

pub(super) fn check<'n>(
    root: &'n Node,
    survey: &Survey<'n>,
    validator: &Validator<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let mut acknowledged = Acknowledged::new(survey);
    for kind in [&MEDIA_TYPE, &PARAMETER, &HEADER] {
        for (place, visit) in survey.of(kind) {
            if let (Some(example), Some(examples)) =
                (visit.node.entry("example"), visit.node.entry("examples"))
            {
                let found = Diagnostic::new(
                    values::TWICE,
                    example.key_span,
                    "`example` and `examples` exclude each other",
                );
                diagnostics.push(found.also(examples.key_span, "both stand here"));
            }
            let direction = direction(survey, place);
            let Some(schema) = visit.node.get("schema") else {
                continue;
            };
            for example in examples(visit, survey) {
                let found = validator.check(example, schema, "the example", direction);
                diagnostics.extend(acknowledged.rest(example, found));
            }
        }
    }
    for (example, schema) in deliveries(root, survey) {
        let found = validator.check(example, schema, "the example", Direction::Response);
        diagnostics.extend(acknowledged.rest(example, found));
    }
    acknowledged.report_stale(diagnostics);
    for (_, schema) in survey.of(&SCHEMA) {
        for (key, name) in [("default", "the default"), ("example", "the example")] {
            if let Some(value) = schema.node.get(key) {
                let found = validator.check(value, schema.node, name, Direction::Either);
                diagnostics.extend(found.into_iter().collect());
            }
        }
        listed(schema.node, validator, diagnostics);
    }
}

/// The examples of a place.
fn examples<'n>(visit: &Visit<'n>, survey: &Survey<'n>) -> Vec<&'n Node> {
    let named = visit.node.get("examples").map(Node::entries);
    let named = named
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| survey.resolve(&entry.value)?.get("value"));
    visit.node.get("example").into_iter().chain(named).collect()
}

/// The examples of what the provider posts by itself, each with the schemas that it has, whole and in part.
fn deliveries<'n>(root: &'n Node, survey: &Survey<'n>) -> Vec<(&'n Node, &'n Node)> {
    let Some(webhook) = root.get("x-webhook") else {
        return Vec::new();
    };
    let component = |kind, name: Option<&'n str>| {
        let entry = survey.components.get(&(kind, name?))?;
        survey.resolve(&entry.value)
    };
    let event = webhook.get("event");
    let general = event.and_then(|event| event.str_at("schema"));
    let data = event
        .and_then(|event| event.str_at("data"))
        .and_then(Pointer::parse);
    let mut found = Vec::new();
    for entry in webhook.get("events").map(Node::entries).unwrap_or_default() {
        let names = entry.value.get("examples").map(Node::items);
        let whole = component("schemas", entry.value.str_at("schema").or(general));
        let part = component("schemas", entry.value.str_at("data"));
        for name in names.unwrap_or_default() {
            let example = component("examples", name.as_str());
            let Some(value) = example.and_then(|example| example.get("value")) else {
                continue;
            };
            found.extend(whole.map(|schema| (value, schema)));
            let posted = data.as_ref().and_then(|data| data.find(value));
            found.extend(posted.zip(part));
        }
    }
    found
}

/// Members of documented examples that are known not to be described.
struct Acknowledged<'n> {
    /// By the place of the member: what acknowledges it, and whether it was needed.
    members: HashMap<Span, (&'n Node, bool)>,
    /// What points at no member at all.
    lost: Vec<(&'n Node, Option<Span>)>,
    /// By the place of the value of an example: what acknowledges members of it.
    lists: HashMap<Span, Span>,
}

impl<'n> Acknowledged<'n> {
    fn new(survey: &Survey<'n>) -> Self {
        let mut acknowledged = Self {
            members: HashMap::new(),
            lost: Vec::new(),
            lists: HashMap::new(),
        };
        for (_, example) in survey.of(&EXAMPLE) {
            let pointers = example.node.get("x-undescribed").map(Node::items);
            if let (Some(value), Some(list)) = (
                example.node.get("value"),
                example.node.entry("x-undescribed"),
            ) {
                acknowledged.lists.insert(value.span, list.key_span);
            }
            for text in pointers.unwrap_or_default() {
                let pointer = text.as_str().and_then(Pointer::parse);
                let member = pointer
                    .zip(example.node.get("value"))
                    .and_then(|(pointer, value)| pointer.find_entry(value));
                match member {
                    Some(member) => {
                        acknowledged.members.insert(member.key_span, (text, false));
                    }
                    None => {
                        let nearest = example.node.get("value").and_then(|value| {
                            let pointer = text.as_str().and_then(Pointer::parse)?;
                            pointer.stray(value).map(|(last, ..)| last.head())
                        });
                        acknowledged.lost.push((text, nearest));
                    }
                }
            }
        }
        acknowledged
    }

    /// The findings about an example that are not acknowledged.
    fn rest(&mut self, example: &Node, mut found: Vec<Diagnostic>) -> Diagnostics {
        found.retain(|found| !self.covers(found));
        let list = self.lists.get(&example.span);
        let pointed = found.into_iter().map(|found| match list {
            Some(list) if found.code == values::UNDESCRIBED => {
                found.also(*list, "other members are acknowledged here")
            }
            _ => found,
        });
        pointed.collect()
    }

    /// Whether a finding is about one of these members, which is then known to be needed.
    fn covers(&mut self, found: &Diagnostic) -> bool {
        let member = self.members.get_mut(&found.primary.span);
        member
            .filter(|_| found.code == values::UNDESCRIBED)
            .map(|(_, needed)| *needed = true)
            .is_some()
    }

    /// Reports what acknowledges nothing.
    fn report_stale(self, diagnostics: &mut Diagnostics) {
        for (text, nearest) in self.lost {
            let name = text.as_str().unwrap_or_default();
            let message = format!("the example has no member at `{name}`");
            let found = Diagnostic::new(shape::EXTENSION_USE, text.span, message)
                .label("expected a JSON pointer into `value`");
            diagnostics.push(match nearest {
                Some(nearest) => found.also(nearest, "it would stand in this"),
                None => found,
            });
        }
        for (member, (text, needed)) in self.members {
            if !needed {
                let name = text.as_str().unwrap_or_default();
                let message = format!("the schema describes `{name}`");
                diagnostics.push(
                    Diagnostic::new(shape::EXTENSION_USE, text.span, message)
                        .label("nothing is left to acknowledge")
                        .also(member, "the member"),
                );
            }
        }
    }
}

/// Which way a value at a place travels, by the nearest object that says so.
fn direction(survey: &Survey<'_>, place: usize) -> Direction {
    for visit in survey.chain(place) {
        if visit.kind.is(&RESPONSE) {
            return Direction::Response;
        }
        if visit.kind.is(&REQUEST_BODY) || visit.kind.is(&PARAMETER) {
            return Direction::Request;
        }
        if visit.kind.is(&OPERATION) {
            break;
        }
    }
    Direction::Either
}

/// The values of an enum: each once, each allowed by the rest of the schema.
fn listed<'n>(schema: &'n Node, validator: &Validator<'_, 'n>, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for value in schema.get("enum").map(Node::items).unwrap_or_default() {
        let first = seen.get(&canonical(value)).copied();
        if let Some(first) = first {
            let found = Diagnostic::new(
                schemas::DUPLICATE_ENTRY,
                value.head(),
                "the enum lists this value twice",
            );
            diagnostics.push(found.label("the second time").also(first, "the first time"));
            continue;
        }
        seen.insert(canonical(value), value.head());
        if let Some(reason) = validator.check_entry(value, schema).into_iter().next() {
            let mut found = Diagnostic::new(
                schemas::ENUM_VALUE,
                value.head(),
                "the schema forbids this value of its enum",
            );
            found.primary.text = reason.primary.text;
            found.secondary = reason.secondary;
            diagnostics.push(found);
        }
    }
}
