//! Files that lie among those of a spec and are no part of it.

use std::{collections::HashSet, path::Path};

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::documentation},
    source::{Sources, Span},
    tree::{Document, Files},
};

/// The folders of a spec in which every file is part of the document, and what can be done about one that is not.
const FOLDERS: &[(&str, &str)] = &[
    (
        "examples",
        "use it as the example of a body, move it to `cases` if it is none, or delete it",
    ),
    ("resources", "refer to what is in it, or delete it"),
];

pub(super) fn check(
    files: &dyn Files,
    root_file: &Path,
    document: &Document,
    sources: &mut Sources,
) -> Diagnostics {
    let used: HashSet<&str> = document
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    let mut diagnostics = Diagnostics::new();
    for (folder, way_out) in FOLDERS {
        let place = root_file.with_file_name(folder);
        // A spec in one file has neither folder.
        let mut names = files.list(&place).unwrap_or_default();
        names.retain(|name| !name.starts_with('.') && !used.contains(&*format!("{folder}/{name}")));
        names.sort();
        for name in names {
            let path = place.join(&name);
            let shown = path.to_string_lossy().replace('\\', "/");
            // What cannot be read is no part of the document either; there is nothing to show of it then.
            let file = sources.add(&*shown, files.read(&path).unwrap_or_default());
            let start = Span {
                file,
                start: 0,
                end: 0,
            };
            let message = format!("nothing refers to `{folder}/{name}`");
            let found = Diagnostic::new(documentation::UNUSED_FILE, start, message)
                .label("no part of the document")
                .help(*way_out);
            diagnostics.push(found);
        }
    }
    diagnostics
}
