//! L1a and L8 on cases: what a client sends, and what it makes of the answer, over a socket.

use kessai_client::Client;
use kessai_registry::{Answer, Arguments, CallError, Registry};
use kessai_sandbox::validate::Credential;
use kessai_sandbox::{Exchange, Sandbox};

use super::{Law, Scope, Tally};
use crate::case::{Case, Kind, Side};
use crate::json::{Tree, difference};
use crate::oracle::Oracle;
use crate::providers::Clients;
use crate::spec::{Location, Operation};
use crate::world::World;

/// Headers that a client sends of its own accord; that of the credential is no business of the journal.
const OWN_HEADERS: [&str; 6] = [
    "accept",
    "accept-encoding",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// A provider behind a socket, and a client of it. Nobody else calls it.
#[derive(Debug)]
pub struct Wire<'w> {
    pub(super) world: &'w World,
    sandbox: Sandbox,
    clients: Clients,
    runtime: tokio::runtime::Runtime,
}

impl<'w> Wire<'w> {
    /// Starts the provider.
    ///
    /// # Errors
    ///
    /// The spec cannot be served, or no client can be made.
    pub fn new(world: &'w World) -> Result<Self, String> {
        let sandbox = Sandbox::start(&world.bundle).map_err(|error| error.to_string())?;
        let clients = world
            .provider
            .clients_of(&sandbox.base_url())
            .map_err(|error| error.to_string())?;
        Ok(Self {
            world,
            sandbox,
            clients,
            runtime: super::runtime()?,
        })
    }

    /// Makes the call of a case.
    pub(super) fn call(&self, case: &Case) -> (Result<Answer, CallError>, Vec<Exchange>) {
        let registry = self.world.provider.registry;
        self.runtime
            .block_on(call(registry, &self.clients, &self.sandbox, case))
    }
}

/// Every request case that keeps the spec, called through the generated client: it arrives once, at its operation, with its
/// credential, its parameters and its body and nothing else, keeps the spec, and the answer comes back as it was served.
/// Every operation is called, and then again with arguments that were made to be misread.
pub fn sent(wire: &Wire<'_>, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Calls);
    let oracle = &wire.world.oracle;
    for entry in wire.world.provider.registry.calls {
        if scope.has(entry.operation) {
            tally.want(entry.operation);
        }
    }
    let cases = wire
        .world
        .cases
        .iter()
        .filter(|case| scope.has(&case.operation));
    for case in cases.filter(|case| callable(oracle, case)) {
        let (result, arrived) = wire.call(case);
        let reasons = match arrived.as_slice() {
            [exchange] => {
                let mut reasons = arrived_otherwise(oracle, exchange, case);
                reasons.extend(returned(oracle, exchange, &result));
                reasons
            }
            [] => vec![format!("nothing was sent: {}", outcome(&result))],
            more => vec![format!("{} requests were sent for one call", more.len())],
        };
        tally.count(&case.operation, &case.key());
        tally.judge(&case.id, "", case.body.as_ref(), reasons);
    }
    super::hostile::run(wire, scope, &mut tally);
    tally
}

/// Every example of an answer in the spec, served to the generated client: a success comes back as the same JSON value, an
/// error with its status and its very bytes.
pub fn live(wire: &Wire<'_>, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Live);
    let world = wire.world;
    for case in world
        .cases
        .iter()
        .filter(|case| case.origin != Kind::File && scope.has(&case.operation))
    {
        let Side::Response { status } = case.side else {
            continue;
        };
        let name = case.example_name().unwrap_or_default();
        let request = world
            .cases
            .iter()
            .find(|other| other.operation == case.operation && callable(&world.oracle, other));
        let chosen = wire
            .sandbox
            .choose(&case.operation, Some(&format!("{status}/{name}")));
        let reasons = match (request, chosen) {
            (_, Err(problem)) => vec![format!("cannot be served: {problem}")],
            (None, Ok(())) => vec!["no case calls this operation".to_owned()],
            (Some(request), Ok(())) => {
                let (result, arrived) = wire.call(request);
                match arrived.last() {
                    Some(exchange) => returned(&world.oracle, exchange, &result),
                    None => vec![format!("nothing was sent: {}", outcome(&result))],
                }
            }
        };
        // Taking the choice back cannot fail where making it did not.
        let _ = wire.sandbox.choose(&case.operation, None);
        tally.count(&case.operation, &case.key());
        tally.judge(&case.id, "", case.body.as_ref(), reasons);
    }
    tally
}

/// Whether a case is a whole request that keeps the spec.
pub(crate) fn callable(oracle: &Oracle, case: &Case) -> bool {
    case.side == Side::Request
        && case.expect.schema != Some(false)
        && oracle.judge(case).is_ok_and(|findings| findings.is_empty())
        // A file case may be a body alone; a call needs its parameters too.
        && oracle
            .spec()
            .operation(&case.operation)
            .is_some_and(|operation| oracle.missing(operation, case).is_empty())
}

/// Makes the call of a case, and gives what came of it and what arrived at the sandbox.
pub(crate) async fn call(
    registry: &Registry,
    clients: &Clients,
    sandbox: &Sandbox,
    case: &Case,
) -> (Result<Answer, CallError>, Vec<Exchange>) {
    let before = sandbox.last_exchange();
    let result = make(registry, clients.of(&case.operation), case).await;
    (result, sandbox.exchanges_after(before))
}

