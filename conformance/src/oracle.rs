//! What the spec's schemas say about a value, independent of the generator.

mod judge;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::schema::{Direction, Schemas, Validator, Violation};
use crate::spec::{Location, Media, Operation, Spec};

pub(crate) use judge::parts;
pub use kessai_sandbox::Fault;

/// A bundled document, ready to judge bodies and parameters.
#[derive(Debug)]
pub struct Oracle {
    spec: Spec,
    schemas: Schemas,
    components: BTreeSet<String>,
}

/// Why the oracle has no validator for what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// No operation of this operationId.
    Operation(String),
    /// No event of this type.
    Event(String),
    /// No schema of this name.
    Component(String),
    /// The operation takes no JSON body.
    Request(String),
    /// The operation documents no JSON body for the status.
    Response(String, u16),
    /// The operation documents no such media type under the key of an answer.
    ResponseAs(String, String, String),
    /// The operation has no such parameter.
    Parameter(String, Location, String),
    /// The schema is missing or cannot be used.
    Schema(Fault),
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(id) => write!(formatter, "the spec has no operation `{id}`"),
            Self::Event(name) => write!(formatter, "the spec has no event `{name}`"),
            Self::Component(name) => write!(formatter, "the spec has no schema `{name}`"),
            Self::Request(id) => write!(formatter, "`{id}` takes no JSON body"),
            Self::Response(id, status) => write!(
                formatter,
                "`{id}` documents no JSON body for status {status}"
            ),
            Self::ResponseAs(id, statuses, media) => {
                write!(formatter, "`{id}` documents no {media} for {statuses}")
            }
            Self::Parameter(id, location, name) => {
                write!(
                    formatter,
                    "`{id}` has no parameter `{name}` in {}",
                    location.as_str()
                )
            }
            Self::Schema(fault) => fault.fmt(formatter),
        }
    }
}

impl std::error::Error for Unknown {}

/// A violation somewhere in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `body`, or a parameter such as `query parameter limit`.
    pub part: String,
    /// The broken rule.
    pub violation: Violation,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.part, self.violation)
    }
}

impl Oracle {
    /// Reads a bundled OpenAPI 3.0 document.
    ///
    /// # Errors
    ///
    /// Every fault that would make a verdict untrue: an unknown schema keyword, a reference to nothing, …
    pub fn new(bundle: &Value) -> Result<Self, Vec<Fault>> {
        match (Spec::read(bundle), Schemas::read(bundle)) {
            (Ok(spec), Ok(schemas)) => Ok(Self {
                spec,
                schemas,
                components: bundle
                    .pointer("/components/schemas")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flat_map(|schemas| schemas.keys().cloned())
                    .collect(),
            }),
            (spec, schemas) => Err([spec.err(), schemas.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }

    /// The operations.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// The validator of a schema anywhere in the document, as one side sends it.
    pub(crate) fn at(&self, direction: Direction, pointer: &str) -> Result<Arc<Validator>, Fault> {
        self.schemas.at(direction, pointer)
    }

    /// The validator of a request's JSON body.
    ///
    /// # Errors
    ///
    /// No such operation, none that takes JSON, a schema that cannot be used.
    pub fn request(&self, operation: &str) -> Result<Arc<Validator>, Unknown> {
        let found = self.operation(operation)?;
        let media = found.body.as_ref().and_then(|body| json(&body.media));
        self.schema(Direction::Request, media, || {
            Unknown::Request(operation.to_owned())
        })
    }

    /// The validator of an answer's JSON body. A status that is not documented by itself is judged by its range or the
    /// default, as in the spec.
    ///
    /// # Errors
    ///
    /// No such operation, nothing documented for the status, a schema that cannot be used.
    pub fn response(&self, operation: &str, status: u16) -> Result<Arc<Validator>, Unknown> {
        let found = self.operation(operation)?;
        let media = found
            .response(status)
            .and_then(|response| json(&response.media));
        self.schema(Direction::Response, media, || {
            Unknown::Response(operation.to_owned(), status)
        })
    }

    /// The validator of a request's body as one media type.
    ///
    /// # Errors
    ///
    /// No such operation, none that takes that media type, a schema that cannot be used.
    pub fn request_as(&self, operation: &str, media: &str) -> Result<Arc<Validator>, Unknown> {
        let body = self.operation(operation)?.body.as_ref();
        let found = body.and_then(|body| of_type(&body.media, media));
        self.schema(Direction::Request, found, || {
            Unknown::Request(operation.to_owned())
        })
    }

    /// The validator of an answer's body as one media type, by the key of the answer: `404`, `4XX` or `default`.
    ///
    /// # Errors
    ///
    /// No such operation, no such answer or media type, a schema that cannot be used.
    pub fn response_as(
        &self,
        operation: &str,
        statuses: &str,
        media: &str,
    ) -> Result<Arc<Validator>, Unknown> {
        let mut answers = self.operation(operation)?.responses.iter();
        let answer = answers.find(|answer| answer.status.to_string() == statuses);
        let found = answer.and_then(|answer| of_type(&answer.media, media));
        self.schema(Direction::Response, found, || {
            Unknown::ResponseAs(operation.to_owned(), statuses.to_owned(), media.to_owned())
        })
    }

    /// The validator of a named schema, as one side sends it.
    ///
    /// # Errors
    ///
    /// No such component, or a schema that cannot be used.
    pub fn component(&self, name: &str, direction: Direction) -> Result<Arc<Validator>, Unknown> {
        let name = name.replace('~', "~0").replace('/', "~1");
        self.schemas
            .at(direction, &format!("/components/schemas/{name}"))
            .map_err(Unknown::Schema)
    }

    /// Whether there is a schema of that name.
    pub fn has_component(&self, name: &str) -> bool {
        self.components.contains(name)
    }

    /// The validator of a parameter's value.
    ///
    /// # Errors
    ///
    /// No such operation, no such parameter, a schema that cannot be used.
    pub fn parameter(
        &self,
        operation: &str,
        location: Location,
        name: &str,
    ) -> Result<Arc<Validator>, Unknown> {
        let found = self.operation(operation)?;
        let parameter = found
            .parameters
            .iter()
            .find(|parameter| {
                parameter.location == location && same_name(location, &parameter.name, name)
            })
            .ok_or_else(|| Unknown::Parameter(operation.to_owned(), location, name.to_owned()))?;
        self.schemas
            .at(Direction::Request, &parameter.schema)
            .map_err(Unknown::Schema)
    }

    fn operation(&self, id: &str) -> Result<&Operation, Unknown> {
        self.spec
            .operation(id)
            .ok_or_else(|| Unknown::Operation(id.to_owned()))
    }

    fn schema(
        &self,
        direction: Direction,
        media: Option<&Media>,
        unknown: impl FnOnce() -> Unknown,
    ) -> Result<Arc<Validator>, Unknown> {
        let pointer = media
            .and_then(|media| media.schema.as_ref())
            .ok_or_else(unknown)?;
        self.schemas.at(direction, pointer).map_err(Unknown::Schema)
    }
}

fn json(media: &[Media]) -> Option<&Media> {
    media.iter().find(|media| media.is_json())
}

fn of_type<'m>(media: &'m [Media], name: &str) -> Option<&'m Media> {
    let mut media = media.iter();
    media.find(|media| media.media_type.eq_ignore_ascii_case(name))
}

fn same_name(location: Location, left: &str, right: &str) -> bool {
    if location == Location::Header {
        left.eq_ignore_ascii_case(right)
    } else {
        left == right
    }
}

#[cfg(test)]
mod tests;
