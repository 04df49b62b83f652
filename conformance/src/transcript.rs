//! What a client puts on the wire, as text that a person can review.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kessai_client::Client;
use kessai_registry::Registry;
use kessai_sandbox::{Exchange, Sandbox};

use crate::case::Case;
use crate::law::{call, callable};
use crate::oracle::Oracle;
use crate::spec::Operation;

/// Headers that differ from run to run and say nothing about the call.
const INCIDENTAL: [&str; 2] = ["content-length", "host"];

/// Calls every request case that keeps the spec and writes down what arrived: operationId → the requests of its cases, in the
/// order of their ids.
///
/// As with [`Wire`](crate::law::Wire), nobody else calls the sandbox meanwhile.
pub async fn transcripts(
    registry: &Registry,
    client: &Client,
    sandbox: &Sandbox,
    oracle: &Oracle,
    cases: &[Case],
) -> BTreeMap<String, String> {
    let mut cases: Vec<&Case> = cases.iter().filter(|case| callable(oracle, case)).collect();
    cases.sort_by(|a, b| a.id.cmp(&b.id));
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for case in cases {
        let (_, arrived) = call(registry, client, sandbox, case).await;
        let operation = oracle.spec().operation(&case.operation);
        let key = operation.and_then(Operation::idempotency_header);
        let text = written.entry(case.operation.clone()).or_default();
        for exchange in arrived {
            if !text.is_empty() {
                text.push('\n');
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "# {}", case.id);
            write(text, &exchange, key.as_deref());
        }
    }
    written
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
    if !exchange.body.is_empty() {
        let _ = writeln!(text, "\n{}", String::from_utf8_lossy(&exchange.body));
    }
}
