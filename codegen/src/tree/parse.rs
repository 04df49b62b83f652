//! YAML and JSON text as nodes.

use std::collections::HashSet;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{
    node::{Entry, Node, NodeKind},
    scalars::{self, Doubt},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::syntax},
    source::{FileId, Span, offset},
};

mod bytes;
#[cfg(test)]
mod tests;

use bytes::Bytes;

/// How deep collections may nest, in one file and in the bundle: what walks a document calls itself no deeper.
pub const MAX_DEPTH: usize = 128;

/// The largest file that is read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Parses a file; `None` when there is no tree to go on with.
///
/// JSON is YAML: both go this way. Everything that readers of YAML 1.1 and 1.2 disagree on is reported, as is every
/// feature that would make a document more than a tree.
pub fn parse(file: FileId, text: &str) -> (Option<Node>, Diagnostics) {
    let mut builder = Builder {
        file,
        bytes: Bytes::new(text),
        text,
        open: Vec::new(),
        root: None,
        documents: 0,
        tabs: text.contains('\t'),
        diagnostics: Diagnostics::new(),
    };
    if text.len() > MAX_BYTES {
        let message = format!("a file may hold {} MiB at most", MAX_BYTES / 1024 / 1024);
        builder.report(syntax::TOO_LARGE, builder.whole().first(0), message);
        return (None, builder.diagnostics);
    }
    let sound = builder.read();
    let root = sound.then(|| {
        let empty = Node { kind: NodeKind::Null, span: builder.whole().first(0) };
        builder.root.take().unwrap_or(empty)
    });
    (root, builder.diagnostics)
}

/// A collection whose end has not come yet.
struct Open {
    start: u32,
    contents: Contents,
}

enum Contents {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        seen: HashSet<String>,
        key: Option<Key>,
    },
}

struct Key {
    text: String,
    span: Span,
    /// Whether the member goes into the tree; false once it has been reported.
    keep: bool,
}

struct Builder<'t> {
    file: FileId,
    bytes: Bytes<'t>,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    /// Whether the text has a tab anywhere.
    tabs: bool,
    diagnostics: Diagnostics,
}

