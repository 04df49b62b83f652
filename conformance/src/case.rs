//! What is tried: the examples of a spec and the case files beside it, in one type.
//!
//! A case file is one JSON object:
//!
//! | Member | Value |
//! |---|---|
//! | `id` | its name, unique in the folder |
//! | `provider` | whose it is, by the name of its folder under specs/ |
//! | `operation` | operationId; `webhook:` and the event; `component:` and a name for a value that is no whole body |
//! | `direction` | `request`, `response` or `webhook` |
//! | `status` | of a response, and of nothing else; a part of a body may leave it out |
//! | `source` | where the body comes from |
//! | `note` | what is odd about it |
//! | `body` | the JSON body; absent or `null` for none |
//! | `path`, `query`, `headers` | parameters by name, where the case is a call |
//! | `expect` | `schema`: `valid` or `invalid`; `decode`: `ok` or `fails`; `reason`: why |
//!
//! `id`, `operation` and `direction` must be there; beside specs, `source` too. No other member may be, unless its name
//! begins with `x-`.

mod file;
mod folder;
mod read;
mod spec;

use std::collections::BTreeMap;
use std::fmt;

use crate::json::Tree;
use crate::spec::{Location, Origin};

pub use file::{from_tree, parse};
pub use folder::from_folder;
pub use spec::from_spec;

/// One thing to try.
///
/// Its `Debug` names the case and prints no body.
#[derive(Clone, PartialEq)]
pub struct Case {
    /// Unique: the file's `id`, or `operation/201/example` for an example of the spec.
    pub id: String,
    /// Whose it is, where the case says so.
    pub provider: Option<String>,
    /// operationId, `webhook:` and the event, or `component:` and the name.
    pub operation: String,
    /// Who sends it.
    pub side: Side,
    /// Where it comes from.
    pub source: Option<String>,
    /// What is odd about it.
    pub note: Option<String>,
    /// The body.
    pub body: Option<Tree>,
    /// Path parameters.
    pub path: BTreeMap<String, Tree>,
    /// Query parameters.
    pub query: BTreeMap<String, Tree>,
    /// Header parameters.
    pub headers: BTreeMap<String, Tree>,
    /// What is to come of it.
    pub expect: Expect,
    /// Whether it is the provider's own.
    pub origin: Kind,
}

/// Who sends the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The merchant.
    Request,
    /// The provider, in answer.
    Response {
        /// With this status.
        status: u16,
    },
    /// The provider, of its own accord.
    Webhook,
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => formatter.write_str("request"),
            Self::Response { status } => write!(formatter, "{status}"),
            Self::Webhook => formatter.write_str("webhook"),
        }
    }
}

/// What kind of evidence a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An example that the provider shows.
    Documented,
    /// An example that was put together from documented members: it proves the crate, never the spec.
    Composed,
    /// A case file.
    File,
}

impl From<Origin> for Kind {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Documented => Self::Documented,
            Origin::Composed => Self::Composed,
        }
    }
}

/// What is to come of a case. `None`: nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expect {
    /// Whether the spec's schema takes it.
    pub schema: Option<bool>,
    /// Whether the generated type takes it.
    pub decode: Option<bool>,
    /// Why.
    pub reason: Option<String>,
}

impl Case {
    /// A case that holds nothing and expects nothing yet.
    pub fn new(id: impl Into<String>, operation: impl Into<String>, side: Side) -> Self {
        Self {
            id: id.into(),
            provider: None,
            operation: operation.into(),
            side,
            source: None,
            note: None,
            body: None,
            path: BTreeMap::new(),
            query: BTreeMap::new(),
            headers: BTreeMap::new(),
            expect: Expect::default(),
            origin: Kind::File,
        }
    }

    /// The component whose value the body is, for a case that is no whole body: its operation is `component:` and the name.
    pub fn component(&self) -> Option<&str> {
        self.operation.strip_prefix("component:")
    }

    /// The event that is delivered, for a webhook.
    pub fn event(&self) -> Option<&str> {
        self.operation.strip_prefix("webhook:")
    }

    /// The name of the example that it is, if it is one of the spec's with a body.
    pub fn example_name(&self) -> Option<&str> {
        let name = self.id.strip_prefix(&self.operation)?.strip_prefix('/')?;
        let name = name
            .strip_prefix(&self.side.to_string())?
            .strip_prefix('/')?;
        (self.origin != Kind::File && self.body.is_some()).then_some(name)
    }

    /// Whether the case speaks of parameters too: a case that gives none is about its body alone.
    pub fn is_call(&self) -> bool {
        let given = !(self.path.is_empty() && self.query.is_empty() && self.headers.is_empty());
        self.side == Side::Request && given
    }

    /// What tells it from other cases.
    pub fn key(&self) -> String {
        let mut key = format!("{} {}", self.operation, self.side);
        for (_, values) in self.parameters() {
            for (name, value) in values {
                key = format!("{key} {name}={}", value.to_text());
            }
        }
        key + &self.body.as_ref().map_or_else(String::new, Tree::to_text)
    }

    /// The parameters by location.
    pub fn parameters(&self) -> [(Location, &BTreeMap<String, Tree>); 3] {
        [
            (Location::Path, &self.path),
            (Location::Query, &self.query),
            (Location::Header, &self.headers),
        ]
    }
}

impl fmt::Debug for Case {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Case")
            .field("id", &self.id)
            .field("operation", &self.operation)
            .field("side", &self.side)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

/// Why a case could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError {
    /// The file, as given by the caller.
    pub file: String,
    /// Where in it: a JSON path, or line and column of text that is not JSON; empty for the whole file.
    pub place: String,
    /// What is wrong there.
    pub problem: String,
}

impl fmt::Display for CaseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if !self.place.is_empty() {
            write!(formatter, ": {}", self.place)?;
        }
        write!(formatter, ": {}", self.problem)
    }
}

impl std::error::Error for CaseError {}

#[cfg(test)]
mod tests;
