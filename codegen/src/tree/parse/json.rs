//! JSON text as nodes. The grammar is that of [`hifijson`]; here is where everything stands.

use hifijson::{
    Read as _, SliceLexer, num,
    num::LexWrite as _,
    str,
    str::LexAlloc as _,
    token::{Expect, Lex as _},
};

use super::{Keys, MAX_DEPTH, character, duplicate, layout, out_of_range};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::syntax},
    source::{FileId, Span, offset},
    tree::{
        node::{Entry, Node, NodeKind},
        scalars::{self, Doubt},
    },
};

/// Reads a text that is JSON.
///
/// # Errors
/// The first fault: nothing behind it can be read.
pub(super) fn parse(file: FileId, text: &str) -> Result<(Node, Diagnostics), Box<Diagnostic>> {
    let skipped = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let bytes = text.as_bytes();
    let mut reader = Reader {
        file,
        text,
        lexer: SliceLexer::new(bytes.get(skipped..).unwrap_or_default()),
        open: Vec::new(),
        found: Diagnostics::new(),
    };
    let node = reader
        .value()
        .and_then(|node| match reader.lexer.ws_peek() {
            None => Ok(node),
            Some(_) => Err(Fault::Expected("the end of the text")),
        });
    match node {
        Ok(node) => Ok((node, reader.found)),
        Err(fault) => Err(Box::new(reader.refused(&fault))),
    }
}

/// Why reading stopped.
enum Fault {
    Expected(&'static str),
    String(usize, &'static str),
    Number,
    TooDeep,
}

impl From<Expect> for Fault {
    fn from(expected: Expect) -> Self {
        Self::Expected(match expected {
            Expect::Value => "a value",
            Expect::ValueOrEnd => "a value or the end of the list",
            Expect::CommaOrEnd => "a comma or the closing bracket",
            Expect::String => "a key in quotes",
            Expect::Colon => "a colon",
            Expect::Eof => "the end of the text",
        })
    }
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    lexer: SliceLexer<'t>,
    /// Where the collections start that are not complete.
    open: Vec<usize>,
    found: Diagnostics,
}

impl Reader<'_> {
    /// How many bytes have been read.
    fn at(&self) -> usize {
        self.text.len() - self.lexer.as_slice().len()
    }

    fn since(&self, start: usize) -> Span {
        Span {
            file: self.file,
            start: offset(start),
            end: offset(self.at()),
        }
    }

    fn value(&mut self) -> Result<Node, Fault> {
        let first = self.lexer.ws_peek().ok_or(Expect::Value)?;
        let start = self.at();
        let kind = match first {
            b'"' => NodeKind::String(self.string()?),
            b'{' => self.collection(Self::object)?,
            b'[' => self.collection(Self::array)?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => match self.lexer.null_or_bool() {
                Some(None) => NodeKind::Null,
                Some(Some(value)) => NodeKind::Bool(value),
                None => {
                    self.lexer =
                        SliceLexer::new(self.text.get(start..).unwrap_or_default().as_bytes());
                    return Err(Expect::Value.into());
                }
            },
        };
        Ok(Node {
            kind,
            span: self.since(start),
        })
    }

    fn collection(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<NodeKind, Fault>,
    ) -> Result<NodeKind, Fault> {
        if self.open.len() == MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.open.push(self.at());
        self.lexer.take_next();
        let kind = read(self)?;
        self.open.pop();
        Ok(kind)
    }

    fn array(&mut self) -> Result<NodeKind, Fault> {
        let mut items = Vec::new();
        if self.lexer.expect(SliceLexer::ws_peek, b']').is_some() {
            return Ok(NodeKind::Sequence(items));
        }
        loop {
            items.push(self.value()?);
            if self.ended(b']')? {
                return Ok(NodeKind::Sequence(items));
            }
        }
    }

    fn object(&mut self) -> Result<NodeKind, Fault> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut keys = Keys::default();
        if self.lexer.expect(SliceLexer::ws_peek, b'}').is_some() {
            return Ok(NodeKind::Mapping(entries));
        }
        loop {
            if self.lexer.ws_peek() != Some(b'"') {
                return Err(Expect::String.into());
            }
            let start = self.at();
            let key = self.string()?;
            let key_span = self.since(start);
            self.lexer
                .expect(SliceLexer::ws_peek, b':')
                .ok_or(Expect::Colon)?;
            let value = self.value()?;
            match keys.first(&key, &entries) {
                Some(first) => self.found.push(duplicate(&key, key_span, first)),
                None => entries.push(Entry {
                    key,
                    key_span,
                    value,
                }),
            }
            if self.ended(b'}')? {
                return Ok(NodeKind::Mapping(entries));
            }
        }
    }

