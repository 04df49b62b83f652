//! What stages found, on the terminal.

use std::io::IsTerminal as _;

use kessai_codegen::diagnostics::{Diagnostics, Level, render};
use kessai_codegen::source::Sources;

use crate::failure::Failure;

/// Shows what was found, notes aside; an error among it ends the command.
pub(crate) fn show_faults(found: &Diagnostics, sources: &Sources) -> Result<(), Failure> {
    show(
        &found
            .iter()
            .filter(|found| found.level != Level::Note)
            .cloned()
            .collect(),
        sources,
    )
}

/// Shows what was found; an error among it ends the command.
pub(crate) fn show(found: &Diagnostics, sources: &Sources) -> Result<(), Failure> {
    if !found.is_empty() {
        let text = render(found, sources, std::io::stderr().is_terminal());
        eprintln!("{}", text.trim_end());
    }
    if found.has_errors() {
        Err(Failure::Reported)
    } else {
        Ok(())
    }
}

/// `2 errors, 1 warning`, for a line that sums up.
pub(crate) fn counts(found: &Diagnostics) -> String {
    let levels = [
        (Level::Error, "error"),
        (Level::Warning, "warning"),
        (Level::Note, "note"),
    ];
    let parts: Vec<String> = levels
        .into_iter()
        .filter_map(|(level, word)| match found.count(level) {
            0 => None,
            1 => Some(format!("1 {word}")),
            count => Some(format!("{count} {word}s")),
        })
        .collect();
    if parts.is_empty() {
        "nothing found".to_owned()
    } else {
        parts.join(", ")
    }
}
