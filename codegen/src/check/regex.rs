//! Regular expressions: whether they are portable, and how long the texts are that they match.

/// How deep groups may nest.
const MAX_GROUPS: u32 = 64;

/// What is known of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lengths {
    /// The fewest characters of a text that matches.
    pub(super) least: u64,
    /// The most characters, if the pattern is tied to both ends and has no open repetition.
    pub(super) most: Option<u64>,
}

/// Why a pattern is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is no regular expression.
    Invalid(String),
    /// It uses what not every engine has.
    NotPortable(String),
}

/// Reads a pattern by the grammar that ECMA-262 and RE2-like engines share.
pub(super) fn lengths(pattern: &str) -> Result<Lengths, Fault> {
    let mut reader = Reader {
        rest: pattern,
        groups: 0,
    };
    let found = reader.alternatives()?;
    if !reader.rest.is_empty() {
        return Err(Fault::Invalid("`)` closes no group".to_owned()));
    }
    Ok(Lengths {
        least: found.least,
        most: found.most.filter(|_| found.starts && found.ends),
    })
}

/// What a part of a pattern matches.
#[derive(Clone, Copy)]
struct Part {
    least: u64,
    most: Option<u64>,
    /// Whether every way through it begins with `^`, or ends with `$`.
    starts: bool,
    ends: bool,
}

const EMPTY: Part = Part {
    least: 0,
    most: Some(0),
    starts: false,
    ends: false,
};
const ONE: Part = Part {
    least: 1,
    most: Some(1),
    starts: false,
    ends: false,
};

