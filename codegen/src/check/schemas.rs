//! Rules for single schemas.

use std::collections::HashSet;

use super::{
    objects::SCHEMA,
    properties::Properties,
    survey::{Survey, Visit},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{schemas, shape},
        suggest,
    },
    tree::{Entry, Node},
};

/// Which types a keyword says something about.
const KEYWORDS: &[(&[&str], &[&str])] = &[
    (&["minLength", "maxLength", "pattern"], &["string"]),
    (
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        &["number", "integer"],
    ),
    (
        &["items", "minItems", "maxItems", "uniqueItems"],
        &["array"],
    ),
    (
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
        &["object"],
    ),
];

/// The formats of each type.
const FORMATS: &[(&str, &[&str])] = &[
    (
        "string",
        &[
            "date",
            "date-time",
            "time",
            "duration",
            "uuid",
            "email",
            "uri",
            "uri-reference",
            "hostname",
            "ipv4",
            "ipv6",
            "byte",
            "binary",
            "password",
        ],
    ),
    ("integer", &["int32", "int64"]),
    ("number", &["float", "double"]),
];

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    for (place, schema) in survey.of(&SCHEMA) {
        keywords(schema, diagnostics);
        format(schema.node, diagnostics);
        nullable(schema.node, diagnostics);
        required(place, schema.node, survey, properties, diagnostics);
        if let (Some(read), true) = (
            schema.node.entry("readOnly"),
            schema.node.is_true("writeOnly"),
        ) && schema.node.is_true("readOnly")
        {
            let message = "what is read only and write only is never sent";
            diagnostics.push(Diagnostic::new(
                schemas::READ_AND_WRITE_ONLY,
                read.key_span,
                message,
            ));
        }
    }
}

fn keywords(schema: &Visit<'_>, diagnostics: &mut Diagnostics) {
    let node = schema.node;
    let Some(kind) = node.get("type") else { return };
    let Some(name) = kind
        .as_str()
        .filter(|name| super::shape::TYPES.contains(name))
    else {
        return;
    };
    for (keys, types) in KEYWORDS.iter().filter(|(_, types)| !types.contains(&name)) {
        for entry in keys.iter().filter_map(|key| node.entry(key)) {
            let message = format!("`{}` says nothing about {name} values", entry.key);
            let found = Diagnostic::new(schemas::KEYWORD_TYPE, entry.key_span, message);
            diagnostics.push(
                found
                    .label(format!("belongs to {}", types.join(" and ")))
                    .also(kind.span, "the type"),
            );
        }
    }
    if name == "array" && node.get("items").is_none() {
        let found = Diagnostic::new(shape::MISSING_MEMBER, kind.span, "an array needs `items`");
        diagnostics.push(found.label("expected `items` beside it").naming("items"));
    }
}

fn format(schema: &Node, diagnostics: &mut Diagnostics) {
    let (Some(format), Some(kind)) = (schema.get("format"), schema.get("type")) else {
        return;
    };
    let (Some(text), Some(name)) = (format.as_str(), kind.as_str()) else {
        return;
    };
    // An unknown type is a finding of its own.
    if !super::shape::TYPES.contains(&name) {
        return;
    }
    let known = FORMATS
        .iter()
        .find(|(kind, _)| *kind == name)
        .map(|(_, formats)| *formats)
        .unwrap_or_default();
    if known.contains(&text) {
        return;
    }
    let found = Diagnostic::new(
        schemas::UNKNOWN_FORMAT,
        format.span,
        format!("`{text}` is no known format of {name} values"),
    )
    .label("documentation only: nothing is checked");
    diagnostics.push(match suggest::nearest(text, known.iter().copied()) {
        Some(near) => found.edit(format!("did you mean `{near}`?"), format.span, near),
        None => found,
    });
}

fn nullable(schema: &Node, diagnostics: &mut Diagnostics) {
    let Some(entry) = schema
        .entry("nullable")
        .filter(|entry| entry.value.as_bool() == Some(true))
    else {
        return;
    };
    let all = schema.entry("allOf");
    if schema.get("type").is_none() || all.is_some() {
        let mut found = Diagnostic::new(
            schemas::NULLABLE_WITHOUT_TYPE,
            entry.key_span,
            "`nullable` has no effect here",
        );
        if let Some(all) = all {
            found = found.also(all.key_span, "what stands here still forbids null");
        }
        diagnostics.push(found.help("a reference that may be null is `anyOf: [{$ref: …}, {type: object, nullable: true, enum: [null]}]`"));
    }
    if let Some(values) = schema.entry("enum")
        && values.value.is_sequence()
        && !values.value.items().iter().any(Node::is_null)
    {
        let found = Diagnostic::new(
            schemas::NULLABLE_ENUM,
            values.key_span,
            "the enum does not list null",
        )
        .label("expected null among the values")
        .also(entry.key_span, "null is allowed here");
        diagnostics.push(found);
    }
}

fn required<'n>(
    place: usize,
    schema: &'n Node,
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let names = schema.get("required").map(Node::items).unwrap_or_default();
    let Some(context) = context(place, survey).filter(|_| !names.is_empty()) else {
        return;
    };
    let known: Vec<_> = context
        .iter()
        .map(|schema| properties.known(schema))
        .collect();
    if known.iter().any(|known| known.open)
        || known.iter().all(|known| known.names.is_empty()) && schema.get("properties").is_none()
    {
        return;
    }
    let required: HashSet<&str> = names.iter().filter_map(Node::as_str).collect();
    for name in names {
        let Some(text) = name.as_str() else { continue };
        if known.iter().any(|known| known.names.contains(text)) {
            continue;
        }
        let found = Diagnostic::new(
            schemas::REQUIRED_UNKNOWN,
            name.span,
            format!("`{text}` is required, but no property has this name"),
        );
        let entries: Vec<&Entry> = known
            .iter()
            .flat_map(|known| known.properties.iter().copied())
            .collect();
        let others = entries
            .iter()
            .map(|entry| entry.key.as_str())
            .filter(|other| !required.contains(other));
        let near = suggest::nearest(text, others);
        diagnostics.push(
            match near.and_then(|near| entries.iter().find(|entry| entry.key == near)) {
                Some(near) => found.also(near.key_span, "this property exists").edit(
                    format!("did you mean `{}`?", near.key),
                    name.span,
                    near.key.as_str(),
                ),
                None => match schema.entry("properties") {
                    Some(entry) => found.also(entry.key_span, "the properties"),
                    None => found,
                },
            },
        );
    }
}

/// The schema together with those that it is composed into; `None` where it says what a value is not.
fn context<'n>(place: usize, survey: &Survey<'n>) -> Option<Vec<&'n Node>> {
    let mut context = Vec::new();
    let mut composed = true;
    for visit in survey
        .chain(place)
        .take_while(|visit| visit.kind.is(&SCHEMA))
    {
        if composed {
            context.push(visit.node);
        }
        if visit.member == "not" {
            return None;
        }
        composed = composed && matches!(visit.member, "allOf" | "oneOf" | "anyOf");
    }
    Some(context)
}
