//! L9a: what is secret shows nowhere.

mod arguments;
mod filled;
mod marked;
mod printed;

use std::collections::BTreeSet;

use kessai_registry::Subject;
use serde_json::Value;

use self::filled::filled;
use self::marked::{altered, marked, marks, turned};
use self::printed::{Party, printed};
use super::{Law, Scope, Tally, callable};
use crate::case::{Case, Kind, Side};
use crate::json::Tree;
use crate::oracle::Oracle;
use crate::passage;
use crate::providers::Provider;
use crate::schema::Direction;
use crate::world::World;

/// Every request and every documented answer of every operation of the registry, and every delivery, twice: as it is, and with
/// another value at every place that the spec marks as sensitive, with another credential and with another idempotency key.
/// Whatever can be printed – clients, bodies, answers, errors with all of their causes, and what `heard` gives of the traces
/// since it was last asked – must be the same both times, in success and in every kind of failure, also when the provider
/// repeats what it was sent.
///
/// That a place is altered at all is part of the law: a marked place for which no case has another value is a failure.
pub async fn secrets(world: &World, scope: &Scope, heard: impl Fn() -> String) -> Tally {
    let mut tally = Tally::new(Law::Secrets);
    let World {
        provider,
        bundle,
        oracle,
        cases,
        ..
    } = world;
    let registry = provider.registry;
    let mut tried_marks = BTreeSet::new();
    let calls = registry.calls.iter();
    for entry in calls.filter(|entry| scope.has(entry.operation)) {
        tally.want(entry.operation);
        let as_it_is = |text: &str| text.to_owned();
        let credential = secrets_of(provider, entry.operation, as_it_is);
        let other = secrets_of(provider, entry.operation, another);
        let own = || {
            cases
                .iter()
                .filter(|case| case.operation == entry.operation)
        };
        let answers: Vec<&Case> = own()
            .filter(|case| matches!(case.side, Side::Response { .. }) && case.origin != Kind::File)
            .collect();
        for request in own().filter(|case| callable(oracle, case)) {
            let mut pair = |case: &Case| {
                let (one, two, marks) = twins(oracle, bundle, case);
                tried_marks.extend(marks);
                (one, two)
            };
            let (mut one, mut two) = pair(request);
            let (ones, twos) = answers.iter().map(|case| pair(case)).unzip();
            tried_marks.extend(arguments::differ(oracle, bundle, &mut one, &mut two));
            let left = Party {
                registry,
                credential: &credential,
                card: "4111111111111111",
                request: &one,
                answers: ones,
            };
            let right = Party {
                registry,
                credential: &other,
                card: "5555555555554444",
                request: &two,
                answers: twos,
            };
            let left = printed(&left, &heard).await;
            let right = printed(&right, &heard).await;
            tally.count(entry.operation, &request.key());
            tally.judge(&request.id, "", None, differences(&left, &right));
        }
    }
    if scope.operation.is_none() {
        for case in cases.iter().filter(|case| case.event().is_some()) {
            let (reasons, marks) = delivered(world, case);
            tried_marks.extend(marks);
            tally.judge(&case.id, "", None, reasons);
        }
        for mark in marks(bundle).difference(&tried_marks) {
            let reason = "no case has another value where this is marked".to_owned();
            tally.judge(mark, "", None, vec![reason]);
        }
    }
    tally
}

/// The parts of the credentials of an operation, each changed so, with their schemes.
fn secrets_of(
    provider: &Provider,
    operation: &str,
    change: impl Fn(&str) -> String,
) -> Vec<(&'static str, &'static str, String)> {
    let given = provider.given(operation);
    given
        .flat_map(|given| given.parts.iter().map(|part| (given.scheme, part)))
        .map(|(scheme, (name, text))| (scheme, *name, change(text)))
        .collect()
}

