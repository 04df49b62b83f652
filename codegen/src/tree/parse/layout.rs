//! Where the indentation of a text with brackets is at odds with its brackets.
//!
//! A bracket that is missing is missed at the end of the text, or wherever the next one of another kind stands. Where a text
//! is laid out line by line, the indentation knows better.

use super::character;
use crate::source::{FileId, Span};

/// A line that is indented otherwise than the brackets before it have it.
pub(super) struct Slip {
    /// What starts the line.
    pub(super) line: Span,
    /// What to say of it.
    pub(super) text: &'static str,
    /// What it should be indented like.
    pub(super) other: Span,
}

/// A bracket that has not been closed.
struct Open {
    /// The indentation of its line, and the place of what starts that line.
    line: (usize, usize),
    /// The same of the first line within it.
    member: Option<(usize, usize)>,
}

/// The first line that is indented otherwise than the lines before it, going by the brackets of JSON.
pub(super) fn first_slip(file: FileId, text: &str) -> Option<Slip> {
    let span = |at| character(file, text, at);
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let first = line.trim_start().bytes().next();
        let here = (indent, start + indent);
        match (first, open.last_mut()) {
            (Some(b'}' | b']'), Some(bracket)) if indent != bracket.line.0 => {
                return Some(Slip {
                    line: span(here.1),
                    text: "this closes a bracket whose line is indented otherwise",
                    other: span(bracket.line.1),
                });
            }
            (None | Some(b'}' | b']'), _) | (_, None) => {}
            (Some(_), Some(bracket)) => match bracket.member {
                None => bracket.member = Some(here),
                Some(member) if member.0 == indent => {}
                Some(member) => {
                    return Some(Slip {
                        line: span(here.1),
                        text: "this is indented otherwise than what stands before it",
                        other: span(member.1),
                    });
                }
            },
        }
        brackets(line, here, &mut open);
        start += line.len();
    }
    None
}

/// Takes note of the brackets of a line; text in quotes ends on its line.
fn brackets(line: &str, here: (usize, usize), open: &mut Vec<Open>) {
    let mut quoted = false;
    let mut escaped = false;
    for byte in line.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => open.push(Open {
                line: here,
                member: None,
            }),
            b'}' | b']' => {
                open.pop();
            }
            _ => {}
        }
    }
}
