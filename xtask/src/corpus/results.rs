//! Figures, one line each as they come, so that a run can be taken up again.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::measure::{Checked, Run};
use crate::failure::Failure;

/// One document by one generator.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) document: String,
    pub(super) generator: String,
    pub(super) generated: bool,
    /// CPU seconds of generation.
    pub(super) cpu: f64,
    /// Peak memory of generation in MiB.
    pub(super) peak: f64,
    /// Lines of Rust.
    pub(super) lines: usize,
    pub(super) check: Option<Checked>,
}

impl Entry {
    pub(super) fn new(document: &str, generator: &str, run: &Run) -> Self {
        Self {
            document: document.to_owned(),
            generator: generator.to_owned(),
            generated: run.succeeded,
            cpu: run.cpu,
            peak: run.peak,
            lines: 0,
            check: None,
        }
    }
}

/// The figures so far.
pub(super) struct Results {
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Results {
    /// Reads what an earlier run left, unless all is to be measured again.
    pub(super) fn open(path: PathBuf, again: bool) -> Result<Self, Failure> {
        if again && path.exists() {
            fs::remove_file(&path).map_err(|source| Failure::Read {
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
        Ok(Self { path, entries })
    }

    pub(super) fn has(&self, document: &str, generator: &str) -> bool {
        self.find(document, generator).is_some()
    }

    pub(super) fn find(&self, document: &str, generator: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| entry.document == document && entry.generator == generator)
    }

    pub(super) fn add(&mut self, entry: Entry) -> Result<(), Failure> {
        let line = serde_json::to_string(&entry).unwrap_or_default() + "\n";
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.path)
            .map_err(|source| Failure::Read {
                path: self.path.clone(),
                source,
            })?;
        file.write_all(line.as_bytes())
            .map_err(|source| Failure::Read {
                path: self.path.clone(),
                source,
            })?;
        self.entries.push(entry);
        Ok(())
    }
}
