//! Examples: whether there are any, what they are called and where they come from.

use std::collections::HashMap;

use crate::{
    check::{
        objects::{EXAMPLE, MEDIA_TYPE},
        survey::{Survey, Visit},
    },
    diagnostics::{Diagnostic, Diagnostics, codes::documentation},
    source::FileId,
    tree::{Document, Node},
};

pub(super) fn check(document: &Document, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    for (_, media) in survey.of(&MEDIA_TYPE) {
        if media.node.get("schema").is_none() {
            let name = media.name.map_or("", |name| name.key.as_str());
            let message = format!("a body of `{name}` has no schema");
            let found = Diagnostic::new(documentation::NO_TYPE, media.span(), message);
            diagnostics.push(found.label("expected `schema` in it"));
        }
        let examples = media.node.get("examples").map(Node::entries);
        if media.node.get("example").is_none() && examples.is_none_or(<[_]>::is_empty) {
            let name = media.name.map_or("", |name| name.key.as_str());
            let message = format!("a body of `{name}` has no example");
            let found = Diagnostic::new(documentation::BODY_EXAMPLE, media.span(), message);
            diagnostics.push(found.label("expected `examples` in it"));
        }
    }
    let files: HashMap<FileId, &str> = document
        .files
        .iter()
        .map(|file| (file.id, file.path.as_str()))
        .collect();
    for (_, example) in survey.of(&EXAMPLE) {
        origin(example, diagnostics);
        name(example, &files, diagnostics);
    }
}

fn origin(example: &Visit<'_>, diagnostics: &mut Diagnostics) {
    let lacking = ["summary", "value"]
        .into_iter()
        .find(|key| example.node.get(key).is_none());
    let (source, origin) = (example.node.get("x-source"), example.node.get("x-origin"));
    let name = example.name.map_or("", |name| name.key.as_str());
    let composed = name.starts_with("composed-");
    let label = match (lacking, source, origin) {
        (Some(key), ..) => format!("expected `{key}` in it"),
        (None, None, None) => "expected `x-source` or `x-origin: composed` in it".to_owned(),
        (None, Some(_), _) if composed => "expected no `composed-` in its name".to_owned(),
        (None, None, Some(_)) if !composed => "expected `composed-` before its name".to_owned(),
        _ => return,
    };
    let message = format!("the example `{name}` does not say what it is");
    let found = Diagnostic::new(documentation::EXAMPLE_ORIGIN, example.span(), message);
    let found = found.label(label);
    let elsewhere = example.node.span.file != found.primary.span.file;
    diagnostics.push(if elsewhere {
        found.also(example.node.head(), "the example")
    } else {
        found
    });
}

fn name(example: &Visit<'_>, files: &HashMap<FileId, &str>, diagnostics: &mut Diagnostics) {
    let Some(entry) = example.name else { return };
    let file = example.node.span.file;
    if entry.key_span.file == file {
        return;
    }
    let path = files.get(&file).copied().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem != entry.key {
        let message = format!("the example `{}` is that of the file `{name}`", entry.key);
        let found = Diagnostic::new(documentation::EXAMPLE_NAME, entry.key_span, message);
        diagnostics.push(found.edit("call it as the file is called", entry.key_span, stem));
    }
}
