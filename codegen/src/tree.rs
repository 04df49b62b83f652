//! A document as nodes that know where they were written, over as many files as it takes.
//!
//! [`load`] reads the root file and every file it refers to, and puts them together: a reference to a named component
//! of another file becomes a reference to the same name in the bundle, any other reference into another file is
//! replaced by what it points at. Nodes keep the spans of the files they come from. Of OpenAPI this stage knows only
//! where names are free and where values are data, because a `$ref` in either means nothing.

use std::{
    collections::{HashMap, HashSet},
    io,
    path::Path,
};

use crate::{
    diagnostics::Diagnostics,
    source::{FileId, Sources, Span},
};

mod bundle;
mod context;
mod load;
mod node;
pub(crate) mod number;
mod parse;
mod paths;
mod pointer;
mod read;
mod scalars;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use context::Context;
pub use node::{Entry, Node, NodeKind};
pub use parse::{Language, MAX_BYTES, MAX_DEPTH, parse};
pub(crate) use paths::percent_decoded;
pub use pointer::Pointer;
pub(crate) use pointer::escape;
pub use write::yaml::KeyTooLong;

/// How files are read: from disk in earnest, from memory in tests.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// As reading a file does: no such file, no permission, not UTF-8.
    fn read(&self, path: &Path) -> io::Result<String>;

    /// The names of the files in a folder, in any order. Files that are only known by being asked for are not listed.
    ///
    /// # Errors
    /// As reading a folder does: no such folder, no permission.
    fn list(&self, _folder: &Path) -> io::Result<Vec<String>> {
        Ok(Vec::new())
    }
}

/// Files on disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.path().is_file() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    }
}

impl<F: Fn(&Path) -> io::Result<String>> Files for F {
    fn read(&self, path: &Path) -> io::Result<String> {
        self(path)
    }
}

/// A document in one piece.
#[derive(Clone, Debug)]
pub struct Document {
    /// The bundle: one tree whose references stay within it.
    pub root: Node,
    /// Every file the bundle was made from, the root file first.
    pub files: Vec<File>,
}

/// A file of a document as it was written.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file.
    pub id: FileId,
    /// Its path from the folder of the document.
    pub path: String,
    /// What it holds; `None` for the root file when it went into the bundle as it stands.
    pub tree: Option<Node>,
    /// The pointers, as segments, of what other files took out of it to stand in place of a reference.
    pub taken: Vec<Pointer>,
}

impl Document {
    /// The node a JSON pointer such as `/paths/~1orders/get` leads to in the bundle.
    pub fn get(&self, pointer: &str) -> Option<&Node> {
        Pointer::parse(pointer)?.find(&self.root)
    }

    /// Where the value at a JSON pointer of the bundle was written.
    pub fn span_of(&self, pointer: &str) -> Option<Span> {
        self.get(pointer).map(|node| node.span)
    }

    /// Where the key of the member at a JSON pointer of the bundle was written; `None` for the root and for items.
    pub fn key_span_of(&self, pointer: &str) -> Option<Span> {
        Pointer::parse(pointer)?
            .find_entry(&self.root)
            .map(|entry| entry.key_span)
    }

    /// The JSON pointers of the members and values that were written at some places; the first one where a file stands in the
    /// bundle several times. Places that the bundle does not have are left out.
    pub fn pointers(&self, spans: impl Iterator<Item = Span>) -> HashMap<Span, String> {
        let mut wanted: HashSet<Span> = spans.collect();
        let mut found = HashMap::new();
        pointers(&self.root, &Pointer::default(), &mut wanted, &mut found);
        found
    }

    /// The bundle as YAML, members in the order in which they were written, nothing left out, numbers as they were.
    ///
    /// What YAML 1.1 and 1.2 read differently is quoted, so that every reader sees the same document.
    ///
    /// # Errors
    /// If a key is longer than YAML allows.
    pub fn to_yaml(&self) -> Result<String, KeyTooLong> {
        write::yaml::text(&self.root)
    }

    /// The bundle as indented JSON, members in the order in which they were written, numbers as they were.
    pub fn to_json_text(&self) -> String {
        write::json::text(&self.root)
    }
}

fn pointers(
    node: &Node,
    pointer: &Pointer,
    wanted: &mut HashSet<Span>,
    found: &mut HashMap<Span, String>,
) {
    let mut claim = |span: Span| {
        if wanted.remove(&span) {
            found.insert(span, pointer.to_string());
        }
    };
    claim(node.span);
    // The head of a block of members is its first key, which leads to that member.
    if !matches!(&node.kind, NodeKind::Mapping(entries) if entries.first().is_some_and(|first| first.key_span == node.head()))
    {
        claim(node.head());
    }
    match &node.kind {
        NodeKind::Mapping(entries) => {
            for entry in entries {
                let pointer = pointer.child(&entry.key);
                if wanted.remove(&entry.key_span) {
                    found.insert(entry.key_span, pointer.to_string());
                }
                pointers(&entry.value, &pointer, wanted, found);
            }
        }
        NodeKind::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &pointer.child(&index.to_string()), wanted, found);
            }
        }
        _ => {}
    }
}

/// Loads a document from disk. Files are shown by the path given, or by paths beside it.
pub fn load(root_file: &Path) -> (Sources, Option<Document>, Diagnostics) {
    load_from(&Disk, root_file)
}

/// Loads a document from anywhere; see [`load`].
///
/// There is a document whenever the root file can be read and parsed, even if references in it lead nowhere: later
/// stages then report what else is wrong.
pub fn load_from(files: &dyn Files, root_file: &Path) -> (Sources, Option<Document>, Diagnostics) {
    let (loaded, mut diagnostics) = load::load(files, root_file);
    let (sources, trees) = loaded.into_parts();
    let document = bundle::bundle(trees, &mut diagnostics);
    diagnostics.deduplicate();
    (sources, document, diagnostics)
}
