//! What is not spoken is named at its place, and the rest is generated.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

use std::path::Path;

use kessai_codegen::api::Api;
use kessai_codegen::diagnostics::{self, Profile};
use kessai_codegen::{Options, interpret, sound, tree};

/// The API of a document that is not of the house, and what is said of it but for house rules.
fn read(document: &str) -> (Api, String) {
    let options = Options {
        profile: Profile::Public,
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/unsupported")
        .join(document);
    let (sources, document, found) = tree::load(&path);
    let document = document.expect("the document is read");
    let (document, mut said) = sound(document, found, options);
    let document = document.expect("the document is sound");
    let (understood, found) = interpret(&document, options);
    said.extend(found);
    let said = diagnostics::render(&said, &sources, false);
    let folder = path
        .parent()
        .expect("it is in a folder")
        .display()
        .to_string();
    let said = said.replace(&format!("{folder}/"), "");
    (understood.expect("the rest is generated").api, said)
}

fn schemes(api: &Api) -> Vec<String> {
    let operations = api.operations.iter();
    operations
        .map(|operation| {
            let alternatives = operation.security.iter();
            let alternatives =
                alternatives.map(|one| one.schemes().collect::<Vec<_>>().join(" and "));
            format!(
                "{}: {}",
                operation.id,
                alternatives.collect::<Vec<_>>().join(" or ")
            )
        })
        .collect()
}

#[test]
fn security_schemes_that_are_not_spoken() {
    let (api, said) = read("security.yaml");
    insta::with_settings!({ snapshot_path => "unsupported", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("security", format!("{}\n\n{said}", schemes(&api).join("\n")));
    });
}
