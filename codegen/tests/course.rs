//! Two courses, whose crates are checked in as members of the workspace, so that they are compiled, linted and documented like
//! everything else. These tests keep them what their documents give.
//!
//! * The obstacle course is a document of names in each other's way.
//! * The wire course is every feature of `features/` that shows on the wire, in one document; `codegen/wire` speaks it.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

use std::path::{Path, PathBuf};

use kessai_codegen::diagnostics::{self, Profile};
use kessai_codegen::emit::{self, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{Options, interpret, sound, tree, write};
use serde_yaml::Value;

/// Set it to write the crates instead of comparing them.
const UPDATE: &str = "COURSE_UPDATE";

/// The features that show on the wire, by the names of their documents.
const ON_THE_WIRE: &[&str] = &[
    "answer_headers",
    "answers",
    "bodies",
    "callbacks",
    "credential_login",
    "credential_parts",
    "files",
    "loose",
    "moments",
    "parameter_styles",
    "public",
    "rules",
    "security",
    "sensitive",
    "servers",
    "wholes",
];

#[test]
fn the_obstacle_course_is_what_its_document_gives() {
    let folder = package().join("course");
    keep(
        &folder,
        &folder.join("course.yaml"),
        "obstacle-course",
        Profile::House,
    );
}

#[test]
fn the_wire_course_is_what_the_features_give() {
    let folder = package().join("wire");
    let document = folder.join("openapi.json");
    let text = serde_json::to_string_pretty(&joined()).expect("a document can be written") + "\n";
    if updating() {
        std::fs::write(&document, &text).expect("the document is written");
    }
    let there = std::fs::read_to_string(&document).unwrap_or_default();
    assert_eq!(there, text, "run: {}", command());
    keep(&folder, &document, "wire-course", Profile::Public);
}

/// The documents of the features as one.
fn joined() -> Value {
    let mut whole: Value = serde_yaml::from_str(
        "openapi: 3.0.3\ninfo: {title: Wire course, version: '1', description: Every feature that shows on the wire.}\n\
         servers: [{url: 'https://{host}.wire.example/v1', variables: {host: {default: api}}}]\ntags: []\npaths: {}\ncomponents: {}\n",
    )
    .expect("this is YAML");
    for name in ON_THE_WIRE {
        let path = package().join(format!("tests/features/{name}.yaml"));
        let text = std::fs::read_to_string(path).expect("the feature has a document");
        let mut part: Value = serde_yaml::from_str(&text).expect("a document is YAML");
        hand_down(&mut part);
        for key in ["tags", "paths", "components"] {
            if let Some(part) = part.get_mut(key) {
                join(&mut whole[key], std::mem::take(part), name);
            }
        }
    }
    whole
}

/// Gives operations the security of their document.
fn hand_down(part: &mut Value) {
    let Some(security) = part.get("security").cloned() else {
        return;
    };
    let items = part["paths"].as_mapping_mut().into_iter().flatten();
    for (_, item) in items {
        for (key, operation) in item.as_mapping_mut().into_iter().flatten() {
            let method = ["delete", "get", "patch", "post", "put"];
            let Some(operation) = operation.as_mapping_mut() else {
                continue;
            };
            if method.iter().any(|method| key == method) {
                let key = Value::from("security");
                operation.entry(key).or_insert_with(|| security.clone());
            }
        }
    }
}

/// Adds a part; what two documents have under one name has to be the same.
fn join(whole: &mut Value, part: Value, name: &str) {
    match (whole, part) {
        (Value::Sequence(whole), Value::Sequence(part)) => whole.extend(part),
        (Value::Mapping(whole), Value::Mapping(part)) => {
            for (key, value) in part {
                match whole.get_mut(&key) {
                    Some(known @ Value::Mapping(_)) if is_group(&key) => join(known, value, name),
                    Some(known) => assert_eq!(*known, value, "{name} has another {key:?}"),
                    None => drop(whole.insert(key, value)),
                }
            }
        }
        (whole, part) => *whole = part,
    }
}

fn is_group(key: &Value) -> bool {
    let groups = [
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
    ];
    groups.iter().any(|group| key == group)
}

/// Keeps the crates beside a document what the document gives.
fn keep(folder: &Path, document: &Path, name: &str, profile: Profile) {
    let options = Options { profile };
    let (sources, document, found) = tree::load(document);
    let document = document.expect("the document is read");
    let (document, found) = sound(document, found, options);
    let shown = || diagnostics::render(&found, &sources, false);
    let document = document.unwrap_or_else(|| panic!("{}", shown()));
    let (understood, found) = interpret(&document, options);
    let shown = || diagnostics::render(&found, &sources, false);
    let understood = understood.unwrap_or_else(|| panic!("{}", shown()));
    let package = Package::named(name, &understood.api.title);
    let layout = Layout {
        client_to_model: "../model".to_owned(),
        model_to_runtime: "../../../runtime".to_owned(),
        client_to_runtime: "../../../runtime".to_owned(),
        registry_to_client: Some("../client".to_owned()),
        workspace: None,
        command: command(),
    };
    let crates =
        emit::emit(&document, &understood, &package, &layout).expect("emitted tokens are Rust");
    for (name, files) in [
        ("client", &crates.client),
        ("model", &crates.model),
        ("registry", &crates.registry),
    ] {
        let folder = folder.join(name);
        if updating() {
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

fn package() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn updating() -> bool {
    std::env::var_os(UPDATE).is_some()
}

fn command() -> String {
    format!("{UPDATE}=1 cargo test -p kessai-codegen --test course")
}
