//! `ci`: every check, one after the other.

use std::process::Command;
use std::time::Instant;

use crate::cli::Ci;
use crate::failure::Failure;
use crate::project::Project;

mod outside;
mod snapshots;

/// A check and the command that runs it.
struct Step {
    name: &'static str,
    arguments: Vec<String>,
    environment: Vec<(&'static str, String)>,
}

impl Step {
    /// A check by the words of its cargo command.
    fn new(name: &'static str, command: &str) -> Self {
        Self {
            name,
            arguments: command.split(' ').map(str::to_owned).collect(),
            environment: Vec::new(),
        }
    }

    fn with(mut self, variable: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((variable, value.into()));
        self
    }
}

/// The tests that try the laws on the providers. They take longer than all others together, so they are a step by themselves.
const LAWS: [&str; 3] = [
    "every_provider_keeps_every_law",
    "faults_are_met_as_they_were",
    "no_provider_shows_what_is_secret",
];

/// The checks of every change: cheap ones first, and what compiles the least before what compiles the most.
fn steps(project: &Project) -> Vec<Step> {
    let others: Vec<String> = LAWS.iter().map(|law| format!("--skip {law}")).collect();
    let tests = format!(
        "test --workspace --all-features -- --exact {}",
        others.join(" ")
    );
    let noting = |step: Step| {
        step.with(
            snapshots::VARIABLE,
            snapshots::notes(project).display().to_string(),
        )
    };
    vec![
        Step::new("format", "fmt --all --check"),
        Step::new(
            "format of xtask",
            "fmt --check --manifest-path xtask/Cargo.toml",
        ),
        Step::new("specs", "xtask lint"),
        Step::new("drift of generated/", "xtask generate --check"),
        Step::new(
            "lints",
            "clippy --workspace --all-targets --all-features -- -D warnings",
        ),
        Step::new(
            "lints of xtask",
            "clippy --all-targets --manifest-path xtask/Cargo.toml -- -D warnings",
        ),
        noting(Step::new(
            "tests of xtask",
            "test --manifest-path xtask/Cargo.toml",
        )),
        Step::new("build of tests", "test --workspace --all-features --no-run"),
        noting(Step::new(
            "laws",
            "test --workspace --all-features --test laws --test secrets",
        )),
        noting(Step::new("tests", &tests)),
        Step::new("documentation", "doc --workspace --no-deps --all-features")
            .with("RUSTDOCFLAGS", "-D warnings"),
    ]
}

/// What takes longer than a change should wait for.
fn full_steps(project: &Project) -> Vec<Step> {
    let sample = project.root().join("target/random");
    let sample = sample.display();
    let features = |list: &str| {
        format!("check -p kessai-client -p smartpay --no-default-features {list}")
            .trim_end()
            .to_owned()
    };
    vec![
        Step::new("features: none", &features("")),
        Step::new("features: reqwest", &features("--features reqwest")),
        Step::new("features: native-tls", &features("--features native-tls")),
        Step::new(
            "single faults",
            "test --release -p kessai-codegen --test plants",
        )
        .with("PLANTS", "10000"),
        // Its C++ takes longer to build than the check of a change should.
        Step::new(
            "fuzz targets",
            "clippy --manifest-path fuzz/Cargo.toml -- -D warnings",
        ),
        Step::new("random documents", "test -p kessai-codegen --test random")
            .with("RANDOM_SAMPLE", sample.to_string()),
        Step::new(
            "crates of random documents",
            &format!(
                "clippy --workspace --all-features --manifest-path {sample}/Cargo.toml -- -D warnings"
            ),
        ),
    ]
}

pub(crate) fn run(project: &Project, arguments: &Ci) -> Result<(), Failure> {
    let started = Instant::now();
    let mut steps = steps(project);
    if arguments.full {
        steps.extend(full_steps(project));
    }
    snapshots::forget(project)?;
    for step in &steps {
        run_step(project, step)?;
    }
    snapshots::run(project)?;
    let skipped = arguments.full && !outside::run(project)?;
    println!(
        "all {} checks passed in {} s",
        steps.len() + 1 + usize::from(arguments.full && !skipped),
        started.elapsed().as_secs()
    );
    if skipped {
        println!(
            "NOT CHECKED: what redocly and spectral make of the bundles, for want of `npx`: install Node.js 22 or later \
             (https://nodejs.org/en/download), which brings it, and run this again"
        );
    }
    Ok(())
}

fn run_step(project: &Project, step: &Step) -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let shown = format!("cargo {}", step.arguments.join(" "));
    println!("== {}: {shown}", step.name);
    let started = Instant::now();
    let status = Command::new(cargo)
        .args(&step.arguments)
        .envs(step.environment.iter().map(|(name, value)| (name, value)))
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

#[cfg(test)]
mod tests {
    use super::LAWS;

    /// A name that is no test's would have the laws run twice.
    #[test]
    fn the_laws_are_tests_that_there_are() {
        let text = concat!(
            include_str!("../../conformance/tests/laws/main.rs"),
            include_str!("../../conformance/tests/secrets.rs")
        );
        for law in LAWS {
            assert!(text.contains(&format!("#[test]\nfn {law}()")), "{law}");
        }
        assert_eq!(text.matches("#[test]").count(), LAWS.len());
    }
}
