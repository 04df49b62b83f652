//! L8 on calls that are made: every parameter with every value that could be misread on the way, and whole bodies.

use kessai_client::ErrorKind;
use kessai_registry::CallError;

use super::calls::{Wire, arrived_otherwise};
use super::{Scope, Tally, callable};
use crate::case::{Case, Kind};
use crate::json::Tree;
use crate::spec::{Location, Operation, Parameter, Style};
use crate::values::sites;

/// Texts that mean something to a path, a query, a header or a log.
const TEXTS: [&str; 30] = [
    "/",
    "?",
    "#",
    "%",
    "+",
    "&",
    ";",
    "=",
    ":",
    "@",
    " ",
    "a b",
    " a",
    "a ",
    ".",
    "..",
    "...",
    "../x",
    "a/b",
    "%2F",
    "%2e%2e",
    "%zz",
    "a,b",
    "a|b",
    "[a]",
    "é",
    "日本語",
    "😀",
    "\u{0}",
    "a\r\nx-injected: 1",
];

/// Tries every operation with made arguments: each parameter with every hostile text, with the ends of its rules and without
/// a value; and the body as small and as large as it may be, in each of its forms.
pub(super) fn run(wire: &Wire<'_>, scope: &Scope, tally: &mut Tally) {
    let world = wire.world;
    for operation in world
        .operations()
        .iter()
        .filter(|operation| scope.has(&operation.id))
    {
        let base = world
            .cases
            .iter()
            .find(|case| case.operation == operation.id && callable(&world.oracle, case));
        let Some(base) = base else { continue };
        for parameter in operation
            .parameters
            .iter()
            .filter(|parameter| !parameter.idempotency_key)
        {
            let stratum = format!(
                "{} {} {}",
                operation.id,
                parameter.location.as_str(),
                parameter.name
            );
            tally.want(stratum.as_str());
            for value in values(wire, parameter) {
                let case = with(base, parameter, value);
                let reasons = verdict(wire, operation, parameter, &case);
                tally.count(&stratum, &case.key());
                tally.judge(&operation.id, &case.id, given(&case, parameter), reasons);
            }
        }
        bodies(wire, operation, base, tally);
    }
}

fn given<'c>(case: &'c Case, parameter: &Parameter) -> Option<&'c Tree> {
    let all = case.parameters();
    let (_, values) = all
        .into_iter()
        .find(|(location, _)| *location == parameter.location)?;
    values.get(&parameter.name)
}

/// What a parameter is tried with.
fn values(wire: &Wire<'_>, parameter: &Parameter) -> Vec<Tree> {
    let Some((plans, plan)) = wire.world.parameter(parameter) else {
        return Vec::new();
    };
    let long = "x".repeat(3000);
    let texts: Vec<Tree> = TEXTS
        .into_iter()
        .chain([long.as_str()])
        .map(Tree::from)
        .collect();
    let mut values = Vec::new();
    for site in sites::sites(plans, plan) {
        let here = |content: Tree| sites::place(plans, plan, &site.route, content);
        values.extend(
            site.edges(plans)
                .into_iter()
                .map(|(_, content)| here(content)),
        );
        let rules = site.rules(plans);
        if rules.is_some_and(|rules| rules.kinds.has(crate::shape::Kind::String)) {
            values.extend(texts.iter().cloned().map(here));
        }
    }
    values.retain(|value| !is_unspeakable(value));
    values
}

/// There is no word for null in a path, a query or a header, and an empty list is no list.
fn is_unspeakable(value: &Tree) -> bool {
    match value {
        Tree::Null => true,
        Tree::Array(items) => items.is_empty() || items.iter().any(is_unspeakable),
        Tree::Object(members) => members.is_empty() || members.values().any(is_unspeakable),
        Tree::Bool(_) | Tree::Number(_) | Tree::String(_) => false,
    }
}

fn with(base: &Case, parameter: &Parameter, value: Tree) -> Case {
    let mut case = base.clone();
    case.origin = Kind::File;
    let text = value.to_text();
    let shown: String = text.chars().take(60).collect();
    case.id = format!(
        "{} {} {}",
        parameter.location.as_str(),
        parameter.name,
        shown.escape_debug()
    );
    let values = match parameter.location {
        Location::Path => &mut case.path,
        Location::Query => &mut case.query,
        Location::Header => &mut case.headers,
    };
    values.insert(parameter.name.clone(), value);
    case
}

