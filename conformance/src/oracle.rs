//! What the spec's schemas say about a value, independent of the generator.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::case::{Case, Side};
use crate::json::Tree;
use crate::schema::{Direction, Schemas, Validator, Violation};
use crate::spec::{Location, Media, Operation, Spec};

pub use kessai_sandbox::Fault;

/// A bundled document, ready to judge bodies and parameters.
#[derive(Debug)]
pub struct Oracle {
    spec: Spec,
    schemas: Schemas,
}

/// Why the oracle has no validator for what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unknown {
    /// No operation of this operationId.
    Operation(String),
    /// The operation takes no JSON body.
    Request(String),
    /// The operation documents no JSON body for the status.
    Response(String, u16),
    /// The operation has no such parameter.
    Parameter(String, Location, String),
    /// The schema is missing or cannot be used.
    Schema(Fault),
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(id) => write!(formatter, "the spec has no operation `{id}`"),
            Self::Request(id) => write!(formatter, "`{id}` takes no JSON body"),
            Self::Response(id, status) => write!(
                formatter,
                "`{id}` documents no JSON body for status {status}"
            ),
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
            (Ok(spec), Ok(schemas)) => Ok(Self { spec, schemas }),
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

    /// Judges a case: its body, and its parameters where it is a call. Empty: the case keeps the spec.
    ///
    /// # Errors
    ///
    /// What the case speaks of is not in the spec, or holds a number that cannot be judged.
    pub fn judge(&self, case: &Case) -> Result<Vec<Finding>, Unknown> {
        let mut findings = Vec::new();
        if let (Some(name), Some(body)) = (case.component(), &case.body) {
            let direction = match case.side {
                Side::Request => Direction::Request,
                Side::Response { .. } | Side::Webhook => Direction::Response,
            };
            judge_value(
                "body",
                &*self.component(name, direction)?,
                body,
                &mut findings,
            );
            return Ok(findings);
        }
        let operation = self.operation(&case.operation)?;
        if case.is_call() {
            self.judge_parameters(operation, case, &mut findings)?;
        }
        match (&case.body, case.side) {
            (None, Side::Request) => {
                if operation.body.as_ref().is_some_and(|body| body.required) {
                    findings.push(rule(
                        "body",
                        "required",
                        &operation.pointer,
                        "is required and missing",
                    ));
                }
            }
            (None, Side::Response { status }) => {
                if operation
                    .response(status)
                    .is_none_or(|response| !response.media.is_empty())
                {
                    return Err(Unknown::Response(case.operation.clone(), status));
                }
            }
            (None, Side::Webhook) => {}
            (Some(body), side) => {
                let validator = match side {
                    Side::Request => self.request(&case.operation)?,
                    Side::Response { status } => self.response(&case.operation, status)?,
                    Side::Webhook => {
                        return Err(Unknown::Operation(format!("webhook {}", case.operation)));
                    }
                };
                judge_value("body", &validator, body, &mut findings);
            }
        }
        Ok(findings)
    }

    fn judge_parameters(
        &self,
        operation: &Operation,
        case: &Case,
        found: &mut Vec<Finding>,
    ) -> Result<(), Unknown> {
        for (location, values) in case.parameters() {
            for (name, value) in values {
                let part = format!("{} parameter {name}", location.as_str());
                match self.parameter(&operation.id, location, name) {
                    Ok(validator) => judge_value(&part, &validator, value, found),
                    Err(Unknown::Parameter(..)) => {
                        found.push(rule(
                            &part,
                            "undeclared",
                            &operation.pointer,
                            "is not declared",
                        ));
                    }
                    Err(unknown) => return Err(unknown),
                }
            }
            for parameter in operation
                .parameters
                .iter()
                .filter(|own| own.required && own.location == location)
            {
                if !values
                    .keys()
                    .any(|name| same_name(location, name, &parameter.name))
                {
                    let part = format!("{} parameter {}", location.as_str(), parameter.name);
                    found.push(rule(
                        &part,
                        "required",
                        &parameter.schema,
                        "is required and missing",
                    ));
                }
            }
        }
        Ok(())
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

fn same_name(location: Location, left: &str, right: &str) -> bool {
    if location == Location::Header {
        left.eq_ignore_ascii_case(right)
    } else {
        left == right
    }
}

fn judge_value(part: &str, validator: &Validator, value: &Tree, findings: &mut Vec<Finding>) {
    let Some(value) = value.to_value() else {
        findings.push(rule(
            part,
            "number",
            validator.pointer(),
            "holds a number that is out of range",
        ));
        return;
    };
    for violation in validator.violations(&value) {
        findings.push(Finding {
            part: part.to_owned(),
            violation,
        });
    }
}

fn rule(part: &str, rule: &str, schema: &str, message: &str) -> Finding {
    Finding {
        part: part.to_owned(),
        violation: Violation {
            instance: String::new(),
            schema: schema.to_owned(),
            rule: rule.to_owned(),
            message: message.to_owned(),
            branches: Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests;
