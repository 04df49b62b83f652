//! The components of all files, brought together.

use std::collections::HashMap;

use super::{Bundler, Site};
use crate::{
    diagnostics::{Diagnostic, codes::references},
    source::Span,
    tree::{Entry, Node, NodeKind, context::Context, load::Tree},
};

impl<'t> Bundler<'t, '_> {
    /// Brings the components of all other files into the bundle.
    pub(super) fn hoist(&mut self, bundle: &mut Vec<Entry>) {
        let trees: &'t [Tree] = &self.trees.trees;
        let mut seen: HashMap<(String, String), Span> = HashMap::new();
        for ((kind, name), entry) in self.components.first().into_iter().flatten() {
            seen.insert(((*kind).to_owned(), (*name).to_owned()), entry.key_span);
        }
        for (file, tree) in trees.iter().enumerate().skip(1) {
            let Some(components) = tree.node.as_ref().and_then(|node| node.entry("components"))
            else {
                continue;
            };
            for kind in components.value.entries() {
                for entry in kind.value.entries() {
                    let name = (kind.key.clone(), entry.key.clone());
                    if let Some(first) = seen.get(&name) {
                        self.diagnostics.push(clash(kind, entry, *first));
                        continue;
                    }
                    seen.insert(name, entry.key_span);
                    let site = Site {
                        file,
                        context: Context::Names,
                        depth: 2,
                    };
                    let copy = self.copy_entry(entry, site);
                    let kinds = members(bundle, components);
                    if let Some(names) = kinds.and_then(|kinds| members(kinds, kind)) {
                        names.push(copy);
                    }
                }
            }
        }
    }
}

fn clash(kind: &Entry, entry: &Entry, first: Span) -> Diagnostic {
    let message = format!("`{}` stands among the {} of two files", entry.key, kind.key);
    Diagnostic::new(references::CLASH, entry.key_span, message)
        .label("the second")
        .also(first, "the first")
        .help("names of components are shared by all files of a document")
}

/// The members of the mapping under the key of `like`, made where there is none; `None` beside a fault of another kind.
fn members<'n>(entries: &'n mut Vec<Entry>, like: &Entry) -> Option<&'n mut Vec<Entry>> {
    let place = entries
        .iter()
        .position(|entry| entry.key == like.key)
        .unwrap_or_else(|| {
            let value = Node {
                kind: NodeKind::Mapping(Vec::new()),
                span: like.value.span,
            };
            entries.push(Entry {
                key: like.key.clone(),
                key_span: like.key_span,
                value,
            });
            entries.len() - 1
        });
    match &mut entries.get_mut(place)?.value.kind {
        NodeKind::Mapping(entries) => Some(entries),
        _ => None,
    }
}
