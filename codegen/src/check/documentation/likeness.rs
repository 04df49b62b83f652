//! Operations and branches that are like others of the document: what those say and these do not was forgotten.

use std::collections::HashMap;

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
        let gives = |other: &Entry, key: &str| {
            let mut answers = call.answers.iter();
            let name = other.value.str_at(key);
            name.is_some_and(|name| {
                answers.any(|answer| !properties.members(answer, name).is_empty())
            })
        };
        let has_pages = |other: &&Entry| takes(other, "request") && gives(other, "items");
        let waits = |other: &&Entry| takes(other, "parameter");
        let others = [
            saying("x-pagination").find(has_pages),
            saying("x-polling").find(waits),
        ];
        for other in others.into_iter().flatten() {
            forgotten(operation, other, diagnostics);
        }
        let Some(pages) = operation.node.entry("x-pagination") else {
            continue;
        };
        let turns = saying("x-pagination").find(|other| takes(other, "direction"));
        if let Some(other) = turns {
            let what = "can be turned round and do not say by what";
            forgotten_of_pages(pages, "direction", what, other, diagnostics);
        }
        let counts = saying("x-pagination").find(|other| gives(other, "total"));
        if let Some(other) = counts {
            let what = "say how many entries there are, and not in which member";
            forgotten_of_pages(pages, "total", what, other, diagnostics);
        }
    }
    sensitive(survey, diagnostics);
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

/// Pages do not say of themselves what other pages with the same parameter or member say.
fn forgotten_of_pages(
    pages: &Entry,
    key: &str,
    what: &str,
    other: &Entry,
    diagnostics: &mut Diagnostics,
) {
    let said = other.value.entry(key);
    if let Some(said) = said.filter(|_| pages.value.get(key).is_none()) {
        let message = format!("these pages {what}");
        let found = Diagnostic::new(documentation::FORGOTTEN, pages.key_span, message);
        diagnostics.push(
            found
                .label(format!("expected `{key}` in it"))
                .also(said.key_span, "others say so here"),
        );
    }
}

/// A property that is called and described as another one that is sensitive is sensitive as well.
fn sensitive(survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let properties = || {
        let schemas = survey.of(&SCHEMA).map(|(_, schema)| schema.node);
        let listed = schemas.filter_map(|schema| schema.get("properties"));
        listed.flat_map(Node::entries).filter_map(|entry| {
            let kind = entry.value.str_at("type")?;
            let description = entry.value.str_at("description")?;
            Some(((entry.key.as_str(), kind, description), entry))
        })
    };
    let mark = |entry: &'_ Entry| entry.value.entry("x-sensitive").map(|mark| mark.key_span);
    let mut marked = HashMap::new();
    for (likeness, entry) in properties() {
        if let Some(mark) = mark(entry) {
            marked.entry(likeness).or_insert(mark);
        }
    }
    for (likeness, entry) in properties() {
        if let Some(other) = marked.get(&likeness).filter(|_| mark(entry).is_none()) {
            let message = format!("`{}` is not marked as sensitive", entry.key);
            let found = Diagnostic::new(documentation::FORGOTTEN, entry.key_span, message);
            diagnostics.push(
                found
                    .label("expected `x-sensitive: true` in it")
                    .also(*other, "one that is called and described like it is"),
            );
        }
    }
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
