//! Whether a request keeps the spec.

mod body;
mod credential;

use std::fmt;
use std::sync::Arc;

use http::HeaderMap;
use serde_json::Value;

use crate::Fault;
use crate::parameters::{Found, Query, Shape, read_text};
use crate::schema::{Direction, Schemas, Validator, Violation};
use crate::spec::{Carrier, Location, Operation, Parameter};

use body::BodyCheck;
pub use credential::{Credential, Credentials};

/// The part of a request that a violation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A path parameter.
    Path(String),
    /// A query parameter.
    Query(String),
    /// A header.
    Header(String),
    /// The body.
    Body,
}

/// One way in which a request breaks the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestViolation {
    /// The part of the request.
    pub part: Part,
    /// The broken rule and the place inside the part.
    pub violation: Violation,
}

impl RequestViolation {
    /// A rule of HTTP or of the closed world, which no schema keyword states.
    pub(crate) fn new(part: Part, rule: &str, spec: &str, message: impl Into<String>) -> Self {
        Self {
            part,
            violation: Violation {
                instance: String::new(),
                schema: spec.to_owned(),
                rule: rule.to_owned(),
                message: message.into(),
                branches: Vec::new(),
            },
        }
    }

    /// As it stands in the header `x-sandbox-violations`.
    pub fn to_json(&self) -> Value {
        let mut object = self.violation.to_json();
        let (part, name) = match &self.part {
            Part::Path(name) => ("path", Some(name)),
            Part::Query(name) => ("query", Some(name)),
            Part::Header(name) => ("header", Some(name)),
            Part::Body => ("body", None),
        };
        if let Some(members) = object.as_object_mut() {
            members.insert("in".to_owned(), Value::from(part));
            if let Some(name) = name {
                members.insert("name".to_owned(), Value::from(name.as_str()));
            }
        }
        object
    }
}

impl fmt::Display for RequestViolation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Part::Path(name) => write!(formatter, "path parameter `{name}`")?,
            Part::Query(name) => write!(formatter, "query parameter `{name}`")?,
            Part::Header(name) => write!(formatter, "header `{name}`")?,
            Part::Body => formatter.write_str("body")?,
        }
        write!(formatter, " {}", self.violation)
    }
}

/// A request as the sandbox received it, with its path already matched.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Decoded variables of the path.
    pub variables: &'a [(String, Option<String>)],
    /// Raw query.
    pub query: &'a str,
    /// Headers.
    pub headers: &'a HeaderMap,
    /// Body, as it came.
    pub body: &'a [u8],
}

/// What a request was found to be.
#[derive(Clone)]
pub struct Checked {
    /// Declared parameters that were there and could be read, as JSON values.
    pub parameters: Vec<(Location, String, Value)>,
    /// Everything in which the request breaks the spec.
    pub violations: Vec<RequestViolation>,
}

/// Everything an operation asks of a request.
#[derive(Debug)]
pub struct Checks {
    /// Place of the operation in the spec, for rules that no schema states.
    pointer: String,
    parameters: Vec<ParameterCheck>,
    body: Option<BodyCheck>,
    /// The credential it asks for.
    pub credentials: Credentials,
}

#[derive(Debug)]
struct ParameterCheck {
    parameter: Parameter,
    shape: Shape,
    validator: Arc<Validator>,
}

impl Checks {
    /// Gets an operation's checks ready; whatever cannot be checked becomes a fault.
    pub fn new(
        bundle: &Value,
        schemas: &Schemas,
        operation: &Operation,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut parameters = Vec::new();
        let is_credential = |parameter: &Parameter| {
            let mut asked = operation.security.iter().flatten();
            asked.any(|scheme| scheme.carrier.carries(parameter.location, &parameter.name))
        };
        // A credential is looked at as such alone: it must not get among the values that are kept.
        for parameter in operation
            .parameters
            .iter()
            .filter(|one| !is_credential(one))
        {
            match schemas.at(Direction::Request, &parameter.schema) {
                Ok(validator) => parameters.push(ParameterCheck {
                    parameter: parameter.clone(),
                    shape: Shape::of(bundle, &parameter.schema),
                    validator,
                }),
                Err(fault) => faults.push(fault),
            }
        }
        Self {
            pointer: operation.pointer.clone(),
            parameters,
            body: operation
                .body
                .as_ref()
                .map(|body| BodyCheck::new(schemas, operation, body, faults)),
            credentials: Credentials::new(&operation.security, faults),
        }
    }

