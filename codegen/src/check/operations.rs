//! Operations: their ids, tags and answers.

use std::collections::HashMap;

use super::{objects::OPERATION, survey::Survey};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::operations, suggest},
    source::Span,
    tree::Node,
};

pub(super) fn check(root: &Node, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let declared: Vec<&Node> = root
        .get("tags")
        .into_iter()
        .flat_map(Node::items)
        .filter_map(|tag| tag.get("name"))
        .collect();
    let list = root.entry("tags").map(|entry| entry.key_span);
    let mut ids: HashMap<&str, Span> = HashMap::new();
    for (_, operation) in survey.of(&OPERATION) {
        if let Some(id) = operation.node.get("operationId")
            && let Some(text) = id.as_str()
        {
            if let Some(first) = ids.get(text) {
                let found = Diagnostic::new(
                    operations::DUPLICATE_OPERATION,
                    id.span,
                    format!("two operations are called `{text}`"),
                )
                .label("the second")
                .also(*first, "the first");
                diagnostics.push(found);
            } else {
                ids.insert(text, id.span);
            }
        }
        tags(
            operation.node,
            operation.span(),
            (&declared, list),
            diagnostics,
        );
        answers(operation.node, diagnostics);
    }
    duplicate_tags(&declared, diagnostics);
}

fn tags(
    operation: &Node,
    span: Span,
    (declared, list): (&[&Node], Option<Span>),
    diagnostics: &mut Diagnostics,
) {
    let entry = operation.entry("tags");
    let tags = entry.map(|entry| entry.value.items()).unwrap_or_default();
    if tags.len() != 1 {
        let span = entry.map_or(span, |entry| entry.key_span);
        let label = format!(
            "it has {}",
            if tags.is_empty() {
                "none".to_owned()
            } else {
                tags.len().to_string()
            }
        );
        let found = Diagnostic::new(
            operations::ONE_TAG,
            span,
            "an operation has exactly one tag: its resource",
        )
        .label(label);
        diagnostics.push(found);
    }
    for tag in tags {
        let Some(name) = tag.as_str() else { continue };
        if declared.iter().any(|known| known.as_str() == Some(name)) {
            continue;
        }
        let found = Diagnostic::new(
            operations::UNDECLARED_TAG,
            tag.span,
            format!("the tag `{name}` is not declared"),
        );
        let names = declared.iter().filter_map(|known| known.as_str());
        let near = suggest::nearest(name, names);
        let place =
            near.and_then(|near| declared.iter().find(|known| known.as_str() == Some(near)));
        diagnostics.push(match (near, place) {
            (Some(near), Some(place)) => found.also(place.span, "this one is").edit(
                format!("did you mean `{near}`?"),
                tag.span,
                near,
            ),
            _ => {
                let found = match list {
                    Some(list) => found.also(list, "it would stand among these"),
                    None => found,
                };
                found.help("declare it under `tags` of the root file, with a description")
            }
        });
    }
}

fn duplicate_tags(declared: &[&Node], diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for tag in declared {
        let Some(name) = tag.as_str() else { continue };
        if let Some(first) = seen.get(name) {
            let found = Diagnostic::new(
                crate::diagnostics::codes::schemas::DUPLICATE_ENTRY,
                tag.span,
                format!("the tag `{name}` is declared twice"),
            )
            .also(*first, "the first time");
            diagnostics.push(found);
        } else {
            seen.insert(name, tag.span);
        }
    }
}

fn answers(operation: &Node, diagnostics: &mut Diagnostics) {
    let Some(entry) = operation.entry("responses") else {
        return;
    };
    if entry.value.is_mapping()
        && !entry
            .value
            .entries()
            .iter()
            .any(|answer| answer.key.starts_with('2'))
    {
        let found = Diagnostic::new(
            operations::NO_SUCCESS,
            entry.key_span,
            "no answer of this operation is a success",
        )
        .label("expected a status from 200 to 299");
        diagnostics.push(found);
    }
}
