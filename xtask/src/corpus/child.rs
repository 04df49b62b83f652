//! Commands within bounds, with what they cost.

use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};
use wait4::{ResUse, Wait4 as _};

use crate::failure::Failure;

/// How often it is asked whether a command has ended.
const TICK: Duration = Duration::from_millis(10);

/// Every how many ticks memory is looked at.
const LOOK: u32 = 20;

/// How much of what a command says is read.
const SAID: u64 = 256 << 20;

/// What a command may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Seconds by the clock.
    pub(super) seconds: u64,
    /// MiB of memory, of the command and all that it started together.
    pub(super) mebibytes: u64,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Ended {
    Well,
    Badly,
    /// It was stopped at its bound of time.
    Late,
    /// It was stopped at its bound of memory.
    Large,
}

/// What a command took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Cost {
    /// User and system time of it and of all that it started, in seconds.
    pub(super) cpu: f64,
    /// Memory of the largest process among them, in MiB.
    pub(super) peak: f64,
}

/// A finished command.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) ended: Ended,
    pub(super) cost: Cost,
    /// Standard output.
    pub(super) output: String,
    /// Standard error.
    pub(super) said: String,
}

impl Run {
    pub(super) fn succeeded(&self) -> bool {
        self.ended == Ended::Well
    }

    /// The line that says the most about what went wrong.
    pub(super) fn reason(&self) -> String {
        let lines: Vec<&str> = [&self.said, &self.output]
            .into_iter()
            .flat_map(|text| text.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let panicked = lines.iter().position(|line| line.contains("panicked at"));
        let named = || {
            let mut lines = lines.iter();
            lines.position(|line| line.to_lowercase().starts_with("error"))
        };
        let reason = match panicked {
            Some(at) => lines.get(at..).unwrap_or_default().iter().take(2).copied(),
            None => {
                let at = named().or(lines.len().checked_sub(1)).unwrap_or_default();
                lines.get(at..).unwrap_or_default().iter().take(1).copied()
            }
        };
        let reason: Vec<&str> = reason.collect();
        reason.join(" ").chars().take(300).collect()
    }
}

/// The cargo that runs this command.
pub(super) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command to its end, or to its bounds.
pub(super) fn run(command: &mut Command, bounds: Bounds) -> Result<Run, Failure> {
    let shown = format!("{command:?}");
    let failed = |source| Failure::Start {
        command: shown.clone(),
        source,
    };
    // Files, not pipes: nobody has to read along while the command is waited for.
    let output = tempfile::tempfile().map_err(failed)?;
    let said = tempfile::tempfile().map_err(failed)?;
    let system = System::new().map_err(|error| failed(std::io::Error::other(error)))?;
    let child = command
        .stdin(Stdio::null())
        .stdout(output.try_clone().map_err(failed)?)
        .stderr(said.try_clone().map_err(failed)?)
        .spawn()
        .map_err(failed)?;
    let (stopped, used) = wait(child, system, bounds).map_err(failed)?;
    let ended = match stopped {
        Some(bound) => bound,
        None if used.status.success() => Ended::Well,
        None => Ended::Badly,
    };
    #[expect(clippy::cast_precision_loss, reason = "a figure for a table")]
    let peak = used.rusage.maxrss as f64 / (1024.0 * 1024.0);
    Ok(Run {
        ended,
        cost: Cost {
            cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
            peak,
        },
        output: read(output).map_err(failed)?,
        said: read(said).map_err(failed)?,
    })
}

/// Waits for the end, and says at which bound it was brought about, if at one.
fn wait(
    mut child: Child,
    system: System,
    bounds: Bounds,
) -> std::io::Result<(Option<Ended>, ResUse)> {
    let started = Instant::now();
    let mut family = Family {
        root: Pid::from_u32(child.id()),
        system,
    };
    let mut ticks = 0_u32;
    loop {
        if let Some(used) = child.try_wait4()? {
            return Ok((None, used));
        }
        ticks = ticks.wrapping_add(1);
        let bound = if started.elapsed() > Duration::from_secs(bounds.seconds) {
            Some(Ended::Late)
        } else if ticks.is_multiple_of(LOOK) && family.memory() > bounds.mebibytes << 20 {
            Some(Ended::Large)
        } else {
            None
        };
        if bound.is_some() {
            family.stop();
            return Ok((bound, child.wait4()?));
        }
        std::thread::sleep(TICK);
    }
}

fn read(mut file: File) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(SAID).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A process and all that it started.
struct Family {
    root: Pid,
    system: System,
}

impl Family {
    /// The root comes first.
    fn members(&mut self) -> Vec<Pid> {
        self.system.refresh_processes_specifics(
            ProcessesToUpdate::All,
            true,
            ProcessRefreshKind::nothing().with_memory().without_tasks(),
        );
        let mut members = vec![self.root];
        let mut at = 0;
        while let Some(parent) = members.get(at).copied() {
            let children = self.system.processes().values();
            members.extend(
                children
                    .filter(|process| process.parent() == Some(parent))
                    .map(sysinfo::Process::pid)
                    .filter(|pid| *pid != parent),
            );
            at += 1;
        }
        members
    }

