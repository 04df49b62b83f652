//! The generators: ours, and peers from the package registry.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::child::{self, Bounds, Run};
use crate::cli::Peer;
use crate::failure::Failure;
use crate::project::Project;

/// A generator that can be started.
#[derive(Debug)]
pub(super) struct Generator {
    /// The peer that it is; none is ours.
    pub(super) peer: Option<Peer>,
    pub(super) program: PathBuf,
    /// Its release.
    pub(super) version: String,
    /// The digest of its program.
    pub(super) digest: String,
}

/// What a generator is asked to do.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    pub(super) document: &'a Path,
    /// The folder for the crates, which is not there yet.
    pub(super) out: &'a Path,
    /// The name of the crate.
    pub(super) name: &'a str,
    pub(super) bounds: Bounds,
}

impl Generator {
    pub(super) fn name(&self) -> &'static str {
        match self.peer {
            None => "kessai",
            Some(Peer::OpenapiToRust) => "openapi-to-rust",
            Some(Peer::Progenitor) => "progenitor",
        }
    }

    /// The folders of the crates it makes.
    pub(super) fn crates(&self) -> &'static [&'static str] {
        match self.peer {
            None => &["", "model"],
            Some(_) => &[""],
        }
    }

    /// The packages it makes for a crate of this name.
    pub(super) fn packages(&self, name: &str) -> Vec<String> {
        let part = |folder: &&str| match *folder {
            "" => name.to_owned(),
            folder => format!("{name}-{folder}"),
        };
        self.crates().iter().map(part).collect()
    }

    /// Where the types of its crate stand: the file, and the module.
    pub(super) fn types(&self) -> (&'static str, &'static str) {
        match self.peer {
            Some(Peer::OpenapiToRust) => ("src/generated/types.rs", "generated::types"),
            None | Some(Peer::Progenitor) => ("src/lib.rs", "types"),
        }
    }

    /// Makes the crates of a document, with default options.
    pub(super) fn generate(&self, project: &Project, order: Order<'_>) -> Result<Run, Failure> {
        let mut command = Command::new(&self.program);
        match self.peer {
            None => own(&mut command, project, order),
            Some(Peer::OpenapiToRust) => command
                .arg("generate")
                .arg(order.document)
                .args(["--module-name", "generated", "--output-dir"])
                .arg(order.out.join("src/generated")),
            Some(Peer::Progenitor) => command
                .args(["progenitor", "-v", "0.1.0", "--license-name", "MIT"])
                .args(["-n", order.name, "-i"])
                .arg(order.document)
                .arg("-o")
                .arg(order.out),
        };
        let run = child::run(&mut command, order.bounds)?;
        if run.succeeded() {
            let kept = |source| Failure::Keep {
                path: order.out.to_owned(),
                source,
            };
            match self.peer {
                None => {}
                Some(Peer::OpenapiToRust) => wrap(order.out, order.name).map_err(kept)?,
                Some(Peer::Progenitor) => {
                    own_workspace(&order.out.join("Cargo.toml")).map_err(kept)?;
                }
            }
        }
        Ok(run)
    }

    /// Makes the crates of a document together with the table by which they are reached; ours alone.
    pub(super) fn with_registry(
        &self,
        project: &Project,
        order: Order<'_>,
    ) -> Result<Run, Failure> {
        let mut command = Command::new(&self.program);
        child::run(
            own(&mut command, project, order).arg("--registry"),
            order.bounds,
        )
    }

    /// A document as it was written, as JSON; ours alone.
    pub(super) fn written(&self, document: &Path, bounds: Bounds) -> Result<Run, Failure> {
        let mut command = Command::new(&self.program);
        child::run(
            command
                .args(["bundle", "--format", "json", "--spec"])
                .arg(document),
            bounds,
        )
    }

    /// What is found in a document, a JSON object on each line; ours alone.
    pub(super) fn findings(&self, document: &Path, bounds: Bounds) -> Result<Run, Failure> {
        let mut command = Command::new(&self.program);
        child::run(
            command
                .args(["lint", "--notes", "--profile", "public"])
                .args(["--message-format", "json", "--spec"])
                .arg(document),
            bounds,
        )
    }
}

fn own<'c>(command: &'c mut Command, project: &Project, order: Order<'_>) -> &'c mut Command {
    command
        .arg("--root")
        .arg(project.root())
        .args(["generate", "--name", order.name, "--spec"])
        .arg(order.document)
        .arg("--out")
        .arg(order.out)
}

/// The peer writes modules and a list of dependencies; a manifest and a root make them a crate.
fn wrap(out: &Path, name: &str) -> io::Result<()> {
    let dependencies = fs::read_to_string(out.join("src/generated/REQUIRED_DEPS.toml"))?;
    let head = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n"
    );
    fs::write(out.join("Cargo.toml"), head + &dependencies)?;
    fs::write(out.join("src/lib.rs"), "pub mod generated;\n")
}

/// Keeps a crate from being taken for a member of the workspace around it.
fn own_workspace(manifest: &Path) -> io::Result<()> {
    let text = fs::read_to_string(manifest)?;
    if text.contains("[workspace]") {
        return Ok(());
    }
    fs::write(manifest, text + "\n[workspace]\n")
}
