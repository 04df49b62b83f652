//! L11: whatever goes wrong on the way, a call takes effect at most once, and nobody is told otherwise.

mod clock;
mod fault;
mod server;

use std::collections::BTreeSet;
use std::time::Duration;

use bytes::Bytes;
use kessai_client::ErrorKind;
use kessai_registry::{Answer, CallError};

use self::fault::Schedule;
use self::server::{Attempt, Server};
use super::{Law, Scope, Tally, callable, calls::make};
use crate::case::{Case, Kind, Side};
use crate::spec::Operation;
use crate::world::World;

/// Time for a call with all of its attempts.
const DEADLINE: Duration = Duration::from_secs(30);

/// Time for one attempt.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Attempts after the first.
const RETRIES: u32 = 2;

/// Every operation of the registry, called once for every schedule of faults, on a provider that acts once on each key and
/// once on each request without one, as the spec's own header for keys has it:
///
/// * there is one effect at most, one exactly if the caller sees a success, and none if the caller is told that the call failed;
/// * all attempts are the same request to the byte, its key included, and no two calls share a key;
/// * reads carry no key, and what carries none and writes is not sent again once any of it has left;
/// * what the provider asks for by `Retry-After` is obeyed, and no call outlasts its deadline;
/// * what can be repeated is: one fault that passes costs the caller nothing but time.
///
/// An operation that no case calls is a failure. Time is virtual.
pub async fn effects(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Effects);
    let (registry, oracle, cases) = (world.provider.registry, &world.oracle, &world.cases);
    let schedules = Schedule::all();
    let mut keys = BTreeSet::new();
    for entry in registry
        .calls
        .iter()
        .filter(|entry| scope.has(entry.operation))
    {
        tally.want(entry.operation);
        let operation = oracle.spec().operation(entry.operation);
        let case = cases
            .iter()
            .find(|case| case.operation == entry.operation && callable(oracle, case));
        let success = success(cases, entry.operation, operation);
        let (Some(operation), Some(case), Some(success)) = (operation, case, success) else {
            let reason = "no case calls it, or none is its success".to_owned();
            tally.judge(entry.operation, "", None, vec![reason]);
            continue;
        };
        let server = Server::new(success, operation.idempotency_header());
        let client = world
            .provider
            .builder(entry.operation)
            .transport(server.clone())
            .clock(server.clock.clone())
            .jitter(|longest| longest)
            .timeout(TIMEOUT)
            .deadline(DEADLINE)
            .max_retries(RETRIES)
            .build();
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                let reason = format!("no client can be made: {error}");
                tally.judge(entry.operation, "", None, vec![reason]);
                continue;
            }
        };
        for schedule in &schedules {
            server.begin(schedule);
            let result = make(registry, &client, case).await;
            let mut reasons = broken(&server, schedule, operation, &result);
            let first = server.attempts().into_iter().next();
            let key = first.and_then(|attempt| Some(server.key(&attempt.request)?.to_vec()));
            if key.is_some_and(|key| !keys.insert(key)) {
                reasons.push("the key is that of another call".to_owned());
            }
            let schedule = schedule.to_string();
            tally.count(entry.operation, &(case.key(), &schedule));
            tally.judge(entry.operation, &schedule, None, reasons);
        }
    }
    tally
}

/// A documented success of an operation: an example of the spec, or the status alone where it has no body.
fn success(
    cases: &[Case],
    id: &str,
    operation: Option<&Operation>,
) -> Option<http::Response<Bytes>> {
    let example = cases.iter().find_map(|case| match case.side {
        Side::Response { status } if case.operation == id && case.origin != Kind::File => {
            (200..300).contains(&status).then_some((status, case))
        }
        _ => None,
    });
    let (status, body) = match example {
        Some((status, case)) => (status, case.body.as_ref()?.to_text()),
        None => {
            let operation = operation?;
            let documented = |status: &u16| {
                let response = operation.response(*status);
                response.is_some_and(|response| response.media.is_empty())
            };
            ((200..300).find(documented)?, String::new())
        }
    };
    let mut response = http::Response::new(Bytes::from(body));
    *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
    let media = operation?.response(status)?.preferred();
    if let Some(media) = media.and_then(|media| media.media_type.parse().ok()) {
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, media);
    }
    Some(response)
}

