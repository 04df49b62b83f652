//! From the checked tree to `openapiv3`'s model.

use std::borrow::Cow;

use openapiv3::OpenAPI;
use serde::Deserialize;

use crate::diagnostics::{Diagnostic, Diagnostics, codes::generation};
use crate::tree::{Document, Node, NodeKind};

/// Reads a document into the model.
///
/// A document that passed the check stage always fits; one that does not is a gap in that stage, and is reported as such.
pub fn build(document: &Document) -> (Option<OpenAPI>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let root = without_named_callbacks(&document.root);
    match OpenAPI::deserialize(root.as_ref()) {
        Ok(model) => (Some(model), diagnostics),
        Err(error) => {
            let message = format!("the document does not fit the OpenAPI model: {error}");
            diagnostics.push(
                Diagnostic::new(generation::MODEL, document.root.span, message).help(
                    "the check stage should have found this: please report it with the document",
                ),
            );
            (None, diagnostics)
        }
    }
}

/// How many references are followed one after another.
const HOPS: usize = 16;

/// Puts named callbacks in place: in the model, those of an operation cannot be references.
fn without_named_callbacks(root: &Node) -> Cow<'_, Node> {
    let components = root.get("components");
    let Some(named) = components.and_then(|all| all.get("callbacks")) else {
        return Cow::Borrowed(root);
    };
    let mut root = root.clone();
    let items = members(root.get_mut("paths"));
    let operations = items.flat_map(|item| members(Some(item)));
    let lists = operations.filter_map(|operation| operation.get_mut("callbacks"));
    for callback in lists.flat_map(|list| members(Some(list))) {
        for _ in 0..HOPS {
            let name = callback.str_at("$ref");
            let Some(name) = name.and_then(|text| text.strip_prefix("#/components/callbacks/"))
            else {
                break;
            };
            let Some(target) = named.get(name) else { break };
            *callback = target.clone();
        }
    }
    Cow::Owned(root)
}

/// The values of a mapping, to be changed.
fn members(node: Option<&mut Node>) -> impl Iterator<Item = &mut Node> {
    let entries = match node.map(|node| &mut node.kind) {
        Some(NodeKind::Mapping(entries)) => entries.as_mut_slice(),
        _ => &mut [],
    };
    entries.iter_mut().map(|entry| &mut entry.value)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The specs of the house and the documents of features, but for those whose callbacks have names.
    fn documents() -> Vec<PathBuf> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = |folder: PathBuf| {
            fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
        };
        let specs = files(here.join("../specs")).map(|folder| folder.join("openapi.yaml"));
        let features = files(here.join("tests/features")).filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        });
        specs
            .filter(|path| path.is_file())
            .chain(features)
            .collect()
    }

    #[test]
    fn the_model_is_what_another_reader_of_the_bundle_has() {
        let mut compared = 0;
        for path in documents() {
            let (_, document, _) = crate::tree::load(&path);
            let document = document.unwrap();
            let components = document.root.get("components");
            if components.is_some_and(|all| all.get("callbacks").is_some()) {
                continue;
            }
            let (model, found) = build(&document);
            let text = document.to_yaml().unwrap();
            let Ok(other) = serde_yaml::from_str::<OpenAPI>(&text) else {
                assert!(found.has_errors(), "{}", path.display());
                continue;
            };
            assert_eq!(model, Some(other), "{}", path.display());
            compared += 1;
        }
        assert!(compared > 30, "{compared} documents were compared");
    }
}
