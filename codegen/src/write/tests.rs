use std::fs;

use super::{Written, apply, diff};
use crate::emit::Files;

fn files(pairs: &[(&str, &str)]) -> Files {
    pairs
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn a_folder_becomes_what_it_should_be() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shop");
    let first = files(&[
        ("Cargo.toml", "a"),
        ("src/lib.rs", "b"),
        ("src/orders.rs", "c"),
    ]);
    assert_eq!(
        apply(&folder, &first).unwrap(),
        Written {
            changed: 3,
            removed: 0
        }
    );
    assert_eq!(apply(&folder, &first).unwrap(), Written::default());

    let second = files(&[("Cargo.toml", "a"), ("src/lib.rs", "B")]);
    let before = fs::metadata(folder.join("Cargo.toml"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(
        apply(&folder, &second).unwrap(),
        Written {
            changed: 1,
            removed: 1
        }
    );
    assert_eq!(fs::read_to_string(folder.join("src/lib.rs")).unwrap(), "B");
    assert!(!folder.join("src/orders.rs").exists());
    assert_eq!(
        fs::metadata(folder.join("Cargo.toml"))
            .unwrap()
            .modified()
            .unwrap(),
        before,
        "an unchanged file keeps its time"
    );
    assert_eq!(
        fs::read_dir(root.path()).unwrap().count(),
        1,
        "nothing is left beside the folder"
    );
}

#[test]
fn a_failed_run_leaves_the_folder_alone() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shop");
    apply(&folder, &files(&[("src/lib.rs", "old")])).unwrap();
    // A file cannot also be a folder, so the staged copy cannot be completed.
    let impossible = files(&[("src", "file"), ("src/lib.rs", "new")]);
    assert!(apply(&folder, &impossible).is_err());
    assert_eq!(
        fs::read_to_string(folder.join("src/lib.rs")).unwrap(),
        "old"
    );
}

#[test]
fn left_overs_of_an_interrupted_run_do_no_harm() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shop");
    fs::create_dir_all(root.path().join(".shop.new/src")).unwrap();
    fs::write(root.path().join(".shop.new/src/stray.rs"), "stray").unwrap();
    apply(&folder, &files(&[("src/lib.rs", "new")])).unwrap();
    assert!(!folder.join("src/stray.rs").exists());
}

#[test]
fn differences_are_shown_and_orphans_too() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("shop");
    apply(
        &folder,
        &files(&[("a.rs", "one\ntwo\n"), ("b.rs", "gone\n")]),
    )
    .unwrap();
    assert_eq!(
        diff(
            &folder,
            "shop",
            &files(&[("a.rs", "one\ntwo\n"), ("b.rs", "gone\n")])
        )
        .unwrap(),
        ""
    );
    let shown = diff(
        &folder,
        "shop",
        &files(&[("a.rs", "one\n2\n"), ("c.rs", "new\n")]),
    )
    .unwrap();
    assert!(
        shown.contains("--- a/shop/a.rs\n+++ b/shop/a.rs\n"),
        "{shown}"
    );
    assert!(shown.contains("-two\n+2\n"), "{shown}");
    assert!(shown.contains("+++ /dev/null"), "{shown}");
    assert!(
        shown.contains("--- /dev/null\n+++ b/shop/c.rs\n"),
        "{shown}"
    );
    let shown = diff(
        &folder,
        "shop",
        &files(&[("a.rs", "one\ntwo\n"), ("b.rs", "gone\n"), ("empty.rs", "")]),
    )
    .unwrap();
    assert_eq!(shown, "--- /dev/null\n+++ b/shop/empty.rs\n");
}
