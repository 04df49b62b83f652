//! The command line, on a copy of the specs.

#![allow(clippy::unwrap_used)] // The helpers are tests too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

mod anywhere;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A repository with the specs and nothing generated.
fn specs() -> TempDir {
    let root = TempDir::new().unwrap();
    copy(&repository().join("specs"), &root.path().join("specs"));
    root
}

fn xtask(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--root")
        .arg(root)
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn succeeds(root: &Path, arguments: &[&str]) -> String {
    let output = xtask(root, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout)
}

fn fails(root: &Path, arguments: &[&str]) -> String {
    let output = xtask(root, arguments);
    assert_eq!(
        output.status.code(),
        Some(1),
        "{arguments:?}: {}",
        text(&output.stdout)
    );
    text(&output.stdout) + &text(&output.stderr)
}

/// The first provider of the repository, whichever it is.
fn provider(root: &Path) -> String {
    let mut names: Vec<String> = fs::read_dir(root.join("specs"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("openapi.yaml").is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names.remove(0)
}

fn edit(path: &Path, from: &str, to: &str) {
    let before = fs::read_to_string(path).unwrap();
    assert!(before.contains(from), "{} holds no {from}", path.display());
    fs::write(path, before.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_checked_in_is_what_the_specs_give() {
    succeeds(&repository(), &["generate", "--check"]);
}

#[test]
fn a_broken_crate_is_mended() {
    let root = specs();
    let summary = succeeds(root.path(), &["generate"]);
    for word in ["operations", "types", "files", "lines", "ms"] {
        assert!(summary.contains(word), "{summary}");
    }
    let provider = provider(root.path());
    let generated = root.path().join("generated");
    let library = generated.join(&provider).join("src/lib.rs");
    let sound = fs::read_to_string(&library).unwrap();

    fs::write(&library, "<<<<<<< not Rust").unwrap();
    fs::write(generated.join(&provider).join("Cargo.toml"), "not TOML [").unwrap();
    fs::remove_dir_all(generated.join(format!("{provider}-model"))).unwrap();
    fs::write(
        generated.join(format!("{provider}-registry/src/stray.rs")),
        "",
    )
    .unwrap();
    let difference = fails(root.path(), &["generate", "--check"]);
    for part in [
        "-<<<<<<< not Rust",
        "+++ /dev/null",
        "--- /dev/null",
        "cargo xtask generate",
    ] {
        assert!(difference.contains(part), "no {part} in:\n{difference}");
    }

    succeeds(root.path(), &["generate"]);
    assert_eq!(fs::read_to_string(&library).unwrap(), sound);
    succeeds(root.path(), &["generate", "--check"]);
}

/// The manifests of generated crates may be gone or hold conflict markers; cargo must still be able to start this command.
#[test]
fn the_command_does_not_need_what_it_writes() {
    let root = TempDir::new().unwrap();
    for part in ["codegen", "xtask", "runtime", "conformance"] {
        copy(&repository().join(part), &root.path().join(part));
    }
    for file in ["Cargo.toml", "Cargo.lock"] {
        fs::copy(repository().join(file), root.path().join(file)).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        // What other systems would need as well may never have been fetched, so `metadata` would not do.
        .args(["tree", "--quiet", "--offline", "--manifest-path"])
        .arg(root.path().join("xtask/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_slip_in_a_spec_is_shown_at_its_place_and_nothing_is_written() {
    let root = specs();
    succeeds(root.path(), &["generate"]);
    let provider = provider(root.path());
    let spec = root
        .path()
        .join("specs")
        .join(&provider)
        .join("openapi.yaml");
    let library = root
        .path()
        .join("generated")
        .join(&provider)
        .join("src/lib.rs");
    let before = fs::metadata(&library).unwrap().modified().unwrap();
    let line = fs::read_to_string(&spec)
        .unwrap()
        .lines()
        .position(|line| line == "servers:")
        .unwrap()
        + 1;
    edit(&spec, "\nservers:", "\nserverz:");
    for command in ["generate", "lint"] {
        let shown = fails(root.path(), &[command]);
        assert!(shown.contains(&format!("openapi.yaml:{line}:1")), "{shown}");
        assert!(shown.contains("did you mean `servers`"), "{shown}");
    }
    assert_eq!(fs::metadata(&library).unwrap().modified().unwrap(), before);
}

/// A spec that is sound and says something that no source is known for.
#[test]
fn what_no_source_says_is_shown_at_both_places_and_nothing_is_written() {
    let root = specs();
    let provider = provider(root.path());
    let folder = root.path().join("specs").join(&provider);
    let ledger = fs::read_dir(folder.join("evidence")).unwrap().next();
    assert!(ledger.is_some(), "{provider} has a ledger");
    let resources = fs::read_dir(folder.join("resources")).unwrap();
    let (resource, line) = resources
        .map(|entry| entry.unwrap().path())
        .find_map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let line = text
                .lines()
                .position(|line| line == "          minimum: 0")?;
            Some((path, line + 1))
        })
        .unwrap();
    edit(
        &resource,
        "\n          minimum: 0\n",
        "\n          minimum: -7\n",
    );
    for command in ["lint", "generate"] {
        let shown = fails(root.path(), &[command, &provider]);
        let place = format!(
            "resources/{}:{line}:",
            resource.file_name().unwrap().to_string_lossy()
        );
        for part in ["error[EVID", &place, "/evidence/"] {
            assert!(shown.contains(part), "no {part} in:\n{shown}");
        }
    }
    assert!(!root.path().join("generated").exists());
}

#[test]
fn an_unknown_provider_is_told_the_known_ones() {
    let root = specs();
    let known = provider(root.path());
    for command in ["generate", "lint", "bundle"] {
        let shown = fails(root.path(), &[command, "nobody"]);
        assert!(
            shown.contains("no provider `nobody`") && shown.contains(&known),
            "{shown}"
        );
    }
}

/// Every file below a folder: path in the folder → bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    files
}

#[test]
fn a_bundle_gives_the_crates_that_its_files_give() {
    let root = specs();
    succeeds(root.path(), &["generate"]);
    let expected = files(&root.path().join("generated"));
    for format in ["yaml", "json"] {
        let other = TempDir::new().unwrap();
        for entry in fs::read_dir(root.path().join("specs")).unwrap() {
            let folder = entry.unwrap().path();
            let Some(provider) = folder
                .file_name()
                .filter(|_| folder.join("openapi.yaml").is_file())
            else {
                continue;
            };
            let alone = other.path().join("specs").join(provider);
            // What lies beside the document stays there.
            for beside in ["evidence", "guide"] {
                copy(&folder.join(beside), &alone.join(beside));
            }
            fs::copy(folder.join("package.toml"), alone.join("package.toml")).unwrap();
            let bundle = succeeds(
                root.path(),
                &["bundle", provider.to_str().unwrap(), "--format", format],
            );
            fs::write(alone.join("openapi.yaml"), bundle).unwrap();
        }
        succeeds(other.path(), &["generate"]);
        let found = files(&other.path().join("generated"));
        assert_eq!(
            found.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>()
        );
        for (path, bytes) in &expected {
            assert!(
                found.get(path) == Some(bytes),
                "{} is not the same from the bundle in {format}",
                path.display()
            );
        }
    }
}

/// The lints of the two workspaces must not drift apart.
#[test]
fn both_workspaces_have_the_same_lints() {
    let lints = |manifest: &str| -> Vec<String> {
        let text = fs::read_to_string(repository().join(manifest)).unwrap();
        let mut found = Vec::new();
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with('[') {
                inside = line.starts_with("[workspace.lints");
            }
            if inside && !line.starts_with('#') && !line.is_empty() {
                found.push(line.to_owned());
            }
        }
        found
    };
    assert!(!lints("Cargo.toml").is_empty());
    assert_eq!(lints("Cargo.toml"), lints("xtask/Cargo.toml"));
}

/// A cargo that writes down how it was called and ends with a status.
#[cfg(unix)]
fn cargo_that_ends(folder: &Path, status: u8) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join(format!("cargo-{status}"));
    let text = format!("#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit {status}\n");
    fs::write(&program, text).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

#[cfg(unix)]
#[test]
fn what_needs_generated_code_is_started_through_cargo() {
    let root = specs();
    // 101 is what cargo ends with when the program does not compile.
    for (status, expected) in [(0, 0), (1, 1), (2, 2), (101, 2)] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("--root")
            .arg(root.path())
            .args(["verify", "--provider", "shop", "a folder", "--help"])
            .env("CARGO", cargo_that_ends(root.path(), status))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(expected));
        let called = text(&output.stdout);
        let arguments: Vec<&str> = called.lines().collect();
        let (before, after) =
            arguments.split_at(arguments.iter().position(|word| *word == "--").unwrap());
        assert_eq!(
            before[..4],
            ["run", "--quiet", "--package", "kessai-conformance"]
        );
        assert_eq!(
            after,
            ["--", "verify", "--provider", "shop", "a folder", "--help"]
        );
    }
}
