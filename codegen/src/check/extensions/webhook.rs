//! What the provider posts by itself: whether the document has what `x-webhook` names.

use super::{follow, found};
use crate::{
    check::{properties::Properties, survey::Survey},
    diagnostics::{Diagnostic, Diagnostics, codes::shape::EXTENSION_USE, suggest},
    tree::{Entry, Node, Pointer},
};

/// What a signed message may be made of.
const PLACEHOLDERS: &[&str] = &["timestamp", "body"];

pub(super) fn check<'n>(
    root: &'n Node,
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let Some(entry) = root.entry("x-webhook") else {
        return;
    };
    for (kind, name) in components(root) {
        names_a_component(root, (kind, name), survey, diagnostics);
    }
    let webhook = &entry.value;
    match (webhook.entry("signature"), webhook.entry("bearer")) {
        (Some(signature), None) => signed(&signature.value, diagnostics),
        (None, Some(_)) => {}
        (None, None) => {
            let found = found(entry, "nothing says how a delivery is proved");
            diagnostics.push(found.label("expected `signature` or `bearer`"));
        }
        (Some(first), Some(second)) => {
            let found = found(second, "a delivery is proved in one way");
            diagnostics.push(found.also(first.key_span, "the other way"));
        }
    }
    let Some(event) = webhook.get("event") else {
        return;
    };
    let schema = event
        .str_at("schema")
        .and_then(|name| survey.components.get(&("schemas", name)))
        .and_then(|schema| survey.resolve(&schema.value));
    let Some(schema) = schema else { return };
    for key in ["id", "data"] {
        if let Some(pointer) = event.get(key) {
            follow(pointer, &[schema], None, properties, diagnostics);
        }
    }
    if let Some(pointer) = event.get("type") {
        let kinds = follow(pointer, &[schema], None, properties, diagnostics);
        let values = properties.listed(&kinds);
        if let Some(events) = webhook.entry("events").filter(|_| !values.is_empty()) {
            types(events, &values, diagnostics);
        }
    }
}

/// The names of components that the webhook mentions, each with its kind.
pub(in crate::check) fn components(root: &Node) -> Vec<(&'static str, &Node)> {
    let Some(webhook) = root.get("x-webhook") else {
        return Vec::new();
    };
    let body = webhook.get("event").and_then(|event| event.get("schema"));
    let mut names: Vec<_> = body.into_iter().map(|name| ("schemas", name)).collect();
    for event in webhook.get("events").map(Node::entries).unwrap_or_default() {
        let schemas = ["schema", "data"]
            .iter()
            .filter_map(|key| event.value.get(key));
        names.extend(schemas.map(|name| ("schemas", name)));
        let examples = event.value.get("examples").map(Node::items);
        names.extend(
            examples
                .unwrap_or_default()
                .iter()
                .map(|name| ("examples", name)),
        );
    }
    names.retain(|(_, name)| name.as_str().is_some());
    names
}

/// The event that an example shows a delivery of, by the type that stands in its value.
pub(in crate::check) fn event_of<'n>(root: &'n Node, example: &Node) -> Option<&'n Entry> {
    let webhook = root.get("x-webhook")?;
    let pointer = Pointer::parse(webhook.get("event")?.str_at("type")?)?;
    let segments = pointer.segments().iter();
    let kind = segments
        .fold(example.get("value"), |node, segment| node?.get(segment))?
        .as_str()?;
    webhook.get("events")?.entry(kind)
}

fn names_a_component(
    root: &Node,
    (kind, name): (&'static str, &Node),
    survey: &Survey<'_>,
    diagnostics: &mut Diagnostics,
) {
    let text = name.as_str().unwrap_or_default();
    if survey.components.contains_key(&(kind, text)) {
        return;
    }
    let message = format!("there is no `{text}` among the {kind}");
    let found = Diagnostic::new(EXTENSION_USE, name.span, message);
    let kinds = root.get("components").and_then(|kinds| kinds.entry(kind));
    let found = match kinds {
        Some(entry) => found.also(entry.key_span, "it would stand among these"),
        None => found,
    };
    let mut known: Vec<&str> = survey
        .components
        .keys()
        .filter(|(other, _)| *other == kind)
        .map(|(_, name)| *name)
        .collect();
    known.sort_unstable();
    diagnostics.push(match suggest::nearest(text, known) {
        Some(near) => found.edit(format!("did you mean `{near}`?"), name.span, near),
        None => found,
    });
}

fn signed(signature: &Node, diagnostics: &mut Diagnostics) {
    let Some(message) = signature.get("message") else {
        return;
    };
    let text = message.as_str().unwrap_or_default();
    let mut names = text
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').map_or(part, |(name, _)| name));
    if let Some(other) = names.find(|name| !PLACEHOLDERS.contains(name)) {
        let text = format!("`{{{other}}}` is no part of a message");
        let found = Diagnostic::new(EXTENSION_USE, message.span, text);
        diagnostics.push(found.label("expected `{timestamp}` and `{body}`"));
    } else if !text.contains("{body}") {
        let text = "the body is not signed";
        let found = Diagnostic::new(EXTENSION_USE, message.span, text);
        diagnostics.push(found.label("expected `{body}` in it"));
    }
    if text.contains("{timestamp}") && signature.get("timestamp").is_none() {
        let text = "nothing says where the timestamp comes from";
        let found = Diagnostic::new(EXTENSION_USE, message.span, text);
        diagnostics.push(found.label("expected `timestamp` beside it"));
    }
    if let Some(secret) = signature.entry("secret")
        && (secret.value.str_at("encoding") == Some("base62"))
            != secret.value.get("bytes").is_some()
    {
        let found = found(
            secret,
            "a base62 secret has a number of bytes, no other has",
        );
        diagnostics.push(found.label("expected `bytes` beside `encoding: base62` alone"));
    }
}

/// The events are the values that the type of an event can have, in the same order.
fn types(events: &Entry, values: &[&str], diagnostics: &mut Diagnostics) {
    let listed = events.value.entries();
    for event in listed
        .iter()
        .filter(|event| !values.contains(&event.key.as_str()))
    {
        let message = format!("`{}` is no type of event", event.key);
        let found = Diagnostic::new(EXTENSION_USE, event.key_span, message);
        diagnostics.push(match suggest::nearest(&event.key, values.iter().copied()) {
            Some(near) => found.edit(format!("did you mean `{near}`?"), event.key_span, near),
            None => found,
        });
    }
    let missing: Vec<_> = values
        .iter()
        .filter(|value| !listed.iter().any(|event| event.key == **value))
        .collect();
    for value in &missing {
        let message = format!("the type of event `{value}` is missing");
        diagnostics.push(Diagnostic::new(EXTENSION_USE, events.key_span, message));
    }
    let known = listed
        .iter()
        .filter(|event| values.contains(&event.key.as_str()));
    let in_order = values.iter().filter(|value| !missing.contains(value));
    if let Some((event, value)) = known
        .zip(in_order)
        .find(|(event, value)| event.key != **value)
    {
        let message = format!("`{}` stands where `{value}` should", event.key);
        let found = Diagnostic::new(EXTENSION_USE, event.key_span, message);
        diagnostics.push(found.label("expected the order of the enum"));
    }
}