    /// In bytes.
    fn memory(&mut self) -> u64 {
        let members = self.members();
        let processes = members.iter().filter_map(|pid| self.system.process(*pid));
        processes.map(sysinfo::Process::memory).sum()
    }

    /// The root goes first, so that it starts nothing in the place of what is stopped.
    fn stop(&mut self) {
        for pid in self.members() {
            if let Some(process) = self.system.process(pid) {
                process.kill();
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)] // The helpers are tests too.

    use std::process::Command;

    use super::{Bounds, Ended, Run, run};

    fn shell(script: &str, seconds: u64, mebibytes: u64) -> Run {
        let bounds = Bounds { seconds, mebibytes };
        run(Command::new("sh").args(["-c", script]), bounds).unwrap()
    }

    #[test]
    fn what_a_command_says_and_how_it_ends_are_kept() {
        let run = shell("echo out; echo err >&2", 60, 1024);
        assert_eq!(
            (run.ended, run.output.as_str(), run.said.as_str()),
            (Ended::Well, "out\n", "err\n")
        );
        assert!(run.cost.peak > 0.0);
        assert_eq!(shell("exit 3", 60, 1024).ended, Ended::Badly);
    }

    #[test]
    fn a_command_ends_at_its_bound_of_time_with_all_that_it_started() {
        // The pipe stays open for as long as anything holds it; the shell waits for its end.
        let run = shell("sleep 600 | cat", 1, 1024);
        assert_eq!(run.ended, Ended::Late);
    }

    #[test]
    fn a_command_ends_at_its_bound_of_memory() {
        // The largest part of it is in a process that it started.
        let run = shell(
            "(head -c 300000000 /dev/zero | tail -c 1 | wc -c); :",
            600,
            100,
        );
        assert_eq!(run.ended, Ended::Well, "tail keeps one byte: {run:?}");
        let run = shell(
            "(head -c 300000000 /dev/zero | sort | sleep 600); :",
            600,
            100,
        );
        assert_eq!(run.ended, Ended::Large);
    }

    #[test]
    fn the_reason_is_the_line_that_says_the_most() {
        let said = |script: &str| shell(script, 60, 1024).reason();
        assert_eq!(
            said("echo; echo one >&2; echo 'Error: two' >&2; echo three >&2; exit 1"),
            "Error: two"
        );
        assert_eq!(
            said("echo \"thread 'main' panicked at x.rs:1:2:\" >&2; echo 'no such case' >&2"),
            "thread 'main' panicked at x.rs:1:2: no such case"
        );
        assert_eq!(said("echo first; echo last"), "last");
        assert_eq!(said(":"), "");
    }
}
