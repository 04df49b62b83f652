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
//! | [`repair`] | a sound document, where one is not of the house |
//! | [`evidence`] | findings on what is promised without a source, and the other way round |
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
pub mod evidence;
pub mod model;
pub mod names;
pub mod package;
pub mod repair;
pub mod source;
pub mod tree;
pub mod write;

use api::Api;
use diagnostics::{Diagnostics, Profile};
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

/// What depends on whose document it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whose document it is.
    pub profile: Profile,
}

/// Checks a document, and mends it if it is not of the house; `loaded` is what loading it found.
///
/// There is a document when there is no error, the one to go on with; what was found comes back either way.
pub fn sound(
    document: Document,
    loaded: Diagnostics,
    options: Options,
) -> (Option<Document>, Diagnostics) {
    match options.profile {
        Profile::House => {
            let mut found = loaded;
            // What a file that cannot be read would have held is missing everywhere; that is not the author's fault.
            if !found.has_gaps() {
                found.extend(check::check(&document));
            }
            (Some(document).filter(|_| !found.has_errors()), found)
        }
        Profile::Public => repair::repair(document, loaded),
    }
}

/// Runs the stages between the tree and the emitters on a document of the house.
///
/// There is a result when no stage found an error; what was found comes back either way.
pub fn understand(document: &Document) -> (Option<Understood>, Diagnostics) {
    let mut found = check::check(document);
    if found.has_errors() {
        return (None, found);
    }
    let (understood, more) = interpret(document, Options::default());
    found.extend(more);
    (understood, found)
}

/// Runs the stages between the tree and the emitters on a document that is [`sound`].
///
/// There is a result when no stage found an error; what was found comes back either way.
pub fn interpret(document: &Document, options: Options) -> (Option<Understood>, Diagnostics) {
    let (understood, found) = stages(document, options);
    (understood, found.in_profile(options.profile))
}

fn stages(document: &Document, options: Options) -> (Option<Understood>, Diagnostics) {
    let mut found = Diagnostics::new();
    let (model, more) = model::build(document);
    found.extend(more);
    let Some(model) = model else {
        return (None, found);
    };
    let (api, more) = api::build(document, &model);
    found.extend(more.in_profile(options.profile));
    if found.has_errors() {
        return (None, found);
    }
    let (names, more) = names::build(document, &api);
    found.extend(more);
    (Some(Understood { api, names }), found)
}
