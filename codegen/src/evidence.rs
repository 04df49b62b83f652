//! What is known of an API, and from where: the ledger of a spec, compared with the spec both ways.
//!
//! No linter sees that a spec is consistent and wrong: a misspelt enum value, a status that is never sent, a bound off by
//! ten. The ledger is written by hand from the sources, row by row, each with the sources it is known from. Whatever the
//! spec promises must have a row, every row must be in the spec, and where the two differ the row must say why, in a
//! `resolution`. Every other difference is an error that shows both places.
//!
//! The ledger is a folder `evidence` beside the root file of a spec. [`load`] reads it and reports what is wrong with it
//! in itself; [`check`] compares it with a document; [`beside`] does both for the folder beside a root file.

use std::path::Path;

use crate::{
    diagnostics::{
        Code, Diagnostic, Diagnostics, Level,
        codes::{documentation, references, syntax, values},
    },
    source::{Sources, Span},
    tree::{self, Document, Language},
};

mod accounts;
mod compare;
mod coverage;
mod directions;
mod errors;
mod events;
mod fact;
mod format;
mod ledger;
mod listed;
mod names;
mod objects;
mod operations;
mod parameters;
mod responses;
mod rows;
mod schemas;
mod sensitive;
mod service;
mod shape;
mod spec;
mod unions;

pub use coverage::{Count, Coverage};
pub use ledger::Ledger;

/// The name of the folder beside the root file.
pub const FOLDER: &str = "evidence";

/// What came of comparing a spec with the ledger beside it.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How well the rows are founded.
    pub coverage: Coverage,
    /// What is wrong with the ledger, or, if nothing is, where it and the spec differ.
    pub found: Diagnostics,
}

/// Whether a document with these findings can be compared with its ledger: it reads as it is meant, even if part of it is not
/// used or not described, or examples show that members are missing or too many.
pub fn is_comparable(found: &Diagnostics) -> bool {
    const OF_MEMBERS: &[Code] = &[
        values::MISSING,
        values::FORBIDDEN,
        values::UNION,
        values::UNDESCRIBED,
    ];
    let harmless = |code: &Code| {
        documentation::ALL.contains(code)
            || OF_MEMBERS.contains(code)
            || [references::UNUSED, references::UNUSED_PATH].contains(code)
    };
    found
        .iter()
        .filter(|found| found.level == Level::Error)
        .all(|found| harmless(&found.code))
}

/// Loads the folder `evidence` beside the root file of a document and compares it with the document; `None` when there
/// is no such folder.
///
/// The files of the ledger are added to the sources of the document, so that findings about both render together. The
/// comparison is left out as long as there are errors in the ledger itself.
pub fn beside(root_file: &Path, document: &Document, sources: &mut Sources) -> Option<Comparison> {
    let folder = root_file.with_file_name(FOLDER);
    if !folder.is_dir() {
        return None;
    }
    let (ledger, mut found) = load(&folder, sources);
    if !found.has_errors() {
        found.extend(check(document, &ledger));
    }
    Some(Comparison {
        coverage: ledger.coverage(),
        found,
    })
}

/// Loads every YAML and JSON file of a folder as one ledger; see [`read`].
///
/// Files are shown by the path of the folder given. A folder or file that cannot be read is reported.
pub fn load(folder: &Path, sources: &mut Sources) -> (Ledger, Diagnostics) {
    let mut unread = Diagnostics::new();
    let shown = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let mut paths: Vec<_> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) => {
            unread.push(unreadable(sources, shown(folder), &error));
            Vec::new()
        }
    };
    let wanted = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "yml" | "json")) && path.is_file()
    };
    paths.retain(|path| wanted(path));
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) => files.push((shown(&path), text)),
            Err(error) => unread.push(unreadable(sources, shown(&path), &error)),
        }
    }
    let (ledger, mut found) = read(files, sources);
    found.extend(unread);
    (ledger, found)
}

/// Reads a ledger from texts, each with the path it is to be shown by.
///
/// Reported is what is wrong with the ledger in itself: unknown keys, values of the wrong kind, rows that lack a source
/// or stand twice, names that no row has, counts that do not add up, resolutions that say what the row says. Rows are
/// compared with each other only once each of them is sound.
pub fn read(
    files: impl IntoIterator<Item = (String, String)>,
    sources: &mut Sources,
) -> (Ledger, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut ledger = Ledger::default();
    for (path, text) in files {
        let language = Language::of(&path);
        let file = sources.add(path, text.as_str());
        let (node, faults) = tree::parse(file, language, &text);
        found.extend(faults);
        if let Some(node) = node {
            shape::check(&node, &mut found);
            ledger.add(node);
        }
    }
    if !found.has_errors() {
        accounts::check(&ledger, &mut found);
    }
    (ledger, found)
}

/// Every difference between a document and a ledger that no resolution explains, and every resolution that explains
/// none, in no particular order.
///
/// Both are taken to be sound: what else is wrong with them is reported by [`crate::check`] and [`load`].
pub fn check(document: &Document, ledger: &Ledger) -> Diagnostics {
    let mut found = Diagnostics::new();
    let spec = spec::Spec::new(document, ledger);
    service::check(&spec, ledger, &mut found);
    operations::check(&spec, ledger, &mut found);
    objects::check(&spec, ledger, &mut found);
    listed::check(&spec, ledger, &mut found);
    unions::check(&spec, ledger, &mut found);
    events::check(&spec, ledger, &mut found);
    sensitive::check(&spec, ledger, &mut found);
    found.deduplicate();
    found
}

fn unreadable(sources: &mut Sources, path: String, error: &std::io::Error) -> Diagnostic {
    let message = format!("`{path}` cannot be read");
    let file = sources.add(path, "");
    let span = Span {
        file,
        start: 0,
        end: 0,
    };
    Diagnostic::new(syntax::UNREADABLE, span, message).label(error.kind().to_string())
}
