//! Many files as one tree.

use std::collections::{HashMap, HashSet};

use super::{
    Document, File,
    context::Context,
    load::{Tree, Trees, names_a_place},
    node::{Entry, Node, NodeKind},
    parse::MAX_DEPTH,
    paths,
    pointer::Pointer,
};
use crate::{
    diagnostics::{
        Diagnostic, Diagnostics,
        codes::{references, syntax},
    },
    source::Span,
};

mod hoist;
mod target;

use target::Fate;

/// How many nodes a bundle of several files may have: files that include each other many times would have more.
const MAX_NODES: usize = 1_000_000;

/// How many references may be replaced by what they point at, for the same reason.
const MAX_REPLACED: usize = 100_000;

/// Puts the files together; `None` when the root file has no tree.
pub(super) fn bundle(trees: Trees, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut bundler = Bundler {
        components: trees.trees.iter().map(component_names).collect(),
        taken: vec![HashSet::new(); trees.trees.len()],
        copied: 0,
        replaced: 0,
        stack: Vec::new(),
        trees: &trees,
        diagnostics,
    };
    let root = trees.trees.first()?.node.as_ref()?;
    let alone = trees.trees.len() == 1;
    let combined = if alone {
        bundler.verify(root, Context::Object);
        None
    } else {
        let mut copy = bundler.copy(
            root,
            Site {
                file: 0,
                context: Context::Object,
                depth: 0,
            },
        );
        if let NodeKind::Mapping(entries) = &mut copy.kind {
            bundler.hoist(entries);
        }
        Some(copy)
    };
    let taken = std::mem::take(&mut bundler.taken);
    let mut files: Vec<File> = trees
        .trees
        .into_iter()
        .zip(taken)
        .map(|(tree, taken)| {
            let mut taken: Vec<_> = taken.into_iter().collect();
            taken.sort_by(|a: &Pointer, b| a.segments().cmp(b.segments()));
            File {
                id: tree.id,
                path: tree.path,
                tree: tree.node,
                taken,
            }
        })
        .collect();
    let root = match combined {
        Some(root) => root,
        None => files.first_mut()?.tree.take()?,
    };
    Some(Document { root, files })
}

/// Kind and name of every component of a file.
fn component_names(tree: &Tree) -> HashMap<(&str, &str), &Entry> {
    let components = tree.node.as_ref().and_then(|node| node.get("components"));
    components
        .into_iter()
        .flat_map(Node::entries)
        .flat_map(|kind| {
            kind.value
                .entries()
                .iter()
                .map(|entry| ((kind.key.as_str(), entry.key.as_str()), entry))
        })
        .collect()
}

/// Where in the files and in the bundle a node stands.
#[derive(Clone, Copy)]
struct Site {
    file: usize,
    context: Context,
    depth: usize,
}