/// Makes the call of a case.
pub(super) async fn make(
    registry: &Registry,
    client: &Client,
    case: &Case,
) -> Result<Answer, CallError> {
    let mut arguments = Arguments {
        body: case.body.as_ref().map(|body| body.to_text().into_bytes()),
        ..Arguments::default()
    };
    for (_, values) in case.parameters() {
        for (name, value) in values {
            if let Ok(json) = kessai_client::model::Json::parse(&value.to_text()) {
                arguments.parameters.insert(name.clone(), json);
            }
        }
    }
    match registry.call(&case.operation) {
        Some(entry) => (entry.call)(client, arguments).await,
        None => Err(CallError::Case(
            "the registry has no such operation".to_owned(),
        )),
    }
}

/// How what arrived differs from what was meant.
pub(super) fn arrived_otherwise(oracle: &Oracle, exchange: &Exchange, case: &Case) -> Vec<String> {
    let mut reasons: Vec<String> = exchange
        .violations
        .iter()
        .map(ToString::to_string)
        .collect();
    if exchange.operation.as_deref() != Some(&case.operation) {
        reasons.push(format!(
            "arrived at {:?}: {} {}",
            exchange.operation, exchange.method, exchange.path
        ));
    }
    if !matches!(
        exchange.credential,
        Credential::WellFormed | Credential::NotAsked
    ) {
        reasons.push(format!("the credential is {:?}", exchange.credential));
    }
    for (location, values) in case.parameters() {
        for (name, value) in values {
            let arrived = exchange
                .parameters
                .iter()
                .find(|(at, own, _)| *at == location && own == name);
            match arrived.map(|(_, _, arrived)| Tree::from(arrived)) {
                Some(arrived) if arrived == *value => {}
                Some(_) => reasons.push(format!(
                    "{} parameter {name} arrived as another value",
                    location.as_str()
                )),
                None => reasons.push(format!(
                    "{} parameter {name} did not arrive",
                    location.as_str()
                )),
            }
        }
    }
    let key = oracle
        .spec()
        .operation(&case.operation)
        .and_then(Operation::idempotency_header);
    for (location, name, _) in &exchange.parameters {
        let known = case
            .parameters()
            .iter()
            .any(|(at, values)| at == location && values.contains_key(name));
        // A key is minted where the caller gives none.
        let minted =
            *location == Location::Header && key.as_deref() == Some(&name.to_ascii_lowercase());
        if !known && !minted {
            reasons.push(format!(
                "{} parameter {name} arrived and was not given",
                location.as_str()
            ));
        }
    }
    let declared = |name: &str| {
        let parameters = &exchange.parameters;
        parameters.iter().any(|(location, own, _)| {
            *location == Location::Header && own.eq_ignore_ascii_case(name)
        })
    };
    for (name, _) in &exchange.headers {
        if !OWN_HEADERS.contains(&name.as_str()) && !declared(name) {
            reasons.push(format!("the header {name} arrived, and nobody declares it"));
        }
    }
    match (&case.body, exchange.body.is_empty()) {
        (None, true) => {}
        (None, false) => reasons.push("a body arrived and none was given".to_owned()),
        (Some(_), true) => reasons.push("the body did not arrive".to_owned()),
        (Some(body), false) => match Tree::parse(&exchange.body) {
            Ok(arrived) => reasons.extend(
                difference(body, &arrived)
                    .iter()
                    .map(|at| format!("body {at}")),
            ),
            Err(error) => reasons.push(format!("the body arrived as no JSON: {error}")),
        },
    }
    reasons
}

/// How what the caller got differs from what was served.
fn returned(
    oracle: &Oracle,
    exchange: &Exchange,
    result: &Result<Answer, CallError>,
) -> Vec<String> {
    let Some((status, served)) = served(oracle, exchange) else {
        return vec![format!(
            "the sandbox answered {} by itself: {}",
            exchange.status,
            outcome(result)
        )];
    };
    let (got, bytes) = match result {
        Ok(answer) => (Some(answer.status), Some(answer.json.clone())),
        Err(CallError::Client(error)) if !(200..300).contains(&status) => (
            error.status().map(|status| status.as_u16()),
            error.body().map(|body| body.to_vec()),
        ),
        Err(error) => return vec![format!("{status} did not come back as a success: {error}")],
    };
    let mut reasons = Vec::new();
    if got != Some(status) {
        reasons.push(format!("{status} was served and {got:?} came back"));
    }
    if let Some(served) = served {
        match bytes.map(|bytes| Tree::parse(&bytes)) {
            Some(Ok(back)) => reasons.extend(
                difference(&served, &back)
                    .iter()
                    .map(|at| format!("answer {at}")),
            ),
            Some(Err(error)) => reasons.push(format!("the answer came back as no JSON: {error}")),
            None => reasons.push("the answer came back without its body".to_owned()),
        }
    }
    reasons
}

/// Status and JSON body of what the sandbox served; `None` for an answer of its own.
fn served(oracle: &Oracle, exchange: &Exchange) -> Option<(u16, Option<Tree>)> {
    let answer = exchange.answer.as_ref()?;
    let operation = oracle.spec().operation(exchange.operation.as_ref()?)?;
    let body = answer.split_once('/').and_then(|(_, name)| {
        let media = operation
            .response(exchange.status)?
            .preferred()
            .filter(|media| media.is_json())?;
        media
            .examples
            .iter()
            .find(|example| example.name == name)
            .map(|example| Tree::from(&example.value))
    });
    Some((exchange.status, body))
}

pub(super) fn outcome(result: &Result<Answer, CallError>) -> String {
    match result {
        Ok(answer) => format!("the call succeeded with {}", answer.status),
        Err(error) => error.to_string(),
    }
}
