//! From bytes to a tape. The grammar is hifijson's; here is the order of nodes and the limits.

use hifijson::escape::Lex as _;
use hifijson::num::Lex as _;
use hifijson::str::LexWrite as _;
use hifijson::token::{Expect, Lex as _};
use hifijson::{Read as _, str};

use super::build::{Builder, Span};
use super::input::Input;
use super::{MAX_DEPTH, NodeKind, Tape};
use crate::decimal::has_huge_exponent;
use crate::fault::DecodeError;

/// Node offsets are `u32`, and the last one means "absent".
pub(super) const MAX_BYTES: usize = u32::MAX as usize - 1;

/// A byte of text gives far less than one node; the vector grows where this guess is short.
const BYTES_PER_NODE: usize = 10;
const MAX_RESERVED_NODES: usize = 1 << 20;

pub(super) fn parse(bytes: &[u8], max_bytes: usize) -> Result<Tape<'_>, DecodeError> {
    if bytes.len() > max_bytes {
        return Err(DecodeError::too_large());
    }
    // Checked once here, so that every text below is a slice of a `str`.
    let source = match std::str::from_utf8(bytes) {
        Ok(source) => source,
        Err(error) => return Err(syntax(bytes, error.valid_up_to(), "invalid UTF-8")),
    };
    let nodes = (bytes.len() / BYTES_PER_NODE + 8).min(MAX_RESERVED_NODES);
    let mut parser = Parser {
        source: bytes,
        builder: Builder::with_capacity(nodes),
    };
    let mut input = Input::new(source);
    let read = input.exactly_one(Input::ws_peek, |first, input| parser.value(first, input, 0));
    match read {
        Ok(()) => Ok(parser.builder.finish(source)),
        Err(refusal) => Err(refused(refusal, bytes, input.place())),
    }
}

#[cold]
fn refused(refusal: Refusal, bytes: &[u8], index: usize) -> DecodeError {
    let message = match refusal {
        Refusal::TooDeep => return DecodeError::too_deep(),
        Refusal::TooLarge => return DecodeError::too_large(),
        Refusal::Value => "expected value",
        Refusal::Key => "expected a key",
        Refusal::Colon => "expected `:`",
        Refusal::CommaOrEnd => "expected `,` or the end",
        Refusal::CommaOrBracket => "expected `,` or `]`",
        Refusal::CommaOrBrace => "expected `,` or `}`",
        Refusal::EndOfText => "expected the end of the text",
        Refusal::Control => "control character in a string",
        Refusal::Unterminated => "string without an end",
        Refusal::Escape | Refusal::Escaped => "invalid escape in a string",
        Refusal::Number => "invalid number",
        Refusal::Exponent => "number out of range",
    };
    syntax(bytes, index, message)
}

/// Lines and columns count from one, columns in bytes.
fn syntax(bytes: &[u8], index: usize, message: &str) -> DecodeError {
    let before = bytes.get(..index).unwrap_or(bytes);
    let (line, length) = before
        .split(|byte| *byte == b'\n')
        .fold((0, 0), |(line, _), text| (line + 1, text.len()));
    DecodeError::syntax(message.to_owned(), line, length + 1)
}

/// Why the reading stopped; one byte, because every step returns it.
#[derive(Clone, Copy)]
enum Refusal {
    Value,
    Key,
    Colon,
    /// Its container knows which end it expected.
    CommaOrEnd,
    CommaOrBracket,
    CommaOrBrace,
    EndOfText,
    Control,
    Unterminated,
    Escape,
    /// Not yet: the string must be copied.
    Escaped,
    Number,
    Exponent,
    TooDeep,
    TooLarge,
}

impl Refusal {
    #[cold]
    fn within(self, container: Self) -> Self {
        match self {
            Self::CommaOrEnd => container,
            other => other,
        }
    }
}

impl From<Expect> for Refusal {
    #[cold]
    fn from(expected: Expect) -> Self {
        match expected {
            Expect::Value | Expect::ValueOrEnd => Self::Value,
            Expect::CommaOrEnd => Self::CommaOrEnd,
            Expect::String => Self::Key,
            Expect::Colon => Self::Colon,
            Expect::Eof => Self::EndOfText,
        }
    }
}

impl From<str::Error> for Refusal {
    #[cold]
    fn from(error: str::Error) -> Self {
        match error {
            str::Error::Control => Self::Control,
            str::Error::Eof => Self::Unterminated,
            str::Error::Escape(_) | str::Error::Utf8(_) => Self::Escape,
        }
    }
}

struct Parser<'s> {
    source: &'s [u8],
    builder: Builder,
}

