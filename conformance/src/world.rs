//! Everything about one provider that the laws need, worked out once.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use kessai_registry::{Body, Subject};
use serde_json::Value;

use crate::case::{self, Case, CaseError};
use crate::json::Tree;
use crate::oracle::{Fault, Oracle, Unknown};
use crate::providers::Provider;
use crate::schema::{Direction, Validator};
use crate::shape::{ShapeId, Shapes};
use crate::spec::{Operation, Parameter};
use crate::values::{PlanId, Plans};

/// A provider, ready for the laws.
#[derive(Debug)]
pub struct World {
    /// Whose it is.
    pub provider: Provider,
    /// The spec as one document.
    pub bundle: Value,
    /// What the spec says, by `jsonschema`.
    pub oracle: Oracle,
    /// The cases beside the spec, and its examples.
    pub cases: Vec<Case>,
    /// Every body that a type was generated for.
    pub bodies: Vec<Document>,
    /// What either side sends.
    sides: BTreeMap<Direction, Sent>,
    /// How values of parameters are made, by the place of their schemas.
    parameters: BTreeMap<String, PlanId>,
}

/// The shapes of what one side sends, and how values of them are made.
#[derive(Debug, Default)]
pub struct Sent {
    /// The shapes.
    pub shapes: Shapes,
    /// The plans.
    pub plans: Plans,
}

/// A body that a type was generated for, as one side sends it.
#[derive(Clone, Debug)]
pub struct Document {
    /// `createOrder/request`, `createOrder/201`, `Order/request` or `Order/response` for a component.
    pub name: String,
    /// The operation, if it is a whole body of one.
    pub operation: Option<&'static str>,
    /// The way through the type.
    pub entry: &'static Body,
    /// Who sends it.
    pub direction: Direction,
    /// How its values are made.
    pub plan: PlanId,
    /// Whether an earlier document has the same schema, sender and type, so that a few cases are enough.
    pub is_twin: bool,
    shape: ShapeId,
    validator: Arc<Validator>,
}

