//! A spec and its ledger that agree; then one fault at a time in either of them.

#![allow(clippy::unwrap_used)] // The helpers are tests too.

use std::{collections::BTreeSet, fs, path::Path};

use kessai_codegen::{
    diagnostics::{Diagnostic, Diagnostics, Level, render},
    evidence,
    source::{Sources, Span},
    tree,
};

#[path = "evidence/every.rs"]
mod every;
#[path = "evidence/mutants.rs"]
mod mutants;
#[path = "evidence/pages.rs"]
mod pages;

const SPEC: &str = include_str!("evidence/shop/openapi.yaml");

/// The ledger beside the spec, in the order in which a folder is read.
const LEDGER: [(&str, &str); 4] = [
    (
        "counts.yaml",
        include_str!("evidence/shop/evidence/counts.yaml"),
    ),
    (
        "objects.yaml",
        include_str!("evidence/shop/evidence/objects.yaml"),
    ),
    (
        "operations.yaml",
        include_str!("evidence/shop/evidence/operations.yaml"),
    ),
    (
        "service.yaml",
        include_str!("evidence/shop/evidence/service.yaml"),
    ),
];

fn ledger() -> Vec<(String, String)> {
    let owned = |(name, text): (&str, &str)| (name.to_owned(), text.to_owned());
    LEDGER.into_iter().map(owned).collect()
}

/// Everything that is found in a ledger and, unless that is at fault, between it and a spec.
fn compare(spec: &str, ledger: Vec<(String, String)>) -> (Sources, Diagnostics) {
    let read = |_: &Path| Ok(spec.to_owned());
    let (mut sources, document, mut found) = tree::load_from(&read, Path::new("openapi.yaml"));
    let (ledger, faults) = evidence::read(ledger, &mut sources);
    let is_sound = !faults.has_errors();
    found.extend(faults);
    if let Some(document) = document.filter(|_| is_sound) {
        found.extend(evidence::check(&document, &ledger));
    }
    (sources, found)
}

/// The path of the file and the line, from one, of a place.
fn line(sources: &Sources, span: Span) -> (String, usize) {
    (sources.path(span).to_owned(), sources.position(span).line)
}

/// Whether a finding points at a line of a file, with whatever label.
fn points_at(sources: &Sources, found: &Diagnostic, place: &(String, usize)) -> bool {
    let labels = found.secondary.iter().chain([&found.primary]);
    labels
        .into_iter()
        .any(|label| line(sources, label.span) == *place)
}

#[test]
fn a_spec_and_its_ledger_agree() {
    let (sources, found) = compare(SPEC, ledger());
    assert!(found.is_empty(), "{}", render(&found, &sources, false));
}

#[test]
fn a_ledger_is_found_beside_the_root_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/evidence/shop/openapi.yaml");
    let (mut sources, document, _) = tree::load(&root);
    let comparison = evidence::beside(&root, &document.unwrap(), &mut sources).unwrap();
    assert!(
        comparison.found.is_empty(),
        "{}",
        render(&comparison.found, &sources, false)
    );
    let names: BTreeSet<_> = sources
        .files()
        .map(|(_, file)| file.path().rsplit('/').next().unwrap().to_owned())
        .collect();
    let expected = LEDGER.iter().map(|(name, _)| (*name).to_owned());
    assert_eq!(names, expected.chain(["openapi.yaml".to_owned()]).collect());
}

#[test]
fn without_a_folder_there_is_no_comparison() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("openapi.yaml");
    fs::write(&root, SPEC).unwrap();
    let (mut sources, document, _) = tree::load(&root);
    assert!(evidence::beside(&root, &document.unwrap(), &mut sources).is_none());
}

#[test]
fn a_folder_that_holds_no_rows_founds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("openapi.yaml");
    fs::write(&root, SPEC).unwrap();
    fs::create_dir(folder.path().join(evidence::FOLDER)).unwrap();
    let (mut sources, document, _) = tree::load(&root);
    let comparison = evidence::beside(&root, &document.unwrap(), &mut sources).unwrap();
    assert!(comparison.found.count(Level::Error) > 30);
    assert_eq!(comparison.coverage.total().elements, 0);
}

#[test]
fn files_that_cannot_be_read_are_reported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), b"ids: [\xff]").unwrap();
    let mut sources = Sources::new();
    let (_, found) = evidence::load(folder.path(), &mut sources);
    let codes: Vec<_> = found.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["SPEC0113"]);
    let (_, found) = evidence::load(&folder.path().join("none"), &mut sources);
    assert!(found.has_errors());
}

#[test]
fn coverage_counts_rows_by_the_tags_of_their_sources() {
    let mut sources = Sources::new();
    let (ledger, _) = evidence::read(ledger(), &mut sources);
    let coverage = ledger.coverage();
    let of = |kind| {
        let mut counts = coverage.by_kind().filter(|(name, _)| *name == kind);
        counts
            .next()
            .map(|(_, count)| (count.elements, count.sourced, count.twice))
            .unwrap()
    };
    assert_eq!(of("operations"), (4, 4, 1));
    assert_eq!(of("service"), (27, 27, 1));
    // One of them is that of every operation.
    assert_eq!(of("statuses"), (4, 4, 0));
    // What a resolution marks as absent is no element of the spec.
    assert_eq!(of("values"), (8, 8, 0));
    let total = coverage.total();
    assert_eq!(
        total.elements,
        coverage
            .by_kind()
            .map(|(_, count)| count.elements)
            .sum::<usize>()
    );
    assert_eq!(
        coverage.to_string(),
        format!(
            "{} elements, 100 % with a source, 1 % with two",
            total.elements
        )
    );
}

#[test]
fn circles_come_to_an_end() {
    let mut schemas = String::new();
    for index in 0..40 {
        let next = (index + 1) % 40;
        for (name, key) in [("Either", "oneOf"), ("Both", "allOf")] {
            let reference = format!("{{$ref: '#/components/schemas/{name}{next}'}}");
            schemas.push_str(&format!(
                "    {name}{index}: {{{key}: [{reference}, {reference}]}}\n"
            ));
        }
    }
    let spec = SPEC.replace("    OrderId: {", &format!("{schemas}    OrderId: {{")).replace(
        "price: {type: number",
        "both: {$ref: '#/components/schemas/Both0'}\n        either: {$ref: '#/components/schemas/Either0'}\n        price: {type: number",
    );
    assert!(compare(&spec, ledger()).1.has_errors());
}