impl<'s> Parser<'s> {
    /// Adds the value that begins with this byte; `depth` containers are open around it.
    fn value(&mut self, first: u8, input: &mut Input<'s>, depth: usize) -> Result<(), Refusal> {
        match first {
            b'"' => {
                input.take_next();
                let span = self.string(input)?;
                self.builder.text(NodeKind::String, span);
                Ok(())
            }
            b'{' => self.object(input, depth),
            b'[' => self.array(input, depth),
            b'0'..=b'9' | b'-' => self.number(input),
            _ => self.word(input),
        }
    }

    #[inline]
    fn word(&mut self, input: &mut Input<'s>) -> Result<(), Refusal> {
        let start = input.place();
        let kind = match input.null_or_bool() {
            Some(None) => NodeKind::Null,
            Some(Some(true)) => NodeKind::True,
            Some(Some(false)) => NodeKind::False,
            None => {
                input.return_to(start);
                return Err(Refusal::Value);
            }
        };
        self.builder.plain(kind);
        Ok(())
    }

    #[inline]
    fn number(&mut self, input: &mut Input<'s>) -> Result<(), Refusal> {
        let start = input.place();
        let is_valid = input.num_ignore().validate().is_ok();
        // The lexer ends `01` after the zero.
        if !is_valid || matches!(input.peek_next(), Some(b'0'..=b'9')) {
            return Err(Refusal::Number);
        }
        if has_huge_exponent(input.since(start)) {
            return Err(Refusal::Exponent);
        }
        let span = Span::of_source(start, input.place());
        self.builder.text(NodeKind::Number, span);
        Ok(())
    }

    fn array(&mut self, input: &mut Input<'s>, depth: usize) -> Result<(), Refusal> {
        if depth == MAX_DEPTH {
            return Err(Refusal::TooDeep);
        }
        let node = self.builder.open_array();
        let mut items = 0_u32;
        input
            .discarded()
            .seq(b']', Input::ws_peek, |first, input| {
                items = items.saturating_add(1);
                self.value(first, input, depth + 1)
            })
            .map_err(|refusal: Refusal| refusal.within(Refusal::CommaOrBracket))?;
        self.builder.close_array(node, items);
        Ok(())
    }

    fn object(&mut self, input: &mut Input<'s>, depth: usize) -> Result<(), Refusal> {
        if depth == MAX_DEPTH {
            return Err(Refusal::TooDeep);
        }
        let mut object = self.builder.open_object();
        input
            .discarded()
            .seq(b'}', Input::ws_peek, |first, input| {
                if first != b'"' {
                    return Err(Refusal::Key);
                }
                input.take_next();
                let key = self.string(input)?;
                self.builder.key(&mut object, self.source, key);
                if input.expect(Input::ws_peek, b':').is_none() {
                    return Err(Refusal::Colon);
                }
                let first = input.ws_peek().ok_or(Refusal::Value)?;
                self.value(first, input, depth + 1)
            })
            .map_err(|refusal: Refusal| refusal.within(Refusal::CommaOrBrace))?;
        self.builder.close_object(&object);
        Ok(())
    }

    /// Reads a string whose opening quote was read.
    #[inline]
    fn string(&mut self, input: &mut Input<'s>) -> Result<Span, Refusal> {
        let start = input.place();
        match input.str_fold((), |_, ()| Ok(()), |_, ()| Err(Refusal::Escaped)) {
            Ok(()) => Ok(Span::of_source(start, input.place() - 1)),
            Err(Refusal::Escaped) => {
                input.return_to(start);
                self.escaped(input)
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// Reads a string that has escapes; it is copied.
    #[cold]
    fn escaped(&mut self, input: &mut Input<'s>) -> Result<Span, Refusal> {
        let start = self.builder.scratch_len();
        let copy = Copied(&mut self.builder);
        input.str_fold(copy, |run, copy| copy.run(run), Copied::escape)?;
        self.builder
            .copied_since(start)
            .map_err(|_| Refusal::TooLarge)
    }
}

/// A string being copied.
struct Copied<'b>(&'b mut Builder);

impl Copied<'_> {
    /// Copies what stands between escapes.
    fn run(&mut self, run: &[u8]) -> Result<(), Refusal> {
        // Runs end at ASCII bytes of a text that is UTF-8.
        let text = std::str::from_utf8(run).map_err(str::Error::Utf8)?;
        self.0.push(text);
        Ok(())
    }

    /// Reads an escape whose backslash was read.
    fn escape(input: &mut Input<'_>, copy: &mut Self) -> Result<(), Refusal> {
        let kind = input.take_next().ok_or(str::Error::Eof)?;
        let character = input.escape(kind).map_err(str::Error::Escape)?;
        copy.0.push(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }
}