/// Name, operation, sender and validator of a document.
type Found = (String, Option<&'static str>, Direction, Arc<Validator>);

/// Why the laws cannot be tried.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The registry crate holds no JSON.
    Bundle(serde_json::Error),
    /// The spec cannot be judged by.
    Spec(Vec<Fault>),
    /// The registry speaks of something that the spec does not have.
    Unknown(Unknown),
    /// A case beside the spec cannot be read.
    Case(CaseError),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle(error) => error.fmt(formatter),
            Self::Spec(faults) => {
                write!(formatter, "the spec has {} fault(s):", faults.len())?;
                for fault in faults {
                    write!(formatter, "\n  {fault}")?;
                }
                Ok(())
            }
            Self::Unknown(unknown) => write!(formatter, "{unknown}, and the registry does"),
            Self::Case(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for Error {}

impl World {
    /// Works out everything, from the spec that the crates were generated from and the cases in a repository.
    ///
    /// # Errors
    ///
    /// What keeps the laws from being tried.
    pub fn new(provider: Provider, root: &Path) -> Result<Self, Error> {
        let bundle = provider.bundle().map_err(Error::Bundle)?;
        let (files, errors) = case::from_folder(&provider.folder(root).join("cases"));
        if let Some(error) = errors.into_iter().next() {
            return Err(Error::Case(error));
        }
        Self::of(provider, bundle, files)
    }

    /// Works out everything, from a spec and cases.
    ///
    /// # Errors
    ///
    /// What keeps the laws from being tried.
    pub fn of(provider: Provider, bundle: Value, files: Vec<Case>) -> Result<Self, Error> {
        let oracle = Oracle::new(&bundle).map_err(Error::Spec)?;
        let mut cases = case::from_spec(oracle.spec());
        cases.extend(files);
        let mut world = Self {
            provider,
            bundle,
            oracle,
            cases,
            bodies: Vec::new(),
            sides: BTreeMap::new(),
            parameters: BTreeMap::new(),
        };
        world.read().map_err(|fault| Error::Spec(vec![fault]))?;
        world.bodies = world.documents()?;
        world
            .plan_parameters()
            .map_err(|fault| Error::Spec(vec![fault]))?;
        Ok(world)
    }

    /// Reads the shapes of all bodies and parameters, each for the side that sends it.
    fn read(&mut self) -> Result<(), Fault> {
        let mut request = Shapes::default();
        let mut response = Shapes::default();
        for operation in &self.oracle.spec().operations {
            let bodies = operation.body.iter().flat_map(|body| &body.media);
            for schema in bodies.filter_map(|media| media.schema.as_ref()) {
                request.read(&self.bundle, Direction::Request, schema)?;
            }
            for parameter in &operation.parameters {
                request.read(&self.bundle, Direction::Request, &parameter.schema)?;
            }
            let answers = operation.responses.iter().flat_map(|answer| &answer.media);
            for schema in answers.filter_map(|media| media.schema.as_ref()) {
                response.read(&self.bundle, Direction::Response, schema)?;
            }
        }
        if let Some(webhooks) = &self.oracle.spec().webhooks {
            let named = webhooks
                .events
                .values()
                .flat_map(|event| [&event.schema, &event.data]);
            for name in named.flatten().chain([&webhooks.schema]) {
                response.read(&self.bundle, Direction::Response, &component(name))?;
            }
        }
        for (direction, shapes) in [
            (Direction::Request, request),
            (Direction::Response, response),
        ] {
            let sent = Sent {
                shapes,
                plans: Plans::default(),
            };
            self.sides.insert(direction, sent);
        }
        Ok(())
    }

    fn documents(&mut self) -> Result<Vec<Document>, Error> {
        let mut documents: Vec<Document> = Vec::new();
        for entry in self.provider.registry.bodies {
            let found: Vec<Found> = match entry.subject {
                Subject::Request { operation } => vec![(
                    format!("{operation}/request"),
                    Some(operation),
                    Direction::Request,
                    self.oracle.request(operation).map_err(Error::Unknown)?,
                )],
                Subject::Response { operation, status } => vec![(
                    format!("{operation}/{status}"),
                    Some(operation),
                    Direction::Response,
                    self.oracle
                        .response(operation, status)
                        .map_err(Error::Unknown)?,
                )],
                Subject::RequestAs { operation, media } => vec![(
                    format!("{operation}/request as {media}"),
                    Some(operation),
                    Direction::Request,
                    self.oracle
                        .request_as(operation, media)
                        .map_err(Error::Unknown)?,
                )],
                Subject::ResponseAs {
                    operation,
                    statuses,
                    media,
                } => vec![(
                    format!("{operation}/{statuses} as {media}"),
                    Some(operation),
                    Direction::Response,
                    self.oracle
                        .response_as(operation, statuses, media)
                        .map_err(Error::Unknown)?,
                )],
                Subject::Component { name } => self.sent_components(name)?,
            };
            for (name, operation, direction, validator) in found {
                let pointer = validator.pointer().to_owned();
                let sent = self.sides.entry(direction).or_default();
                let shape = sent
                    .shapes
                    .read(&self.bundle, direction, &pointer)
                    .map_err(|fault| Error::Spec(vec![fault]))?;
                documents.push(Document {
                    name,
                    operation,
                    entry,
                    direction,
                    plan: sent.plans.plan(&sent.shapes, shape),
                    is_twin: documents.iter().any(|other| {
                        other.direction == direction
                            && other.shape == shape
                            && std::ptr::fn_addr_eq(other.entry.recode, entry.recode)
                    }),
                    shape,
                    validator,
                });
            }
        }
        Ok(documents)
    }

    fn plan_parameters(&mut self) -> Result<(), Fault> {
        let sent = self.sides.entry(Direction::Request).or_default();
        for operation in &self.oracle.spec().operations {
            for parameter in &operation.parameters {
                let shape =
                    sent.shapes
                        .read(&self.bundle, Direction::Request, &parameter.schema)?;
                let plan = sent.plans.plan(&sent.shapes, shape);
                self.parameters.insert(parameter.schema.clone(), plan);
            }
        }
        Ok(())
    }

    /// A component, for each side that sends it; what no operation reaches is taken for the provider's.
    fn sent_components(&self, name: &'static str) -> Result<Vec<Found>, Error> {
        let sides = [
            (Direction::Request, "request"),
            (Direction::Response, "response"),
        ];
        let mut sent: Vec<_> = sides
            .into_iter()
            .filter(|(direction, _)| self.sides[direction].shapes.knows(&component(name)))
            .collect();
        if sent.is_empty() {
            sent.push((Direction::Response, "response"));
        }
        sent.into_iter()
            .map(|(direction, side)| {
                let validator = self
                    .oracle
                    .component(name, direction)
                    .map_err(Error::Unknown)?;
                Ok((format!("{name}/{side}"), None, direction, validator))
            })
            .collect()
    }

    /// What one side sends.
    pub fn sent(&self, direction: Direction) -> &Sent {
        &self.sides[&direction]
    }

    /// How values of a document are made.
    pub fn plans(&self, document: &Document) -> &Plans {
        &self.sides[&document.direction].plans
    }

    /// How values of a parameter are made, and the plan.
    pub fn parameter(&self, parameter: &Parameter) -> Option<(&Plans, PlanId)> {
        let plan = *self.parameters.get(&parameter.schema)?;
        Some((&self.sides[&Direction::Request].plans, plan))
    }

    /// The document of that name.
    pub fn document(&self, name: &str) -> Option<&Document> {
        self.bodies.iter().find(|document| document.name == name)
    }

    /// What both oracles say of a value.
    pub fn opinion(&self, document: &Document, value: &Tree) -> Opinion {
        let own = self.sides[&document.direction]
            .shapes
            .accepts(document.shape, value);
        let other = value
            .to_value()
            .is_some_and(|value| document.validator.accepts(&value));
        match (own, other) {
            (true, true) => Opinion::Keeps,
            (false, false) => Opinion::Breaks,
            _ => Opinion::Divided,
        }
    }

    /// The operations of the spec.
    pub fn operations(&self) -> &[Operation] {
        &self.oracle.spec().operations
    }
}

impl Document {
    /// The validator of its schema.
    pub fn validator(&self) -> &Validator {
        &self.validator
    }

    /// Whether it is of this operation.
    pub fn is_of(&self, operation: &str) -> bool {
        self.operation == Some(operation)
    }
}

/// What two oracles say of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// Both: it keeps the schema.
    Keeps,
    /// Both: it breaks the schema.
    Breaks,
    /// They do not agree, so one of them is wrong.
    Divided,
}

fn component(name: &str) -> String {
    crate::spec::pointer_step("/components/schemas", name)
}
