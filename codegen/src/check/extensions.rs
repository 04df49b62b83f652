//! Extensions: whether they mean anything where they stand.

use std::collections::HashSet;

use super::{
    calls::Call,
    objects::{EXAMPLE, OPERATION, PARAMETER, RESPONSE, SCHEMA},
    properties::Properties,
    survey::{Survey, Visit},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::shape::EXTENSION_USE, suggest},
    source::Span,
    tree::{Entry, Node, Pointer},
};

mod keys;
mod pages;
mod polling;
pub(super) mod webhook;

pub(super) fn check<'n>(
    root: &'n Node,
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    for (_, schema) in survey.of(&SCHEMA) {
        time(schema.node, diagnostics);
        open_enum(schema.node, diagnostics);
        descriptions(schema.node, diagnostics);
        url_parameters(schema, diagnostics);
    }
    for (place, operation) in survey.of(&OPERATION) {
        let (pages, polling) = (
            operation.node.entry("x-pagination"),
            operation.node.entry("x-polling"),
        );
        if pages.is_none() && polling.is_none() {
            continue;
        }
        let call = Call::new(survey, place, operation);
        if let Some(entry) = pages {
            pages::check(entry, &call, properties, diagnostics);
        }
        if let Some(entry) = polling {
            polling::check(entry, &call, properties, diagnostics);
        }
    }
    idempotency(survey, diagnostics);
    for (_, example) in survey.of(&EXAMPLE) {
        if let (Some(source), Some(origin)) = (
            example.node.entry("x-source"),
            example.node.entry("x-origin"),
        ) {
            diagnostics.push(
                found(origin, "an example that has a source is not composed")
                    .also(source.key_span, "the source"),
            );
        }
    }
    for (_, example) in survey.of(&EXAMPLE) {
        if let Some(entry) = example
            .node
            .entry("x-undescribed")
            .filter(|_| example.node.get("x-source").is_none())
        {
            diagnostics.push(
                found(entry, "an example without a source shows what is described")
                    .label("expected `x-source` beside it"),
            );
        }
    }
    bodies(survey, diagnostics);
    envelope(root, survey, properties, diagnostics);
    keys::check(survey, diagnostics);
    webhook::check(root, survey, properties, diagnostics);
}

fn found(entry: &Entry, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(EXTENSION_USE, entry.key_span, message)
}

/// A name that must be a query parameter of an operation.
fn names_a_parameter(name: &Node, call: &Call<'_>, diagnostics: &mut Diagnostics) {
    let Some(text) = name.as_str() else { return };
    if call.query().any(|known| known.as_str() == Some(text)) {
        return;
    }
    let message = format!("the operation has no query parameter `{text}`");
    let found = Diagnostic::new(EXTENSION_USE, name.span, message);
    let near = suggest::nearest(text, call.query().filter_map(Node::as_str));
    let place = near.and_then(|near| call.query().find(|known| known.as_str() == Some(near)));
    diagnostics.push(match (near, place) {
        (Some(near), Some(place)) => found.also(place.span, "it has this one").edit(
            format!("did you mean `{near}`?"),
            name.span,
            near,
        ),
        _ => match call.listed {
            Some(listed) => found.also(listed, "it has these"),
            None => found,
        },
    });
}

/// A name that must be a member of each of some objects, which are part of what stands at a place.
fn names_a_member<'n>(
    name: &Node,
    schemas: &[&'n Node],
    place: Option<Span>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let Some(text) = name.as_str() else { return };
    let lacks = |schema: &&&'n Node| properties.members(schema, text).is_empty();
    let lacking = schemas.iter().find(lacks);
    if lacking.is_none() && !schemas.is_empty() {
        return;
    }
    let message = format!("the answer has no member `{text}` there");
    let found = Diagnostic::new(EXTENSION_USE, name.span, message);
    let names = lacking
        .map(|schema| properties.names(schema))
        .unwrap_or_default();
    let owner = lacking.and_then(|schema| properties.known(schema).owner);
    let owner = owner.map(|owner| (owner, "the members that it has"));
    let whole = lacking.map(|schema| (schema.head(), "what it is"));
    let found = match owner.or(whole).or(place.map(|place| (place, "the answer"))) {
        Some((span, text)) => found.also(span, text),
        None => found,
    };
    diagnostics.push(match suggest::nearest(text, names) {
        Some(near) => found.edit(format!("did you mean `{near}`?"), name.span, near),
        None => found,
    });
}

