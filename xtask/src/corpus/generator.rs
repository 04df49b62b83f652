//! The generators: ours, and peers from the package registry.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{self, Run};
use crate::cli::Peer;
use crate::failure::Failure;
use crate::project::Project;

/// A generator that can be started.
pub(super) enum Generator {
    /// This command itself.
    Ours(PathBuf),
    OpenapiToRust(PathBuf),
    Progenitor(PathBuf),
}

impl Generator {
    pub(super) fn ours() -> Result<Self, Failure> {
        let program = std::env::current_exe().map_err(|source| Failure::Start {
            command: "cargo xtask".to_owned(),
            source,
        })?;
        Ok(Self::Ours(program))
    }

    /// A peer, installed at its newest release when it is not there yet.
    pub(super) fn peer(peer: Peer, work: &Path) -> Result<Self, Failure> {
        let (package, program) = match peer {
            Peer::OpenapiToRust => ("openapi-to-rust", "openapi-to-rust"),
            Peer::Progenitor => ("cargo-progenitor", "cargo-progenitor"),
        };
        let root = work.join("peers");
        let path = root.join("bin").join(program);
        if !path.is_file() {
            eprintln!("installing {package}");
            let run = measure::run(
                measure::cargo()
                    .args(["install", "--quiet", package, "--root"])
                    .arg(&root),
            )?;
            if !run.succeeded {
                return Err(Failure::Peer {
                    package,
                    said: run.said,
                });
            }
        }
        Ok(match peer {
            Peer::OpenapiToRust => Self::OpenapiToRust(path),
            Peer::Progenitor => Self::Progenitor(path),
        })
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Ours(_) => "kessai",
            Self::OpenapiToRust(_) => "openapi-to-rust",
            Self::Progenitor(_) => "progenitor",
        }
    }

    /// The packages it makes for a crate of this name.
    pub(super) fn packages(&self, name: &str) -> Vec<String> {
        match self {
            Self::Ours(_) => vec![name.to_owned(), format!("{name}-model")],
            Self::OpenapiToRust(_) | Self::Progenitor(_) => vec![name.to_owned()],
        }
    }

    /// Makes the crates of a document, with default options.
    pub(super) fn generate(
        &self,
        project: &Project,
        document: &Path,
        out: &Path,
        name: &str,
    ) -> Result<Run, Failure> {
        let absolute = |path: &Path| {
            std::path::absolute(path).map_err(|source| Failure::Read {
                path: path.to_owned(),
                source,
            })
        };
        let (document, out) = (absolute(document)?, absolute(out)?);
        match self {
            Self::Ours(program) => measure::run(
                Command::new(program)
                    .arg("--root")
                    .arg(project.root())
                    .args(["generate", "--name", name, "--spec"])
                    .arg(document)
                    .arg("--out")
                    .arg(out),
            ),
            Self::OpenapiToRust(program) => {
                let run = measure::run(
                    Command::new(program)
                        .arg("generate")
                        .arg(document)
                        .args(["--module-name", "generated", "--output-dir"])
                        .arg(out.join("src/generated")),
                )?;
                wrap(&out, name).map_err(|source| Failure::Read {
                    path: out.clone(),
                    source,
                })?;
                Ok(run)
            }
            Self::Progenitor(program) => {
                let run = measure::run(
                    Command::new(program)
                        .args([
                            "progenitor",
                            "-v",
                            "0.1.0",
                            "--license-name",
                            "MIT",
                            "-n",
                            name,
                            "-i",
                        ])
                        .arg(document)
                        .arg("-o")
                        .arg(&out),
                )?;
                own_workspace(&out.join("Cargo.toml")).map_err(|source| Failure::Read {
                    path: out.clone(),
                    source,
                })?;
                Ok(run)
            }
        }
    }
}

/// The peer writes modules and a list of dependencies; a manifest and a root make them a crate.
fn wrap(out: &Path, name: &str) -> std::io::Result<()> {
    let Ok(dependencies) = fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml")) else {
        return Ok(());
    };
    let head = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n"
    );
    fs::write(out.join("Cargo.toml"), head + &dependencies)?;
    fs::write(out.join("src/lib.rs"), "pub mod generated;\n")
}

/// Keeps a crate from being taken for a member of the workspace around it.
fn own_workspace(manifest: &Path) -> std::io::Result<()> {
    match fs::read_to_string(manifest) {
        Ok(text) if !text.contains("[workspace]") => fs::write(manifest, text + "\n[workspace]\n"),
        _ => Ok(()),
    }
}
