//! One small document for each feature, and a snapshot of what is emitted for it.
//!
//! A snapshot holds the model and client files that the feature shows in; manifests, crate roots and READMEs have their own.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

use std::path::Path;

use kessai_codegen::diagnostics::{self, Profile};
use kessai_codegen::emit::{self, Crates, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{Options, interpret, sound, tree};

/// The documents that are not of the house.
const PUBLIC: &[&str] = &[
    "circles.yaml",
    "conjunctions.yaml",
    "loose.yaml",
    "public.yaml",
    "values.yaml",
];

fn generate(document: &str) -> Crates {
    generate_with(document, Vec::new())
}

/// The same, with a guide of the provider's own.
fn generate_with(document: &str, guide: Vec<String>) -> Crates {
    let profile = if PUBLIC.contains(&document) {
        Profile::Public
    } else {
        Profile::House
    };
    let options = Options { profile };
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/features")
        .join(document);
    let (sources, document, found) = tree::load(&path);
    let document = document.expect("the document is read");
    let (document, found) = sound(document, found, options);
    let shown = || diagnostics::render(&found, &sources, false);
    let document = document.unwrap_or_else(|| panic!("{}", shown()));
    let (understood, found) = interpret(&document, options);
    let shown = || diagnostics::render(&found, &sources, false);
    let understood = understood.unwrap_or_else(|| panic!("{}", shown()));
    let package = Package {
        guide,
        ..Package::named("shop", &understood.api.title)
    };
    let layout = Layout::side_by_side(&package);
    emit::emit(&document, &understood, &package, &layout).expect("emitted tokens are Rust")
}

/// The documents whose feature shows in the constants of operations.
const ON_THE_WIRE: &[&str] = &["answers", "bodies", "parameter_styles", "servers"];

/// The files of a feature in one text: those of the model crate and of the client crate that are about the feature.
fn shown(feature: &str, crates: &Crates) -> String {
    let mut plain = vec!["Cargo.toml", "README.md", "src/lib.rs"];
    if !ON_THE_WIRE.contains(&feature) {
        plain.push("src/operations.rs");
    }
    let mut text = String::new();
    for (name, files) in [("model", &crates.model), ("client", &crates.client)] {
        for (path, file) in files
            .iter()
            .filter(|(path, _)| !plain.contains(&path.as_str()))
        {
            text.push_str(&format!("//// {name}/{path}\n{file}\n"));
        }
    }
    text
}

macro_rules! features {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() {
            let document = concat!(stringify!($name), ".yaml");
            insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), shown(stringify!($name), &generate(document)));
            });
        }
    )+};
}

features! {
    alike
    answers
    beside
    bodies
    callbacks
    circles
    composition
    conjunctions
    directions
    discriminator
    enumerations
    files
    formats
    free_form
    inheritance
    lists
    loose
    moments
    notifications
    objects
    operations
    parameter_styles
    parameters
    public
    polling
    sensitive
    servers
    shared_members
    unions
    values
    wholes
}

/// A feature that shows in the root and in the constants of the client crate, of which all files are shown.
macro_rules! features_of_the_root {
    ($($name:ident)+) => {$(
        #[test]
        fn $name() {
            let crates = generate(concat!(stringify!($name), ".yaml"));
            let text = crates.client.iter().filter(|(path, _)| path.starts_with("src/"));
            let text: Vec<_> = text.map(|(path, file)| format!("//// client/{path}\n{file}\n")).collect();
            insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), text.concat());
            });
        }
    )+};
}

features_of_the_root! {
    answer_headers
    credential_login
    credential_parts
    hosts
    rules
    security
}

#[test]
fn the_frame_of_a_crate() {
    let crates = generate("operations.yaml");
    let mut text = String::new();
    for (name, files) in [
        ("model", &crates.model),
        ("client", &crates.client),
        ("registry", &crates.registry),
    ] {
        for path in ["Cargo.toml", "README.md", "src/lib.rs", "src/operations.rs"] {
            if let Some(file) = files.get(path) {
                text.push_str(&format!("//// {name}/{path}\n{file}\n"));
            }
        }
    }
    insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("frame", text);
    });
}

#[test]
fn hostless() {
    let crates = generate("hostless.yaml");
    let readme = &crates.client["README.md"];
    let (first_call, _) = readme
        .split_once("## Calls")
        .expect("it goes on with calls");
    let (_, first_call) = first_call
        .split_once("## First call")
        .expect("it begins with one");
    let text = format!(
        "//// client/README.md\n{first_call}//// client/src/operations.rs\n{}\n",
        crates.client["src/operations.rs"]
    );
    insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("hostless", text);
    });
}

#[test]
fn the_programs_of_the_manual_and_the_guide_of_the_provider() {
    let guide = vec!["## Orders of the shop\n\nThey are paid for at once.\n".to_owned()];
    let mut text = String::new();
    for (document, section) in [
        ("lists.yaml", "## Lists"),
        ("polling.yaml", "## Waiting"),
        ("notifications.yaml", "## Webhooks"),
    ] {
        let crates = generate_with(document, guide.clone());
        let readme = &crates.client["README.md"];
        let start = readme.find(section).expect("the section is there");
        let end = readme.find("## Testing").expect("so is what follows");
        text.push_str(&format!("//// {document}\n{}", &readme[start..end]));
    }
    insta::with_settings!({ snapshot_path => "features", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("manual", text);
    });
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in [
        "enumerations.yaml",
        "objects.yaml",
        "operations.yaml",
        "unions.yaml",
    ] {
        assert_eq!(generate(document), generate(document), "{document}");
    }
}
