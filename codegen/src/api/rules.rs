//! What values must keep.

use std::fmt;

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

    /// Takes over what `other` asks where this one asks nothing.
    pub fn narrow(&mut self, other: &Self) {
        let take = |own: &mut Option<Bound>, other: &Option<Bound>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        take(&mut self.minimum, &other.minimum);
        take(&mut self.maximum, &other.maximum);
        take(&mut self.multiple_of, &other.multiple_of);
        if self.one_of.is_empty() {
            self.one_of.clone_from(&other.one_of);
        }
        self.exclusive_minimum |= other.exclusive_minimum;
        self.exclusive_maximum |= other.exclusive_maximum;
        self.min_length = self.min_length.or(other.min_length);
        self.max_length = self.max_length.or(other.max_length);
        self.format = self.format.or(other.format);
        if self.pattern.is_none() {
            self.pattern.clone_from(&other.pattern);
        }
        self.min_items = self.min_items.or(other.min_items);
        self.max_items = self.max_items.or(other.max_items);
        self.unique_items |= other.unique_items;
        self.min_properties = self.min_properties.or(other.min_properties);
        self.max_properties = self.max_properties.or(other.max_properties);
        for set in &other.not_all {
            if !self.not_all.contains(set) {
                self.not_all.push(set.clone());
            }
        }
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
