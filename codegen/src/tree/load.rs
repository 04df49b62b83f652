//! The root file and every file it leads to.

use std::{collections::HashMap, io, path::Path};

use super::{
    Files,
    context::Context,
    node::{Node, NodeKind},
    parse::{Language, parse},
    paths::{self, Fault},
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{references, syntax},
    },
    source::{FileId, Sources, Span},
};

/// A file that was asked for.
pub(super) struct Tree {
    pub(super) id: FileId,
    /// Its path from the folder of the document.
    pub(super) path: String,
    /// What it holds, if it could be read and parsed.
    pub(super) node: Option<Node>,
}

/// Every file that was asked for, the root file first.
pub(super) struct Trees {
    pub(super) trees: Vec<Tree>,
    /// The place of each file in `trees`.
    pub(super) places: HashMap<String, usize>,
}

pub(super) struct Loaded {
    sources: Sources,
    trees: Trees,
}

impl Loaded {
    pub(super) fn into_parts(self) -> (Sources, Trees) {
        (self.sources, self.trees)
    }
}

pub(super) fn load(files: &dyn Files, root_file: &Path) -> (Loaded, Diagnostics) {
    let folder = root_file.parent().unwrap_or(Path::new(""));
    let name = root_file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut loader = Loader {
        files,
        folder,
        sources: Sources::new(),
        trees: Trees {
            trees: Vec::new(),
            places: HashMap::new(),
        },
        diagnostics: Diagnostics::new(),
    };
    if let Err(error) = loader.read(&name) {
        let id = loader.sources.add(shown(folder, &name), "");
        let span = Span {
            file: id,
            start: 0,
            end: 0,
        };
        let found = Diagnostic::new(syntax::UNREADABLE, span, "the document cannot be read")
            .label(reason(&error));
        loader.diagnostics.push(found);
    }
    let mut next = 0;
    while next < loader.trees.trees.len() {
        loader.follow(next);
        next += 1;
    }
    let Loader {
        sources,
        trees,
        diagnostics,
        ..
    } = loader;
    (Loaded { sources, trees }, diagnostics)
}

struct Loader<'f> {
    files: &'f dyn Files,
    folder: &'f Path,
    sources: Sources,
    trees: Trees,
    diagnostics: Diagnostics,
}

impl Loader<'_> {
    fn read(&mut self, path: &str) -> io::Result<()> {
        let text = self.files.read(&self.folder.join(path))?;
        let id = self.sources.add(shown(self.folder, path), text.as_str());
        let (node, found) = parse(id, Language::of(path), &text);
        self.diagnostics.extend(found);
        self.trees
            .places
            .insert(path.to_owned(), self.trees.trees.len());
        self.trees.trees.push(Tree {
            id,
            path: path.to_owned(),
            node,
        });
        Ok(())
    }

    /// Reads the files that a file refers to, unless they are here.
    fn follow(&mut self, place: usize) {
        let Some(tree) = self.trees.trees.get_mut(place) else {
            return;
        };
        let from = tree.path.clone();
        let Some(node) = tree.node.take() else { return };
        let mut found = Vec::new();
        each_reference(&node, Context::Object, &mut |text, span| {
            found.push((text, span));
        });
        for (text, span) in found {
            self.reference(&from, text, span);
        }
        if let Some(tree) = self.trees.trees.get_mut(place) {
            tree.node = Some(node);
        }
    }

    fn reference(&mut self, from: &str, text: &str, span: Span) {
        let found = match paths::target(from, text) {
            Err(Fault::Escape) => Diagnostic::new(
                references::ESCAPE,
                span,
                format!("`{text}` leads out of the folder of the document"),
            )
            .label("a reference stays beside or below the root file"),
            Err(Fault::Malformed) => Diagnostic::new(
                references::MALFORMED,
                span,
                format!("`{text}` is not a reference"),
            )
            .help("write `file.yaml#/components/<kind>/<Name>`, or leave out the file"),
            Ok(target) => {
                let Some(path) = target.file else { return };
                if self.trees.places.contains_key(&path) {
                    return;
                }
                let Err(error) = self.read(&path) else { return };
                let shown = shown(self.folder, &path);
                Diagnostic::new(
                    references::MISSING_FILE,
                    span,
                    format!("`{shown}` cannot be read"),
                )
                .label(reason(&error))
            }
        };
        self.diagnostics.push(found);
    }
}

/// Calls a function for the text of every reference in a file.
fn each_reference<'n>(node: &'n Node, context: Context, call: &mut dyn FnMut(&'n str, Span)) {
    match &node.kind {
        NodeKind::Sequence(items) => items
            .iter()
            .for_each(|item| each_reference(item, context.item(), call)),
        NodeKind::Mapping(entries) => {
            for entry in entries {
                match entry.value.as_str() {
                    Some(text) if context == Context::Object && entry.key == "$ref" => {
                        call(text, entry.value.span);
                    }
                    Some(text) if context == Context::Targets && names_a_place(text) => {
                        call(text, entry.value.span);
                    }
                    Some(_) => {}
                    None => each_reference(&entry.value, context.member(&entry.key), call),
                }
            }
        }
        _ => {}
    }
}

/// Whether a target of a discriminator is a reference and not the bare name of a schema.
pub(super) fn names_a_place(text: &str) -> bool {
    text.contains(['#', '/', '.'])
}

/// Why a file cannot be read, in words that are the same on every system where that is possible.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::InvalidData => "the file is not UTF-8".to_owned(),
        _ => format!("the file cannot be read: {error}"),
    }
}

fn shown(folder: &Path, path: &str) -> String {
    let folder = folder.to_string_lossy().replace('\\', "/");
    match folder.trim_end_matches('/') {
        "" if folder.is_empty() => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}
