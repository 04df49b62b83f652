//! How far a run has come: a bar on a terminal, plain lines elsewhere.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Told by every job what it is at.
pub(super) struct Progress {
    bar: ProgressBar,
    total: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    done: usize,
    /// What each job is at.
    jobs: BTreeMap<usize, String>,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        let bar = ProgressBar::new(total as u64);
        let style = "{bar:24} {pos}/{len} {elapsed} {wide_msg}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_secs(1));
        Self {
            bar,
            total,
            state: Mutex::default(),
        }
    }

    /// A job is at something new.
    pub(super) fn at(&self, job: usize, step: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.jobs.insert(job, step.to_owned());
        let steps: Vec<&str> = state.jobs.values().map(String::as_str).collect();
        self.bar.set_message(steps.join(" | "));
    }

    /// A job has a row of the table.
    pub(super) fn done(&self, job: usize, row: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.done += 1;
        state.jobs.remove(&job);
        self.bar.inc(1);
        let line = format!("[{}/{}] {row}", state.done, self.total);
        if self.bar.is_hidden() {
            eprintln!("{line}");
        } else {
            self.bar.println(line);
        }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
