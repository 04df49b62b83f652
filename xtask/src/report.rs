//! What stages found, for people and for programs.

use std::io::IsTerminal as _;

use kessai_codegen::diagnostics::{Diagnostics, Level, github, json, render};

use crate::cli::MessageFormat;
use crate::failure::Failure;
use crate::reading::Reading;

/// How findings are shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report {
    /// In which form.
    pub(crate) format: MessageFormat,
    /// Whether notes are shown, too.
    pub(crate) notes: bool,
}

impl Report {
    /// Shows what was found; an error among it ends the command.
    pub(crate) fn show(self, reading: &Reading) -> Result<(), Failure> {
        let shown: Diagnostics = reading
            .found
            .iter()
            .filter(|found| self.notes || found.level != Level::Note)
            .cloned()
            .collect();
        let sources = &reading.sources;
        match self.format {
            MessageFormat::Human if shown.is_empty() => {}
            MessageFormat::Human => eprintln!("{}", render(&shown, sources, color()).trim_end()),
            MessageFormat::Json => print!("{}", json(&shown, sources, reading.written.as_ref())),
            MessageFormat::Github => print!("{}", github(&shown, sources)),
        }
        if reading.found.has_errors() {
            Err(Failure::Reported)
        } else {
            Ok(())
        }
    }

    /// A line that sums up: beside the findings where people read them, out of the way where programs do.
    pub(crate) fn summary(self, line: &str) {
        match self.format {
            MessageFormat::Human => println!("{line}"),
            MessageFormat::Json | MessageFormat::Github => eprintln!("{line}"),
        }
    }

    /// `2 errors, 1 warning`, and how many notes are not shown.
    pub(crate) fn counts(self, found: &Diagnostics) -> String {
        let levels = [
            (Level::Error, "error"),
            (Level::Warning, "warning"),
            (Level::Note, "note"),
        ];
        let mut parts: Vec<String> = levels
            .into_iter()
            .filter_map(|(level, word)| match found.count(level) {
                0 => None,
                1 => Some(format!("1 {word}")),
                count => Some(format!("{count} {word}s")),
            })
            .collect();
        if parts.is_empty() {
            return "nothing found".to_owned();
        }
        if !self.notes
            && found.count(Level::Note) > 0
            && let Some(last) = parts.last_mut()
        {
            last.push_str(" (shown with --notes)");
        }
        parts.join(", ")
    }
}

/// Colours are for people at a terminal who have not asked for none (<https://no-color.org>).
fn color() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !refused && std::io::stderr().is_terminal()
}
