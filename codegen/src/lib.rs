//! OpenAPI 3.0 in, Rust model and client crates out.
//!
//! A document goes through stages, each a module with one entry function. A stage reports everything it finds and never stops
//! at the first fault; a stage after it runs only when there is no error.
//!
//! | Stage | Gives |
//! |---|---|
//! | [`source`] | files, line starts, display paths |
//! | [`tree`] | nodes with places, over as many files as it takes |
//! | [`check`] | findings on shape and house rules |
//! | [`model`] | `openapiv3`'s model |
//! | [`api`] | resolved operations and types |
//! | [`names`] | identifiers |
//! | [`emit`] | files as text |
//! | [`mod@write`] | files on disk, or a diff |
//!
//! There is no clock, no network, no environment and no order of hashing in any of them: the same document gives the same bytes.

pub mod api;
pub mod check;
pub mod diagnostics;
pub mod emit;
pub mod model;
pub mod names;
pub mod package;
pub mod source;
pub mod tree;
pub mod write;

use api::Api;
use diagnostics::Diagnostics;
use names::Names;
use tree::Document;

/// A document that is understood: what it says and what it is called in Rust.
#[derive(Debug)]
pub struct Understood {
    /// What it says.
    pub api: Api,
    /// What everything is called.
    pub names: Names,
}

/// Runs the stages between the tree and the emitters.
///
/// There is a result when no stage found an error; what was found comes back either way.
pub fn understand(document: &Document) -> (Option<Understood>, Diagnostics) {
    let mut found = check::check(document);
    if found.has_errors() {
        return (None, found);
    }
    let (model, more) = model::build(document);
    found.extend(more);
    let Some(model) = model else {
        return (None, found);
    };
    let (api, more) = api::build(document, &model);
    found.extend(more);
    if found.has_errors() {
        return (None, found);
    }
    let (names, more) = names::build(document, &api);
    found.extend(more);
    (Some(Understood { api, names }), found)
}