/// A value that keeps the spec arrives as it is, unless it cannot travel where it would have to; one that breaks the spec is
/// held back. Nothing is sent that means something else.
fn verdict(
    wire: &Wire<'_>,
    operation: &Operation,
    parameter: &Parameter,
    case: &Case,
) -> Vec<String> {
    let keeps = wire
        .world
        .oracle
        .judge(case)
        .is_ok_and(|findings| findings.is_empty());
    let value = given(case, parameter).cloned().unwrap_or(Tree::Null);
    let (result, arrived) = wire.call(case);
    match arrived.as_slice() {
        [] => {
            let refused = match &result {
                Err(CallError::Client(error)) => error.kind() == ErrorKind::InvalidRequest,
                // What has no type is refused before there is a call.
                Err(CallError::Case(_)) => !keeps,
                _ => false,
            };
            if !refused {
                return vec![format!(
                    "is sent to nobody, and not refused: {}",
                    super::calls::outcome(&result)
                )];
            }
            if keeps && can_travel(parameter, &value) {
                return vec![format!(
                    "is refused, and keeps the spec: {}",
                    super::calls::outcome(&result)
                )];
            }
            Vec::new()
        }
        [exchange] => {
            let mut reasons = arrived_otherwise(&wire.world.oracle, exchange, case);
            if !keeps {
                reasons.push("breaks the spec, and is sent".to_owned());
            }
            if exchange.operation.as_deref() != Some(&operation.id) {
                reasons.push("arrives at another operation".to_owned());
            }
            reasons
        }
        more => vec![format!("{} requests were sent for one call", more.len())],
    }
}

/// Whether a value can be written where the parameter travels, so that nobody reads something else.
fn can_travel(parameter: &Parameter, value: &Tree) -> bool {
    let texts = texts(value);
    match parameter.location {
        Location::Query => {
            parameter.style == Style::Json || !texts.is_empty() || *value != Tree::Null
        }
        // An empty segment, a slash, and dots that a path resolves lead elsewhere.
        Location::Path => {
            !texts.is_empty()
                && texts.iter().all(|text| {
                    !text.is_empty() && !text.contains('/') && !text.chars().all(|c| c == '.')
                })
        }
        // Headers hold visible ASCII, and lose spaces at their ends.
        Location::Header => texts.iter().all(|text| {
            text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
                && text.trim() == *text
                && !text.is_empty()
        }),
    }
}

fn texts(value: &Tree) -> Vec<&str> {
    match value {
        Tree::String(text) => vec![text],
        Tree::Array(items) => items.iter().flat_map(texts).collect(),
        Tree::Object(members) => members.values().flat_map(texts).collect(),
        Tree::Number(number) => vec![number.as_text()],
        Tree::Bool(_) => vec!["true"],
        Tree::Null => Vec::new(),
    }
}

/// Whole bodies, the smallest and the largest of each form.
fn bodies(wire: &Wire<'_>, operation: &Operation, base: &Case, tally: &mut Tally) {
    let Some(document) = wire.world.document(&format!("{}/request", operation.id)) else {
        return;
    };
    let plans = wire.world.plans(document);
    let stratum = format!("{} body", operation.id);
    tally.want(stratum.as_str());
    let whole = sites::sites(plans, document.plan)
        .into_iter()
        .filter(|site| site.pointer.is_empty());
    for site in whole {
        for (edge, content) in site.edges(plans) {
            let mut case = base.clone();
            case.id = format!("body {}", edge.as_str());
            case.body = Some(sites::place(plans, document.plan, &site.route, content));
            if !callable(&wire.world.oracle, &case) {
                tally.discard();
                continue;
            }
            let (result, arrived) = wire.call(&case);
            let reasons = match arrived.as_slice() {
                [exchange] => arrived_otherwise(&wire.world.oracle, exchange, &case),
                other => vec![format!(
                    "{} requests were sent for one call: {}",
                    other.len(),
                    super::calls::outcome(&result)
                )],
            };
            tally.count(&stratum, &case.key());
            tally.judge(&operation.id, &case.id, case.body.as_ref(), reasons);
        }
    }
}
