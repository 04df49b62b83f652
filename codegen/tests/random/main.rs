//! Documents that nobody wrote: whatever they hold, the generator neither panics nor wavers.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

mod document;

use std::cell::Cell;
use std::path::Path;
use std::{env, fs, io};

use kessai_codegen::emit::{self, Crates, Layout};
use kessai_codegen::package::Package;
use kessai_codegen::{tree, understand, write};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Set it to a folder to have the first crates written there as a workspace, for a compiler to judge.
const SAMPLE: &str = "RANDOM_SAMPLE";

/// How many documents are tried, and how many of them are a sample.
const CASES: u32 = 128;
const SAMPLED: u32 = 24;

/// The crates of a document; none when it has errors.
fn generate(document: &Value, name: &str) -> Option<Crates> {
    let text = serde_json::to_string_pretty(document).expect("JSON is written");
    let files = |path: &Path| {
        if path == Path::new("openapi.json") {
            Ok(text.clone())
        } else {
            Err(io::Error::from(io::ErrorKind::NotFound))
        }
    };
    let (_, document, found) = tree::load_from(&files, Path::new("openapi.json"));
    if found.has_errors() {
        return None;
    }
    let document = document?;
    let understood = understand(&document).0?;
    let package = Package::named(name, &understood.api.title);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../runtime")
        .display()
        .to_string();
    let layout = Layout {
        model_to_runtime: runtime.clone(),
        client_to_runtime: runtime,
        ..Layout::side_by_side(&package)
    };
    Some(emit::emit(&document, &understood, &package, &layout).expect("emitted tokens are Rust"))
}

/// Writes crates beside each other under a manifest that makes them one workspace.
fn keep(folder: &Path, name: &str, crates: &Crates) {
    for (suffix, files) in [("", &crates.client), ("-model", &crates.model)] {
        write::apply(&folder.join(format!("{name}{suffix}")), files).expect("the crate is written");
    }
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"shop*\"]\n",
    )
    .expect("the manifest is written");
}

#[test]
fn any_document_gives_the_same_crates_twice() {
    // The same documents on every run; one that fails is printed whole.
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let sample = env::var_os(SAMPLE);
    let generated = Cell::new(0);
    let result = runner.run(&document::document(), |document| {
        let name = format!("shop{}", generated.get());
        let first = generate(&document, &name);
        if let Some(crates) = &first {
            if let Some(folder) = sample.as_ref().filter(|_| generated.get() < SAMPLED) {
                keep(Path::new(folder), &name, crates);
            }
            generated.set(generated.get() + 1);
        }
        prop_assert_eq!(&first, &generate(&document, &name));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let generated = generated.get();
    assert!(
        generated > CASES / 2,
        "only {generated} of {CASES} documents were sound"
    );
}
