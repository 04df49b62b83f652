//! What an operation says: how it is called and what comes of it.

use serde_json::Value;

use super::answer::Answer;
use super::{Callback, Paging, Polling, Requirement, Usage};

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The operationId.
    pub id: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Where it goes, when that is not where the others go.
    pub server: Option<String>,
    /// Place in [`Api::resources`](super::Api::resources).
    pub resource: usize,
    /// The name of the method asked for by `x-method`.
    pub method_name: Option<String>,
    /// A sentence on what it does.
    pub summary: Option<String>,
    /// The whole story, in Markdown.
    pub description: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Path, query and header parameters, without the idempotency key.
    pub parameters: Vec<Parameter>,
    /// The header that carries an idempotency key.
    pub idempotency_header: Option<String>,
    /// What is sent.
    pub body: Option<Body>,
    /// What comes back when it went well.
    pub success: Vec<Answer>,
    /// What else may come back.
    pub failures: Vec<Answer>,
    /// How it gives a list in pages.
    pub paging: Option<Paging>,
    /// What authorizes it: any one of these; nothing, if there is none.
    pub security: Vec<Requirement>,
    /// What the credential must have for it: names of parts, or of claims.
    pub needs: Vec<String>,
    /// What the credential must not have for it, named likewise.
    pub needs_no: Vec<String>,
    /// How its answer waits for a change.
    pub polling: Option<Polling>,
    /// What the provider sends because of it.
    pub callbacks: Vec<Callback>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// What it may be, the best first; never empty.
    pub contents: Vec<BodyContent>,
    /// Whether it must be sent.
    pub required: bool,
    /// The documented examples of the first content, by name.
    pub examples: Vec<Example>,
}

impl Body {
    /// What its first content holds, when that has a type.
    pub fn usage(&self) -> Option<&Usage> {
        self.contents.first()?.form.usage()
    }
}

/// One of the things that a body may be.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyContent {
    /// The media type.
    pub media: String,
    /// How it is written.
    pub form: BodyForm,
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyForm {
    /// As JSON.
    Json(Usage),
    /// As text, of one value.
    Text(Usage),
    /// As `name=value` pairs, with how members are written that are not written as others.
    Form(Usage, Vec<Field>),
    /// As parts.
    Multipart(Multipart),
    /// As bytes.
    Bytes,
}

impl BodyForm {
    /// What it holds, when that has a type.
    pub fn usage(&self) -> Option<&Usage> {
        match self {
            Self::Json(usage) | Self::Text(usage) | Self::Form(usage, _) => Some(usage),
            Self::Multipart(form) => form.usage.as_ref(),
            Self::Bytes => None,
        }
    }

    /// The same, to be changed.
    pub fn usage_mut(&mut self) -> Option<&mut Usage> {
        match self {
            Self::Json(usage) | Self::Text(usage) | Self::Form(usage, _) => Some(usage),
            Self::Multipart(form) => form.usage.as_mut(),
            Self::Bytes => None,
        }
    }
}

/// A form of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Multipart {
    /// The members that are no files; none when all are.
    pub usage: Option<Usage>,
    /// The files.
    pub files: Vec<FilePart>,
    /// How parts are written that are not written as others.
    pub fields: Vec<Field>,
}

/// A file in a form of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    /// The name on the wire.
    pub wire: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Whether it must be sent.
    pub required: bool,
    /// Whether there may be several.
    pub many: bool,
}

/// How a member of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire.
    pub wire: String,
    /// How it is laid out.
    pub style: Style,
    /// Whether parts become pairs of their own.
    pub explode: bool,
    /// Its media type, where it has one of its own.
    pub media: String,
}

/// An example of a body.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name in the document.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// Whether it is ours rather than the provider's.
    pub composed: bool,
}

/// A parameter.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub struct Parameter {
    /// The name on the wire.
    pub wire: String,
    /// What calls name it by: the name on the wire, with its location before it if an earlier one has that name.
    pub key: String,
    /// Where it travels.
    pub location: Location,
    /// How it is laid out.
    pub style: Style,
    /// Whether parts become pairs of their own.
    pub explode: bool,
    /// Whether characters that part an address stand for themselves.
    pub reserved: bool,
    /// Whether it is never to be printed.
    pub sensitive: bool,
    /// Whether it must be given.
    pub required: bool,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it holds.
    pub usage: Usage,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// The document's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How a parameter is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Comma-separated.
    Simple,
    /// Behind a dot.
    Label,
    /// `;name=value`.
    Matrix,
    /// `name=value`.
    Form,
    /// Separated by spaces.
    SpaceDelimited,
    /// Separated by `|`.
    PipeDelimited,
    /// `name[member]=value`.
    DeepObject,
    /// JSON text: a parameter with `content`.
    Json,
}
