//! The text of a file as nodes.

mod json;
mod layout;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::HashSet;

use super::node::{Entry, Node};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::syntax},
    source::{FileId, Span, offset},
};

/// How deep collections may nest, in one file and in the bundle: what walks a document calls itself no deeper.
pub const MAX_DEPTH: usize = 128;

/// The largest file that is read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// YAML, of which JSON is a part.
    Yaml,
    /// JSON and nothing else, so that every reader of JSON can read the file.
    Json,
}

impl Language {
    /// What a file of this name is written in.
    pub fn of(path: &str) -> Self {
        let extension = path.rsplit_once('.').map(|(_, extension)| extension);
        match extension {
            Some(extension) if extension.eq_ignore_ascii_case("json") => Self::Json,
            _ => Self::Yaml,
        }
    }
}

/// Parses a file; `None` when there is no tree to go on with.
///
/// Everything that readers of YAML 1.1 and 1.2 disagree on is reported, as is every feature that would make a document more
/// than a tree.
pub fn parse(file: FileId, language: Language, text: &str) -> (Option<Node>, Diagnostics) {
    let start = Span {
        file,
        start: 0,
        end: 0,
    };
    if text.len() > MAX_BYTES {
        let message = format!("a file may hold {} MiB at most", MAX_BYTES / 1024 / 1024);
        let found = Diagnostic::new(syntax::TOO_LARGE, start, message);
        return (None, [found].into_iter().collect());
    }
    // Most files that start like JSON are JSON, which is read faster and has pairs of escapes for one character.
    let like_json = text
        .trim_start_matches(|first: char| first == '\u{feff}' || first.is_ascii_whitespace())
        .starts_with(['{', '[']);
    if like_json || language == Language::Json {
        match json::parse(file, text) {
            Ok((node, found)) => return (Some(node), found),
            Err(fault) if language == Language::Json => {
                return (None, [*fault].into_iter().collect());
            }
            Err(_) => {}
        }
    }
    yaml::parse(file, text)
}

/// From how many members on a mapping keeps a table of its keys.
const MANY: usize = 16;

/// The keys of a mapping that is being read.
#[derive(Debug, Default)]
struct Keys(HashSet<String>);

impl Keys {
    /// Where an earlier member with this key has it; takes note of a key that is new.
    fn first(&mut self, key: &str, entries: &[Entry]) -> Option<Span> {
        let known = || entries.iter().find(|entry| entry.key == key);
        if entries.len() < MANY {
            return known().map(|entry| entry.key_span);
        }
        if self.0.is_empty() {
            self.0.extend(entries.iter().map(|entry| entry.key.clone()));
        }
        if self.0.insert(key.to_owned()) {
            return None;
        }
        known().map(|entry| entry.key_span)
    }
}

fn duplicate(key: &str, span: Span, first: Span) -> Diagnostic {
    let message = format!("the key `{key}` stands here twice");
    Diagnostic::new(syntax::DUPLICATE_KEY, span, message)
        .label("this one would replace the first")
        .also(first, "the first")
}

fn out_of_range(number: &str, span: Span) -> Diagnostic {
    let message = format!("64 bits do not hold the number {number}");
    Diagnostic::new(syntax::NUMBER_RANGE, span, message)
}

/// The character at a place that cannot be read, if it can be shown.
fn character(file: FileId, text: &str, at: usize) -> Span {
    let next = text.get(at..).unwrap_or_default().chars().next();
    let length = next
        .filter(|next| !next.is_control())
        .map_or(0, char::len_utf8);
    Span {
        file,
        start: offset(at),
        end: offset(at + length),
    }
}
