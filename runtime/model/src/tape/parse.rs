//! From bytes to a tape. The reading is jiter's; here is only the order of nodes and the limits.

use jiter::{Jiter, JiterError, JiterErrorType, LinePosition, Peek};

use super::build::{Builder, Span};
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
        bytes,
        jiter: Jiter::new(bytes),
        builder: Builder::with_capacity(nodes),
        has_escapes: bytes.contains(&b'\\'),
        unescaped: Vec::new(),
        cause: None,
    };
    if parser.document().is_ok() {
        return Ok(parser.builder.finish(source));
    }
    Err(match parser.cause {
        Some(Cause::Jiter(error)) => match error.error_type {
            JiterErrorType::JsonError(problem) => syntax(bytes, error.index, &problem.to_string()),
            problem @ JiterErrorType::WrongType { .. } => {
                syntax(bytes, error.index, &problem.to_string())
            }
        },
        Some(Cause::Refused(message)) => syntax(bytes, parser.jiter.current_index(), message),
        Some(Cause::TooDeep) => DecodeError::too_deep(),
        Some(Cause::TooLarge) | None => DecodeError::too_large(),
    })
}

fn syntax(bytes: &[u8], index: usize, message: &str) -> DecodeError {
    let LinePosition { line, column } = LinePosition::find(bytes, index);
    DecodeError::syntax(message.to_owned(), line, column)
}

/// Why the reading stopped.
enum Cause {
    Jiter(JiterError),
    Refused(&'static str),
    TooDeep,
    TooLarge,
}

/// The reading stopped; the cause is in the parser, which keeps results small.
struct Stopped;

struct Parser<'s> {
    bytes: &'s [u8],
    jiter: Jiter<'s>,
    builder: Builder,
    /// Whether any string of the text can have escapes.
    has_escapes: bool,
    /// The buffer that jiter unescapes into.
    unescaped: Vec<u8>,
    cause: Option<Cause>,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<(), Stopped> {
        let peek = self.jiter.peek();
        let first = self.known(peek)?;
        self.value(first, 0)?;
        let end = self.jiter.finish();
        self.known(end)
    }

    /// Adds the value at the cursor; `depth` containers are open around it.
    fn value(&mut self, peek: Peek, depth: usize) -> Result<(), Stopped> {
        match peek {
            Peek::String => self.string(),
            Peek::Object => self.object(depth),
            Peek::Array => self.array(depth),
            Peek::Null => {
                let read = self.jiter.known_null();
                self.known(read)?;
                self.builder.plain(NodeKind::Null);
                Ok(())
            }
            Peek::True | Peek::False => {
                let read = self.jiter.known_bool(peek);
                let value = self.known(read)?;
                self.builder.plain(if value {
                    NodeKind::True
                } else {
                    NodeKind::False
                });
                Ok(())
            }
            _ if peek.is_num() => self.number(peek),
            _ => Err(self.stop(Cause::Refused("expected value"))),
        }
    }

    #[inline]
    fn string(&mut self) -> Result<(), Stopped> {
        let start = self.jiter.current_index() + 1;
        if let Err(error) = self.jiter.known_bytes() {
            return Err(self.stop(Cause::Jiter(error)));
        }
        let end = self.jiter.current_index() - 1;
        let span = self.span(start, end)?;
        self.builder.text(NodeKind::String, span);
        Ok(())
    }

    #[inline]
    fn number(&mut self, peek: Peek) -> Result<(), Stopped> {
        let start = self.jiter.current_index();
        if let Err(error) = self.jiter.known_number_bytes(peek) {
            return Err(self.stop(Cause::Jiter(error)));
        }
        let end = self.jiter.current_index();
        if has_huge_exponent(self.bytes.get(start..end).unwrap_or_default()) {
            return Err(self.stop(Cause::Refused("number out of range")));
        }
        self.builder
            .text(NodeKind::Number, Span::of_source(start, end));
        Ok(())
    }

    fn array(&mut self, depth: usize) -> Result<(), Stopped> {
        if depth == MAX_DEPTH {
            return Err(self.stop(Cause::TooDeep));
        }
        let node = self.builder.open_array();
        let mut items = 0_u32;
        let read = self.jiter.known_array();
        let mut next = self.known(read)?;
        while let Some(peek) = next {
            self.value(peek, depth + 1)?;
            items = items.saturating_add(1);
            let read = self.jiter.array_step();
            next = self.known(read)?;
        }
        self.builder.close_array(node, items);
        Ok(())
    }

    fn object(&mut self, depth: usize) -> Result<(), Stopped> {
        if depth == MAX_DEPTH {
            return Err(self.stop(Cause::TooDeep));
        }
        let mut object = self.builder.open_object();
        let read = self
            .jiter
            .next_object_bytes()
            .map(|key| key.map(|key| place(self.bytes, key)));
        let mut next = self.known(read)?;
        while let Some((start, end)) = next {
            let span = self.span(start, end)?;
            self.builder.key(&mut object, self.bytes, span);
            let read = self.jiter.peek();
            let peek = self.known(read)?;
            self.value(peek, depth + 1)?;
            let read = self
                .jiter
                .next_key_bytes()
                .map(|key| key.map(|key| place(self.bytes, key)));
            next = self.known(read)?;
        }
        self.builder.close_object(&object);
        Ok(())
    }

    /// The text between two quotes, which jiter has checked; it is copied when it has escapes.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "a call would hand the span over in memory, twice the cost"
    )]
    fn span(&mut self, start: usize, end: usize) -> Result<Span, Stopped> {
        if self.has_escapes
            && self
                .bytes
                .get(start..end)
                .is_some_and(|raw| raw.contains(&b'\\'))
        {
            return self.unescape(start, end);
        }
        Ok(Span::of_source(start, end))
    }

    #[cold]
    fn unescape(&mut self, start: usize, end: usize) -> Result<Span, Stopped> {
        let quoted = self.bytes.get(start - 1..=end).unwrap_or_default();
        let mut jiter = Jiter::with_tape(quoted, std::mem::take(&mut self.unescaped));
        let span = match jiter.next_str() {
            Ok(text) => self.builder.copy(text),
            Err(error) => return Err(self.stop(Cause::Jiter(error))),
        };
        self.unescaped = jiter.into_tape();
        span.map_err(|_| self.stop(Cause::TooLarge))
    }

    #[inline]
    fn known<T>(&mut self, read: Result<T, JiterError>) -> Result<T, Stopped> {
        read.map_err(|error| self.stop(Cause::Jiter(error)))
    }

    #[cold]
    fn stop(&mut self, cause: Cause) -> Stopped {
        self.cause = Some(cause);
        Stopped
    }
}

/// Where a slice stands in the text it was cut from.
#[inline]
fn place(source: &[u8], slice: &[u8]) -> (usize, usize) {
    let start = slice.as_ptr().addr().wrapping_sub(source.as_ptr().addr());
    (start, start + slice.len())
}
