//! Discriminators: whether they tell the branches of a union apart.

use std::collections::HashSet;

use super::{
    objects::DISCRIMINATOR,
    properties::Properties,
    survey::{Survey, Visit, component},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::schemas},
    tree::Node,
};

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    for (place, discriminator) in survey.of(&DISCRIMINATOR) {
        if let Some(schema) = survey.chain(place).nth(1) {
            tells_apart(discriminator, schema.node, survey, properties, diagnostics);
        }
    }
}

fn tells_apart<'n>(
    discriminator: &Visit<'n>,
    schema: &'n Node,
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let Some(name) = discriminator.node.get("propertyName") else {
        return;
    };
    let Some(text) = name.as_str() else { return };
    let branches: Vec<&Node> = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| schema.get(key))
        .flat_map(Node::items)
        .collect();
    for branch in &branches {
        let parts = survey
            .resolve(branch)
            .map(|branch| properties.parts(branch, false))
            .unwrap_or_default();
        let named = parts
            .iter()
            .filter_map(|part| part.get("required"))
            .flat_map(Node::items);
        if !parts.is_empty() && !named.into_iter().any(|name| name.as_str() == Some(text)) {
            let found = Diagnostic::new(
                schemas::DISCRIMINATOR,
                name.span,
                format!("not every branch requires `{text}`"),
            );
            let found = found.also(
                branch
                    .get("$ref")
                    .map_or_else(|| branch.head(), |text| text.span),
                "this branch does not",
            );
            let list = parts.iter().find_map(|part| part.entry("required"));
            let list = list.map(|entry| (entry.key_span, "what it requires"));
            let owner = properties.known(branch).owner;
            let owner = owner.map(|owner| (owner, "its members"));
            let component = branch.str_at("$ref").and_then(component);
            let entry = component.and_then(|name| survey.components.get(&name));
            let entry = entry.map(|entry| (entry.key_span, "the branch"));
            let places = [entry, list, owner].into_iter().flatten();
            let places = places.filter(|_| branch.get("$ref").is_some());
            diagnostics.push(places.fold(found, |found, (span, text)| found.also(span, text)));
        }
    }
    let targets: HashSet<&str> = branches
        .iter()
        .filter_map(|branch| branch.str_at("$ref"))
        .collect();
    for entry in discriminator
        .node
        .get("mapping")
        .map(Node::entries)
        .unwrap_or_default()
    {
        let Some(target) = entry.value.as_str() else {
            continue;
        };
        let full = if target.contains('/') {
            target.to_owned()
        } else {
            format!("#/components/schemas/{target}")
        };
        let exists = component(&full).is_some_and(|name| survey.components.contains_key(&name));
        if !exists || (!branches.is_empty() && !targets.contains(full.as_str())) {
            let found = Diagnostic::new(
                schemas::DISCRIMINATOR,
                entry.value.span,
                format!("`{target}` is none of the branches"),
            );
            diagnostics.push(found.also(schema.head(), "the union"));
        }
    }
}
