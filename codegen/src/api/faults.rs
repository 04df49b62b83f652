//! What the API stage has to say about a document, at its place.

use crate::diagnostics::{Diagnostic, Diagnostics, codes::generation};
use crate::source::Span;
use crate::tree::{Document, Node};

/// Collects findings by JSON pointer.
pub(super) struct Faults<'a> {
    document: &'a Document,
    diagnostics: Diagnostics,
}

impl<'a> Faults<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            diagnostics: Diagnostics::new(),
        }
    }

    pub(super) fn into_diagnostics(mut self) -> Diagnostics {
        // A schema is read once for each place that is made of it.
        self.diagnostics.deduplicate();
        self.diagnostics
    }

    /// Whether the document has something at a place.
    pub(super) fn says(&self, pointer: &str) -> bool {
        self.document.get(pointer).is_some()
    }

    /// The names of the members of an object, in the order of the document.
    pub(super) fn names(&self, pointer: &str) -> Vec<String> {
        let entries = self.document.get(pointer).map(Node::entries);
        let entries = entries.into_iter().flatten();
        entries.map(|entry| entry.key.clone()).collect()
    }

    /// Names a feature that the generator leaves out.
    pub(super) fn unsupported(&mut self, feature: &str, pointer: &str) {
        let span = self.span(pointer);
        self.diagnostics.push(
            Diagnostic::new(
                generation::UNSUPPORTED,
                span,
                format!("{feature} is not supported"),
            )
            .label("left out of the generated crates"),
        );
    }

    /// Names a rule of the document that nobody asks of a value.
    pub(super) fn unasked(&mut self, rule: &str, pointer: &str) {
        let span = self.span(pointer);
        self.diagnostics.push(
            Diagnostic::new(
                generation::UNASKED,
                span,
                format!("{rule} is not asked of values"),
            )
            .label("documentation only"),
        );
    }

    /// Where a reference at a place leads, where one stands there.
    pub(super) fn reference(&self, pointer: &str) -> Option<&'a str> {
        self.document.get(pointer)?.str_at("$ref")
    }

    /// Where a pointer leads, or the nearest thing around it that exists.
    fn span(&self, pointer: &str) -> Span {
        let mut pointer = pointer;
        loop {
            if let Some(span) = self
                .document
                .key_span_of(pointer)
                .or_else(|| self.document.span_of(pointer))
            {
                return span;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return self.document.root.span,
            }
        }
    }
}