/// The schemas of what a JSON pointer leads to in values of some schemas; a pointer that leads nowhere is reported.
fn follow<'n>(
    pointer: &Node,
    schemas: &[&'n Node],
    place: Option<Span>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) -> Vec<&'n Node> {
    let Some(text) = pointer.as_str() else {
        return Vec::new();
    };
    let mut reached = Vec::new();
    let mut reason = None;
    match Pointer::parse(text) {
        Some(pointer) => {
            for schema in schemas {
                match properties.follow(schema, &pointer) {
                    Ok(schemas) => reached.extend(schemas),
                    Err(why) => reason = Some(why),
                }
            }
            if schemas.is_empty() {
                reason = Some("there is no body".to_owned());
            }
        }
        None => reason = Some("this is not a JSON pointer such as `/data/status`".to_owned()),
    }
    if let Some(reason) = reason {
        let message = format!("`{text}` leads to nothing");
        let found = Diagnostic::new(EXTENSION_USE, pointer.span, message).label(reason);
        diagnostics.push(match place {
            Some(place) => found.also(place, "the answer"),
            None => found,
        });
    }
    reached
}

/// What an answer says of its body beside what it holds.
fn bodies(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (_, answer) in survey.of(&RESPONSE) {
        let content = answer.node.entry("content");
        if let (Some(entry), Some(content)) = (answer.node.entry("x-no-body"), content) {
            let found = found(entry, "this answer has a body");
            diagnostics.push(found.also(content.key_span, "its body"));
        }
        let optional = answer.node.entry("x-body-optional");
        if let Some(entry) = optional.filter(|_| content.is_none()) {
            let found = found(entry, "there is no body that could be missing");
            diagnostics.push(found.label("expected `content` beside it"));
        }
    }
}

fn idempotency(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (_, parameter) in survey.of(&PARAMETER) {
        let key = parameter.node.entry("x-idempotency-key");
        if let Some(entry) = key
            && parameter.node.str_at("in") != Some("header")
        {
            diagnostics.push(
                found(entry, "an idempotency key is sent in a header")
                    .label("this parameter is not in a header"),
            );
        }
        let Some(entry) = parameter.node.entry("x-idempotency-status") else {
            continue;
        };
        if key.is_none() {
            diagnostics.push(
                found(entry, "only an idempotency key has such a status")
                    .label("expected `x-idempotency-key` beside it"),
            );
        }
        let answers = survey.of(&RESPONSE);
        let headers = answers.filter_map(|(_, answer)| answer.node.get("headers"));
        let names: Vec<&str> = headers
            .flat_map(Node::entries)
            .map(|header| header.key.as_str())
            .collect();
        let Some(header) = entry.value.get("header") else {
            continue;
        };
        let text = header.as_str().unwrap_or_default();
        if !names.iter().any(|name| name.eq_ignore_ascii_case(text)) {
            let message = format!("no answer has a header `{text}`");
            let found = Diagnostic::new(EXTENSION_USE, header.span, message);
            diagnostics.push(match suggest::nearest(text, names) {
                Some(near) => found.edit(format!("did you mean `{near}`?"), header.span, near),
                None => found,
            });
        }
    }
}

fn time(schema: &Node, diagnostics: &mut Diagnostics) {
    let Some(entry) = schema.entry("x-time") else {
        return;
    };
    if schema.str_at("type") != Some("integer") {
        let found = found(entry, "milliseconds since 1970 are an integer");
        diagnostics.push(match schema.get("type") {
            Some(kind) => found.also(kind.span, "expected `integer`"),
            None => found.label("expected `type: integer` beside it"),
        });
    }
}

