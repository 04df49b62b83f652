//! From the checked tree to `openapiv3`'s model.

use openapiv3::OpenAPI;
use serde_yaml::Value;

use crate::diagnostics::{Diagnostic, Diagnostics, codes::generation};
use crate::tree::Document;

/// Reads a document into the model.
///
/// A document that passed the check stage always fits; one that does not is a gap in that stage, and is reported as such.
pub fn build(document: &Document) -> (Option<OpenAPI>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    // By way of `serde_yaml`, whose mappings keep the order of the document; names and constructors follow it.
    let value = serde_yaml::to_value(&document.root).map(|mut root| {
        name_no_callbacks(&mut root);
        root
    });
    match value.and_then(serde_yaml::from_value) {
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
fn name_no_callbacks(root: &mut Value) {
    let Some(named) = root.get("components").and_then(|all| all.get("callbacks")) else {
        return;
    };
    let named = named.clone();
    let Some(paths) = root.get_mut("paths").and_then(Value::as_mapping_mut) else {
        return;
    };
    let items = paths.values_mut().filter_map(Value::as_mapping_mut);
    let operations = items.flat_map(|item| item.values_mut());
    let lists = operations.filter_map(|operation| operation.get_mut("callbacks")?.as_mapping_mut());
    for callback in lists.flat_map(|list| list.values_mut()) {
        for _ in 0..HOPS {
            let name = callback.get("$ref").and_then(Value::as_str);
            let Some(name) = name.and_then(|text| text.strip_prefix("#/components/callbacks/"))
            else {
                break;
            };
            let Some(target) = named.get(name) else { break };
            *callback = target.clone();
        }
    }
}
