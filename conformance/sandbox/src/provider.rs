//! One request in, one answer out: the order in which the parts of the sandbox are asked. No sockets here.

mod endpoint;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use crate::answer::{Answers, Problem, Reply};
use crate::idempotency::{Fingerprint, Keys, Outcome, fingerprint};
use crate::journal::{Exchange, Journal, keep_headers, keep_parameters, keep_query};
use crate::json::Tree;
use crate::pages;
use crate::parameters::Query;
use crate::router::{Matched, Router};
use crate::schema::Schemas;
use crate::spec::{Carrier, Location, Spec};
use crate::state::{Asked, Delivery, Object, PAGES, Rules, State, count};
use crate::validate::{Call, Checks, Credential, RequestViolation};
use crate::{Error, Fault};
use endpoint::Endpoint;

/// The largest body that is read, in bytes.
pub const BODY_LIMIT: usize = 8 * 1024 * 1024;

/// A request, read whole.
#[derive(Clone)]
pub struct Received {
    /// Method.
    pub method: String,
    /// Raw path.
    pub path: String,
    /// Raw query.
    pub query: Option<String>,
    /// Headers.
    pub headers: HeaderMap,
    /// Body; `None` where it was larger than [`BODY_LIMIT`].
    pub body: Option<Bytes>,
}

/// A provider, made from its spec.
#[derive(Debug)]
pub struct Provider {
    base_path: String,
    router: Router,
    endpoints: Vec<Endpoint>,
    /// What carries credentials, of any operation: a request that leads nowhere keeps none of them either.
    secret: BTreeSet<Carrier>,
    keys: Keys,
    journal: Journal,
    /// What is kept from call to call, if anything is.
    state: Option<Mutex<State>>,
}

/// What was found out about a request before it was answered.
struct Findings {
    operation: Option<String>,
    credential: Credential,
    parameters: Vec<(Location, String, Value)>,
    violations: Vec<RequestViolation>,
    replayed: bool,
}

impl Provider {
    /// Reads a bundled OpenAPI 3.0 document and checks everything that will be served.
    ///
    /// # Errors
    ///
    /// [`Error::Spec`] with every fault: of the document, of a schema, of an example that breaks its schema.
    pub fn new(bundle: &Value) -> Result<Self, Error> {
        Self::with(bundle, None)
    }

    /// The same, keeping state by these rules. Deliveries go to the sender.
    ///
    /// # Errors
    ///
    /// As [`Provider::new`].
    pub fn keeping(
        bundle: &Value,
        rules: Box<dyn Rules>,
        deliveries: UnboundedSender<Delivery>,
    ) -> Result<Self, Error> {
        Self::with(bundle, Some((rules, deliveries)))
    }

    fn with(
        bundle: &Value,
        rules: Option<(Box<dyn Rules>, UnboundedSender<Delivery>)>,
    ) -> Result<Self, Error> {
        let (spec, schemas) = match (Spec::read(bundle), Schemas::read(bundle)) {
            (Ok(spec), Ok(schemas)) => (spec, schemas),
            (spec, schemas) => {
                let mut faults: Vec<Fault> = spec.err().into_iter().flatten().collect();
                faults.extend(schemas.err().into_iter().flatten());
                faults.sort();
                faults.dedup();
                return Err(Error::Spec(faults));
            }
        };
        let mut faults = Vec::new();
        let endpoints: Vec<Endpoint> = spec
            .operations
            .iter()
            .map(|operation| Endpoint {
                id: operation.id.clone(),
                checks: Checks::new(bundle, &schemas, operation, &mut faults),
                answers: Answers::new(&spec, &schemas, operation, &mut faults),
                idempotency_header: operation.idempotency_header(),
                idempotency_status: operation
                    .idempotency_key()
                    .and_then(|key| key.idempotency_status.clone()),
                chosen: Mutex::default(),
            })
            .collect();
        if !faults.is_empty() {
            faults.sort();
            // Answers shared through components are checked once per use.
            faults.dedup();
            return Err(Error::Spec(faults));
        }
        let state = rules
            .map(|(rules, deliveries)| Mutex::new(State::new(bundle, &spec, rules, deliveries)));
        Ok(Self {
            state,
            router: Router::new(&spec),
            base_path: spec.base_path,
            secret: endpoints
                .iter()
                .flat_map(|endpoint| endpoint.checks.credentials.carriers())
                .cloned()
                .collect(),
            endpoints,
            keys: Keys::default(),
            journal: Journal::default(),
        })
    }

