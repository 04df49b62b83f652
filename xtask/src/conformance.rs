//! Commands that need generated code: conformance's program, started through cargo.

use std::ffi::OsString;
use std::process::Command;

use crate::failure::Failure;
use crate::project::Project;

/// It could not run.
const NOT_RUN: u8 = 2;

/// Runs a command of the program with the arguments as they were given, and ends as it ends.
///
/// The program stands in the main workspace, so a generated crate that does not compile stops these commands and no others.
pub(crate) fn run(
    project: &Project,
    command: &'static str,
    arguments: &[OsString],
) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "kessai-conformance"])
        .args(["--bin", "kessai-conformance", "--manifest-path"])
        .arg(project.root().join("Cargo.toml"))
        .args(["--", command])
        .args(arguments)
        .status()
        .map_err(|source| Failure::Start {
            command: format!("cargo run --package kessai-conformance -- {command}"),
            source,
        })?;
    match status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Failure::Reported),
        // The program's own word for it, cargo's when it does not compile, or none when it was killed.
        _ => Err(Failure::Ended(NOT_RUN)),
    }
}
