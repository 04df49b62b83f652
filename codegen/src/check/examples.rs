//! Examples, defaults and enums against the schemas they belong to.

use std::collections::HashMap;

use super::{
    objects::{HEADER, MEDIA_TYPE, OPERATION, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA},
    survey::{Survey, Visit},
    values::{Direction, Validator, canonical},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics, Level,
        codes::{schemas, values},
    },
    source::Span,
    tree::Node,
};

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    validator: &Validator<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
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
            for (example, documented) in examples(visit, survey) {
                let mut found = validator.check(example, schema, "the example", direction);
                // What the provider shows cannot be changed, only described.
                for found in found
                    .iter_mut()
                    .filter(|found| documented && found.code == values::UNDESCRIBED)
                {
                    found.level = Level::Warning;
                }
                diagnostics.extend(found.into_iter().collect());
            }
        }
    }
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

/// The examples of a place, and whether each comes from a source.
fn examples<'n>(visit: &Visit<'n>, survey: &Survey<'n>) -> Vec<(&'n Node, bool)> {
    let named = visit
        .node
        .get("examples")
        .map(Node::entries)
        .unwrap_or_default();
    let named = named.iter().filter_map(|entry| {
        let example = survey.resolve(&entry.value)?;
        Some((example.get("value")?, example.get("x-source").is_some()))
    });
    visit
        .node
        .get("example")
        .map(|value| (value, false))
        .into_iter()
        .chain(named)
        .collect()
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
