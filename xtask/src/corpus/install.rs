//! Where the programs of the generators come from.

use std::fs;
use std::path::{Path, PathBuf};

use super::child::{self, Bounds};
use super::digest::Digest;
use super::generator::Generator;
use crate::cli::Peer;
use crate::failure::Failure;
use crate::project::Project;

/// What an installation may take.
const BOUNDS: Bounds = Bounds {
    seconds: 3600,
    mebibytes: 16 << 10,
};

/// This command as peers are installed: optimised.
pub(super) fn own(
    project: &Project,
    work: &Path,
    given: Option<&PathBuf>,
) -> Result<Generator, Failure> {
    let program = match given {
        Some(program) => program.clone(),
        None => {
            let target = work.join("own");
            eprintln!("building the generator");
            let run = child::run(
                child::cargo()
                    .args(["build", "--release", "--quiet", "--manifest-path"])
                    .arg(project.root().join("xtask/Cargo.toml"))
                    .arg("--target-dir")
                    .arg(&target),
                BOUNDS,
            )?;
            if !run.succeeded() {
                return Err(Failure::Step {
                    step: "the build of the generator",
                    command: "cargo build --release --manifest-path xtask/Cargo.toml".to_owned(),
                });
            }
            target
                .join("release")
                .join(format!("xtask{}", std::env::consts::EXE_SUFFIX))
        }
    };
    generator(None, program, "of this repository".to_owned())
}

/// A peer, installed at its newest release when it is not there yet.
pub(super) fn peer(peer: Peer, work: &Path) -> Result<Generator, Failure> {
    let package = match peer {
        Peer::OpenapiToRust => "openapi-to-rust",
        Peer::Progenitor => "cargo-progenitor",
    };
    let root = work.join("peers");
    let program = root
        .join("bin")
        .join(format!("{package}{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        eprintln!("installing {package}");
        let run = child::run(
            child::cargo()
                .args(["install", "--quiet", package, "--root"])
                .arg(&root),
            BOUNDS,
        )?;
        if !run.succeeded() {
            return Err(Failure::Peer {
                package,
                said: run.reason(),
            });
        }
    }
    generator(Some(peer), program, installed(&root, package))
}

/// The release that cargo says it installed.
fn installed(root: &Path, package: &str) -> String {
    let text = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
    let start = format!("\"{package} ");
    let line = text.lines().find_map(|line| line.strip_prefix(&start));
    let version = line.and_then(|line| line.split_whitespace().next());
    version.unwrap_or("of an unknown release").to_owned()
}

fn generator(peer: Option<Peer>, program: PathBuf, version: String) -> Result<Generator, Failure> {
    let digest = Digest::default().file(&program)?.end();
    Ok(Generator {
        peer,
        program,
        version,
        digest,
    })
}
