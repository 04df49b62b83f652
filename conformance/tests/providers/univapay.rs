//! What only UnivaPay has, tried through the generated crates.

mod credentials;
mod errors;
mod failures;
mod forms;
mod hosts;
mod limits;
mod lists;
mod notifications;
mod server;
mod waits;
mod wire;

use std::path::Path;

use bytes::Bytes;
use kessai_client::MemoryTransport;
use serde_json::Value;
use univapay::{Client, http};

use crate::UNIVAPAY;

/// The value of one of the spec's examples.
fn example(name: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/univapay/examples");
    let text = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
    let mut example: Value = serde_json::from_slice(&text).unwrap();
    example["value"].take()
}

fn answer(status: u16, body: &Value) -> http::Response<Bytes> {
    http::Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(body.to_string().into())
        .unwrap()
}

/// A client that sends each request once, to this transport.
fn client(transport: &MemoryTransport) -> Client {
    Client::builder()
        .credential(UNIVAPAY.credential())
        .max_retries(0)
        .transport(transport.clone())
        .build()
        .unwrap()
}