struct Bundler<'t, 'd> {
    trees: &'t Trees,
    components: Vec<HashMap<(&'t str, &'t str), &'t Entry>>,
    taken: Vec<HashSet<Pointer>>,
    copied: usize,
    replaced: usize,
    /// The references that are being replaced by what they point at.
    stack: Vec<(usize, Pointer, Span)>,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Bundler<'t, '_> {
    /// Checks the references of a document in one file, which need no change.
    fn verify(&mut self, node: &'t Node, context: Context) {
        match &node.kind {
            NodeKind::Sequence(items) => items
                .iter()
                .for_each(|item| self.verify(item, context.item())),
            NodeKind::Mapping(entries) => {
                for entry in entries {
                    if is_reference(entry, context) {
                        self.fate(0, entry);
                    } else {
                        self.verify(&entry.value, context.member(&entry.key));
                    }
                }
            }
            _ => {}
        }
    }

    fn copy(&mut self, node: &'t Node, site: Site) -> Node {
        self.copied += 1;
        if self.copied == MAX_NODES {
            let message = format!("a bundle may have {MAX_NODES} values");
            self.diagnostics
                .push(Diagnostic::new(syntax::TOO_LARGE, node.head(), message));
        } else if site.depth == MAX_DEPTH {
            let message =
                format!("collections may nest {MAX_DEPTH} deep, included files counted in");
            self.diagnostics
                .push(Diagnostic::new(syntax::TOO_DEEP, node.head(), message));
        }
        if self.copied >= MAX_NODES || site.depth >= MAX_DEPTH {
            return Node {
                kind: NodeKind::Null,
                span: node.span,
            };
        }
        let kind = match &node.kind {
            NodeKind::Sequence(items) => {
                let below = Site {
                    context: site.context.item(),
                    depth: site.depth + 1,
                    ..site
                };
                NodeKind::Sequence(items.iter().map(|item| self.copy(item, below)).collect())
            }
            NodeKind::Mapping(entries) => match self.replaced(node, site) {
                Some(replaced) => return replaced,
                None => NodeKind::Mapping(
                    entries
                        .iter()
                        .map(|entry| self.copy_entry(entry, site))
                        .collect(),
                ),
            },
            scalar => scalar.clone(),
        };
        Node {
            kind,
            span: node.span,
        }
    }

    fn copy_entry(&mut self, entry: &'t Entry, site: Site) -> Entry {
        let value = if is_reference(entry, site.context) {
            let kind = match self.fate(site.file, entry) {
                Fate::Component(text) => NodeKind::String(text),
                Fate::Stay | Fate::InPlace(..) => entry.value.kind.clone(),
            };
            Node {
                kind,
                span: entry.value.span,
            }
        } else {
            let context = site.context.member(&entry.key);
            self.copy(
                &entry.value,
                Site {
                    context,
                    depth: site.depth + 1,
                    ..site
                },
            )
        };
        Entry {
            key: entry.key.clone(),
            key_span: entry.key_span,
            value,
        }
    }

    /// What stands in the bundle for a mapping that is a reference into another file.
    fn replaced(&mut self, node: &'t Node, site: Site) -> Option<Node> {
        if site.context != Context::Object {
            return None;
        }
        let entry = node.entry("$ref")?;
        let text = entry.value.as_str()?;
        let target = paths::target(&self.trees.trees.get(site.file)?.path, text).ok()?;
        if target.pointer.component().is_some() || (target.file.is_none() && site.file == 0) {
            return None;
        }
        let Fate::InPlace(file, pointer, target) = self.fate(site.file, entry) else {
            return Some(node.clone());
        };
        if let Some(sibling) = node.entries().iter().find(|other| other.key != "$ref") {
            let message = format!("`{}` beside `$ref` is lost", sibling.key);
            let found = Diagnostic::new(references::SIBLINGS, sibling.key_span, message).also(
                entry.value.span,
                "this reference is replaced by what it points at",
            );
            self.diagnostics.push(found);
        }
        let span = entry.value.span;
        if let Some((_, _, first)) = self
            .stack
            .iter()
            .find(|(f, p, _)| (*f, p) == (file, &pointer))
        {
            let found =
                Diagnostic::new(references::CYCLE, span, format!("`{text}` includes itself"))
                    .also(*first, "it is being included here");
            self.diagnostics.push(found);
            return Some(node.clone());
        }
        if let Some(taken) = self.taken.get_mut(file) {
            taken.insert(pointer.clone());
        }
        self.replaced += 1;
        if self.replaced >= MAX_REPLACED {
            if self.replaced == MAX_REPLACED {
                let message = format!("{MAX_REPLACED} references may stand for files and paths");
                let found = Diagnostic::new(syntax::TOO_LARGE, span, message);
                self.diagnostics.push(found);
            }
            return Some(node.clone());
        }
        self.stack.push((file, pointer, span));
        let copy = self.copy(target, Site { file, ..site });
        self.stack.pop();
        Some(copy)
    }
}

fn is_reference(entry: &Entry, context: Context) -> bool {
    match context {
        Context::Object => entry.key == "$ref" && entry.value.as_str().is_some(),
        Context::Targets => entry.value.as_str().is_some_and(names_a_place),
        Context::Names | Context::Data => false,
    }
}
