//! Patterns of pieces that can be matched one after the other, without ever going back.

use std::{iter::Peekable, str::Chars};

/// A pattern of the whole text whose pieces follow each other: `^order_(test|live)_[0-9a-z]+$`.
///
/// Where a piece ends must not depend on what comes later. So what follows a piece of several
/// possible lengths begins with a character that the piece cannot hold, and no word of a choice
/// begins another. Patterns that are not so are left to the regular expressions.
#[derive(Debug)]
pub(in crate::rules) struct Pieces(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    /// One of several words.
    Choice(Vec<String>),
    /// Characters of a set, at least and at most so many.
    Run {
        set: Set,
        least: usize,
        most: usize,
    },
}

/// A set of characters: a bit for each of ASCII, ranges for the others.
#[derive(Debug, Default)]
struct Set {
    ascii: u128,
    others: Vec<(char, char)>,
}

impl Pieces {
    /// Takes a pattern apart; `None` if it has a form that is not of this kind.
    pub(super) fn read(pattern: &str) -> Option<Self> {
        let mut rest = pattern.strip_prefix('^')?.chars().peekable();
        let mut pieces = Vec::new();
        loop {
            match rest.next()? {
                '$' => break,
                '(' => pieces.push(choice(&mut rest)?),
                '[' => {
                    let set = class(&mut rest)?;
                    pieces.push(run(set, &mut rest)?);
                }
                '\\' => {
                    let set = escaped(rest.next()?)?;
                    pieces.push(run(set, &mut rest)?);
                }
                '.' | '+' | '*' | '?' | ')' | ']' | '{' | '}' | '|' | '^' => return None,
                character => pieces.push(literal(character, &mut rest)?),
            }
        }
        let whole = rest.next().is_none() && pieces.windows(2).all(parted);
        whole.then(|| Self(joined(pieces)))
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let end = self
            .0
            .iter()
            .try_fold(text, |text, piece| piece.after(text));
        end == Some("")
    }
}

impl Piece {
    /// What is left of the text after this piece, if it begins with it.
    fn after<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Text(own) => text.strip_prefix(own.as_str()),
            Self::Choice(words) => words
                .iter()
                .find_map(|word| text.strip_prefix(word.as_str())),
            Self::Run { set, least, most } => {
                let mut rest = text.chars();
                let mut count = 0;
                let mut after = text;
                while count < *most && rest.next().is_some_and(|character| set.holds(character)) {
                    count += 1;
                    after = rest.as_str();
                }
                (count >= *least).then_some(after)
            }
        }
    }

    /// Whether a character of this set can be the first of it.
    fn may_begin_in(&self, set: &Set) -> bool {
        let begins = |word: &String| word.chars().next().is_none_or(|first| set.holds(first));
        match self {
            Self::Text(text) => begins(text),
            Self::Choice(words) => words.iter().any(begins),
            Self::Run {
                set: own, least, ..
            } => *least == 0 || own.meets(set),
        }
    }
}

/// Whether it is certain where the first of two pieces ends.
fn parted(pair: &[Piece]) -> bool {
    match pair {
        [Piece::Run { set, least, most }, next] => least == most || !next.may_begin_in(set),
        _ => true,
    }
}

/// Texts that follow each other as one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

type Rest<'p> = Peekable<Chars<'p>>;

fn literal(character: char, rest: &mut Rest<'_>) -> Option<Piece> {
    match rest.peek() {
        Some('+' | '*' | '?' | '{') => {
            let mut set = Set::default();
            set.add(character, character);
            run(set, rest)
        }
        _ => Some(Piece::Text(character.to_string())),
    }
}

