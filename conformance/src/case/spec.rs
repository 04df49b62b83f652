//! The examples of a spec as cases.

use super::{Case, Expect, Kind, Side};
use crate::json::Tree;
use crate::spec::{Example, Location, Operation, Spec, Status};

/// Every example of every body, in order of the operations, and of every event; for an operation without a body, one call
/// made of the examples of its parameters.
///
/// Requests carry the examples of the operation's path parameters and of whatever else it requires, so each is a whole call.
/// Examples of a range or of the default get its first status (`4XX`: 400, default: 500). Every example is expected to keep
/// its schema and to decode.
pub fn from_spec(spec: &Spec) -> Vec<Case> {
    let mut cases: Vec<Case> = spec.operations.iter().flat_map(operation).collect();
    for (name, event) in spec.webhooks.iter().flat_map(|webhooks| &webhooks.events) {
        let operation = format!("webhook:{name}");
        cases.extend(
            event
                .examples
                .iter()
                .map(|example| case(&operation, Side::Webhook, example)),
        );
    }
    cases
}

fn operation(operation: &Operation) -> Vec<Case> {
    let mut cases = Vec::new();
    for example in operation
        .body
        .iter()
        .flat_map(|body| &body.media)
        .filter(|media| media.is_json())
        .flat_map(|media| &media.examples)
    {
        let mut case = case(&operation.id, Side::Request, example);
        parameters(&mut case, operation, true);
        cases.push(case);
    }
    if operation.body.is_none() {
        cases.push(call(operation));
    }
    for response in &operation.responses {
        let status = match response.status {
            Status::Exact(status) => status,
            Status::Range(digit) => digit * 100,
            Status::Default => 500,
        };
        for media in response.media.iter().filter(|media| media.is_json()) {
            cases.extend(
                media
                    .examples
                    .iter()
                    .map(|example| case(&operation.id, Side::Response { status }, example)),
            );
        }
    }
    cases
}

/// A call of an operation that takes no body, with every parameter but the idempotency key.
fn call(operation: &Operation) -> Case {
    let mut case = empty(
        format!("{}/request/parameters", operation.id),
        &operation.id,
        Side::Request,
        Kind::Composed,
    );
    parameters(&mut case, operation, false);
    case
}

fn case(operation: &str, side: Side, example: &Example) -> Case {
    let id = format!("{operation}/{side}/{}", example.name);
    let mut case = empty(id, operation, side, example.origin.into());
    case.source.clone_from(&example.source);
    case.note.clone_from(&example.summary);
    case.body = Some(Tree::from(&example.value));
    case
}

fn empty(id: String, operation: &str, side: Side, origin: Kind) -> Case {
    Case {
        expect: Expect {
            schema: Some(true),
            decode: Some(true),
            reason: None,
        },
        origin,
        ..Case::new(id, operation, side)
    }
}

fn parameters(case: &mut Case, operation: &Operation, required_alone: bool) {
    for parameter in &operation.parameters {
        let Some(example) = &parameter.example else {
            continue;
        };
        if parameter.idempotency_key || (required_alone && !parameter.required) {
            continue;
        }
        let values = match parameter.location {
            Location::Path => &mut case.path,
            Location::Query => &mut case.query,
            Location::Header => &mut case.headers,
        };
        values.insert(parameter.name.clone(), Tree::from(example));
    }
}
