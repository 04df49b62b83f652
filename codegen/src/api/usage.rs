//! Types where they are used.

use super::{Rules, Type, TypeId};

/// A type where it is used, with the rules that hold there.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// The type.
    pub kind: Kind,
    /// What values must keep.
    pub rules: Rules,
}

impl Usage {
    /// A usage without rules.
    pub fn plain(kind: Kind) -> Self {
        Self {
            kind,
            rules: Rules::default(),
        }
    }
}

/// The type of a usage.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number whose digits are kept.
    Decimal,
    /// A string.
    Text,
    /// Milliseconds since 1970 as a whole number.
    TimestampMillis,
    /// A moment as RFC 3339 text.
    Timestamp,
    /// A day as text.
    Date,
    /// A value or null, inside a list or a map; members say it by their presence.
    Nullable(Box<Usage>),
    /// Any JSON value.
    Json,
    /// A list.
    List(Box<Usage>),
    /// An object with any member names.
    Map(Box<Usage>),
    /// A type of [`Api::types`](super::Api::types).
    Named(TypeId),
}

impl Kind {
    /// What a value is called where nothing but its type says what it is; none where the type has a name.
    pub fn word(&self, types: &[Type]) -> Option<String> {
        let word = match self {
            Self::Boolean => "Boolean",
            Self::Integer => "Integer",
            Self::Decimal => "Number",
            Self::Text => "Text",
            Self::TimestampMillis => "TimestampMillis",
            Self::Timestamp => "Timestamp",
            Self::Date => "Date",
            Self::Json | Self::Nullable(_) => "Value",
            Self::List(item) => return Some(item.kind.word_of_several("List", types)),
            Self::Map(value) => return Some(value.kind.word_of_several("Map", types)),
            Self::Named(_) => return None,
        };
        Some(word.to_owned())
    }

    /// What a list or a map of such values is called: two in one place differ by what they hold.
    fn word_of_several(&self, several: &str, types: &[Type]) -> String {
        let each = match self {
            Self::Json => None,
            Self::Nullable(inner) => return inner.kind.word_of_several(several, types),
            Self::Named(id) => Some(&types[id.0])
                .filter(|ty| ty.component)
                .map(|ty| ty.name.clone()),
            _ => self.word(types),
        };
        match each {
            Some(each) => format!("{each} {several}"),
            None => several.to_owned(),
        }
    }
}
