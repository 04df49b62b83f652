//! What values must keep.

use std::cmp::Ordering;
use std::fmt;

use crate::tree::number::Decimal;

/// A number that a rule names.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other, as decimal text.
    Decimal(String),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(text) => f.write_str(text),
        }
    }
}

/// A format of strings that requests are held against.
///
/// Moments and days have types, and a UUID is a pattern. The others are notes for readers: what has a `hostname` or is `byte`
/// differs from reader to reader, and no program may refuse what the provider takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `email`.
    Email,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `uri`.
    Uri,
}

/// What values must keep.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules {
    /// Least number.
    pub minimum: Option<Bound>,
    /// Greatest number.
    pub maximum: Option<Bound>,
    /// Whether the least number itself is refused.
    pub exclusive_minimum: bool,
    /// Whether the greatest number itself is refused.
    pub exclusive_maximum: bool,
    /// What a number must be a multiple of.
    pub multiple_of: Option<Bound>,
    /// The truth values or numbers that are documented, as JSON; none when all are.
    pub one_of: Vec<String>,
    /// Least number of characters.
    pub min_length: Option<usize>,
    /// Greatest number of characters.
    pub max_length: Option<usize>,
    /// Format a string must have, where it is neither a type nor a pattern.
    pub format: Option<Format>,
    /// Regular expression a string must match.
    pub pattern: Option<String>,
    /// Least number of items.
    pub min_items: Option<usize>,
    /// Greatest number of items.
    pub max_items: Option<usize>,
    /// Whether no two items may be equal.
    pub unique_items: bool,
    /// Least number of members.
    pub min_properties: Option<usize>,
    /// Greatest number of members.
    pub max_properties: Option<usize>,
    /// Sets of members that must not all be there; of a set of one, the member must not.
    pub not_all: Vec<Vec<String>>,
}

impl Rules {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Asks what either asks: of two bounds the stricter. Of two patterns, formats, divisors or lists of values it keeps its own.
    pub fn narrow(&mut self, other: &Self) {
        if is_stricter(other.least(), self.least(), Ordering::Greater) {
            self.minimum.clone_from(&other.minimum);
            self.exclusive_minimum = other.exclusive_minimum;
        }
        if is_stricter(other.greatest(), self.greatest(), Ordering::Less) {
            self.maximum.clone_from(&other.maximum);
            self.exclusive_maximum = other.exclusive_maximum;
        }
        if self.multiple_of.is_none() {
            self.multiple_of.clone_from(&other.multiple_of);
        }
        if self.one_of.is_empty() {
            self.one_of.clone_from(&other.one_of);
        }
        // Nothing is less than any number, so the greater one is asked for, if any is.
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = lesser(self.max_length, other.max_length);
        self.format = self.format.or(other.format);
        if self.pattern.is_none() {
            self.pattern.clone_from(&other.pattern);
        }
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = lesser(self.max_items, other.max_items);
        self.unique_items |= other.unique_items;
        self.min_properties = self.min_properties.max(other.min_properties);
        self.max_properties = lesser(self.max_properties, other.max_properties);
        for set in &other.not_all {
            if !self.not_all.contains(set) {
                self.not_all.push(set.clone());
            }
        }
    }

    /// The least number, and whether it is refused itself.
    fn least(&self) -> Option<(&Bound, bool)> {
        Some((self.minimum.as_ref()?, self.exclusive_minimum))
    }

    fn greatest(&self) -> Option<(&Bound, bool)> {
        Some((self.maximum.as_ref()?, self.exclusive_maximum))
    }

    /// The keywords of these but those that hold for objects.
    pub(super) fn keywords_of_others(&self) -> Vec<&'static str> {
        let words = [
            ("minimum", self.minimum.is_some()),
            ("maximum", self.maximum.is_some()),
            ("multipleOf", self.multiple_of.is_some()),
            ("enum", !self.one_of.is_empty()),
            ("minLength", self.min_length.is_some()),
            ("maxLength", self.max_length.is_some()),
            ("format", self.format.is_some()),
            ("pattern", self.pattern.is_some()),
            ("minItems", self.min_items.is_some()),
            ("maxItems", self.max_items.is_some()),
            ("uniqueItems", self.unique_items),
        ];
        let asked = words.into_iter().filter(|(_, asked)| *asked);
        asked.map(|(word, _)| word).collect()
    }

    /// What of these is asked of an object, whatever its members are.
    pub(super) fn of_object(&self) -> Self {
        Self {
            min_properties: self.min_properties,
            max_properties: self.max_properties,
            not_all: self.not_all.clone(),
            ..Self::default()
        }
    }
}

/// Whether a bound leaves fewer numbers than another one, when it does so by being `further`.
fn is_stricter(
    bound: Option<(&Bound, bool)>,
    than: Option<(&Bound, bool)>,
    further: Ordering,
) -> bool {
    let (Some((bound, excludes)), Some((than, than_excludes))) = (bound, than) else {
        return bound.is_some();
    };
    let number = |bound: &Bound| Decimal::parse(&bound.to_string());
    match number(bound).cmp(&number(than)) {
        Ordering::Equal => excludes && !than_excludes,
        order => order == further,
    }
}

fn lesser(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one.into_iter().chain(other).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(minimum: Bound, exclusive_minimum: bool, maximum: i64) -> Rules {
        Rules {
            minimum: Some(minimum),
            exclusive_minimum,
            maximum: Some(Bound::Integer(maximum)),
            ..Rules::default()
        }
    }

    /// Both ways round, and with nothing beside.
    fn narrowed(one: &Rules, other: &Rules) -> Rules {
        let join = |one: &Rules, other: &Rules| {
            let mut both = one.clone();
            both.narrow(other);
            both
        };
        assert_eq!(join(one, other), join(other, one));
        assert_eq!(join(&Rules::default(), one), *one);
        assert_eq!(join(one, &Rules::default()), *one);
        join(one, other)
    }

    #[test]
    fn of_two_bounds_the_stricter_is_asked() {
        let half = || Bound::Decimal("0.5".to_owned());
        let wide = numbers(Bound::Integer(0), true, 9);
        let high = numbers(half(), false, 20);
        assert_eq!(narrowed(&wide, &high), numbers(half(), false, 9));
        let open = numbers(half(), true, 9);
        assert_eq!(narrowed(&high, &open), open);
    }

    #[test]
    fn of_two_counts_the_stricter_is_asked() {
        let counts = |least, most| Rules {
            min_length: Some(least),
            max_length: Some(most),
            min_items: Some(least),
            max_items: Some(most),
            min_properties: Some(least),
            max_properties: Some(most),
            ..Rules::default()
        };
        assert_eq!(narrowed(&counts(2, 9), &counts(5, 20)), counts(5, 9));
    }
}
