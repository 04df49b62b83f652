//! One fault at a time in a sound spec that has a ledger: `lint` refuses each, within a line of its place.
//!
//! Of the forty-six faults, those of an example and of consistency are refused without the ledger. `table.snap` says by what, in
//! which line of the spec each is, and which lines are shown for it: the one that is named as its place, then those that explain it.

#![allow(clippy::unwrap_used)] // The helpers are tests too.

mod faults;

use std::path::Path;

use kessai_codegen::{
    Options, check,
    diagnostics::{Diagnostic, Diagnostics, Level, render},
    evidence, interpret, sound,
    source::{Sources, Span},
    tree,
};

use faults::{ALL, Class, Fault};

const SPEC: &str = include_str!("shop/openapi.yaml");

const LEDGER: [(&str, &str); 2] = [
    ("objects.yaml", include_str!("shop/evidence/objects.yaml")),
    (
        "operations.yaml",
        include_str!("shop/evidence/operations.yaml"),
    ),
];

/// What `lint` finds in a spec of the house, with its ledger or without one.
fn lint(spec: &str, with_ledger: bool) -> (Sources, Diagnostics) {
    let read = |_: &Path| Ok(spec.to_owned());
    let (mut sources, document, found) = tree::load_from(&read, Path::new("openapi.yaml"));
    let document = document.unwrap();
    let (sound, mut found) = sound(document.clone(), found, Options::default());
    found.extend(check::house(&document));
    if with_ledger && evidence::is_comparable(&found) {
        let files = LEDGER.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let (ledger, faults) = evidence::read(files.to_vec(), &mut sources);
        assert!(faults.is_empty(), "{}", render(&faults, &sources, false));
        found.extend(evidence::check(&document, &ledger));
    }
    if let Some(document) = sound {
        found.extend(interpret(&document, Options::default()).1);
    }
    (sources, found)
}

/// The line of the spec, from one, in which a span begins; none for places in the ledger.
fn line(sources: &Sources, span: Span) -> Option<usize> {
    (sources.path(span) == "openapi.yaml").then(|| sources.position(span).line)
}

/// The lines of the spec that a finding points at, the one at fault first.
fn lines(sources: &Sources, found: &Diagnostic) -> Vec<usize> {
    let labels = [&found.primary].into_iter().chain(&found.secondary);
    labels
        .filter_map(|label| line(sources, label.span))
        .collect()
}

/// What came of a fault: the row of the table, or the story of how it was missed.
fn outcome(number: usize, fault: &Fault) -> Result<String, String> {
    if SPEC.matches(fault.from).count() != 1 {
        return Err(format!("{number}, {}: no single place", fault.name));
    }
    let spec = SPEC.replace(fault.from, fault.to);
    let (sources, found) = lint(&spec, fault.class == Class::Fidelity);
    let before = &spec[..spec.find(fault.at).unwrap()];
    let at = 1 + before.matches('\n').count();
    let hit = found
        .iter()
        .filter(|found| found.level == Level::Error && found.code.as_str() == fault.code)
        .map(|found| lines(&sources, found))
        .find(|lines| lines.iter().any(|line| line.abs_diff(at) <= 1));
    let Some(lines) = hit else {
        let shown = render(&found, &sources, false);
        return Err(format!("{number}, {}, line {at}:\n{shown}", fault.name));
    };
    let shown: Vec<String> = lines.iter().map(usize::to_string).collect();
    Ok(format!(
        "| {number} | {} | {} | {} | {at} | {} |\n",
        fault.name,
        format!("{:?}", fault.class).to_lowercase(),
        fault.code,
        shown.join(", "),
    ))
}

#[test]
fn the_spec_is_sound_and_agrees_with_its_ledger() {
    let (sources, found) = lint(SPEC, true);
    assert!(
        found.iter().all(|found| found.level == Level::Note),
        "{}",
        render(&found, &sources, false)
    );
}

#[test]
fn every_fault_is_refused_at_its_place() {
    let of = |class| ALL.iter().filter(|fault| fault.class == class).count();
    let counts = [Class::Example, Class::Consistency, Class::Fidelity].map(of);
    assert_eq!(counts, [14, 18, 14]);
    let mut table = String::from(
        "| # | Fault | Class | Code | Its line | Lines shown |\n|---|---|---|---|---|---|\n",
    );
    let mut missed = Vec::new();
    for (index, fault) in ALL.iter().enumerate() {
        match outcome(index + 1, fault) {
            Ok(row) => table.push_str(&row),
            Err(story) => missed.push(story),
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("table", table));
}
