//! Where references lead.

use super::Bundler;
use crate::{
    diagnostics::{Diagnostic, LIMIT, codes::references, suggest},
    source::Span,
    tree::{Entry, Node, Pointer, load::Tree, paths, pointer::escape},
};

/// What becomes of a reference.
pub(super) enum Fate<'t> {
    /// It stays as it is, because it leads nowhere and has been reported, or stays within the root file.
    Stay,
    /// It names a component of the bundle.
    Component(String),
    /// It is replaced by a node of another file.
    InPlace(usize, Pointer, &'t Node),
}

impl<'t> Bundler<'t, '_> {
    pub(super) fn fate(&mut self, from: usize, entry: &'t Entry) -> Fate<'t> {
        let trees: &'t [Tree] = &self.trees.trees;
        let (Some(text), Some(tree)) = (entry.value.as_str(), trees.get(from)) else {
            return Fate::Stay;
        };
        // What cannot be read as a reference, or read at all, was reported when files were loaded.
        let Ok(target) = paths::target(&tree.path, text) else {
            return Fate::Stay;
        };
        let file = match &target.file {
            None => from,
            Some(path) => match self.trees.places.get(path) {
                Some(file) => *file,
                None => return Fate::Stay,
            },
        };
        let Some(root) = trees.get(file).and_then(|tree| tree.node.as_ref()) else {
            return Fate::Stay;
        };
        if let Some((kind, name)) = target.pointer.component() {
            let known = self
                .components
                .get(file)
                .is_some_and(|names| names.contains_key(&(kind, name)));
            if known {
                return Fate::Component(format!("#{}", target.pointer));
            }
        }
        let Some(node) = target.pointer.find(root) else {
            self.missing(entry.value.span, text, &target.pointer, root);
            return Fate::Stay;
        };
        if target.pointer.component().is_some() || file == 0 && from == 0 {
            return Fate::Stay;
        }
        let in_place = match target.pointer.segments() {
            [] => true,
            [paths, _] => paths == "paths",
            _ => false,
        };
        if !in_place {
            let found = Diagnostic::new(
                references::TARGET,
                entry.value.span,
                format!("`{text}` points into the middle of a file"),
            )
            .help("name a component, a path item or a whole file");
            self.diagnostics.push(found);
        }
        Fate::InPlace(file, target.pointer, node)
    }

    fn missing(&mut self, span: Span, text: &str, pointer: &Pointer, root: &Node) {
        let Some((last, head, segment)) = pointer.stray(root) else {
            return;
        };
        let mut found = Diagnostic::new(
            references::MISSING_TARGET,
            span,
            format!("`{text}` leads nowhere"),
        );
        let here = if last.is_mapping() {
            "there"
        } else {
            "where a value ends, there"
        };
        found = found.label(format!("{here} is no `{segment}`"));
        let names = last.entries().iter().map(|entry| entry.key.as_str());
        let near = (self.diagnostics.len() < LIMIT)
            .then(|| suggest::nearest(segment, names))
            .flatten();
        if let Some(entry) = near.and_then(|near| last.entry(near)) {
            let replacement = text
                .rsplit_once('/')
                .map(|(before, _)| format!("{before}/{}", escape(&entry.key)));
            let is_last = pointer
                .segments()
                .last()
                .is_some_and(|last| last == segment);
            found = found.also(entry.key_span, format!("`{}` is here", entry.key));
            found = found.also(head, format!("`{segment}` would stand here"));
            found = match replacement.filter(|_| is_last) {
                Some(replacement) => found.edit(
                    format!("did you mean `{}`?", entry.key),
                    span,
                    format!("'{replacement}'"),
                ),
                None => found.help(format!("did you mean `{}`?", entry.key)),
            };
        } else {
            found = found.also(head, format!("`{segment}` would stand here"));
        }
        self.diagnostics.push(found);
    }
}