/// What of the law does not hold for one call.
fn broken(
    server: &Server,
    schedule: &Schedule,
    operation: &Operation,
    result: &Result<Answer, CallError>,
) -> Vec<String> {
    let attempts = server.attempts();
    let writes = !matches!(
        operation.method.as_str(),
        "GET" | "HEAD" | "OPTIONS" | "TRACE"
    );
    let effects = if writes { server.effects() } else { 0 };
    let keyed = operation.idempotency_header().is_some() && writes;
    let mut reasons = Vec::new();
    if effects > 1 {
        reasons.push(format!("{effects} effects"));
    }
    match result {
        Ok(_) if writes && effects != 1 => reasons.push("a success without an effect".to_owned()),
        Ok(_) => {}
        Err(CallError::Client(error)) => {
            if effects > 0 && error.kind() != ErrorKind::OutcomeUnknown {
                reasons.push(format!(
                    "it took effect, and is said to be {:?}",
                    error.kind()
                ));
            }
            if usize::try_from(error.attempts()).ok() != Some(attempts.len()) {
                reasons.push(format!(
                    "{} attempts are counted as {}",
                    attempts.len(),
                    error.attempts()
                ));
            }
        }
        Err(error) => reasons.push(error.to_string()),
    }
    let Some(first) = attempts.first() else {
        reasons.push("nothing was sent".to_owned());
        return reasons;
    };
    if server.key(&first.request).is_some() != keyed {
        reasons.push("a write that takes a key has none, or another call has one".to_owned());
    }
    if attempts
        .iter()
        .any(|attempt| !alike(&first.request, &attempt.request))
    {
        reasons.push("an attempt is another request than the first".to_owned());
    }
    reasons.extend(timing(&attempts));
    if server.taken() > DEADLINE {
        reasons.push(format!("it took {:?}", server.taken()));
    }
    let left = |attempt: &Attempt| attempt.fault.is_none_or(fault::Fault::left);
    let earlier = attempts.iter().rev().skip(1);
    if writes && !keyed && earlier.clone().any(left) {
        reasons.push("it was sent again, and nothing tells its requests apart".to_owned());
    }
    if attempts.len() > 1 + usize::try_from(RETRIES).unwrap_or(usize::MAX) {
        reasons.push(format!("{} attempts", attempts.len()));
    }
    let repeatable = keyed || !writes;
    let passes = match (schedule.forever, schedule.faults.as_slice()) {
        (None, []) => true,
        (None, [fault]) => repeatable && Duration::from_secs(fault.after().into()) < DEADLINE,
        _ => false,
    };
    if passes && (result.is_err() || attempts.len() != schedule.faults.len() + 1) {
        reasons.push(format!("no success after {} attempts", attempts.len()));
    }
    reasons
}

/// Whether two requests are the same to the byte.
fn alike(one: &http::Request<Bytes>, other: &http::Request<Bytes>) -> bool {
    one.method() == other.method()
        && one.uri() == other.uri()
        && one.headers() == other.headers()
        && one.body() == other.body()
}

/// Attempts that came before the provider wanted them to.
fn timing(attempts: &[Attempt]) -> Vec<String> {
    let pairs = attempts.windows(2).filter_map(|pair| match pair {
        [earlier, later] => {
            let after = Duration::from_secs(earlier.fault?.after().into());
            let wait = later.begun.saturating_sub(earlier.ended);
            (wait < after).then(|| format!("it came back after {wait:?} instead of {after:?}"))
        }
        _ => None,
    });
    pairs.collect()
}

#[cfg(test)]
mod tests;
