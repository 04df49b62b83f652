//! A cold `cargo check` of generated crates alone: what they depend on is built before it is measured.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::child::{self, Bounds, Ended, Run};
use super::generator::Generator;
use super::results::{Checked, Counts};
use crate::failure::Failure;

/// Checks crates in a target folder that no one else uses meanwhile.
pub(super) fn check(
    generator: &Generator,
    name: &str,
    out: &Path,
    hollow: &Path,
    target: &Path,
    bounds: Bounds,
) -> Result<Checked, Failure> {
    hollow_out(generator, out, hollow).map_err(|source| Failure::Keep {
        path: hollow.to_owned(),
        source,
    })?;
    let warmed = cargo_check(hollow, target, bounds, &["--quiet"])?;
    if !warmed.succeeded() {
        let reason = format!("dependencies: {}", warmed.reason());
        return Ok(Checked {
            ended: warmed.ended,
            cost: warmed.cost,
            errors: Counts::new(),
            warnings: Counts::new(),
            reason: Some(reason),
        });
    }
    // To cargo the hollow crates are the same packages, and their sources are newer.
    for package in generator.packages(name) {
        child::run(
            child::cargo()
                .args(["clean", "--quiet", "--package", &package])
                .current_dir(hollow)
                .env("CARGO_TARGET_DIR", target),
            bounds,
        )?;
    }
    // Both are built with the same releases of what they depend on.
    fs::copy(hollow.join("Cargo.lock"), out.join("Cargo.lock")).map_err(|source| {
        Failure::Keep {
            path: out.join("Cargo.lock"),
            source,
        }
    })?;
    let run = cargo_check(out, target, bounds, &["--message-format=json"])?;
    Ok(read(&run, out))
}

fn cargo_check(
    folder: &Path,
    target: &Path,
    bounds: Bounds,
    arguments: &[&str],
) -> Result<Run, Failure> {
    child::run(
        child::cargo()
            .args(["check", "--workspace"])
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS"),
        bounds,
    )
}

/// The same crates with nothing in them.
fn hollow_out(generator: &Generator, out: &Path, hollow: &Path) -> std::io::Result<()> {
    for folder in generator.crates() {
        let (from, to) = (out.join(folder), hollow.join(folder));
        fs::create_dir_all(to.join("src"))?;
        fs::copy(from.join("Cargo.toml"), to.join("Cargo.toml"))?;
        fs::write(to.join("src/lib.rs"), "")?;
    }
    Ok(())
}

/// A message of cargo, as far as it matters here.
#[derive(Deserialize)]
struct Message {
    manifest_path: Option<String>,
    message: Option<Diagnostic>,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    code: Option<Code>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// Reads what a check had to say about the crates in a folder.
fn read(run: &Run, out: &Path) -> Checked {
    let mut errors = Counts::new();
    let mut warnings = Counts::new();
    let mut first = None;
    let messages = run.output.lines();
    for message in messages.filter_map(|line| serde_json::from_str::<Message>(line).ok()) {
        let own = message
            .manifest_path
            .is_some_and(|path| Path::new(&path).starts_with(out));
        let Some(diagnostic) = message.message.filter(|_| own) else {
            continue;
        };
        // What sums up other messages has neither code nor place.
        let summary = diagnostic.code.is_none()
            && (diagnostic.message.starts_with("aborting due to")
                || diagnostic.message.ends_with(" emitted"));
        if summary {
            continue;
        }
        let code = diagnostic
            .code
            .map_or_else(|| "without a code".to_owned(), |code| code.code);
        if diagnostic.level.starts_with("error") {
            first = first.or_else(|| Some(format!("{code}: {}", diagnostic.message)));
            *errors.entry(code).or_default() += 1;
        } else if diagnostic.level == "warning" {
            *warnings.entry(code).or_default() += 1;
        }
    }
    Checked {
        ended: run.ended,
        cost: run.cost,
        errors,
        warnings,
        reason: (run.ended == Ended::Badly).then(|| first.unwrap_or_else(|| run.reason())),
    }
}

#[cfg(test)]
mod tests {
    use super::super::child::Cost;
    use super::*;

    fn message(manifest: &str, level: &str, code: Option<&str>, text: &str) -> String {
        let code = code.map(|code| serde_json::json!({ "code": code, "explanation": null }));
        serde_json::json!({"reason": "compiler-message", "manifest_path": manifest,
            "message": {"level": level, "message": text, "code": code, "spans": []}})
        .to_string()
    }

    #[test]
    fn errors_and_warnings_are_counted_by_their_codes() {
        let output = [
            message(
                "/out/Cargo.toml",
                "warning",
                Some("unused_mut"),
                "not mutable",
            ),
            message(
                "/out/model/Cargo.toml",
                "warning",
                Some("unused_mut"),
                "not mutable",
            ),
            message("/out/Cargo.toml", "warning", None, "2 warnings emitted"),
            message(
                "/elsewhere/Cargo.toml",
                "warning",
                Some("unused"),
                "not ours",
            ),
            message(
                "/out/Cargo.toml",
                "error",
                Some("E0425"),
                "cannot find type `A`",
            ),
            message("/out/Cargo.toml", "error", None, "expected `}`"),
            message(
                "/out/Cargo.toml",
                "error",
                None,
                "aborting due to 2 previous errors",
            ),
            r#"{"reason": "build-finished", "success": false}"#.to_owned(),
        ]
        .join("\n");
        let run = Run {
            ended: Ended::Badly,
            cost: Cost {
                cpu: 1.0,
                peak: 2.0,
            },
            output,
            said: String::new(),
        };
        let checked = read(&run, Path::new("/out"));
        assert_eq!(
            checked.warnings,
            Counts::from([("unused_mut".to_owned(), 2)])
        );
        assert_eq!(
            checked.errors,
            Counts::from([("E0425".to_owned(), 1), ("without a code".to_owned(), 1)])
        );
        assert_eq!(
            checked.reason.as_deref(),
            Some("E0425: cannot find type `A`")
        );
    }
}