    /// Where the operation stands in the spec.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Reads the request and finds everything in which it breaks the spec.
    pub fn check(&self, call: Call<'_>) -> Checked {
        let mut found = Vec::new();
        let mut parameters = Vec::new();
        let mut query = Query::new(call.query);
        for carrier in self.credentials.carriers() {
            if let Carrier::Query(name) = carrier {
                query.skip(name);
            }
        }
        for check in &self.parameters {
            if let Some(value) = check.value(call, &mut query, &mut found) {
                parameters.push((
                    check.parameter.location,
                    check.parameter.name.clone(),
                    value,
                ));
            }
        }
        for name in query.left_over() {
            found.push(RequestViolation::new(
                Part::Query(name.to_owned()),
                "undeclared",
                &format!("{}/parameters", self.pointer),
                "the operation declares no such query parameter",
            ));
        }
        match &self.body {
            Some(check) => check.violations(call, &mut found),
            None if call.body.is_empty() => {}
            None => found.push(RequestViolation::new(
                Part::Body,
                "undeclared",
                &self.pointer,
                "the operation declares no body",
            )),
        }
        Checked {
            parameters,
            violations: found,
        }
    }
}

impl ParameterCheck {
    /// The value; what is wrong with it goes to `found`.
    fn value(
        &self,
        call: Call<'_>,
        query: &mut Query<'_>,
        found: &mut Vec<RequestViolation>,
    ) -> Option<Value> {
        let parameter = &self.parameter;
        let part = match parameter.location {
            Location::Path => Part::Path(parameter.name.clone()),
            Location::Query => Part::Query(parameter.name.clone()),
            Location::Header => Part::Header(parameter.name.clone()),
        };
        let pointer = self.validator.pointer();
        match self.read(call, query) {
            Found::Absent => {
                if parameter.required {
                    found.push(RequestViolation::new(
                        part,
                        "required",
                        pointer,
                        "is required and missing",
                    ));
                }
                None
            }
            Found::Broken(reason) => {
                found.push(RequestViolation::new(part, "style", pointer, reason));
                None
            }
            Found::Readings(readings) => {
                if let Some(reading) = readings
                    .iter()
                    .find(|reading| self.validator.accepts(reading))
                {
                    return Some(reading.clone());
                }
                let likeliest = readings.into_iter().next()?;
                let violations = self.validator.violations(&likeliest);
                found.extend(violations.into_iter().map(|violation| RequestViolation {
                    part: part.clone(),
                    violation,
                }));
                Some(likeliest)
            }
        }
    }

    fn read(&self, call: Call<'_>, query: &mut Query<'_>) -> Found {
        let name = &self.parameter.name;
        match self.parameter.location {
            Location::Query => query.read(&self.parameter, &self.shape),
            Location::Path => match call.variables.iter().find(|(variable, _)| variable == name) {
                Some((_, Some(text))) => read_text(&self.parameter, &self.shape, text, false),
                Some((_, None)) => Found::Broken("is not percent-encoded UTF-8".to_owned()),
                None => Found::Absent,
            },
            Location::Header => {
                let mut values = call.headers.get_all(name.as_str()).iter();
                match (values.next().map(|value| value.to_str()), values.next()) {
                    (None, _) => Found::Absent,
                    (Some(Ok(text)), None) => read_text(&self.parameter, &self.shape, text, false),
                    (Some(_), Some(_)) => Found::Broken("is given more than once".to_owned()),
                    (Some(Err(_)), None) => Found::Broken("is not visible ASCII".to_owned()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
