//! Commands with what they cost.

use std::fs::File;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use wait4::Wait4 as _;

use crate::failure::Failure;

/// A finished command.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) succeeded: bool,
    /// User and system time of it and of all that it started, in seconds.
    pub(super) cpu: f64,
    /// Memory of the largest process among them, in MiB.
    pub(super) peak: f64,
    /// What it said on standard error.
    pub(super) said: String,
}

/// The cargo that runs this command.
pub(super) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end.
pub(super) fn run(command: &mut Command) -> Result<Run, Failure> {
    let shown = format!("{command:?}");
    let started = |source| Failure::Start {
        command: shown.clone(),
        source,
    };
    // A file, not a pipe: nobody has to read along while the command is waited for.
    let log = std::env::temp_dir().join(format!("kessai-corpus-{}.log", std::process::id()));
    let file = File::create(&log).map_err(started)?;
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file)
        .spawn()
        .map_err(started)?;
    let ended = child.wait4().map_err(started)?;
    let said = std::fs::read_to_string(&log).unwrap_or_default();
    let _ = std::fs::remove_file(&log);
    let used = ended.rusage;
    #[expect(clippy::cast_precision_loss, reason = "a figure for a table")]
    let peak = used.maxrss as f64 / (1024.0 * 1024.0);
    Ok(Run {
        succeeded: ended.status.success(),
        cpu: (used.utime + used.stime).as_secs_f64(),
        peak,
        said,
    })
}

/// What a check of generated crates came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Checked {
    pub(super) succeeded: bool,
    pub(super) cpu: f64,
    pub(super) peak: f64,
    pub(super) warnings: usize,
    /// The first error, when there is one.
    pub(super) error: Option<String>,
}

impl Checked {
    pub(super) fn of(run: &Run) -> Self {
        Self {
            succeeded: run.succeeded,
            cpu: run.cpu,
            peak: run.peak,
            // The last line of cargo on a crate counts its warnings again.
            warnings: run
                .said
                .lines()
                .filter(|line| line.starts_with("warning") && !line.contains(" generated "))
                .count(),
            error: None,
        }
    }

    pub(super) fn failed(run: &Run) -> Self {
        let error = run.said.lines().find(|line| line.starts_with("error"));
        Self {
            succeeded: false,
            error: Some(error.unwrap_or("no error was named").to_owned()),
            ..Self::of(run)
        }
    }
}
