//! Answers that wait: whether the operation has what its `x-polling` names.

use super::{follow, names_a_parameter};
use crate::{
    check::{calls::Call, properties::Properties},
    diagnostics::{Diagnostic, Diagnostics, codes::shape::EXTENSION_USE, suggest},
    tree::{Entry, Node},
};

pub(super) fn check<'n>(
    entry: &'n Entry,
    call: &Call<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let polling = &entry.value;
    if let Some(name) = polling.get("parameter") {
        names_a_parameter(name, call, diagnostics);
    }
    let mut watched: Vec<&Node> = Vec::new();
    for pointer in polling.get("members").map(Node::items).unwrap_or_default() {
        watched.extend(follow(
            pointer,
            &call.answers,
            call.success,
            properties,
            diagnostics,
        ));
    }
    let values = properties.listed(&watched);
    if values.is_empty() {
        return;
    }
    for value in polling.get("while").map(Node::items).unwrap_or_default() {
        let Some(text) = value.as_str().filter(|text| !values.contains(text)) else {
            continue;
        };
        let message = format!("no member that is watched can be `{text}`");
        let found = Diagnostic::new(EXTENSION_USE, value.span, message);
        diagnostics.push(match suggest::nearest(text, values.iter().copied()) {
            Some(near) => found.edit(format!("did you mean `{near}`?"), value.span, near),
            None => found,
        });
    }
}
