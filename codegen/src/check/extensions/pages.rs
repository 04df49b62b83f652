//! Lists in pages: whether the operation has what its `x-pagination` names.

use super::{found, names_a_member, names_a_parameter};
use crate::{
    check::{calls::Call, properties::Properties},
    diagnostics::{Diagnostic, Diagnostics, codes::shape::EXTENSION_USE},
    tree::{Entry, Node},
};

/// The members that name query parameters.
const PARAMETERS: &[&str] = &["request", "limit", "direction"];

/// The members that name members of the answer.
const MEMBERS: &[&str] = &["items", "next", "more", "total"];

pub(super) fn check<'n>(
    entry: &'n Entry,
    call: &Call<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let pages = &entry.value;
    for name in PARAMETERS.iter().filter_map(|key| pages.get(key)) {
        names_a_parameter(name, call, diagnostics);
    }
    for name in MEMBERS.iter().filter_map(|key| pages.get(key)) {
        names_a_member(name, &call.answers, call.success, properties, diagnostics);
    }
    style(entry, diagnostics);
    let Some(items) = pages.get("items") else {
        return;
    };
    let Some(name) = items.as_str() else { return };
    let lists: Vec<&Node> = call
        .answers
        .iter()
        .flat_map(|answer| properties.members(answer, name))
        .collect();
    if let Some(other) = lists.iter().find_map(|list| {
        list.get("type")
            .filter(|kind| kind.as_str() != Some("array"))
    }) {
        let found = Diagnostic::new(EXTENSION_USE, items.span, format!("`{name}` is no list"));
        diagnostics.push(found.also(other.span, "expected `array`"));
    }
    if let Some(key) = pages.get("key") {
        let entries: Vec<&Node> = lists
            .iter()
            .flat_map(|list| properties.items(list))
            .collect();
        names_a_member(key, &entries, call.success, properties, diagnostics);
    }
}

/// A page either holds the token of the next one, or says that there is more and where a reader stands.
fn style(entry: &Entry, diagnostics: &mut Diagnostics) {
    let pages = &entry.value;
    let by_cursor = pages.entry("more");
    if let Some(style) = pages.get("style")
        && let Some(text) = style.as_str()
        && (text == "cursor") != by_cursor.is_some()
    {
        let message = format!("these are not pages by {text}");
        let label = "`more` belongs to pages by cursor, and to no others";
        diagnostics.push(Diagnostic::new(EXTENSION_USE, style.span, message).label(label));
    }
    let (next, key) = (pages.entry("next"), pages.entry("key"));
    match (by_cursor, next, key) {
        (_, Some(_), Some(key)) => {
            diagnostics.push(found(key, "`next` and `key` exclude each other"));
        }
        (Some(_), None, None) => {
            let found = found(entry, "nothing says which cursor leads to the next page");
            diagnostics
                .push(found.label("expected `key`, a member of entries, or `next`, one of pages"));
        }
        (None, None, _) => {
            let found = found(entry, "nothing says which page is the next one");
            diagnostics.push(found.label("expected `next`, or `more` for pages by cursor"));
        }
        (None, Some(_), None) | (Some(_), _, _) => {}
    }
    if let Some(direction) = pages.entry("direction").filter(|_| by_cursor.is_none()) {
        diagnostics.push(found(direction, "only pages by cursor have a direction"));
    }
}
