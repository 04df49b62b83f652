//! The obstacle course: a document of names in each other's way. Its crates are checked in as members of the workspace, so that they
//! are compiled, linted and documented like everything else; this test keeps them what the document gives.

#![allow(clippy::expect_used)] // The helpers are tests too.

use std::path::Path;

use kessai_codegen::emit::{self, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{diagnostics, tree, understand, write};

/// Set it to write the crates instead of comparing them.
const UPDATE: &str = "COURSE_UPDATE";

#[test]
fn the_course_is_what_its_document_gives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("course");
    let (sources, document, mut found) = tree::load(&folder.join("course.yaml"));
    let document = document.expect("the document is read");
    let (understood, more) = understand(&document);
    found.extend(more);
    assert!(
        !found.has_errors(),
        "{}",
        diagnostics::render(&found, &sources, false)
    );
    let understood = understood.expect("there is no error");
    let package = Package::named("obstacle-course", &understood.api.title);
    let layout = Layout {
        client_to_model: "../model".to_owned(),
        model_to_runtime: "../../../runtime".to_owned(),
        client_to_runtime: "../../../runtime".to_owned(),
        workspace: None,
        command: format!("{UPDATE}=1 cargo test -p kessai-codegen --test course"),
    };
    let crates =
        emit::emit(&document, &understood, &package, &layout).expect("emitted tokens are Rust");
    for (name, files) in [("client", &crates.client), ("model", &crates.model)] {
        let folder = folder.join(name);
        if std::env::var_os(UPDATE).is_some() {
            write::apply(&folder, files).expect("the crate is written");
        }
        let difference = write::diff(&folder, name, files).expect("the crate is read");
        assert!(
            difference.is_empty(),
            "run: {}\n{difference}",
            layout.command
        );
    }
}
