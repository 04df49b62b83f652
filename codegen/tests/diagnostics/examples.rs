//! Examples that show what is not described, or have several faults, in a sound document.

use super::*;

const SAMPLE: &str = include_str!("sample.yaml");

fn check_text(text: &str) -> (Sources, Diagnostics) {
    let (sources, _, found) = findings(&|_: &Path| Ok(text.to_owned()), false);
    (sources, found)
}

/// The line a finding points at.
fn line_of<'s>(sources: &'s Sources, found: &diagnostics::Diagnostic) -> &'s str {
    let file = sources.file(found.primary.span.file).unwrap();
    &file.text()[file.line_range(file.line_of(found.primary.span.start))]
}

#[test]
fn the_sample_is_sound() {
    let (sources, found) = check_text(SAMPLE);
    assert!(
        found.is_empty(),
        "{}",
        diagnostics::render(&found, &sources, false)
    );
}

#[test]
fn faults_of_description_that_examples_show_are_refused() {
    let undescribed = [
        ("day: '2024-03-01'", "dayOfWeek: '2024-03-01'", "dayOfWeek"),
        (
            "        day: {type: string, format: date}",
            "        days: {type: string, format: date}",
            "day: '2024-03-01'",
        ),
    ];
    for (from, to, line) in undescribed {
        assert_eq!(SAMPLE.matches(from).count(), 1, "{from}");
        let (sources, found) = check_text(&SAMPLE.replace(from, to));
        let hit = found.iter().any(|found| {
            found.code.as_str() == "SPEC0613" && line_of(&sources, found).contains(line)
        });
        assert!(
            hit,
            "{from}:\n{}",
            diagnostics::render(&found, &sources, false)
        );
    }
}

#[test]
fn every_fault_of_an_example_is_reported() {
    let text = SAMPLE
        .replace("status: open", "status: opened")
        .replace("{name: Cup, quantity: 1}", "{name: 7, quantity: 0}")
        .replace("'2024-01-31T10:00:00Z'", "'now'");
    let (_, found) = check_text(&text);
    let codes: Vec<_> = found
        .sorted()
        .iter()
        .map(|found| found.code.as_str())
        .collect();
    assert_eq!(codes, ["SPEC0603", "SPEC0607", "SPEC0601", "SPEC0604"]);
}