    /// Path of the first server of the spec.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// What came and was answered.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The state, if any is kept.
    pub fn state(&self) -> Option<MutexGuard<'_, State>> {
        let state = self.state.as_ref()?;
        Some(state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on answers valid requests for an operation with another documented answer, `404/not-found`; `None` takes
    /// that back.
    ///
    /// # Errors
    ///
    /// The choices there are, when the operation or the answer is not documented.
    pub fn choose(&self, operation: &str, choice: Option<&str>) -> Result<(), Problem> {
        let endpoint = self
            .endpoints
            .iter()
            .find(|endpoint| endpoint.id == operation)
            .ok_or_else(|| {
                Problem::NoSuchAnswer(
                    self.endpoints
                        .iter()
                        .map(|endpoint| endpoint.id.clone())
                        .collect(),
                )
            })?;
        let reply = match choice {
            None => None,
            Some(choice) => {
                let reply = endpoint.answers.chosen(choice);
                Some(reply.ok_or_else(|| Problem::NoSuchAnswer(endpoint.answers.choices()))?)
            }
        };
        *endpoint
            .chosen
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = reply;
        Ok(())
    }

    /// Answers a request and writes it down.
    pub fn answer(&self, request: Received) -> Reply {
        let mut findings = Findings {
            operation: None,
            credential: Credential::NotAsked,
            parameters: Vec::new(),
            violations: Vec::new(),
            replayed: false,
        };
        let reply = self.reply(&request, &mut findings);
        self.journal.add(Exchange {
            number: 0,
            operation: findings.operation,
            headers: keep_headers(&request.headers, &self.secret),
            method: request.method,
            path: request.path,
            query: request.query.map(|query| keep_query(&query, &self.secret)),
            body: request.body.unwrap_or_default(),
            credential: findings.credential,
            parameters: keep_parameters(findings.parameters, &self.secret),
            violations: findings.violations,
            status: reply.status.as_u16(),
            answer: reply.example.clone(),
            replayed: findings.replayed,
        });
        reply
    }

    fn reply(&self, request: &Received, findings: &mut Findings) -> Reply {
        if let Some(id) = request.path.strip_prefix(PAGES)
            && let Some(mut state) = self.state()
        {
            return pages::reply(&mut state, id, request);
        }
        let (endpoint, variables) = match self.router.find(&request.method, &request.path) {
            Matched::Nothing => return Problem::NoSuchPath.reply(),
            Matched::Method(methods) => return Problem::NoSuchMethod(methods).reply(),
            Matched::Operation(index, variables) => match self.endpoints.get(index) {
                Some(endpoint) => (endpoint, variables),
                None => return Problem::NoSuchPath.reply(),
            },
        };
        findings.operation = Some(endpoint.id.clone());
        let Some(body) = &request.body else {
            return Problem::TooLarge(BODY_LIMIT).reply();
        };
        let query = request.query.as_deref().unwrap_or_default();
        let credentials = &endpoint.checks.credentials;
        findings.credential = credentials.check(&request.headers, query);
        if matches!(
            findings.credential,
            Credential::Absent | Credential::Malformed
        ) {
            return endpoint
                .answers
                .status(401)
                .unwrap_or_else(|| Problem::Credential.reply());
        }
        let checked = endpoint.checks.check(Call {
            variables: &variables,
            query,
            headers: &request.headers,
            body,
        });
        findings.parameters = checked.parameters;
        findings.violations = checked.violations;
        if !findings.violations.is_empty() {
            return endpoint.refused(&findings.violations);
        }
        let mut members = Object::new();
        if self.state.is_some() {
            members = object(body);
            if let Err(place) = count(&mut members) {
                findings.violations = vec![endpoint.too_large(&place)];
                return endpoint.refused(&findings.violations);
            }
        }
        let header = |name: &str| {
            request
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let kept = || {
            let mut state = self.state()?;
            let asked = Asked {
                operation: &endpoint.id,
                path: path(&variables),
                query: query_of(&findings.parameters),
                headers: &request.headers,
                body: members,
                owner: state.owner(&request.headers),
            };
            state.answer(asked, &endpoint.answers)
        };
        let valid = || {
            // What somebody asked for goes before what would be so.
            let found = match header("x-sandbox-answer") {
                Some(choice) => endpoint.answers.chosen(choice),
                None => endpoint
                    .chosen()
                    .or_else(kept)
                    .or_else(|| endpoint.answers.success()),
            };
            found.unwrap_or_else(|| Problem::NoSuchAnswer(endpoint.answers.choices()).reply())
        };
        let Some(key) = endpoint.idempotency_header.as_deref().and_then(header) else {
            return endpoint.without_key(valid());
        };
        let known = keep_query(query, &self.secret);
        let told = [&request.method, &request.path, &known].map(String::as_bytes);
        let told = fingerprint(told.into_iter().chain([&body[..]]));
        match self.keys.answer(self.sender(request), key, told, valid) {
            Outcome::Fresh(reply) => reply,
            Outcome::Replayed(reply) => {
                findings.replayed = true;
                endpoint.once_more(reply)
            }
            Outcome::Reused => endpoint
                .answers
                .key_conflict()
                .unwrap_or_else(|| Problem::KeyReused.reply()),
        }
    }

    /// Whose key it is: everything that carries credentials tells two senders apart.
    fn sender(&self, request: &Received) -> Fingerprint {
        let query = request.query.as_deref().unwrap_or_default();
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for carrier in &self.secret {
            match carrier {
                Carrier::Header(name) => {
                    let values = request.headers.get_all(name).iter();
                    parts.extend(values.map(|value| value.as_bytes().to_vec()));
                }
                Carrier::Cookie(_) => {
                    let values = request.headers.get_all(http::header::COOKIE).iter();
                    parts.extend(values.map(|value| value.as_bytes().to_vec()));
                }
                Carrier::Query(name) => {
                    let values = Query::new(query).texts(name).into_iter().flatten();
                    parts.extend(values.map(String::into_bytes));
                }
            }
        }
        fingerprint(parts.iter().map(Vec::as_slice))
    }
}

/// The members of a body that keeps the spec, read as they were when it was found to keep it.
fn object(body: &[u8]) -> Object {
    match Tree::parse(body).ok().and_then(|tree| tree.to_value()) {
        Some(Value::Object(members)) => members,
        _ => Object::new(),
    }
}

/// The variables of a path that could be read.
fn path(variables: &[(String, Option<String>)]) -> BTreeMap<&str, &str> {
    let read = variables.iter();
    read.filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?)))
        .collect()
}

fn query_of(parameters: &[(Location, String, Value)]) -> BTreeMap<&str, &Value> {
    parameters
        .iter()
        .filter(|(location, _, _)| *location == Location::Query)
        .map(|(_, name, value)| (name.as_str(), value))
        .collect()
}
