//! What is YAML, and yet not what these documents are written in.

use super::{Builder, Open};
use crate::{
    diagnostics::{Code, Diagnostic, codes::syntax},
    source::{Span, offset},
    tree::scalars::Doubt,
};

impl Builder<'_> {
    /// A tab is no indentation in YAML, yet some readers take it for one.
    pub(super) fn indentation(&mut self, key: Span) {
        let flow = |open: &Open| {
            matches!(
                self.text.as_bytes().get(open.start as usize),
                Some(b'{' | b'[')
            )
        };
        if !self.tabs || self.open.iter().any(flow) {
            return;
        }
        let before = self.text.get(..key.start as usize).unwrap_or_default();
        let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line_starts =
            before.len() == blank || before.as_bytes()[before.len() - blank - 1] == b'\n';
        if line_starts && before[before.len() - blank..].contains('\t') {
            let span = Span {
                start: key.start - offset(blank),
                end: key.start,
                ..key
            };
            let found = Diagnostic::new(syntax::SYNTAX, span, "a tab is not indentation")
                .label("use spaces");
            self.diagnostics.push(found);
        }
    }

    pub(super) fn features(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            self.report(
                syntax::ANCHOR,
                span.first(1),
                "anchors are not used in these documents",
            );
        }
        if tagged {
            self.report(
                syntax::TAG,
                span.first(1),
                "tags are not used in these documents",
            );
        }
    }

    pub(super) fn doubt(&mut self, text: &str, span: Span, doubt: Doubt) {
        let (code, message) = match doubt {
            Doubt::Boolean => (
                syntax::BOOLEAN_WORD,
                format!("`{text}` is a boolean to YAML 1.1 readers"),
            ),
            Doubt::Number => (
                syntax::DOUBTFUL_NUMBER,
                format!("readers disagree on which number `{text}` is"),
            ),
            Doubt::Date => (
                syntax::DOUBTFUL_NUMBER,
                format!("`{text}` is a date to YAML 1.1 readers, text to others"),
            ),
            Doubt::Range => (
                syntax::NUMBER_RANGE,
                format!("64 bits do not hold the number {text}"),
            ),
        };
        let found = Diagnostic::new(code, span, message);
        self.diagnostics.push(match doubt {
            Doubt::Range => found,
            _ => found.edit("quote it if it is text", span, format!("\"{text}\"")),
        });
    }

    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }
}
