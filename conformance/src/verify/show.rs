//! Verdicts as text for people.

use std::fmt::Write as _;

use super::{SchemaError, Verdict};

/// A verdict, with every reason where something is not well.
pub fn explain(verdict: &Verdict) -> String {
    let mark = match (verdict.expected, verdict.passes()) {
        (true, true) => "ok        ",
        (true, false) => "expected  ",
        (false, _) => "UNEXPECTED",
    };
    let side = verdict
        .status
        .map_or_else(|| verdict.direction.to_owned(), |status| status.to_string());
    let provider = verdict.provider.as_deref().unwrap_or("?");
    let mut text = format!(
        "{mark} {provider} {} {side} {}",
        verdict.operation, verdict.id
    );
    // Writing to a String cannot fail.
    if let (false, Some(reason)) = (verdict.passes(), &verdict.expect.reason) {
        let _ = write!(text, "\n    reason     {reason}");
    }
    if !verdict.known {
        let problem = verdict.decode.error.as_deref().unwrap_or_default();
        let _ = write!(text, "\n    unknown    {problem}");
        return text;
    }
    for error in &verdict.schema.errors {
        schema(&mut text, error, 0);
    }
    if verdict.schema.ok && verdict.expect.schema == Some(false) {
        text.push_str("\n    schema     is expected to be broken, and is kept");
    }
    if let Some(error) = &verdict.decode.error {
        let _ = write!(text, "\n    decode     {error}");
    } else if verdict.expect.decode == Some(false) {
        text.push_str("\n    decode     is expected to fail, and does not");
    }
    for lost in &verdict.roundtrip.lost {
        let _ = write!(text, "\n    round trip {lost}");
    }
    text
}

fn schema(text: &mut String, error: &SchemaError, depth: usize) {
    let indent = "  ".repeat(depth);
    let pointer = if error.pointer.is_empty() {
        "/"
    } else {
        &error.pointer
    };
    let _ = write!(
        text,
        "\n    schema     {indent}{} {pointer}: {}",
        error.part, error.message
    );
    if !error.place.is_empty() {
        let _ = write!(text, " ({}, {})", error.rule, error.place);
    }
    for branch in &error.branches {
        schema(text, branch, depth + 1);
    }
}

/// How many of each there are, in one line.
pub fn summary(verdicts: &[Verdict], unreadable: usize) -> String {
    let count = |keep: &dyn Fn(&Verdict) -> bool| verdicts.iter().filter(|one| keep(one)).count();
    let mut text = format!(
        "{} cases: {} pass every column, {} fail as expected, {} unexpected",
        verdicts.len(),
        count(&|verdict| verdict.expected && verdict.passes()),
        count(&|verdict| verdict.expected && !verdict.passes()),
        count(&|verdict| !verdict.expected),
    );
    if unreadable > 0 {
        let _ = write!(text, "; {unreadable} could not be read");
    }
    text
}
