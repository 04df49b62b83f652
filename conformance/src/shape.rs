//! The spec's schemas as values are made from them, and a second opinion on values.
//!
//! This reads OpenAPI 3.0 by itself: neither the generator's intermediate representation nor the turned schemas that
//! `jsonschema` judges by have a part in it. Two readings that agree on every value that is tried are hard to fool.

mod accepts;
mod format;
mod pattern;
mod read;

use std::collections::BTreeMap;

use crate::json::Tree;

pub use format::Format;
pub use pattern::Pattern;

/// A schema among [`Shapes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(usize);

/// Schemas of one bundle, as one side sends them.
#[derive(Debug, Default)]
pub struct Shapes {
    all: Vec<Shape>,
    known: BTreeMap<String, ShapeId>,
}

impl std::ops::Index<ShapeId> for Shapes {
    type Output = Shape;

    fn index(&self, id: ShapeId) -> &Shape {
        &self.all[id.0]
    }
}

impl Shapes {
    /// Whether the schema at that place was read.
    pub fn knows(&self, pointer: &str) -> bool {
        self.all.iter().any(|shape| shape.pointer == pointer)
    }
}

/// The kinds of JSON values; an integer is a number without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number with a fraction.
    Fraction,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Null,
        Self::Boolean,
        Self::Integer,
        Self::Fraction,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    /// The kind of a value.
    pub fn of(value: &Tree) -> Self {
        match value {
            Tree::Null => Self::Null,
            Tree::Bool(_) => Self::Boolean,
            Tree::Number(number) if number.is_integer() => Self::Integer,
            Tree::Number(_) => Self::Fraction,
            Tree::String(_) => Self::String,
            Tree::Array(_) => Self::Array,
            Tree::Object(_) => Self::Object,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Fraction => "fraction",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Every kind.
    pub const ANY: Self = Self(0x7f);

    /// These kinds.
    pub fn of(kinds: &[Kind]) -> Self {
        Self(kinds.iter().fold(0, |set, kind| set | 1 << *kind as u8))
    }

    /// Whether a kind is among them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// The kinds in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The kinds in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds, in order.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.has(*kind))
    }
}

impl std::fmt::Debug for Kinds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}

/// One end of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The number.
    pub value: f64,
    /// Whether the number itself lies outside.
    pub exclusive: bool,
}

/// What members without a name in the schema may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Anything.
    Open,
    /// Nothing.
    Closed,
    /// This.
    Of(ShapeId),
}

/// One schema: the rules it states itself, and the schemas it is put together from.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Where it stands in the bundle.
    pub pointer: String,
    /// Kinds of values.
    pub kinds: Kinds,
    /// The only values there are.
    pub listed: Option<Vec<Tree>>,
    /// Values known so far of an open list.
    pub known: Vec<Tree>,
    /// Lowest number.
    pub minimum: Option<Bound>,
    /// Highest number.
    pub maximum: Option<Bound>,
    /// What numbers are a multiple of.
    pub multiple_of: Option<f64>,
    /// Fewest characters.
    pub min_length: usize,
    /// Most characters.
    pub max_length: Option<usize>,
    /// What strings match.
    pub pattern: Option<Pattern>,
    /// What strings are.
    pub format: Option<Format>,
    /// The width of an integer in bits, by its format.
    pub bits: u32,
    /// What entries of a list are.
    pub items: Option<ShapeId>,
    /// Fewest entries.
    pub min_items: usize,
    /// Most entries.
    pub max_items: Option<usize>,
    /// Whether no two entries are the same.
    pub unique: bool,
    /// Members by name.
    pub members: BTreeMap<String, ShapeId>,
    /// Names of members that must be there, when this side sends the object.
    pub required: Vec<String>,
    /// What other members may be.
    pub extra: Extra,
    /// Fewest members.
    pub min_members: usize,
    /// Most members.
    pub max_members: Option<usize>,
    /// All of these hold too.
    pub all_of: Vec<ShapeId>,
    /// One of these holds too, or several.
    pub any_of: Vec<ShapeId>,
    /// One of these holds too, and no other.
    pub one_of: Vec<ShapeId>,
    /// This does not hold.
    pub not: Option<ShapeId>,
}