/// A text of the same form: its end is another.
fn another(text: &str) -> String {
    let end = text.len().saturating_sub(8);
    match (text.get(..end), text.get(end..)) {
        (Some(begin), Some(end)) => begin.to_owned() + &turned(end, true),
        _ => turned(text, true),
    }
}

/// The case and its twin, which has other values where the body is marked, and the marks.
fn twins(oracle: &Oracle, bundle: &Value, case: &Case) -> (Case, Case, BTreeSet<String>) {
    let operation = oracle.spec().operation(&case.operation);
    let (direction, media) = match case.side {
        Side::Request => {
            let body = operation.and_then(|operation| operation.body.as_ref());
            (Direction::Request, body.map(|body| &body.media))
        }
        Side::Response { status } => {
            let response = operation.and_then(|operation| operation.response(status));
            (
                Direction::Response,
                response.map(|response| &response.media),
            )
        }
        Side::Webhook => (Direction::Response, None),
    };
    let media = media.and_then(|media| media.iter().find(|media| media.is_json()));
    let schema = media.and_then(|media| media.schema.as_deref());
    let (Some(schema), Some(body)) = (schema, &case.body) else {
        return (case.clone(), case.clone(), BTreeSet::new());
    };
    let with = |body: &Tree| Case {
        body: Some(body.clone()),
        ..case.clone()
    };
    let sound = |body: &Tree| {
        oracle
            .judge(&with(body))
            .is_ok_and(|findings| findings.is_empty())
    };
    let (one, two, marks) = bodies(oracle, bundle, direction, schema, body, sound);
    (with(&one), with(&two), marks)
}

/// The body and its twin, which has other values where it is marked, and the marks. What it does not say, and may be secret, is
/// made up in both.
fn bodies(
    oracle: &Oracle,
    bundle: &Value,
    direction: Direction,
    schema: &str,
    body: &Tree,
    sound: impl Fn(&Tree) -> bool,
) -> (Tree, Tree, BTreeSet<String>) {
    let (_, gaps) = marked(oracle, bundle, direction, schema, body);
    let body = filled(bundle, body, &gaps, &sound);
    let (places, _) = marked(oracle, bundle, direction, schema, &body);
    let (other, marks) = altered(&body, &places, sound);
    (body, other, marks)
}

/// What the types of a delivery show that depends on what is secret, and the marks that were tried.
fn delivered(world: &World, case: &Case) -> (Vec<String>, BTreeSet<String>) {
    let World {
        provider,
        bundle,
        oracle,
        ..
    } = world;
    let mut reasons = Vec::new();
    let mut tried = BTreeSet::new();
    for part in passage::types(provider.registry, oracle.spec().webhooks.as_ref(), case) {
        let Subject::Component { name } = part.entry.subject else {
            continue;
        };
        let value = case.body.as_ref().and_then(|body| body.pointer(part.place));
        let validator = oracle.component(name, Direction::Response);
        let (Some(value), Ok(validator)) = (value, validator) else {
            continue;
        };
        let sound = |body: &Tree| body.to_value().is_some_and(|body| validator.accepts(&body));
        let schema = format!("/components/schemas/{name}");
        let (one, two, marks) = bodies(oracle, bundle, Direction::Response, &schema, value, sound);
        tried.extend(marks);
        let shown = |body: &Tree| match (part.entry.debug)(body.to_text().as_bytes()) {
            Ok(text) => text,
            Err(error) => error.to_string(),
        };
        if shown(&one) != shown(&two) {
            reasons.push(format!("{name} depends on what is secret"));
        }
    }
    (reasons, tried)
}

fn differences(one: &[(String, String)], two: &[(String, String)]) -> Vec<String> {
    let mut reasons = Vec::new();
    if one.len() != two.len() {
        reasons.push("one of the two comes to an earlier end".to_owned());
    }
    for ((label, one), (_, two)) in one.iter().zip(two) {
        if one != two {
            reasons.push(format!("{label} depends on what is secret"));
        }
    }
    reasons
}

#[cfg(test)]
mod tests;
