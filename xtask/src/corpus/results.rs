//! Figures, one line each as they come, so that a run can be taken up again.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::child::{Cost, Ended};
use crate::failure::Failure;

/// How often something was met, by its name.
pub(super) type Counts = BTreeMap<String, usize>;

/// What a generator made of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Generated {
    pub(super) ended: Ended,
    pub(super) cost: Cost,
    /// Lines of Rust.
    pub(super) lines: usize,
    /// What was found in the document, by code; of our generator alone.
    pub(super) findings: Counts,
    /// What was made.
    pub(super) digest: String,
    /// What a round trip would be made with.
    pub(super) trip: String,
    /// Why nothing was made.
    pub(super) reason: Option<String>,
}

/// What a cold `cargo check` of the generated crates alone came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Checked {
    pub(super) ended: Ended,
    pub(super) cost: Cost,
    /// Errors by code.
    pub(super) errors: Counts,
    /// Warnings by lint.
    pub(super) warnings: Counts,
    /// The first error.
    pub(super) reason: Option<String>,
}

/// What became of the document's examples in the generated types.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct RoundTrip {
    /// Examples by what became of them.
    pub(super) outcomes: Counts,
    /// Those that are valid and did not come back.
    pub(super) failing: Vec<Failing>,
    /// Why they could not be tried.
    pub(super) reason: Option<String>,
}

/// A valid example that did not come back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Failing {
    /// JSON pointer of the example.
    pub(super) at: String,
    /// What it is an example of.
    pub(super) of: String,
    pub(super) outcome: String,
    pub(super) reasons: Vec<String>,
}

impl RoundTrip {
    /// Valid examples with a type.
    pub(super) fn tried(&self) -> usize {
        let tried = ["identical", "changed", "lost", "undecodable"];
        tried.iter().map(|outcome| self.count(outcome)).sum()
    }

    pub(super) fn count(&self, outcome: &str) -> usize {
        self.outcomes.get(outcome).copied().unwrap_or_default()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Outcome {
    Generated(Generated),
    Checked(Checked),
    RoundTrip(RoundTrip),
}

/// A figure with what it was taken of.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    document: String,
    generator: String,
    /// The digest of all that it depends on.
    inputs: String,
    outcome: Outcome,
}

/// The figures so far.
pub(super) struct Results {
    path: PathBuf,
    entries: Mutex<Vec<Entry>>,
}

impl Results {
    /// Reads what an earlier run left, unless all is to be measured again.
    pub(super) fn open(path: PathBuf, again: bool) -> Result<Self, Failure> {
        if again && path.exists() {
            fs::remove_file(&path).map_err(|source| Failure::Keep {
                path: path.clone(),
                source,
            })?;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        // A line that an interrupted run left half written is measured again.
        let entries = text
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        Ok(Self {
            path,
            entries: Mutex::new(entries),
        })
    }

    /// A figure that was taken of exactly this.
    pub(super) fn find<T>(
        &self,
        document: &str,
        generator: &str,
        inputs: &str,
        read: impl Fn(&Outcome) -> Option<T>,
    ) -> Option<T> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = entries.iter().rev().filter(|entry| {
            entry.document == document && entry.generator == generator && entry.inputs == inputs
        });
        found.find_map(|entry| read(&entry.outcome))
    }

    pub(super) fn add(
        &self,
        document: &str,
        generator: &str,
        inputs: &str,
        outcome: Outcome,
    ) -> Result<(), Failure> {
        let entry = Entry {
            document: document.to_owned(),
            generator: generator.to_owned(),
            inputs: inputs.to_owned(),
            outcome,
        };
        let kept = |source| Failure::Keep {
            path: self.path.clone(),
            source,
        };
        let line = serde_json::to_string(&entry).map_err(|error| kept(error.into()))? + "\n";
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .map_err(kept)?;
        entries.push(entry);
        Ok(())
    }
}