impl Builder<'_> {
    fn read(&mut self) -> bool {
        let mut parser = Parser::new_from_str(self.text);
        while let Some(next) = parser.next_event() {
            let (event, span) = match next {
                Ok(found) => found,
                Err(error) => {
                    let at = self.bytes.at(error.marker().index());
                    let rest = self.text.get(at as usize..).unwrap_or_default();
                    let length = rest.chars().next().filter(|next| !next.is_control()).map_or(0, char::len_utf8);
                    let span = Span { file: self.file, start: at, end: at + offset(length) };
                    let found = Diagnostic::new(syntax::SYNTAX, span, "this is not YAML").label(error.info());
                    self.diagnostics.push(found);
                    return false;
                }
            };
            if !self.event(event, span.start, span.end) {
                return false;
            }
        }
        true
    }

    /// Whether reading can go on.
    fn event(&mut self, event: Event<'_>, start: Marker, end: Marker) -> bool {
        let span = self.span(start, end);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    let message = "a file holds one document";
                    self.report(syntax::SEVERAL_DOCUMENTS, span, message);
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.features(span, anchor, tag.is_some());
                let span = self.trimmed(span, style);
                self.scalar(&text, style, span);
            }
            Event::Alias(_) => {
                self.report(syntax::ANCHOR, span, "aliases are not used in these documents");
                self.dropped(span);
            }
            Event::SequenceStart(anchor, tag) => {
                self.features(span, anchor, tag.is_some());
                return self.begin(span, Contents::Sequence(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.features(span, anchor, tag.is_some());
                let (entries, seen, key) = (Vec::new(), HashSet::new(), None);
                return self.begin(span, Contents::Mapping { entries, seen, key });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn begin(&mut self, span: Span, contents: Contents) -> bool {
        if self.open.len() == MAX_DEPTH {
            let message = format!("collections may nest {MAX_DEPTH} deep");
            self.report(syntax::TOO_DEEP, span.first(1), message);
            return false;
        }
        let start = self.first_byte(span.start, &contents);
        self.open.push(Open { start, contents });
        true
    }

    /// A list that is indented no further than its key is said to start behind its first dash; this is the dash.
    fn first_byte(&self, start: u32, contents: &Contents) -> u32 {
        let in_mapping = matches!(self.open.last(), Some(Open { contents: Contents::Mapping { .. }, .. }));
        let before = self.text.get(..start as usize).unwrap_or_default().trim_end();
        match contents {
            Contents::Sequence(_) if in_mapping && before.ends_with('-') => offset(before.len() - 1),
            _ => start,
        }
    }

    fn end(&mut self, span: Span) {
        let Some(Open { start, contents }) = self.open.pop() else { return };
        let (kind, last) = match contents {
            Contents::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::Sequence(items), last)
            }
            Contents::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end.max(entry.key_span.end));
                (NodeKind::Mapping(entries), last)
            }
        };
        let bytes = self.text.as_bytes();
        let flow = matches!(bytes.get(start as usize), Some(b'{' | b'['));
        // The mark behind a closing bracket lies behind the blank space that follows it, too.
        let end = if flow { span.start + 1 } else { last.unwrap_or(start) };
        let span = Span { file: self.file, start, end: end.max(start) };
        self.value(Node { kind, span });
    }

    /// Puts a finished value where it belongs: into the collection that is open, or at the root.
    fn value(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.contents) {
            None => self.root = Some(node),
            Some(Contents::Sequence(items)) => items.push(node),
            Some(Contents::Mapping { entries, key, .. }) => {
                if let Some(Key { text, span, keep }) = key.take() {
                    if keep {
                        entries.push(Entry { key: text, key_span: span, value: node });
                    }
                } else {
                    let span = node.head();
                    *key = Some(Key { text: String::new(), span, keep: false });
                    self.report(syntax::KEY_NOT_TEXT, span, "a key must be text");
                }
            }
        }
    }

    /// Leaves out a value that has been reported.
    fn dropped(&mut self, span: Span) {
        if let Some(Open { contents: Contents::Mapping { key, .. }, .. }) = self.open.last_mut() {
            *key = match key {
                Some(_) => None,
                None => Some(Key { text: String::new(), span, keep: false }),
            };
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let expects_key = matches!(
            self.open.last().map(|open| &open.contents),
            Some(Contents::Mapping { key: None, .. })
        );
        if expects_key {
            return self.key(text, style, span);
        }
        let kind = if style == ScalarStyle::Plain {
            let resolved = scalars::resolve(text);
            if let Some(doubt) = resolved.doubt {
                self.doubt(text, span, doubt);
            }
            resolved.kind
        } else {
            NodeKind::String(text.to_owned())
        };
        self.value(Node { kind, span });
    }

    fn key(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let mut keep = true;
        if plain && text == "<<" {
            keep = false;
            self.report(syntax::MERGE_KEY, span, "merge keys are not used in these documents");
        } else if plain && matches!(scalars::resolve(text).kind, NodeKind::Null) {
            keep = false;
            self.report(syntax::KEY_NOT_TEXT, span, "a key must be text; this one is null");
        } else if plain && scalars::is_boolean_word(text) {
            self.doubt(text, span, Doubt::Boolean);
        }
        self.indentation(span);
        let Some(Open { contents: Contents::Mapping { entries, seen, key }, .. }) = self.open.last_mut() else { return };
        let mut first = None;
        if keep && !seen.insert(text.to_owned()) {
            keep = false;
            first = entries.iter().find(|entry| entry.key == text).map(|entry| entry.key_span);
        }
        *key = Some(Key { text: text.to_owned(), span, keep });
        if let Some(first) = first {
            let found = Diagnostic::new(syntax::DUPLICATE_KEY, span, format!("the key `{text}` stands here twice"))
                .label("this one would replace the first")
                .also(first, "the first");
            self.diagnostics.push(found);
        }
    }

    /// A tab is no indentation in YAML, yet some readers take it for one.
    fn indentation(&mut self, key: Span) {
        let flow = |open: &Open| matches!(self.text.as_bytes().get(open.start as usize), Some(b'{' | b'['));
        if !self.tabs || self.open.iter().any(flow) {
            return;
        }
        let before = self.text.get(..key.start as usize).unwrap_or_default();
        let blank = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line_starts = before.len() == blank || before.as_bytes()[before.len() - blank - 1] == b'\n';
        if line_starts && before[before.len() - blank..].contains('\t') {
            let span = Span { start: key.start - offset(blank), end: key.start, ..key };
            let found = Diagnostic::new(syntax::SYNTAX, span, "a tab is not indentation").label("use spaces");
            self.diagnostics.push(found);
        }
    }

    fn features(&mut self, span: Span, anchor: usize, tagged: bool) {
        if anchor > 0 {
            self.report(syntax::ANCHOR, span.first(1), "anchors are not used in these documents");
        }
        if tagged {
            self.report(syntax::TAG, span.first(1), "tags are not used in these documents");
        }
    }

    fn doubt(&mut self, text: &str, span: Span, doubt: Doubt) {
        let (code, message) = match doubt {
            Doubt::Boolean => (syntax::BOOLEAN_WORD, format!("`{text}` is a boolean to YAML 1.1 readers")),
            Doubt::Number => (syntax::DOUBTFUL_NUMBER, format!("readers disagree on which number `{text}` is")),
            Doubt::Date => (syntax::DOUBTFUL_NUMBER, format!("`{text}` is a date to YAML 1.1 readers, text to others")),
            Doubt::Range => (syntax::NUMBER_RANGE, format!("64 bits do not hold the number {text}")),
        };
        let found = Diagnostic::new(code, span, message);
        self.diagnostics.push(match doubt {
            Doubt::Range => found,
            _ => found.edit("quote it if it is text", span, format!("\"{text}\"")),
        });
    }

    fn report(&mut self, code: crate::diagnostics::Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    fn span(&mut self, start: Marker, end: Marker) -> Span {
        let start = self.bytes.at(start.index());
        let end = self.bytes.at(end.index()).max(start);
        Span { file: self.file, start, end }
    }

    /// Leaves out the blank space that belongs to no scalar, and the line break that ends a block.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        let text = self.text.get(span.range()).unwrap_or_default();
        let kept = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => text,
            _ => text.trim_end(),
        };
        span.first(offset(kept.len()))
    }

    fn whole(&self) -> Span {
        Span { file: self.file, start: 0, end: offset(self.text.len()) }
    }
}
