//! What a call gathers before it is sent, and the request that comes of it.

mod argument;
mod authorize;
mod body;
mod form;
mod layout;
mod multipart;
mod outgoing;
mod pairs;
mod percent;
mod prepare;
mod raw;

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use kessai_model::{Encode, Tape, Value, Violation as Broken, Violations, to_checked_vec};

use self::{argument::Argument, body::Body};
pub(crate) use self::{pairs::encoded, prepare::Prepared, raw::Raw};
use crate::{
    error::Violation,
    idempotency,
    operation::{Location, Operation, Parameter},
};

/// The arguments of one call. What is wrong with them is kept until the call is sent, so that all of it
/// is reported at once.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) operation: &'static Operation,
    /// What is sent instead, when no operation describes it.
    raw: Option<Raw>,
    /// One place for each of the operation's parameters.
    arguments: Vec<Option<Argument>>,
    body: Option<Body>,
    /// Which of the operation's contents the body is.
    content: usize,
    headers: HeaderMap,
    idempotency_key: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) idempotent: bool,
    violations: Vec<Violation>,
    undocumented: Vec<Violation>,
    allow_undocumented: bool,
}

impl Draft {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            raw: None,
            arguments: operation.parameters.iter().map(|_| None).collect(),
            body: None,
            content: 0,
            headers: HeaderMap::new(),
            idempotency_key: None,
            timeout: None,
            deadline: None,
            max_retries: None,
            idempotent: false,
            violations: Vec::new(),
            undocumented: Vec::new(),
            allow_undocumented: false,
        }
    }

    /// Sets one parameter; the last value counts.
    pub(crate) fn parameter(&mut self, name: &str, value: &dyn Encode) {
        let (json, violations) = to_checked_vec(value);
        let parameters = self.operation.parameters;
        let known = || parameters.get(Parameter::position(parameters, name)?);
        let place = || known().map_or_else(|| unknown(name), Parameter::place);
        self.record(&violations, |broken| below(place(), broken));
        match Tape::parse(&json) {
            Ok(tape) => self.argument(name, tape.root()),
            Err(_) => self.violate(place(), "has no form in JSON"),
        }
    }

    /// Sets a parameter to what the provider itself gave for it, which no rule judges.
    pub(crate) fn continued(&mut self, name: &str, text: &str) {
        let index = Parameter::position(self.operation.parameters, name);
        match index.and_then(|at| self.arguments.get_mut(at)) {
            Some(slot) => *slot = Some(Argument::Scalar(text.to_owned())),
            None => self.violate(unknown(name), "is not a parameter of this operation"),
        }
    }

    /// Sets every parameter that is a member of this object.
    pub(crate) fn parameters(&mut self, object: &dyn Encode) {
        let (json, violations) = to_checked_vec(object);
        let known = self.operation.parameters;
        self.record(&violations, |broken| {
            let mut places = known.iter().filter_map(|parameter| {
                let within = broken.within(parameter.name);
                let within = within.or_else(|| broken.within(&parameter.place()))?;
                Some(parameter.place() + within)
            });
            places.next().unwrap_or_else(|| unknown(broken.path()))
        });
        match Tape::parse(&json) {
            Ok(tape) if tape.root().kind() == kessai_model::Kind::Object => {
                for (name, value) in tape.root().members() {
                    self.argument(name, value);
                }
            }
            _ => self.violate("parameters", "are not an object"),
        }
    }

    pub(crate) fn idempotency_key(&mut self, key: String) {
        self.idempotency_key = Some(key);
    }

    /// The header for the idempotency key, if there is to be one.
    fn key_header(&self) -> Option<&str> {
        match &self.raw {
            Some(raw) if self.operation.method.writes() => raw.key_header.as_deref(),
            Some(_) => None,
            None => self.operation.key_header(),
        }
    }

    /// The key the call will carry, made now if it has none yet and is to have one.
    pub(crate) fn key(&mut self) -> Option<&str> {
        if self.idempotency_key.is_none() && self.key_header().is_some() {
            self.idempotency_key = Some(idempotency::mint());
        }
        self.idempotency_key.as_deref()
    }

    /// Whether a place in the path has a value.
    fn is_placed(&self, name: &str) -> bool {
        let mut parameters = self.operation.parameters.iter().zip(&self.arguments);
        parameters.any(|(known, argument)| {
            known.name == name && known.location == Location::Path && argument.is_some()
        })
    }

    /// The text of a parameter that is a single value.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let parameters = self.operation.parameters.iter().zip(&self.arguments);
        let (_, argument) = parameters
            .into_iter()
            .find(|(known, _)| known.name == name)?;
        match argument {
            Some(Argument::Scalar(text)) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        let place = Location::Header.place(name);
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Err(_), _) => self.violate(place, "is not a header name"),
            (_, Err(_)) => self.violate(place, "has a value that a header cannot carry"),
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
        }
    }

    pub(crate) fn allow_undocumented(&mut self) {
        self.allow_undocumented = true;
    }

    fn argument(&mut self, name: &str, value: Value<'_>) {
        let parameters = self.operation.parameters;
        let index = Parameter::position(parameters, name);
        let slot = index.and_then(|at| Some((parameters.get(at)?, self.arguments.get_mut(at)?)));
        let Some((parameter, slot)) = slot else {
            return self.violate(unknown(name), "is not a parameter of this operation");
        };
        match Argument::of(value, parameter.style) {
            Ok(argument) => *slot = argument,
            Err(problem) => self.violate(parameter.place(), problem),
        }
        if let Some(rules) = parameter.rules {
            let violations = rules.violations(value);
            self.record(&violations, |broken| below(parameter.place(), broken));
        }
    }

    pub(crate) fn violate(&mut self, place: impl Into<String>, problem: &str) {
        self.violations.push(Violation::new(place, problem));
    }

    fn record(&mut self, violations: &Violations, place: impl Fn(&Broken) -> String) {
        for broken in violations.hard() {
            self.violations
                .push(Violation::new(place(broken), broken.problem()));
        }
        for broken in violations.undocumented() {
            self.undocumented
                .push(Violation::new(place(broken), broken.problem()));
        }
    }
}

/// The place of a violation that was found below this place.
fn below(place: String, broken: &Broken) -> String {
    place + broken.path().trim_start_matches('$')
}

/// How a violation names a parameter that the operation does not have.
fn unknown(name: &str) -> String {
    format!("parameter {}", name.escape_debug())
}
