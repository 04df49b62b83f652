//! Operations and branches that are like others of the document: what those say and these do not was forgotten.

use crate::{
    check::{
        calls::Call,
        objects::{OPERATION, SCHEMA},
        properties::Properties,
        survey::{Survey, Visit},
    },
    diagnostics::{Diagnostic, Diagnostics, codes::documentation},
    tree::{Entry, Node},
};

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let saying = |key: &'static str| {
        let operations = survey.of(&OPERATION);
        operations.filter_map(move |(_, operation)| operation.node.entry(key))
    };
    for (place, operation) in survey.of(&OPERATION) {
        let call = Call::new(survey, place, operation);
        let takes = |other: &Entry, key: &str| {
            let name = other.value.str_at(key);
            let mut query = call.query();
            name.is_some() && query.any(|known| known.as_str() == name)
        };
        let has_pages = |other: &&Entry| {
            let lists = |name| {
                let mut answers = call.answers.iter();
                answers.any(|answer| !properties.members(answer, name).is_empty())
            };
            takes(other, "request") && other.value.str_at("items").is_some_and(lists)
        };
        let waits = |other: &&Entry| takes(other, "parameter");
        let others = [
            saying("x-pagination").find(has_pages),
            saying("x-polling").find(waits),
        ];
        for other in others.into_iter().flatten() {
            forgotten(operation, other, diagnostics);
        }
        let turns = |other: &&Entry| takes(other, "direction");
        if let Some(pages) = operation.node.entry("x-pagination")
            && pages.value.get("direction").is_none()
            && let Some(other) = saying("x-pagination").find(turns)
            && let Some(direction) = other.value.entry("direction")
        {
            let message = "these pages can be turned round and do not say by what";
            let found = Diagnostic::new(documentation::FORGOTTEN, pages.key_span, message);
            diagnostics.push(
                found
                    .label("expected `direction` in it")
                    .also(direction.key_span, "others say so here"),
            );
        }
    }
    for (_, schema) in survey.of(&SCHEMA) {
        for key in ["oneOf", "anyOf"] {
            let branches = schema.node.get(key).map(Node::items).unwrap_or_default();
            let branches = branches.iter().filter_map(|branch| survey.resolve(branch));
            excluded(&branches.collect::<Vec<_>>(), properties, diagnostics);
        }
    }
}

/// An operation does not say what another one with the same parameter says.
fn forgotten(operation: &Visit<'_>, other: &Entry, diagnostics: &mut Diagnostics) {
    if operation.node.get(&other.key).is_some() {
        return;
    }
    let what = if other.key == "x-pagination" {
        "takes pages and does not say how they go on"
    } else {
        "can wait and does not say for what"
    };
    let found = Diagnostic::new(
        documentation::FORGOTTEN,
        operation.span(),
        format!("this operation {what}"),
    );
    diagnostics.push(
        found
            .label(format!("expected `{}` in it", other.key))
            .also(other.key_span, "another one says so here"),
    );
}

/// What a branch excludes is what another one has.
fn excluded<'n>(
    branches: &[&'n Node],
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    for branch in branches {
        let Some(excluded) = branch.get("not").and_then(|not| not.get("required")) else {
            continue;
        };
        for name in excluded.items() {
            let Some(text) = name.as_str() else { continue };
            let mut others = branches
                .iter()
                .filter(|other| !std::ptr::eq(**other, *branch));
            if !others.any(|other| properties.names(other).contains(&text)) {
                let message = format!("no branch beside this one has a member `{text}`");
                let found = Diagnostic::new(documentation::FORGOTTEN, name.span, message);
                diagnostics.push(found.label("excluded for nothing"));
            }
        }
    }
}
