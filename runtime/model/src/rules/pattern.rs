//! The pattern of a string, and the cheapest way to match it.

mod pieces;

use regex_lite::Regex;

use pieces::Pieces;

/// A pattern that is ready to match.
#[derive(Debug)]
pub(super) enum Pattern {
    /// Most patterns of ids and codes. Every id of a request is checked, and this takes a tenth of the time.
    Pieces(Pieces),
    /// Every other pattern.
    Regex(Regex),
}

impl Pattern {
    /// `None` if it is no regular expression in the syntax of `regex-lite`.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        match Pieces::read(pattern) {
            Some(pieces) => Some(Self::Pieces(pieces)),
            None => Regex::new(pattern).ok().map(Self::Regex),
        }
    }

    /// Whether it matches somewhere in the text.
    pub(super) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Pieces(pieces) => pieces.is_match(text),
            Self::Regex(regex) => regex.is_match(text),
        }
    }
}
