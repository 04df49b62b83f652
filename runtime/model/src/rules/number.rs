//! The numbers of rules: integers, and any other as its text.

use std::cmp::Ordering;
use std::fmt;

use crate::decimal::Normal;
use crate::integer;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) value: Number,
    pub(super) exclusive: bool,
}

/// A number of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Integer(i64),
    /// In JSON's syntax.
    Text(&'static str),
}

impl Number {
    /// Its order beside the number of this text.
    pub(super) fn cmp_text(self, text: &str) -> Ordering {
        if let (Self::Integer(own), Some(number)) = (self, integer::parse_short(text)) {
            return own.cmp(&number);
        }
        self.normal().cmp(&Normal::of(text))
    }

    pub(super) fn divides(self, text: &str) -> bool {
        if let (Self::Integer(own), Some(number)) = (self, integer::parse_short(text)) {
            return number.unsigned_abs() % own.unsigned_abs().max(1) == 0;
        }
        let factor = self.normal();
        factor.is_zero() || Normal::of(text).is_multiple_of(&factor)
    }

    fn normal(self) -> Normal {
        Normal::of(&self.to_string())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(formatter),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}
