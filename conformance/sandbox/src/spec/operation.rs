//! An operation and its parts.

use std::fmt;

use serde_json::Value;

use super::Scheme;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// operationId.
    pub id: String,
    /// The method in upper case.
    pub method: String,
    /// The path template without the server's path: `/orders/{orderId}`.
    pub path: String,
    /// Path of the operation's server, without a slash at its end.
    pub base_path: String,
    /// Where it stands in the document.
    pub pointer: String,
    /// Its parameters and those of its path.
    pub parameters: Vec<Parameter>,
    /// Its body, if it takes one.
    pub body: Option<Body>,
    /// Its answers: exact statuses by number, then ranges, then the default.
    pub responses: Vec<Response>,
    /// Alternatives of schemes that must hold together. Without alternatives, or with an empty one: no credential needed.
    pub security: Vec<Vec<Scheme>>,
    /// `x-pagination`, where it is a list in pages.
    pub pagination: Option<Pagination>,
    /// The parameter of `x-polling`, where the answer can wait for a change.
    pub polling: Option<String>,
}

impl Operation {
    /// The parameter with the idempotency key, where the spec marks one.
    pub fn idempotency_key(&self) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.idempotency_key)
    }

    /// A query parameter.
    pub fn query(&self, name: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.location == Location::Query && parameter.name == name)
    }

    /// What is documented for a status: itself, else its range, else the default.
    pub fn response(&self, status: u16) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.status.covers(status))
    }

    /// Name of the header that carries the idempotency key, in lower case, where the spec marks one.
    pub fn idempotency_header(&self) -> Option<String> {
        self.idempotency_key()
            .map(|parameter| parameter.name.to_ascii_lowercase())
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
}

impl Location {
    /// The word of the spec.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }
}

/// How a value of several parts is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Commas, or one pair per item when exploded. Covers `simple` too.
    Form,
    /// Items parted by spaces.
    Space,
    /// Items parted by `|`.
    Pipe,
    /// `name[member]=value`.
    DeepObject,
    /// JSON text, for a parameter with `content`.
    Json,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name as on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// Whether it must be there.
    pub required: bool,
    /// How it is written.
    pub style: Style,
    /// Whether items are written apart.
    pub explode: bool,
    /// JSON Pointer of its schema.
    pub schema: String,
    /// Its example.
    pub example: Option<Value>,
    /// Marked `x-idempotency-key`.
    pub idempotency_key: bool,
    /// `x-idempotency-status`, where the provider says what became of the key.
    pub idempotency_status: Option<KeyStatus>,
}

/// The header of an answer that says what became of an idempotency key.
#[derive(Clone, Debug)]
pub struct KeyStatus {
    /// Its name.
    pub header: String,
    /// Its value on the first answer once more.
    pub replayed: Option<String>,
}

/// How a list is read page by page.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// Query parameter of the page.
    pub request: String,
    /// Query parameter of the number of entries.
    pub limit: String,
    /// Query parameter that turns the list round.
    pub direction: Option<String>,
    /// Member of the answer with the entries.
    pub items: String,
    /// Member that says whether there is more.
    pub more: Option<String>,
    /// Member with what to send for the page that follows.
    pub next: Option<String>,
    /// Member with the number of all entries.
    pub total: Option<String>,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether it must be there.
    pub required: bool,
    /// What it may be.
    pub media: Vec<Media>,
}

/// One media type of a body or an answer.
#[derive(Clone, Debug)]
pub struct Media {
    /// `application/json` and the like, in lower case.
    pub media_type: String,
    /// JSON Pointer of the schema, if there is one.
    pub schema: Option<String>,
    /// Its examples: documented before composed, then by name.
    pub examples: Vec<Example>,
}

impl Media {
    /// Whether the content is JSON.
    pub fn is_json(&self) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default().trim();
        essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
    }
}

/// Where an example comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The provider shows it.
    Documented,
    /// Written by us from documented members (`x-origin: composed`): no evidence.
    Composed,
}

/// An example of a body.
#[derive(Clone)]
pub struct Example {
    /// Its name in the map of examples; `example` for a media type's single one.
    pub name: String,
    /// The body.
    pub value: Value,
    /// `x-source`.
    pub source: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// Whether the provider shows it.
    pub origin: Origin,
    /// Where it stands in the document.
    pub pointer: String,
}

impl fmt::Debug for Example {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Example")
            .field("name", &self.name)
            .field("origin", &self.origin)
            .field("pointer", &self.pointer)
            .finish_non_exhaustive()
    }
}

/// One documented answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// Its status.
    pub status: Status,
    /// What its body may be; empty for an answer without one.
    pub media: Vec<Media>,
    /// Whether the body may be missing, from `x-body-optional`.
    pub body_optional: bool,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Where it stands in the document.
    pub pointer: String,
}

impl Response {
    /// What is served of it: JSON where there is any, else the first.
    pub fn preferred(&self) -> Option<&Media> {
        self.media
            .iter()
            .find(|media| media.is_json())
            .or(self.media.first())
    }
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub struct Header {
    /// Name as documented.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// JSON Pointer of its schema.
    pub schema: Option<String>,
    /// Its example.
    pub example: Option<Value>,
    /// Where it stands in the document.
    pub pointer: String,
}

/// The key of an answer. Ordered from exact to vague.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `404`.
    Exact(u16),
    /// `4XX`, by its first digit.
    Range(u16),
    /// `default`.
    Default,
}

impl Status {
    pub(super) fn read(key: &str) -> Option<Self> {
        if key == "default" {
            return Some(Self::Default);
        }
        if let Some(digit) = key.strip_suffix("XX") {
            return digit
                .parse()
                .ok()
                .filter(|digit| (1..=5).contains(digit))
                .map(Self::Range);
        }
        key.parse()
            .ok()
            .filter(|status| (100..=599).contains(status))
            .map(Self::Exact)
    }

    /// Whether this key speaks of `status`.
    pub fn covers(self, status: u16) -> bool {
        match self {
            Self::Exact(own) => own == status,
            Self::Range(digit) => status / 100 == digit,
            Self::Default => true,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(status) => write!(formatter, "{status}"),
            Self::Range(digit) => write!(formatter, "{digit}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}
