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
mod components;
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
mod rules;
mod schemas;
mod security;
mod sensitive;
mod servers;
mod split;
mod types;
mod unions;
mod usage;
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
pub use rules::{Bound, Format, Rules};
pub use security::{Asked, Requirement};
pub use types::{
    Direction, Enumeration, EnumerationValue, IntegerValue, JsonKind, Look, Member, Object, Only,
    Owner, Presence, Shape, Type, TypeId, Union, Variant,
};
pub use usage::{Kind, Usage};
pub use webhooks::{EventKind, Proof, Webhooks};

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
