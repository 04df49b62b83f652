//! Valid POSTs that a sandbox answers in a second, on two cores that it shares with its callers.
//!
//! `cargo bench -p kessai-conformance --bench sandbox` sends the largest example of every POST body over connections that are
//! kept, each request with an idempotency key of its own, and prints how many were answered in a second of the clock and in
//! two seconds of CPU: the second figure does not suffer from what else the machine does. Both count the callers' work too.
//! Without `--bench` a few requests are sent.
#![allow(
    missing_docs,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

mod load;

#[path = "../cores.rs"]
mod cores;
#[path = "../examples.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod examples;
#[path = "../measure.rs"]
#[allow(dead_code, reason = "other benchmarks need the rest")]
mod measure;

use std::net::SocketAddr;
use std::time::Duration;

use examples::Bundle;
use kessai_client::Carrier;
use kessai_conformance::spec::{Location, Operation};
use kessai_registry::Registry;
use kessai_sandbox::Sandbox;
use load::{Load, Post};

/// Requests per second.
const BAR: f64 = 10_000.0;
const CORES: usize = 2;
/// All requests together.
const DURATION: Duration = Duration::from_secs(10);

struct Subject {
    registry: &'static Registry,
    openapi: &'static str,
    /// A credential of the form that the spec describes.
    credential: &'static str,
}

const SUBJECTS: [Subject; 1] = [Subject {
    registry: &smartpay_registry::REGISTRY,
    openapi: smartpay_registry::OPENAPI,
    credential: "sk_test_cok3psbYJpZZX9x3yboLIH",
}];

fn main() {
    measure::announce();
    let allowed = cores::allowed();
    if let Some(kept) = allowed.get(..CORES) {
        cores::keep_to(kept);
    } else {
        println!("Not kept to {CORES} cores: there are fewer, or the system does not say.\n");
    }
    println!(
        "| Provider | POST | Body, bytes | Requests/s | In two CPU-seconds | Cores kept busy | Sandbox, µs CPU | Caller, µs CPU |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    let bundles = SUBJECTS.map(|subject| Bundle::read(subject.openapi));
    let operations = bundles.iter().flat_map(|bundle| &bundle.spec.operations);
    let posts = operations.filter(|operation| is_post(operation)).count();
    let duration = DURATION / u32::try_from(posts).unwrap();
    let mut rates = Vec::new();
    for (subject, bundle) in SUBJECTS.iter().zip(&bundles) {
        let sandbox = Sandbox::start(&bundle.value).unwrap();
        let operations = bundle.spec.operations.iter();
        for operation in operations.filter(|operation| is_post(operation)) {
            let post = Post {
                duration: measure::measuring().then_some(duration),
                ..post(subject, bundle, &sandbox, operation)
            };
            rates.push(row(subject, operation, &post));
        }
    }
    let [rate, per_cpu] = [0, 1].map(|which| {
        let rates: Vec<f64> = rates.iter().map(|rates| rates[which]).collect();
        measure::mean(&rates)
    });
    println!(
        "\nGeometric mean: {rate:.0} requests/s, {per_cpu:.0} in two CPU-seconds (bar: {BAR:.0} on {CORES} cores)."
    );
}

/// Whether a body and headers are all that the operation asks for.
fn is_post(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    operation.method == "POST"
        && operation.body.is_some()
        && parameters.all(|parameter| parameter.location == Location::Header || !parameter.required)
}

fn post(subject: &Subject, bundle: &Bundle, sandbox: &Sandbox, operation: &Operation) -> Post {
    let base_url = sandbox.base_url();
    let authority = base_url.split('/').nth(2).unwrap();
    let credential = subject.registry.provider.credentials[0];
    let header = match credential.carrier {
        Carrier::Header(name) => name,
        Carrier::Cookie(_) | Carrier::Query(_) => unreachable!("the credential is a header"),
    };
    Post {
        address: authority.parse::<SocketAddr>().unwrap(),
        path: format!("{}{}", operation.base_path, operation.path),
        credential: (
            header,
            format!("{}{}", credential.prefix, subject.credential),
        ),
        idempotency_header: operation.idempotency_header(),
        body: bundle.request(&operation.id).into(),
        duration: None,
    }
}

/// Requests per second, and in two seconds of CPU.
fn row(subject: &Subject, operation: &Operation, post: &Post) -> [f64; 2] {
    let bytes = post.body.len();
    let load = Load::run(post);
    let requests = load.requests as f64;
    let whole = load.caller_seconds + load.sandbox_seconds;
    let rates = [requests / load.seconds, CORES as f64 * requests / whole];
    println!(
        "| {} | {} | {bytes} | {:.0} | {:.0} | {:.2} | {:.1} | {:.1} |",
        subject.registry.provider.name,
        operation.id,
        rates[0],
        rates[1],
        whole / load.seconds,
        load.sandbox_seconds / requests * 1e6,
        load.caller_seconds / requests * 1e6,
    );
    rates
}
