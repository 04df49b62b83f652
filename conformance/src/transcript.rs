//! What a client puts on the wire, and what it makes of answers, as text that a person can review.

mod layout;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use kessai_sandbox::{Exchange, Sandbox};

use crate::case::{Case, Kind, Side};
use crate::json::Tree;
use crate::law::call;
use crate::passage::types;
use crate::providers::Clients;
use crate::spec::{Location, Operation};
use crate::values::{PlanId, Plans};
use crate::world::World;

pub use layout::laid_out;

/// Headers that differ from run to run and say nothing about the call.
const INCIDENTAL: [&str; 2] = ["content-length", "host"];

/// The most lines that a person is asked to review at once.
pub const LINES: usize = 120;

/// Of those, the most for a body of one of the two calls of an operation.
const BODY_LINES: usize = 80;

/// Depth to which arguments are made large.
const DEPTH: usize = 8;

/// Calls every operation with the smallest arguments there are and with the largest, and writes down what arrived:
/// operationId → both requests.
///
/// As with [`Wire`](crate::law::Wire), nobody else calls the sandbox meanwhile.
pub async fn transcripts(
    world: &World,
    clients: &Clients,
    sandbox: &Sandbox,
) -> BTreeMap<String, String> {
    let registry = world.provider.registry;
    let mut written = BTreeMap::new();
    for operation in world.operations() {
        if registry.call(&operation.id).is_none() {
            continue;
        }
        let mut text = String::new();
        for (size, case) in [
            ("minimal", smallest(world, operation)),
            ("maximal", largest(world, operation)),
        ] {
            let key = operation.idempotency_header();
            let (_, arrived) = call(registry, clients, sandbox, &case).await;
            for exchange in arrived {
                if !text.is_empty() {
                    text.push('\n');
                }
                // Writing to a string cannot fail.
                let _ = writeln!(text, "# {size}");
                write(&mut text, &exchange, key.as_deref());
            }
        }
        written.insert(operation.id.clone(), text);
    }
    written
}

/// The call with nothing but what the operation requires, and the smallest values of that.
pub fn smallest(world: &World, operation: &Operation) -> Case {
    made(world, operation, true, Plans::smallest)
}

/// The call with every parameter and, if it takes one, a body, as large as they may be.
pub fn largest(world: &World, operation: &Operation) -> Case {
    made(world, operation, false, |plans, plan| {
        plans.largest(plan, DEPTH)
    })
}

fn made(
    world: &World,
    operation: &Operation,
    required_alone: bool,
    make: impl Fn(&Plans, PlanId) -> Tree,
) -> Case {
    let mut case = Case::new(operation.id.as_str(), operation.id.as_str(), Side::Request);
    let wanted = |required: bool| required || !required_alone;
    for parameter in &operation.parameters {
        if parameter.idempotency_key || !wanted(parameter.required) {
            continue;
        }
        if let Some((plans, plan)) = world.parameter(parameter) {
            let values = match parameter.location {
                Location::Path => &mut case.path,
                Location::Query => &mut case.query,
                Location::Header => &mut case.headers,
            };
            values.insert(parameter.name.clone(), make(plans, plan));
        }
    }
    let body = operation.body.as_ref().filter(|body| wanted(body.required));
    let document = world.document(&format!("{}/request", operation.id));
    case.body = body
        .and(document)
        .map(|document| make(world.plans(document), document.plan));
    case
}

/// What the types make of every example of an answer, as `Debug` prints it: operationId → the answers of its successes, by
/// status and example; [`ERRORS`] → those of all other statuses, each once.
///
/// # Errors
///
/// An example that does not decode.
pub fn answers(world: &World) -> Result<BTreeMap<String, Vec<Printed>>, String> {
    let mut found: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
    let mut known = BTreeSet::new();
    let webhooks = world.oracle.spec().webhooks.as_ref();
    for case in world.cases.iter().filter(|case| case.origin != Kind::File) {
        let (Side::Response { status }, Some(body)) = (case.side, &case.body) else {
            continue;
        };
        for part in types(world.provider.registry, webhooks, case) {
            let text = (part.entry.debug)(body.to_text().as_bytes())
                .map_err(|error| format!("{}: {error}", case.id))?;
            let printed = Printed {
                name: format!("{status} {}", case.example_name().unwrap_or_default()),
                text: laid_out(&text, LINES),
            };
            let is_success = (200..300).contains(&status);
            let group = if is_success { &case.operation } else { ERRORS };
            if is_success || known.insert(printed.clone()) {
                found.entry(group.to_owned()).or_default().push(printed);
            }
        }
    }
    for printed in found.values_mut() {
        printed.sort();
    }
    Ok(found)
}

/// The group of answers that are no success. Operations share them.
pub const ERRORS: &str = "errors";

/// What the types make of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Printed {
    /// The status and the example.
    pub name: String,
    /// What `Debug` prints, in lines.
    pub text: String,
}

fn write(text: &mut String, exchange: &Exchange, key: Option<&str>) {
    let query = exchange
        .query
        .as_ref()
        .map_or_else(String::new, |query| format!("?{query}"));
    let _ = writeln!(text, "{} {}{query}", exchange.method, exchange.path);
    let mut headers: Vec<(&str, &str)> = exchange
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !INCIDENTAL.contains(name))
        .map(|(name, value)| {
            if key == Some(name) {
                (name, "(minted)")
            } else {
                (name, value)
            }
        })
        .collect();
    headers.sort_unstable();
    let _ = writeln!(text, "(credential: {:?})", exchange.credential);
    for (name, value) in headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    for violation in &exchange.violations {
        let _ = writeln!(text, "(breaks the spec: {violation})");
    }
    if !exchange.body.is_empty() {
        let body = laid_out(&String::from_utf8_lossy(&exchange.body), BODY_LINES);
        let _ = writeln!(text, "\n{body}");
    }
}
