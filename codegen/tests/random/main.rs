//! Documents that nobody wrote: whatever they hold, the generator neither panics nor wavers.
//!
//! What [`check`] asks of bytes and of edits is asked without an end by the targets in `fuzz/`.

#![allow(clippy::expect_used, clippy::panic)] // The helpers are tests too.

mod check;
mod document;
mod public;

use std::cell::Cell;
use std::path::Path;
use std::{env, fs};

use kessai_codegen::diagnostics::Profile;
use kessai_codegen::emit::Crates;
use kessai_codegen::{Options, interpret, sound, write};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Set it to a folder to have the first crates written there as a workspace, for a compiler to judge.
const SAMPLE: &str = "RANDOM_SAMPLE";

/// How many documents are tried, and how many of them are a sample.
const CASES: u32 = 128;
const SAMPLED: u32 = 24;

/// How many documents are tried that are not of the house.
const OTHERS: u32 = 64;

/// How many documents with faults in them are tried.
const EDITED: u32 = 64;

/// The crates of a document; none when it has errors.
fn generate(document: &Value, name: &str, profile: Profile) -> Option<Crates> {
    let text = serde_json::to_string_pretty(document).expect("JSON is written");
    let options = Options { profile };
    let (_, document, found) = check::load("openapi.json", text.as_bytes());
    let document = sound(document?, found, options).0?;
    let understood = interpret(&document, options).0?;
    Some(check::crates(&document, &understood, name))
}

/// Every file is Rust: what is set as text was not parsed before.
fn parses(crates: &Crates) -> Result<(), TestCaseError> {
    let all = [&crates.model, &crates.client, &crates.registry];
    for (path, text) in all.into_iter().flatten() {
        if Path::new(path).extension().is_some_and(|end| end == "rs") {
            let parsed = syn::parse_file(text);
            prop_assert!(parsed.is_ok(), "{path}: {:?}\n{text}", parsed.err());
        }
    }
    Ok(())
}

/// Writes crates beside each other under a manifest that makes them one workspace.
fn keep(folder: &Path, name: &str, crates: &Crates) {
    for (suffix, files) in [("", &crates.client), ("-model", &crates.model)] {
        write::apply(&folder.join(format!("{name}{suffix}")), files).expect("the crate is written");
    }
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"shop*\", \"other*\"]\n",
    )
    .expect("the manifest is written");
}

/// The same cases on every run; one that fails is printed whole.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// What documents are made of, and what trips readers.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "openapi: 3.0.3\n", "info: {title: a, version: b}\n", "paths: {}\n", "paths:\n  /a:\n    get:\n", "components:\n  schemas:\n    A: ", "{\"openapi\": \"3.0.3\", ", "\"paths\": {", "type: object\n", "$ref: ",
    "'#/components/schemas/A'", "a.yaml#/b", "[", "]", "{", "}", ": ", ", ", "- ", "? ", "\n", "\n  ", "\r\n", "\t",
    "|\n", ">-\n", "&a ", "*a", "<<: ", "!!str ", "---\n", "...", "%YAML 1.1\n", "# ", "'", "\"", "\\u00e9",
    "\\ud800", "yes", "0o7", "1e400", "null", "~", "日本", "\u{feff}", "\u{85}", "\u{2028}", "\0", "x-a: ",
];

/// Bytes that look like documents here and there.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let word = prop::sample::select(WORDS).prop_map(|word: &str| word.as_bytes().to_vec());
    let part = prop_oneof![9 => word, 1 => prop::collection::vec(any::<u8>(), 1..4)];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

#[test]
fn any_bytes_have_an_answer() {
    let result = runner(1_000).run(&bytes(), |bytes| {
        check::bytes_have_an_answer(&bytes);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn documents_with_faults_in_them_have_an_answer() {
    let edits = prop::collection::vec(any::<u8>(), 1..14);
    let emitted = Cell::new(0);
    let result = runner(EDITED).run(&edits, |edits| {
        emitted.set(emitted.get() + check::edited_documents_have_an_answer(&edits));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let (emitted, runs) = (emitted.get(), 2 * EDITED as usize);
    assert!(
        emitted > runs / 10 && emitted < runs * 9 / 10,
        "{emitted} of {runs} gave crates"
    );
}

/// Generates from documents, twice from each, and tells from how many there were crates.
fn try_all(
    documents: &impl Strategy<Value = Value>,
    cases: u32,
    profile: Profile,
    stem: &str,
) -> u32 {
    let sample = env::var_os(SAMPLE);
    let generated = Cell::new(0);
    let result = runner(cases).run(documents, |document| {
        let name = format!("{stem}{}", generated.get());
        let first = generate(&document, &name, profile);
        if let Some(crates) = &first {
            parses(crates)?;
            if let Some(folder) = sample.as_ref().filter(|_| generated.get() < SAMPLED) {
                keep(Path::new(folder), &name, crates);
            }
            generated.set(generated.get() + 1);
        }
        prop_assert_eq!(&first, &generate(&document, &name, profile));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    generated.get()
}

#[test]
fn any_document_gives_the_same_crates_twice() {
    let generated = try_all(&document::document(), CASES, Profile::House, "shop");
    assert!(
        generated > CASES / 2,
        "only {generated} of {CASES} documents were sound"
    );
}

#[test]
fn any_document_of_others_gives_the_same_crates_twice() {
    let generated = try_all(&public::document(), OTHERS, Profile::Public, "other");
    assert!(
        generated > OTHERS / 2,
        "only {generated} of {OTHERS} documents were read"
    );
}
