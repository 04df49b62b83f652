//! What linters that others use make of the bundles. They are run through `npx`, which fetches them.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::project::{Project, shown_from_here};

/// The rules that a spectral ruleset starts from.
const RULESET: &str = "extends: [[spectral:oas, recommended]]\n";

/// The commands that must find no error; the bundle is named behind each.
const LINTERS: &[&str] = &[
    "@redocly/cli@2 lint --extends=spec",
    "@stoplight/spectral-cli@6 lint --ruleset ruleset.yaml --fail-severity error --quiet",
];

/// Lints the bundle of every spec; says whether it could, which takes Node.js.
pub(super) fn run(project: &Project) -> Result<bool, Failure> {
    let folder = project.root().join("target/bundles");
    write(&folder, "ruleset.yaml", RULESET)?;
    for provider in project.providers(&[])? {
        let (_, document, _) = kessai_codegen::tree::load(&shown_from_here(&provider.spec));
        let text = document.map(|document| document.to_yaml());
        let Some(Ok(text)) = text else {
            return Err(Failure::Bundle(format!(
                "the spec of {} is not sound",
                provider.name
            )));
        };
        let bundle = format!("{}.yaml", provider.name);
        write(&folder, &bundle, &text)?;
        for linter in LINTERS {
            if !lint(&folder, linter, &bundle)? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Runs a linter; false when there is no `npx` to run it.
fn lint(folder: &Path, linter: &str, bundle: &str) -> Result<bool, Failure> {
    let shown = format!("npx --yes {linter} {bundle}");
    println!("== bundles: {shown}");
    let status = Command::new("npx")
        .arg("--yes")
        .args(linter.split(' '))
        .arg(bundle)
        .current_dir(folder)
        .status();
    match status {
        Ok(status) if status.success() => Ok(true),
        Ok(_) => Err(Failure::Step {
            step: "bundles",
            command: shown,
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(Failure::Start {
            command: shown,
            source,
        }),
    }
}

fn write(folder: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = folder.join(name);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| Failure::Bundle(format!("{}: {error}", path.display())))
}
