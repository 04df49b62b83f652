//! YAML text as nodes.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::{Keys, MAX_DEPTH, character, duplicate};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::syntax},
    source::{FileId, Span},
    tree::{
        node::{Entry, Node, NodeKind},
        scalars::{self, Doubt},
    },
};

mod bytes;
mod faults;
mod spans;

use bytes::Bytes;

/// Reads a text; there is no tree when there is nothing to go on with.
pub(super) fn parse(file: FileId, text: &str) -> (Option<Node>, Diagnostics) {
    let mut builder = Builder {
        file,
        bytes: Bytes::new(text),
        text,
        open: Vec::new(),
        root: None,
        documents: 0,
        tabs: text.contains('\t'),
        read: 0,
        closed: None,
        quoted: None,
        diagnostics: Diagnostics::new(),
    };
    let sound = builder.read();
    let root = sound.then(|| {
        let empty = Node {
            kind: NodeKind::Null,
            span: builder.whole().first(0),
        };
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
        keys: Keys,
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
    /// Where the last event ended.
    read: u32,
    /// Where the last collection started that has ended and has no brackets.
    closed: Option<Span>,
    /// The last text in quotes that goes over several lines.
    quoted: Option<Span>,
    diagnostics: Diagnostics,
}

impl Builder<'_> {
    fn read(&mut self) -> bool {
        // The parser would take it for the end of the text.
        if let Some(zero) = self.text.find('\0') {
            let span = character(self.file, self.text, zero);
            let found = Diagnostic::new(syntax::SYNTAX, span, "this is not YAML");
            self.diagnostics
                .push(found.label("the character U+0000 cannot stand in it"));
            return false;
        }
        let mut parser = Parser::new_from_str(self.text);
        while let Some(next) = parser.next_event() {
            match next {
                Ok((event, span)) => {
                    if !self.event(event, span.start, span.end) {
                        return false;
                    }
                }
                Err(error) => {
                    let at = self.bytes.at(error.marker().index());
                    self.refused(at, error.info());
                    return false;
                }
            }
        }
        true
    }

    /// Whether reading can go on.
    fn event(&mut self, event: Event<'_>, start: Marker, end: Marker) -> bool {
        let span = self.span(start, end);
        self.read = span.end;
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
                self.note_quotes(style, span);
                self.scalar(text, style, span);
            }
            Event::Alias(_) => {
                self.alias(span);
                self.dropped(span);
            }
            Event::SequenceStart(anchor, tag) => {
                self.features(span, anchor, tag.is_some());
                return self.begin(span, Contents::Sequence(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.features(span, anchor, tag.is_some());
                let (entries, keys, key) = (Vec::new(), Keys::default(), None);
                return self.begin(span, Contents::Mapping { entries, keys, key });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn begin(&mut self, span: Span, contents: Contents) -> bool {
        if self.open.len() == MAX_DEPTH {
            self.too_deep(span.first(1));
            return false;
        }
        let start = self.first_byte(span.start, &contents);
        self.open.push(Open { start, contents });
        true
    }

    fn end(&mut self, span: Span) {
        let Some(Open { start, contents }) = self.open.pop() else {
            return;
        };
        let (kind, last) = match contents {
            Contents::Sequence(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeKind::Sequence(items), last)
            }
            Contents::Mapping { entries, .. } => {
                let last = entries
                    .last()
                    .map(|entry| entry.value.span.end.max(entry.key_span.end));
                (NodeKind::Mapping(entries), last)
            }
        };
        let bytes = self.text.as_bytes();
        let flow = matches!(bytes.get(start as usize), Some(b'{' | b'['));
        // The mark behind a closing bracket lies behind the blank space that follows it, too.
        let end = if flow {
            span.start + 1
        } else {
            last.unwrap_or(start)
        };
        let span = Span {
            file: self.file,
            start,
            end: end.max(start),
        };
        let node = Node { kind, span };
        if !flow {
            self.closed = Some(node.head());
        }
        self.value(node);
    }

    /// Puts a finished value where it belongs: into the collection that is open, or at the root.
    fn value(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.contents) {
            None => self.root = Some(node),
            Some(Contents::Sequence(items)) => items.push(node),
            Some(Contents::Mapping { entries, key, .. }) => {
                if let Some(Key { text, span, keep }) = key.take() {
                    if keep {
                        entries.push(Entry {
                            key: text,
                            key_span: span,
                            value: node,
                        });
                    }
                } else {
                    let span = node.head();
                    *key = Some(Key {
                        text: String::new(),
                        span,
                        keep: false,
                    });
                    self.report(syntax::KEY_NOT_TEXT, span, "a key must be text");
                }
            }
        }
    }

    /// Leaves out a value that has been reported.
    fn dropped(&mut self, span: Span) {
        if let Some(Open {
            contents: Contents::Mapping { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = match key {
                Some(_) => None,
                None => Some(Key {
                    text: String::new(),
                    span,
                    keep: false,
                }),
            };
        }
    }

    /// The parser has made the text; it is kept and not copied.
    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span) {
        let expects_key = matches!(
            self.open.last().map(|open| &open.contents),
            Some(Contents::Mapping { key: None, .. })
        );
        if expects_key {
            return self.key(text, style, span);
        }
        let mut meaning = None;
        if style == ScalarStyle::Plain {
            let (kind, doubt) = scalars::meaning(&text);
            if let Some(doubt) = doubt {
                self.doubt(&text, span, doubt);
            }
            meaning = kind;
        }
        let kind = meaning.unwrap_or_else(|| NodeKind::String(text.into_owned()));
        self.value(Node { kind, span });
    }

    fn key(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span) {
        let plain = style == ScalarStyle::Plain;
        let mut keep = true;
        if plain && text == "<<" {
            keep = false;
            self.merge_key(span);
        } else if plain && scalars::is_null(&text) {
            keep = false;
            self.report(
                syntax::KEY_NOT_TEXT,
                span,
                "a key must be text; this one is null",
            );
        } else if plain && scalars::is_boolean_word(&text) {
            self.doubt(&text, span, Doubt::Boolean);
        }
        self.indentation(span);
        let Some(Open {
            contents: Contents::Mapping { entries, keys, key },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let first = keep.then(|| keys.first(&text, entries)).flatten();
        if let Some(first) = first {
            self.diagnostics.push(duplicate(&text, span, first));
        }
        *key = Some(Key {
            text: text.into_owned(),
            span,
            keep: keep && first.is_none(),
        });
    }
}
