//! Types that have names, and what they are made of.

use serde_json::Value;

use super::{Rules, Usage};

/// Finds a type in [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) usize);

/// A type that has a name.
#[derive(Debug, Clone)]
pub struct Type {
    /// The name in the document, or one made from where an inline schema stands.
    pub name: String,
    /// Whether the name is a component's.
    pub component: bool,
    /// Where it stands, as a JSON pointer into the bundle.
    pub pointer: String,
    /// Title or description, in Markdown.
    pub description: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it is made of.
    pub shape: Shape,
    /// The directions it travels in.
    pub direction: Direction,
    /// Whose operations reach it.
    pub owner: Owner,
    /// The operation whose body it is, when it is the body of exactly one.
    pub body_of: Option<usize>,
    /// Whether it stands as the body of an answer.
    pub answer: bool,
}

/// The resource whose operations reach a type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Owner {
    /// No operation reaches it.
    #[default]
    Nobody,
    /// Those of one resource alone, by its place in [`Api::resources`](super::Api::resources).
    One(usize),
    /// Those of several.
    Several,
}

impl Owner {
    /// Whose it is when operations of a resource reach it, too.
    #[must_use]
    pub fn with(self, resource: usize) -> Self {
        match self {
            Self::Nobody => Self::One(resource),
            Self::One(known) if known == resource => self,
            Self::One(_) | Self::Several => Self::Several,
        }
    }
}

/// The directions a type travels in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Direction {
    /// It is part of something sent.
    pub request: bool,
    /// It is part of something received.
    pub response: bool,
}

/// What a named type is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Named members.
    Object(Object),
    /// One of several.
    Union(Union),
    /// A string out of an open list.
    Enumeration(Enumeration),
    /// A whole number out of an open list.
    Integers(Vec<IntegerValue>),
    /// A string with a name, such as an identifier.
    Text(Rules),
    /// Another name for a usage.
    Alias(Usage),
}

/// An object with members.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// The members, in the order of the document.
    pub members: Vec<Member>,
    /// What is asked of it as a whole.
    pub rules: Box<Rules>,
    /// What members beside these hold, when the document says so.
    pub extra: Option<Usage>,
    /// Whether there may be no members beside these.
    pub closed: bool,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub struct Member {
    /// The name on the wire.
    pub wire: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// What it holds.
    pub usage: Usage,
    /// Whether it may be absent, null, both or neither.
    pub presence: Presence,
    /// Whether its value must never be printed.
    pub sensitive: bool,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// In which directions alone it travels, when not in both.
    pub only: Option<Only>,
    /// What the provider takes when the member is left out, as JSON.
    pub default: Option<Value>,
    /// Query parameters that may be set on the address it holds, each with what it is.
    pub url_parameters: Vec<(String, Option<String>)>,
    /// Whether the type leads back to itself through this member.
    pub recursive: bool,
    /// Whether it says what the object is and so has one value: an inline list of one, or the tag of a union's branch.
    pub constant: bool,
}

/// The one direction that a member travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// `readOnly`: the provider says it and nobody sends it.
    Response,
    /// `writeOnly`: it is sent and never said.
    Request,
}

/// Whether a member may be absent, null, both or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be absent.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// May be absent, may be null.
    OptionalNullable,
}

impl Presence {
    /// Whether a value may be missing, either way.
    pub fn may_miss(self) -> bool {
        self != Self::Required
    }
}

/// One of several schemas.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The branches, the most demanding first.
    pub variants: Vec<Variant>,
    /// Whether one of them admits null, which is then a branch of its own.
    pub null: bool,
}

/// A branch of a union and how it is told from the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The name of the branch.
    pub name: String,
    /// What it holds.
    pub usage: Usage,
    /// How a value of it looks.
    pub look: Look,
    /// Whether a value that looks so may be of another branch too, so that it must also decode.
    pub tried: bool,
}

/// What of a value tells its branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// The JSON type is enough.
    Kind(JsonKind),
    /// An object whose member has this very value.
    Tag {
        /// The member.
        member: String,
        /// The values that mean this branch.
        values: Vec<String>,
    },
    /// An object that has all of some members and none of others.
    Members {
        /// What must be there.
        present: Vec<String>,
        /// What must not.
        absent: Vec<String>,
        /// Members that must have one of some values.
        tags: Vec<(String, Vec<String>)>,
    },
    /// A string out of these.
    Values(Vec<String>),
    /// An array whose items have this JSON type.
    Items(JsonKind),
    /// Any value.
    Any,
    /// Not settled yet; no branch of a finished API has it.
    Untold,
}

/// The types that JSON knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A string out of an open list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enumeration {
    /// The values with what they mean.
    pub values: Vec<EnumerationValue>,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumerationValue {
    /// The text on the wire.
    pub wire: String,
    /// What it means, in Markdown.
    pub description: Option<String>,
}

/// A value of an enumeration of whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegerValue {
    /// The number on the wire.
    pub wire: i64,
    /// What it means, in Markdown.
    pub description: Option<String>,
}
