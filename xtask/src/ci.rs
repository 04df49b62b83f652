//! `ci`: every check, one after the other.

use std::process::Command;
use std::time::Instant;

use crate::cli::Ci;
use crate::failure::Failure;
use crate::project::Project;

/// A check and the command that runs it.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const XTASK: &str = "xtask/Cargo.toml";
const WARNINGS: &[(&str, &str)] = &[("RUSTDOCFLAGS", "-D warnings")];

/// Cheap checks first; what compiles the least before what compiles the most.
const STEPS: &[Step] = &[
    Step {
        name: "format",
        arguments: &["fmt", "--all", "--check"],
        environment: &[],
    },
    Step {
        name: "format of xtask",
        arguments: &["fmt", "--check", "--manifest-path", XTASK],
        environment: &[],
    },
    Step {
        name: "specs",
        arguments: &["xtask", "lint"],
        environment: &[],
    },
    Step {
        name: "drift of generated/",
        arguments: &["xtask", "generate", "--check"],
        environment: &[],
    },
    Step {
        name: "lints",
        arguments: &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step {
        name: "lints of xtask",
        arguments: &[
            "clippy",
            "--all-targets",
            "--manifest-path",
            XTASK,
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step {
        name: "tests of xtask",
        arguments: &["test", "--manifest-path", XTASK],
        environment: &[],
    },
    Step {
        name: "tests",
        arguments: &["test", "--workspace", "--all-features"],
        environment: &[],
    },
    Step {
        name: "documentation",
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        environment: WARNINGS,
    },
];

pub(crate) fn run(project: &Project, arguments: &Ci) -> Result<(), Failure> {
    let started = Instant::now();
    for step in STEPS {
        run_step(project, step)?;
    }
    if arguments.full {
        println!("there is no check beyond these yet");
    }
    println!(
        "all {} checks passed in {} s",
        STEPS.len(),
        started.elapsed().as_secs()
    );
    Ok(())
}

fn run_step(project: &Project, step: &Step) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let shown = format!("cargo {}", step.arguments.join(" "));
    println!("== {}: {shown}", step.name);
    let started = Instant::now();
    let status = Command::new(cargo)
        .args(step.arguments)
        .envs(step.environment.iter().copied())
        .current_dir(project.root())
        .status()
        .map_err(|source| Failure::Start {
            command: shown.clone(),
            source,
        })?;
    if !status.success() {
        return Err(Failure::Step {
            step: step.name,
            command: shown,
        });
    }
    println!("== {}: {} s", step.name, started.elapsed().as_secs());
    Ok(())
}
