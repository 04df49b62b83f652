//! What a spec of the house must say, beyond what OpenAPI asks for: descriptions, examples and where they come from, types.

use super::{
    objects::{HEADER, OPERATION, PARAMETER, SCHEMA, SECURITY_SCHEME, TAG},
    properties::Properties,
    survey::{Survey, Visit},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{documentation, schemas},
    },
    source::Span,
    tree::{Document, Node},
};

mod answers;
mod examples;
mod likeness;
mod prose;

pub(super) fn check(document: &Document, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (place, visit) in survey.visits.iter().enumerate() {
        described(place, visit, survey, diagnostics);
        prose::check(visit, diagnostics);
    }
    for (place, schema) in survey.of(&SCHEMA) {
        typed(place, schema, survey, diagnostics);
        values(schema.node, diagnostics);
        mapped(schema.node, diagnostics);
        properties(schema.node, survey, diagnostics);
    }
    answers::check(survey, diagnostics);
    examples::check(document, survey, diagnostics);
    likeness::check(survey, &Properties::new(survey), diagnostics);
}

/// Kinds of objects that have a name, and what they are described by.
fn described(place: usize, visit: &Visit<'_>, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let of_components = || visit.member == "schemas" && survey.component_of(place).is_some();
    let keys: &[&str] = if visit.kind.is(&OPERATION) {
        &["summary", "description"]
    } else if [&TAG, &PARAMETER, &HEADER, &SECURITY_SCHEME]
        .iter()
        .any(|kind| visit.kind.is(kind))
        || visit.kind.is(&SCHEMA) && of_components()
    {
        &["description"]
    } else {
        return;
    };
    let named = visit
        .node
        .get("operationId")
        .or_else(|| visit.node.get("name"))
        .filter(|_| visit.name.is_none());
    let span = named.map_or_else(|| visit.span(), |name| name.span);
    for key in keys.iter().filter(|key| visit.node.get(key).is_none()) {
        let message = format!("{} has no {key}", visit.kind.with_article());
        diagnostics.push(lacking(message, span, key));
    }
}

fn lacking(message: String, span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(documentation::DESCRIPTION, span, message)
        .label(format!("expected `{key}` in it"))
}

/// Properties: what they are called, and what describes them.
fn properties(schema: &Node, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let properties = schema.get("properties").map(Node::entries);
    for entry in properties.unwrap_or_default() {
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "_-.$[]".contains(letter);
        if entry.key.is_empty() || !entry.key.chars().all(allowed) {
            let message = format!("`{}` is an odd name for a property", entry.key);
            let found = Diagnostic::new(documentation::WIRE_NAME, entry.key_span, message);
            diagnostics
                .push(found.label("expected letters, digits, `_`, `-`, `.`, `$` and brackets"));
        }
        let Some(meant) = survey.resolve(&entry.value) else {
            continue;
        };
        if meant.get("description").is_none() && meant.is_mapping() {
            let message = format!("the property `{}` has no description", entry.key);
            diagnostics.push(lacking(message, entry.key_span, "description"));
        }
    }
}

/// A mapping of a discriminator leads to every branch, or there is none.
fn mapped(schema: &Node, diagnostics: &mut Diagnostics) {
    let mapping = schema
        .get("discriminator")
        .and_then(|discriminator| discriminator.entry("mapping"));
    let Some(mapping) = mapping else { return };
    let targets: Vec<&str> = mapping
        .value
        .entries()
        .iter()
        .filter_map(|entry| entry.value.as_str()?.rsplit('/').next())
        .collect();
    let branches = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| schema.get(key))
        .flat_map(Node::items);
    for reference in branches.filter_map(|branch| branch.get("$ref")) {
        let name = reference.as_str().and_then(|text| text.rsplit('/').next());
        if let Some(name) = name.filter(|name| !targets.contains(name)) {
            let message = format!("no value leads to the branch `{name}`");
            let found = Diagnostic::new(schemas::DISCRIMINATOR, reference.span, message);
            diagnostics.push(found.also(mapping.key_span, "other branches have one here"));
        }
    }
}

/// What says which values a schema allows.
const TYPES: &[&str] = &["type", "allOf", "oneOf", "anyOf", "not", "enum"];

fn typed(place: usize, schema: &Visit<'_>, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    // A branch may say one thing about a value whose type another branch knows.
    if matches!(schema.member, "allOf" | "oneOf" | "anyOf" | "not") {
        return;
    }
    if let Some(kind) = schema
        .node
        .get("type")
        .filter(|kind| kind.as_str() == Some("integer"))
        && schema.node.get("format").is_none()
    {
        let message = "this integer has no width";
        let found = Diagnostic::new(documentation::NO_WIDTH, kind.span, message);
        diagnostics.push(found.label("expected `format: int64` or `format: int32` beside it"));
    }
    let says = TYPES.iter().find_map(|key| schema.node.entry(key));
    match (says, schema.node.entry("x-any")) {
        (None, None) => {
            let what = survey.describe(place);
            let message = format!("a schema{} allows any value", of(&what));
            let found = Diagnostic::new(documentation::NO_TYPE, schema.span(), message);
            diagnostics.push(found.label("expected `type`, or `x-any: true`"));
        }
        (Some(says), Some(any)) => {
            let message = format!("`{}` says which values are allowed", says.key);
            let found = Diagnostic::new(documentation::NO_TYPE, any.key_span, message);
            diagnostics.push(
                found
                    .label("so not any value is")
                    .also(says.key_span, "said here"),
            );
        }
        _ => {}
    }
}

fn of(what: &str) -> String {
    if what.is_empty() {
        String::new()
    } else {
        format!(", that of {what},")
    }
}

/// Values of enums: all described, or none.
fn values(schema: &Node, diagnostics: &mut Diagnostics) {
    let Some(described) = schema.entry("x-enum-descriptions") else {
        return;
    };
    let listed = schema
        .get("enum")
        .or_else(|| schema.get("x-extensible-enum"));
    for value in listed.map(Node::items).unwrap_or_default() {
        let Some(text) = value.as_str().or_else(|| value.as_number()) else {
            continue;
        };
        if described.value.get(text).is_none() {
            let message = format!("the value `{text}` has no description");
            let found = Diagnostic::new(documentation::VALUE_DESCRIPTION, value.span, message);
            diagnostics.push(found.also(described.key_span, "others have one here"));
        }
    }
}