    /// Whether a collection ends here; if not, what follows its comma is next.
    fn ended(&mut self, end: u8) -> Result<bool, Fault> {
        match self.lexer.ws_peek() {
            Some(next) if next == end => {
                self.lexer.take_next();
                Ok(true)
            }
            Some(b',') => {
                self.lexer.take_next();
                Ok(false)
            }
            _ => Err(Expect::CommaOrEnd.into()),
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at();
        self.lexer.take_next();
        match self.lexer.str_string() {
            Ok(text) => Ok(text.into_owned()),
            Err(error) => Err(Fault::String(
                start,
                match error {
                    str::Error::Control | str::Error::Eof => "this text has no end on its line",
                    str::Error::Escape(_) | str::Error::Utf8(_) => {
                        "there is no such escape in this text"
                    }
                },
            )),
        }
    }

    fn number(&mut self) -> Result<NodeKind, Fault> {
        let start = self.at();
        let (text, _) = self
            .lexer
            .num_string()
            .validated()
            .map_err(|num::Error::ExpectedDigit| Fault::Number)?;
        let read = scalars::resolve(text);
        if read.doubt == Some(Doubt::Range) {
            let span = self.since(start);
            self.found.push(out_of_range(text, span));
        }
        Ok(read.kind)
    }

    /// What other languages allow and JSON does not, if it is that which stands at a place.
    fn slip(&self, at: usize) -> Option<&'static str> {
        let (before, behind) = self.text.split_at_checked(at)?;
        if behind.starts_with("//") || behind.starts_with("/*") || behind.starts_with('#') {
            Some("there are no comments in JSON")
        } else if behind.starts_with(['}', ']']) && before.trim_end().ends_with(',') {
            Some("no comma stands before a closing bracket")
        } else if behind.starts_with('\'') {
            Some("quotes are double in JSON")
        } else {
            None
        }
    }

    /// A fault at the place where reading stopped, with what led to it.
    fn refused(&self, fault: &Fault) -> Diagnostic {
        let at = self.at();
        let here = character(self.file, self.text, at);
        let found = match *fault {
            Fault::TooDeep => {
                let message = format!("collections may nest {MAX_DEPTH} deep");
                return Diagnostic::new(syntax::TOO_DEEP, here, message);
            }
            Fault::String(start, why) => {
                let behind = self.text.get(start..at).unwrap_or_default();
                let length = behind.lines().next().unwrap_or_default().len();
                let span = Span {
                    file: self.file,
                    start: offset(start),
                    end: offset(start + length),
                };
                return Diagnostic::new(syntax::SYNTAX, span, "this is not JSON").label(why);
            }
            Fault::Number => not_json(here).label("expected a digit"),
            Fault::Expected(what) => not_json(here).label(match self.slip(at) {
                Some(slip) => format!("expected {what}: {slip}"),
                None => format!("expected {what}"),
            }),
        };
        let found = match self.open.last() {
            Some(open) => found.also(
                character(self.file, self.text, *open),
                "this bracket is open",
            ),
            None => found,
        };
        match layout::first_slip(self.file, self.text) {
            Some(slip) => found
                .also(slip.line, slip.text)
                .also(slip.other, "unlike this"),
            None => found,
        }
    }
}

fn not_json(span: Span) -> Diagnostic {
    Diagnostic::new(syntax::SYNTAX, span, "this is not JSON")
}