/// The words between parentheses, none of which may begin another.
fn choice(rest: &mut Rest<'_>) -> Option<Piece> {
    if rest.next_if_eq(&'?').is_some() {
        rest.next_if_eq(&':')?;
    }
    let mut words = vec![String::new()];
    loop {
        match rest.next()? {
            ')' => break,
            '|' => words.push(String::new()),
            word if word.is_ascii_alphanumeric() || matches!(word, '-' | '_') => {
                words.last_mut()?.push(word);
            }
            _ => return None,
        }
    }
    if matches!(rest.peek(), Some('+' | '*' | '?' | '{')) {
        return None;
    }
    let begins_another = |(at, word): (usize, &String)| {
        let mut others = words.iter().enumerate().filter(|(other, _)| *other != at);
        others.any(|(_, other)| other.starts_with(word.as_str()))
    };
    let sound = !words.iter().enumerate().any(begins_another);
    sound.then_some(Piece::Choice(words))
}

/// The characters between brackets.
fn class(rest: &mut Rest<'_>) -> Option<Set> {
    let mut set = Set::default();
    loop {
        let first = match rest.next()? {
            ']' => break,
            '\\' => match rest.next()? {
                sign if sign.is_ascii_punctuation() => sign,
                _ => return None,
            },
            // A class within, a negation, or an operation on classes.
            '[' | '^' | '-' | '&' | '~' => return None,
            character => character,
        };
        let last = match rest.next_if_eq(&'-') {
            None => first,
            Some(_) => rest.next_if(|last| last.is_alphanumeric())?,
        };
        if first > last {
            return None;
        }
        set.add(first, last);
    }
    (set.ascii != 0 || !set.others.is_empty()).then_some(set)
}

fn escaped(character: char) -> Option<Set> {
    let mut set = Set::default();
    match character {
        'd' => set.add('0', '9'),
        sign if sign.is_ascii_punctuation() => set.add(sign, sign),
        _ => return None,
    }
    Some(set)
}

/// The set as often as what follows it says: once, or by `+`, `*`, `?`, `{n}`, `{n,}` or `{n,m}`.
fn run(set: Set, rest: &mut Rest<'_>) -> Option<Piece> {
    let (least, most) = match rest.next_if(|next| matches!(next, '+' | '*' | '?' | '{')) {
        None => (1, 1),
        Some('+') => (1, usize::MAX),
        Some('*') => (0, usize::MAX),
        Some('?') => (0, 1),
        Some(_) => counted(rest)?,
    };
    // A question mark would ask for as few as possible.
    let settled = !matches!(rest.peek(), Some('+' | '*' | '?' | '{'));
    (settled && least <= most).then_some(Piece::Run { set, least, most })
}

fn counted(rest: &mut Rest<'_>) -> Option<(usize, usize)> {
    let text: String = std::iter::from_fn(|| rest.next_if(|next| *next != '}')).collect();
    rest.next_if_eq(&'}')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |text: &str| digits(text).then(|| text.parse().ok()).flatten();
    match text.split_once(',') {
        None => number(&text).map(|count| (count, count)),
        Some((least, "")) => Some((number(least)?, usize::MAX)),
        Some((least, most)) => Some((number(least)?, number(most)?)),
    }
}

impl Set {
    fn add(&mut self, first: char, last: char) {
        for byte in 0..128_u8 {
            if (first..=last).contains(&char::from(byte)) {
                self.ascii |= 1 << byte;
            }
        }
        if !last.is_ascii() {
            self.others.push((first, last));
        }
    }

    fn holds(&self, character: char) -> bool {
        match u8::try_from(character) {
            Ok(byte) if byte < 128 => self.ascii >> byte & 1 == 1,
            _ => {
                let mut ranges = self.others.iter();
                ranges.any(|(first, last)| (first..=last).contains(&&character))
            }
        }
    }

    fn meets(&self, other: &Self) -> bool {
        let overlap = |(first, last): &(char, char)| {
            let mut ranges = other.others.iter();
            ranges.any(|(from, to)| from <= last && first <= to)
        };
        self.ascii & other.ascii != 0 || self.others.iter().any(overlap)
    }
}

#[cfg(test)]
mod tests;
