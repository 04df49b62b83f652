//! One request in, one answer out: the order in which the parts of the sandbox are asked. No sockets here.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use crate::answer::{Answers, Problem, Reply, violations_header};
use crate::idempotency::{Keys, Outcome, fingerprint};
use crate::journal::{Exchange, Journal, keep_headers, keep_parameters, keep_query};
use crate::pages;
use crate::router::{Matched, Router};
use crate::schema::Schemas;
use crate::spec::{Carrier, KeyStatus, Location, Spec};
use crate::state::{Asked, Delivery, PAGES, Rules, State};
use crate::validate::{Call, Checks, Credential, RequestViolation};
use crate::{Error, Fault};

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

#[derive(Debug)]
struct Endpoint {
    id: String,
    checks: Checks,
    answers: Answers,
    idempotency_header: Option<String>,
    idempotency_status: Option<KeyStatus>,
    /// What [`Provider::choose`] set.
    chosen: Mutex<Option<Reply>>,
}

/// What was found out about a request before it was answered.
struct Findings {
    operation: Option<String>,
    credential: Credential,
    parameters: Vec<(Location, String, Value)>,
    violations: Vec<RequestViolation>,
    replayed: bool,
}

impl Endpoint {
    fn chosen(&self) -> Option<Reply> {
        self.chosen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// An answer to a call without a key: it does not say what became of one.
    fn without_key(&self, mut reply: Reply) -> Reply {
        if let Some(status) = &self.idempotency_status {
            reply.headers.remove(&status.header);
        }
        reply
    }

    /// An answer that was given before, marked as such.
    fn once_more(&self, mut reply: Reply) -> Reply {
        let mark = HeaderValue::from_static("true");
        reply.headers.insert("x-sandbox-replayed", mark);
        if let Some(status) = &self.idempotency_status
            && let Some(value) = &status.replayed
            && let (Ok(name), Ok(value)) = (
                HeaderName::try_from(&status.header),
                HeaderValue::try_from(value),
            )
        {
            reply.headers.insert(name, value);
        }
        reply
    }
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
            let mut reply = endpoint
                .answers
                .status(400)
                .unwrap_or_else(|| Problem::Violations.reply());
            reply.headers.insert(
                "x-sandbox-violations",
                violations_header(&findings.violations),
            );
            return reply;
        }
        let header = |name: &str| {
            request
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let kept = || {
            let mut state = self.state()?;
            let asked = asked(endpoint, &variables, &findings.parameters, request, body);
            Some(match state.answer(&asked)? {
                Ok(value) => endpoint.answers.success_with(&value),
                Err(refusal) => endpoint.answers.refusal(&refusal),
            })
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
        let request = fingerprint(&request.path, &keep_query(query, &self.secret), body);
        match self.keys.answer(&endpoint.id, key, request, valid) {
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
}

/// A valid call as the state sees it.
fn asked<'a>(
    endpoint: &'a Endpoint,
    variables: &'a [(String, Option<String>)],
    parameters: &'a [(Location, String, Value)],
    request: &'a Received,
    body: &[u8],
) -> Asked<'a> {
    let path = variables
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_deref()?)));
    let query = parameters
        .iter()
        .filter(|(location, _, _)| *location == Location::Query)
        .map(|(_, name, value)| (name.as_str(), value));
    Asked {
        operation: &endpoint.id,
        path: path.collect(),
        query: query.collect(),
        headers: &request.headers,
        body: serde_json::from_slice(body).unwrap_or_default(),
    }
}