struct Reader<'p> {
    rest: &'p str,
    groups: u32,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        self.rest
            .strip_prefix(text)
            .map(|rest| self.rest = rest)
            .is_some()
    }

    fn alternatives(&mut self) -> Result<Part, Fault> {
        let mut whole = self.sequence()?;
        while self.eat("|") {
            let other = self.sequence()?;
            whole = Part {
                least: whole.least.min(other.least),
                most: whole.most.zip(other.most).map(|(a, b)| a.max(b)),
                starts: whole.starts && other.starts,
                ends: whole.ends && other.ends,
            };
        }
        Ok(whole)
    }

    fn sequence(&mut self) -> Result<Part, Fault> {
        let mut whole = EMPTY;
        let mut first = true;
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let part = self.repeated()?;
            whole = Part {
                least: whole.least.saturating_add(part.least),
                most: whole.most.zip(part.most).map(|(a, b)| a.saturating_add(b)),
                starts: if first { part.starts } else { whole.starts },
                ends: part.ends,
            };
            first = false;
        }
        Ok(whole)
    }

    fn repeated(&mut self) -> Result<Part, Fault> {
        let anchor = self.rest.starts_with(['^', '$']);
        let part = self.single()?;
        let (from, to) = match self.rest.chars().next() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.next();
                return self.counted(part, anchor);
            }
            _ => return Ok(part),
        };
        self.next();
        self.times(part, anchor, from, to)
    }

    fn counted(&mut self, part: Part, anchor: bool) -> Result<Part, Fault> {
        let invalid =
            || Fault::Invalid("`{` starts no count such as `{2}`, `{2,}` or `{2,5}`".to_owned());
        let (count, rest) = self.rest.split_once('}').ok_or_else(invalid)?;
        self.rest = rest;
        let (from, to) = count
            .split_once(',')
            .map_or((count, Some(count)), |(from, to)| {
                (from, (!to.is_empty()).then_some(to))
            });
        let number = |text: &str| {
            text.parse::<u64>()
                .ok()
                .filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let from = number(from).ok_or_else(invalid)?;
        let to = to.map(|to| number(to).ok_or_else(invalid)).transpose()?;
        if to.is_some_and(|to| to < from) {
            return Err(Fault::Invalid(format!(
                "the count `{{{count}}}` ends before it begins"
            )));
        }
        self.times(part, anchor, from, to)
    }

    fn times(
        &mut self,
        part: Part,
        anchor: bool,
        from: u64,
        to: Option<u64>,
    ) -> Result<Part, Fault> {
        if anchor {
            return Err(Fault::Invalid("`^` and `$` cannot be repeated".to_owned()));
        }
        self.eat("?");
        if self.rest.starts_with('+') {
            return Err(Fault::NotPortable("a possessive repetition".to_owned()));
        }
        if self.rest.starts_with(['*', '?', '{']) {
            return Err(Fault::Invalid("a repetition of a repetition".to_owned()));
        }
        Ok(Part {
            least: part.least.saturating_mul(from),
            most: if part.most == Some(0) {
                Some(0)
            } else {
                part.most.zip(to).map(|(most, to)| most.saturating_mul(to))
            },
            starts: part.starts && from > 0,
            ends: part.ends && from > 0,
        })
    }

    fn single(&mut self) -> Result<Part, Fault> {
        match self.next() {
            Some('^') => Ok(Part {
                starts: true,
                ..EMPTY
            }),
            Some('$') => Ok(Part {
                ends: true,
                ..EMPTY
            }),
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape(false),
            Some(repetition @ ('*' | '+' | '?')) => {
                Err(Fault::Invalid(format!("`{repetition}` repeats nothing")))
            }
            Some(brace @ ('{' | '}' | ']')) => Err(Fault::NotPortable(format!(
                "`{brace}` as a plain character: write `\\{brace}`"
            ))),
            Some(_) => Ok(ONE),
            None => Ok(EMPTY),
        }
    }

    fn group(&mut self) -> Result<Part, Fault> {
        if self.groups == MAX_GROUPS {
            return Err(Fault::Invalid(format!("groups may nest {MAX_GROUPS} deep")));
        }
        if self.rest.starts_with('?') && !self.eat("?:") {
            let what = match self.rest.get(1..2) {
                Some("=" | "!") => "look-ahead",
                Some("<") if self.rest.starts_with("?<=") || self.rest.starts_with("?<!") => {
                    "look-behind"
                }
                Some("<" | "P") => "a named group",
                Some(">") => "an atomic group",
                _ => "an inline flag",
            };
            return Err(Fault::NotPortable(what.to_owned()));
        }
        self.groups += 1;
        let part = self.alternatives()?;
        self.groups -= 1;
        if self.eat(")") {
            Ok(part)
        } else {
            Err(Fault::Invalid("a group is not closed".to_owned()))
        }
    }

    fn class(&mut self) -> Result<Part, Fault> {
        self.eat("^");
        if self.rest.starts_with(']') {
            return Err(Fault::NotPortable(
                "an empty class, or `]` as its first character".to_owned(),
            ));
        }
        let mut from = None;
        let mut range = false;
        loop {
            let open = || Fault::Invalid("a class is not closed".to_owned());
            let next = match self.next().ok_or_else(open)? {
                ']' => return Ok(ONE),
                '[' => {
                    return Err(Fault::NotPortable(
                        "`[` inside a class: write `\\[`".to_owned(),
                    ));
                }
                '&' if self.rest.starts_with('&') => {
                    return Err(Fault::NotPortable("`&&` inside a class".to_owned()));
                }
                '-' if from.is_some() && !range && !self.rest.starts_with(']') => {
                    range = true;
                    continue;
                }
                '\\' => self.class_escape()?,
                other => Some(other),
            };
            if range {
                if from
                    .flatten()
                    .zip(next)
                    .is_none_or(|(from, to): (char, char)| from > to)
                {
                    return Err(Fault::Invalid(
                        "a range of a class ends before it begins".to_owned(),
                    ));
                }
                (from, range) = (None, false);
            } else {
                from = Some(next);
            }
        }
    }

    /// The character an escape in a class stands for; `None` for a class such as `\d`.
    fn class_escape(&mut self) -> Result<Option<char>, Fault> {
        let next = self.rest.chars().next();
        self.escape(true)?;
        Ok(next.filter(|next| !next.is_ascii_alphabetic()))
    }

    fn escape(&mut self, in_class: bool) -> Result<Part, Fault> {
        match self.next() {
            None => Err(Fault::Invalid("`\\` escapes nothing".to_owned())),
            Some('d' | 'D' | 'w' | 'W' | 's' | 'S' | 't' | 'n' | 'r' | 'f' | 'v') => Ok(ONE),
            Some('b' | 'B') if !in_class => Ok(EMPTY),
            Some('x') => self.hexadecimal(2),
            Some('u') => self.hexadecimal(4),
            Some('p' | 'P') => Err(Fault::NotPortable("a class by Unicode property".to_owned())),
            Some('k' | '0'..='9') => Err(Fault::NotPortable("a back-reference".to_owned())),
            Some(letter) if letter.is_ascii_alphabetic() => {
                Err(Fault::NotPortable(format!("the escape `\\{letter}`")))
            }
            Some(mark) if mark.is_ascii_punctuation() && !matches!(mark, '<' | '>' | '_') => {
                Ok(ONE)
            }
            Some(other) => Err(Fault::NotPortable(format!("the escape `\\{other}`"))),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<Part, Fault> {
        let code = self
            .rest
            .get(..digits)
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code {
            Some(_) => {
                self.rest = self.rest.get(digits..).unwrap_or_default();
                Ok(ONE)
            }
            None => Err(Fault::NotPortable(format!(
                "an escape without its {digits} hexadecimal digits"
            ))),
        }
    }
}

#[cfg(test)]
mod tests;
