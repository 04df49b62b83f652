//! The intermediate representation: operations and types, resolved.
//!
//! Nothing here knows Rust. References are followed, `allOf` is merged, nullability is one of four presences, equal inline schemas are one
//! type, and every type knows in which directions it travels and which resources it belongs to.

mod aliases;
mod answer;
mod answers;
mod beside;
mod bodies;
mod build;
mod callbacks;
mod conjunction;
mod constants;
mod credential;
mod documentation;
mod extensions;
mod faults;
mod headers;
mod inline;
pub(crate) mod keywords;
mod looks;
mod loose;
mod media;
mod objects;
mod operation;
mod operations;
mod paging;
mod parameters;
mod polling;
mod reach;
mod recursion;
mod schemas;
mod security;
mod servers;
mod split;
mod unions;
mod webhooks;

pub use answer::{Answer, AnswerBody, Bodies, Case, Media, Outcome, Statuses, outcome};
pub use build::build;
pub use callbacks::Callback;
pub use credential::{Carrier, Claim, Credential, Part};
pub use headers::{Header, HeaderValue};
pub use operation::{
    Body, BodyContent, BodyForm, Example, Field, FilePart, Location, Multipart, Operation,
    Parameter, Style,
};
pub use paging::{NextPage, Paging};
pub use polling::Polling;
pub use security::{Asked, Requirement};
pub use webhooks::{EventKind, Proof, Webhooks};

use std::fmt;

use serde_json::Value;

/// An API, as one or two crates will speak it.
#[derive(Debug, Clone)]
pub struct Api {
    /// The API's name.
    pub title: String,
    /// The API's own version.
    pub version: String,
    /// What the API is, in Markdown.
    pub description: Option<String>,
    /// Where calls go.
    pub server: String,
    /// What an answer says of an idempotency key, when it does.
    pub idempotency_status: Option<IdempotencyStatus>,
    /// How a caller proves who it is, when the API asks.
    pub credentials: Vec<Credential>,
    /// What authorizes operations that say nothing else: any one of these.
    pub security: Vec<Requirement>,
    /// Which members of an error body mean what.
    pub error: Option<ErrorEnvelope>,
    /// The resources, in the order of the document's tags.
    pub resources: Vec<Resource>,
    /// The headers that answers have, each once.
    pub headers: Vec<Header>,
    /// The named types, found by [`TypeId`].
    pub types: Vec<Type>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// What the provider posts of its own accord.
    pub webhooks: Option<Webhooks>,
}

impl Api {
    /// Whether some operation can be called without a credential.
    pub fn is_anonymous(&self) -> bool {
        let free = |one: &Operation| {
            one.security.is_empty() || one.security.contains(&Requirement::default())
        };
        self.operations.iter().any(free)
    }

    /// Every claim that a path parameter is taken from.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.credentials.iter().flat_map(Credential::claims)
    }

    /// The type behind an id.
    pub fn type_of(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// Follows aliases to the type that has a shape of its own.
    pub fn resolve<'a>(&'a self, usage: &'a Usage) -> &'a Kind {
        &behind(&self.types, usage).kind
    }

    /// The rules that hold where a usage stands: its own, and those of the aliases it goes through.
    pub fn rules_of(&self, usage: &Usage) -> Rules {
        let mut rules = usage.rules.clone();
        let mut usage = usage;
        while let Some(target) = target(&self.types, usage) {
            rules.narrow(&target.rules);
            usage = target;
        }
        rules
    }
}

/// What a usage of an alias stands for, one step on.
fn target<'a>(types: &'a [Type], usage: &Usage) -> Option<&'a Usage> {
    match &usage.kind {
        Kind::Named(id) => match &types[id.0].shape {
            Shape::Alias(target) => Some(target),
            _ => None,
        },
        _ => None,
    }
}

/// Follows aliases to the end. There may be as many as there are types.
fn behind<'a>(types: &'a [Type], usage: &'a Usage) -> &'a Usage {
    let mut usage = usage;
    while let Some(next) = target(types, usage) {
        usage = next;
    }
    usage
}

/// A group of operations: one tag of the document.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The tag.
    pub tag: String,
    /// What the resource is, in Markdown.
    pub description: Option<String>,
}

/// The header in which answers say what became of an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyStatus {
    /// The header.
    pub header: String,
    /// The values that mean that a repetition would act again.
    pub not_stored: Vec<String>,
    /// The values that mean that this is the first answer once more.
    pub replayed: Vec<String>,
}

/// Where an error body keeps its parts.
#[derive(Debug, Clone)]
pub struct ErrorEnvelope {
    /// The member that holds the machine-readable code.
    pub code: Option<String>,
    /// The member that holds the text for developers.
    pub message: Option<String>,
}

/// Finds a type in [`Api::types`].
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
    /// Those of one resource alone, by its place in [`Api::resources`].
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
    /// Members that must not be there.
    pub excluded: Vec<String>,
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
    /// A type of [`Api::types`].
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
            Self::TimestampMillis | Self::Timestamp => "Timestamp",
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
    }
}
