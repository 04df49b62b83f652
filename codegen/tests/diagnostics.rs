//! Every code has a document that shows it, and the rendering of what is found there is pinned.
//!
//! `tests/diagnostics/<table>/<CODE>-<case>/openapi.yaml` is a document with one kind of fault; beside it stands what is
//! shown for it. A folder without a document is a document that cannot be read.

#![allow(clippy::format_collect)] // Frames of a few lines.
#![allow(clippy::unwrap_used)] // The helpers are tests too.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use kessai_codegen::{
    check,
    diagnostics::{self, Diagnostics},
    source::Sources,
    tree::{self, Disk, Document, Files},
};

#[path = "diagnostics/examples.rs"]
mod examples;
#[path = "diagnostics/pages.rs"]
mod pages;
#[path = "diagnostics/robustness.rs"]
mod robustness;

/// Everything that loading and checking find, with what a spec of the house must say or without it.
fn findings(files: &dyn Files, house: bool) -> (Sources, Option<Document>, Diagnostics) {
    let root = Path::new("openapi.yaml");
    let (mut sources, document, mut found) = tree::load_from(files, root);
    if let Some(document) = &document {
        found.extend(check::check(document));
        if house {
            found.extend(check::house(document));
            found.extend(check::unused_files(files, root, document, &mut sources));
        }
    }
    (sources, document, found)
}

/// Documents that show what a spec of the house must say say all of it but that; the others show one fault and little else.
fn is_of_house(code: &str) -> bool {
    code.starts_with("SPEC07")
}

/// A folder as if it were the place where the tests run.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &Path) -> io::Result<String> {
        Disk.read(&self.0.join(path))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        Disk.list(&self.0.join(folder))
    }
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Each folder of a case with the code it is named for.
fn cases() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let cases = folders(&root).into_iter().flat_map(|table| folders(&table));
    cases
        .map(|case| {
            (
                case.clone(),
                name(&case).split('-').next().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn every_case_renders_as_pinned() {
    for (folder, code) in cases() {
        let (sources, _, found) = findings(&Folder(folder.clone()), is_of_house(&code));
        let codes: BTreeSet<_> = found.iter().map(|found| found.code.as_str()).collect();
        assert!(
            codes.len() == 1 && codes.contains(code.as_str()),
            "{}: {codes:?}",
            folder.display()
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            insta::assert_snapshot!("shown", diagnostics::render(&found, &sources, false));
        });
    }
}

#[test]
fn every_code_has_a_case_and_a_page() {
    let shown: BTreeSet<String> = cases().into_iter().map(|(_, code)| code).collect();
    let mut titles = BTreeMap::new();
    for code in diagnostics::codes::TABLES
        .iter()
        .flat_map(|table| table.iter())
    {
        // The codes of later stages are shown by the tests of those stages.
        if !code.as_str().starts_with("SPEC") {
            continue;
        }
        // A file of 64 MiB would slow every checkout; the case is made in memory instead.
        let made = *code == diagnostics::codes::syntax::TOO_LARGE;
        assert!(
            made || shown.contains(code.as_str()),
            "no case shows {code}"
        );
        assert_eq!(
            titles.insert(code.as_str(), code.page().title),
            None,
            "{code} stands in two tables"
        );
        assert_eq!(diagnostics::codes::find(code.as_str()), Some(*code));
        let page = code.explain();
        assert!(
            page.starts_with(&format!("# {code}: "))
                && page.contains("Wrong:")
                && page.contains("Right:"),
            "{page}"
        );
    }
    assert!(
        shown.iter().all(|code| titles.contains_key(code.as_str())),
        "a case shows a code that is in no table"
    );
}

#[test]
fn a_file_that_is_too_large_is_not_parsed() {
    let read = |_: &Path| Ok(" ".repeat(tree::MAX_BYTES + 1));
    let (_, _, found) = findings(&read, false);
    let codes: Vec<_> = found.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["SPEC0112"]);
}
