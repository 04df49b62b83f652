//! The documents of a run, and what generators came to on them.

use std::path::PathBuf;

use super::child::{Cost, Ended};
use super::results::{Checked, Generated, RoundTrip};

/// A document of the folder.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// What the table calls it, and its folders.
    pub(super) name: String,
    /// What its crates are called.
    pub(super) package: String,
}

/// What a generator came to on a document.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) document: String,
    pub(super) generator: &'static str,
    pub(super) generated: Generated,
    pub(super) checked: Option<Checked>,
    pub(super) trip: Option<RoundTrip>,
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let cost = |cost: Cost| format!("{:.2} s, {:.0} MiB", cost.cpu, cost.peak);
        write!(f, "{}: {} ", self.document, self.generator)?;
        if self.generated.ended != Ended::Well {
            return f.write_str("does not generate");
        }
        let Generated {
            lines, cost: own, ..
        } = &self.generated;
        write!(f, "generates {lines} lines ({})", cost(*own))?;
        if let Some(checked) = &self.checked {
            let word = if checked.ended == Ended::Well {
                "compile"
            } else {
                "do not compile"
            };
            write!(f, ", they {word} ({})", cost(checked.cost))?;
        }
        if let Some(trip) = &self.trip {
            let (same, all) = (trip.count("identical"), trip.tried());
            write!(f, ", {same} of {all} examples come back")?;
        }
        Ok(())
    }
}
