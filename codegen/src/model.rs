//! From the checked tree to `openapiv3`'s model.

use openapiv3::OpenAPI;

use crate::diagnostics::{Diagnostic, Diagnostics, codes::generation};
use crate::tree::Document;

/// Reads a document into the model.
///
/// A document that passed the check stage always fits; one that does not is a gap in that stage, and is reported as such.
pub fn build(document: &Document) -> (Option<OpenAPI>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    // By way of `serde_yaml`, whose mappings keep the order of the document; names and constructors follow it.
    match serde_yaml::to_value(&document.root).and_then(serde_yaml::from_value) {
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
