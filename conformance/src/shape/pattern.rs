//! Patterns: whether text matches, and text that does.

use std::fmt;

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::values::Dice;

/// Repetitions without an upper end are made at most this many times beyond the lower one.
const MORE: u32 = 12;

/// A regular expression of a schema, compiled once to judge and once to make text.
#[derive(Clone)]
pub struct Pattern {
    text: String,
    judge: regex_lite::Regex,
    piece: Piece,
}

/// What text is made of.
#[derive(Clone, Debug)]
enum Piece {
    Literal(String),
    /// Ranges of characters, and how many there are in all.
    Class(Vec<(char, char)>, u32),
    Repeat(u32, u32, Box<Piece>),
    Sequence(Vec<Piece>),
    Choice(Vec<Piece>),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// What of it cannot be read.
    pub fn new(text: &str) -> Result<Self, String> {
        let judge = regex_lite::Regex::new(text)
            .map_err(|error| format!("the pattern cannot be matched: {error}"))?;
        let hir = regex_syntax::parse(text)
            .map_err(|error| format!("the pattern cannot be read: {error}"))?;
        Ok(Self {
            text: text.to_owned(),
            judge,
            piece: Piece::of(&hir),
        })
    }

    /// As it stands in the spec.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether some part of the text matches, as JSON Schema has it.
    pub fn matches(&self, text: &str) -> bool {
        self.judge.is_match(text)
    }

    /// Text that matches. Length is up to the pattern, so text of the wrong one is to be made again.
    pub fn make(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        self.piece.write(dice, &mut text);
        text
    }

    /// The shortest text that matches, or one of them.
    pub fn shortest(&self) -> String {
        let mut text = String::new();
        self.piece.write_shortest(&mut text);
        text
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Pattern").field(&self.text).finish()
    }
}

impl Piece {
    fn of(hir: &Hir) -> Self {
        match hir.kind() {
            // What the text around a match looks like is checked and not made.
            HirKind::Empty | HirKind::Look(_) => Self::Literal(String::new()),
            HirKind::Literal(literal) => {
                Self::Literal(String::from_utf8_lossy(&literal.0).into_owned())
            }
            HirKind::Class(Class::Unicode(class)) => Self::class(
                class
                    .iter()
                    .map(|range| (range.start(), range.end()))
                    .collect(),
            ),
            HirKind::Class(Class::Bytes(class)) => Self::class(
                class
                    .iter()
                    .map(|range| (char::from(range.start()), char::from(range.end())))
                    .collect(),
            ),
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(repetition.min + MORE);
                Self::Repeat(repetition.min, most, Box::new(Self::of(&repetition.sub)))
            }
            HirKind::Capture(capture) => Self::of(&capture.sub),
            HirKind::Concat(parts) => Self::Sequence(parts.iter().map(Self::of).collect()),
            HirKind::Alternation(parts) => Self::Choice(parts.iter().map(Self::of).collect()),
        }
    }

    /// ECMA's classes are of ASCII where Rust's are of all Unicode, so ASCII is kept to where there is any.
    fn class(ranges: Vec<(char, char)>) -> Self {
        let ascii: Vec<(char, char)> = ranges
            .iter()
            .filter(|(first, _)| first.is_ascii())
            .map(|(first, last)| (*first, (*last).min('~')))
            .filter(|(first, last)| first <= last)
            .collect();
        let short = |(first, last): &(char, char)| u32::from(*last) - u32::from(*first) < 512;
        let listed = ranges.len() <= 16 && ranges.iter().all(short);
        let ranges = if ascii.is_empty() || listed {
            ranges
        } else {
            ascii
        };
        let count = ranges
            .iter()
            .map(|(first, last)| u32::from(*last) - u32::from(*first) + 1)
            .sum();
        Self::Class(ranges, count)
    }

    fn write(&self, dice: &mut Dice, text: &mut String) {
        match self {
            Self::Literal(literal) => text.push_str(literal),
            Self::Class(ranges, count) => {
                let mut left = dice.below_u32(*count);
                for (first, last) in ranges {
                    let size = u32::from(*last) - u32::from(*first) + 1;
                    if left < size {
                        // A range over the surrogates has holes, which its start fills.
                        text.push(char::from_u32(u32::from(*first) + left).unwrap_or(*first));
                        return;
                    }
                    left -= size;
                }
            }
            Self::Repeat(least, most, piece) => {
                let times = least + dice.below_u32(most - least + 1);
                for _ in 0..times {
                    piece.write(dice, text);
                }
            }
            Self::Sequence(pieces) => pieces.iter().for_each(|piece| piece.write(dice, text)),
            Self::Choice(pieces) => {
                if let Some(piece) = dice.one(pieces) {
                    piece.write(dice, text);
                }
            }
        }
    }

    fn write_shortest(&self, text: &mut String) {
        match self {
            Self::Literal(literal) => text.push_str(literal),
            Self::Class(ranges, _) => text.extend(ranges.first().map(|(first, _)| *first)),
            Self::Repeat(least, _, piece) => (0..*least).for_each(|_| piece.write_shortest(text)),
            Self::Sequence(pieces) => pieces.iter().for_each(|piece| piece.write_shortest(text)),
            Self::Choice(pieces) => {
                let texts = pieces.iter().map(|piece| {
                    let mut text = String::new();
                    piece.write_shortest(&mut text);
                    text
                });
                text.extend(texts.min_by_key(String::len));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_matches() {
        let mut dice = Dice::new(1);
        for text in [
            "^order_(test|live)_[0-9a-zA-Z]+$",
            "^[A-Z0-9ｱ-ﾝﾞﾟ().\\- ]{1,30}$",
            "^\\d{4}-\\d{2}$",
            "a|bc*",
            "^$",
            "x",
            "^(?:[^/]+/){2}$",
        ] {
            let pattern = Pattern::new(text).unwrap();
            for _ in 0..200 {
                let made = pattern.make(&mut dice);
                assert!(pattern.matches(&made), "{text}: {made:?}");
            }
            assert!(pattern.matches(&pattern.shortest()), "{text}");
        }
        assert_eq!(
            Pattern::new("^order_(test|live)_[0-9a-zA-Z]+$")
                .unwrap()
                .shortest(),
            "order_test_0"
        );
        assert!(Pattern::new("(").is_err());
    }
}