fn open_enum(schema: &Node, diagnostics: &mut Diagnostics) {
    let Some(entry) = schema.entry("x-extensible-enum") else {
        return;
    };
    let of_text = schema.str_at("type") == Some("string");
    if !of_text && schema.str_at("type") != Some("integer") {
        diagnostics.push(
            found(entry, "an open list has texts or whole numbers")
                .label("expected `type: string` or `type: integer` beside it"),
        );
    }
    if let Some(closed) = schema.entry("enum") {
        diagnostics.push(
            found(entry, "a list of values is open or closed, not both")
                .also(closed.key_span, "the closed list"),
        );
    }
    for value in entry.value.items() {
        let text = value.as_str().or_else(|| value.as_number());
        if text.is_none() || value.as_str().is_some() != of_text {
            let message = "this value is not of the type of the others";
            diagnostics.push(Diagnostic::new(EXTENSION_USE, value.head(), message));
        }
    }
}

fn descriptions(schema: &Node, diagnostics: &mut Diagnostics) {
    let Some(entry) = schema.entry("x-enum-descriptions") else {
        return;
    };
    let Some(values) = schema
        .entry("enum")
        .or_else(|| schema.entry("x-extensible-enum"))
    else {
        return diagnostics.push(
            found(entry, "there are no values to describe").label("expected `enum` beside it"),
        );
    };
    let names: HashSet<&str> = values
        .value
        .items()
        .iter()
        .filter_map(|value| value.as_str().or_else(|| value.as_number()))
        .collect();
    for description in entry
        .value
        .entries()
        .iter()
        .filter(|description| !names.contains(description.key.as_str()))
    {
        let found = found(
            description,
            format!("`{}` is not one of the values", description.key),
        )
        .also(values.key_span, "the values");
        let in_order = values.value.items().iter().filter_map(Node::as_str);
        diagnostics.push(match suggest::nearest(&description.key, in_order) {
            Some(near) => found.edit(
                format!("did you mean `{near}`?"),
                description.key_span,
                near,
            ),
            None => found,
        });
    }
}

fn url_parameters(schema: &Visit<'_>, diagnostics: &mut Diagnostics) {
    let Some(entry) = schema.node.entry("x-url-parameters") else {
        return;
    };
    let says = |key| schema.node.str_at(key);
    if says("type") != Some("string") || says("format") != Some("uri") {
        diagnostics.push(
            found(entry, "only a URL has query parameters")
                .label("expected `type: string` and `format: uri` beside it")
                .also(schema.span(), "this is no URL"),
        );
    }
}

/// The members that an error is said to have are members of the bodies of errors.
fn envelope<'n>(
    root: &'n Node,
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let Some(entry) = root.entry("x-error") else {
        return;
    };
    let answers = survey
        .of(&OPERATION)
        .filter_map(|(_, operation)| operation.node.get("responses"))
        .flat_map(Node::entries);
    let errors = answers.filter(|answer| !answer.key.starts_with(['1', '2', '3']));
    let contents = errors.filter_map(|answer| survey.resolve(&answer.value)?.get("content"));
    let mut schemas: Vec<&Node> = Vec::new();
    let mut seen = HashSet::new();
    for media_type in contents.flat_map(Node::entries) {
        let schema = media_type
            .value
            .get("schema")
            .and_then(|schema| survey.resolve(schema));
        schemas.extend(schema.filter(|schema| seen.insert(std::ptr::from_ref(*schema))));
    }
    for member in entry.value.entries() {
        let Some(name) = member.value.as_str() else {
            continue;
        };
        if schemas.is_empty()
            || schemas
                .iter()
                .any(|schema| properties.known(schema).names.contains(name))
        {
            continue;
        }
        let found = Diagnostic::new(
            EXTENSION_USE,
            member.value.span,
            format!("no body of an error has a member `{name}`"),
        );
        let names: Vec<&str> = schemas
            .iter()
            .flat_map(|schema| properties.names(schema))
            .collect();
        diagnostics.push(match suggest::nearest(name, names) {
            Some(near) => found.edit(format!("did you mean `{near}`?"), member.value.span, near),
            None => found,
        });
    }
}
