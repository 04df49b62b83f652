//! `ci` with a cargo that does nothing: what it says of the check that needs Node.js.

#![cfg(unix)]
#![allow(clippy::unwrap_used)] // The helpers are tests too.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const NOT_CHECKED: &str =
    "NOT CHECKED: what redocly and spectral make of the bundles, for want of `npx`";

fn program(folder: &Path, name: &str, script: &str) -> PathBuf {
    fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// A repository with one spec, and programs of its own instead of those that are installed.
fn repository() -> TempDir {
    let root = TempDir::new().unwrap();
    let shop = root.path().join("specs/shop");
    fs::create_dir_all(&shop).unwrap();
    let document = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\npaths: {}\n";
    fs::write(shop.join("openapi.yaml"), document).unwrap();
    fs::create_dir_all(root.path().join("programs")).unwrap();
    fs::create_dir_all(root.path().join("target")).unwrap();
    // Tests note their snapshots there.
    let note =
        "[ -z \"$INSTA_SNAPSHOT_REFERENCES_FILE\" ] || : > \"$INSTA_SNAPSHOT_REFERENCES_FILE\"";
    program(root.path(), "cargo", note);
    root
}

/// What `ci` prints, after it has passed.
fn passes(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--root")
        .arg(root)
        .arg("ci")
        .args(arguments)
        .current_dir(root)
        .env("CARGO", root.join("cargo"))
        .env("PATH", root.join("programs"))
        .output()
        .unwrap();
    let (shown, errors) = (output.stdout.clone(), output.stderr.clone());
    let shown = String::from_utf8(shown).unwrap();
    let errors = String::from_utf8(errors).unwrap();
    assert!(output.status.success(), "{shown}{errors}");
    shown
}

/// How many checks are said to have passed.
fn checks(shown: &str) -> usize {
    let line = shown.lines().find(|line| line.starts_with("all ")).unwrap();
    line.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn without_node_the_full_check_says_what_it_left_out() {
    let root = repository();
    let plain = passes(root.path(), &[]);
    assert!(
        !plain.contains("npx") && !plain.contains("NOT CHECKED"),
        "{plain}"
    );
    let without = passes(root.path(), &["--full"]);
    let last = without.lines().last().unwrap();
    assert!(last.starts_with(NOT_CHECKED), "{without}");
    assert!(
        last.contains("install Node.js") && last.contains("https://nodejs.org"),
        "{last}"
    );

    program(
        &root.path().join("programs"),
        "npx",
        "echo \"npx was run: $*\"",
    );
    let with = passes(root.path(), &["--full"]);
    assert!(with.contains("npx was run: --yes @redocly/cli"), "{with}");
    assert!(
        with.contains("npx was run: --yes @stoplight/spectral-cli"),
        "{with}"
    );
    assert!(!with.contains("NOT CHECKED"), "{with}");
    assert!(checks(&plain) < checks(&without), "{plain}{without}");
    assert_eq!(checks(&without) + 1, checks(&with), "{without}{with}");
    let plain = passes(root.path(), &[]);
    assert!(!plain.contains("npx was run"), "{plain}");
}
