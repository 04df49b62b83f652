//! Where what the parser reports stands.

use saphyr_parser::{Marker, ScalarStyle};

use super::{Builder, Contents, Open};
use crate::source::{Span, offset};

impl Builder<'_> {
    /// A list that is indented no further than its key is said to start behind its first dash; this is the dash.
    pub(super) fn first_byte(&self, start: u32, contents: &Contents) -> u32 {
        let in_mapping = matches!(
            self.open.last(),
            Some(Open {
                contents: Contents::Mapping { .. },
                ..
            })
        );
        let before = self
            .text
            .get(..start as usize)
            .unwrap_or_default()
            .trim_end();
        match contents {
            Contents::Sequence(_) if in_mapping && before.ends_with('-') => {
                offset(before.len() - 1)
            }
            _ => start,
        }
    }

    pub(super) fn span(&mut self, start: Marker, end: Marker) -> Span {
        let start = self.bytes.at(start.index());
        let end = self.bytes.at(end.index()).max(start);
        Span {
            file: self.file,
            start,
            end,
        }
    }

    /// Leaves out the blank space that belongs to no scalar, and the line break that ends a block.
    pub(super) fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        let text = self.text.get(span.range()).unwrap_or_default();
        let kept = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => text,
            _ => text.trim_end(),
        };
        span.first(offset(kept.len()))
    }

    pub(super) fn whole(&self) -> Span {
        Span {
            file: self.file,
            start: 0,
            end: offset(self.text.len()),
        }
    }
}
