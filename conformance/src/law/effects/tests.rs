//! The law on clients that break it.

use kessai_client::{Call, Client, ErrorKind, Method, Provider, Raw, model::Json};
use kessai_registry::{Answer, Arguments, CallEntry, CallError, Registry};
use serde_json::Value;

use super::{Scope, Tally, effects};
use crate::world::World;

static SHOP: Provider = Provider {
    name: "shop",
    base_url: "https://api.shop.example/v1",
    ..Provider::DEFAULT
};

/// Creating takes a key, deleting none.
fn bundle() -> Value {
    let text = include_str!("../../../sandbox/fixtures/shop.json");
    let mut bundle: Value = serde_json::from_str(text).unwrap();
    let delete = bundle
        .pointer_mut("/paths/~1orders~1{orderId}/delete")
        .unwrap();
    delete["parameters"] = Value::Array(Vec::new());
    bundle
}

fn post(client: &Client) -> Call<Json, Raw> {
    let call = client.request(Method::Post, "/orders");
    call.key_header("idempotency-key")
}

fn delete(client: &Client) -> Call<Json, Raw> {
    client.request(Method::Delete, "/orders/order_1")
}

fn get(client: &Client) -> Call<Json, Raw> {
    client.request(Method::Get, "/orders/order_1")
}

type Result = std::result::Result<Answer, CallError>;

async fn send(call: Call<Json, Raw>) -> Result {
    Arguments::default().send(call).await
}

fn kind(result: &Result) -> Option<ErrorKind> {
    match result {
        Err(CallError::Client(error)) => Some(error.kind()),
        _ => None,
    }
}

async fn tried(calls: &[CallEntry]) -> Tally {
    let registry = Registry {
        provider: &SHOP,
        bodies: &[],
        calls: calls.to_vec().leak(),
        webhook: None,
    };
    let provider = crate::providers::Provider {
        name: "shop",
        openapi: "",
        registry: Box::leak(Box::new(registry)),
        credentials: &[],
        waived: &[],
    };
    let world = World::of(provider, bundle(), Vec::new()).unwrap();
    effects(&world, &Scope::default()).await
}

/// Asserts that the law finds this and nothing else wrong with a client.
async fn finds(reason: &str, calls: &[CallEntry]) {
    let tally = tried(calls).await;
    assert!(!tally.holds(), "{reason}");
    let reasons: Vec<&String> = tally
        .failures
        .iter()
        .flat_map(|failure| &failure.reasons)
        .collect();
    assert!(
        reasons.iter().any(|found| found.contains(reason)),
        "{tally}"
    );
}

fn entry(
    operation: &'static str,
    call: for<'a> fn(&'a Client, Arguments) -> kessai_client::BoxFuture<'a, Result>,
) -> CallEntry {
    CallEntry { operation, call }
}

#[tokio::test]
async fn it_holds_of_a_client_that_keeps_it() {
    let tally = tried(&[
        entry("createOrder", |client, _| Box::pin(send(post(client)))),
        entry("deleteOrder", |client, _| Box::pin(send(delete(client)))),
        entry("getOrder", |client, _| Box::pin(send(get(client)))),
    ])
    .await;
    assert!(tally.holds(), "{tally}");
    assert!(tally.cases > 1000, "{tally}");
}

#[tokio::test]
async fn it_is_broken_by_a_second_effect() {
    let again = entry("createOrder", |client, _| {
        Box::pin(async move {
            match send(post(client)).await {
                Err(_) => send(post(client)).await,
                answer => answer,
            }
        })
    });
    finds("2 effects", &[again]).await;
    let repeated = entry("deleteOrder", |client, _| {
        Box::pin(send(delete(client).idempotent()))
    });
    finds("effects", &[repeated]).await;
    finds("nothing tells its requests apart", &[repeated]).await;
}

#[tokio::test]
async fn it_is_broken_by_a_key_that_is_missing_or_shared() {
    let shared = entry("createOrder", |client, _| {
        Box::pin(send(post(client).idempotency_key("same")))
    });
    finds("the key is that of another call", &[shared]).await;
    let missing = entry("createOrder", |client, _| {
        Box::pin(send(client.request(Method::Post, "/orders")))
    });
    finds("a write that takes a key has none", &[missing]).await;
    let other = entry("createOrder", |client, _| {
        Box::pin(async move {
            let first = send(post(client).idempotency_key("a")).await;
            match kind(&first) {
                Some(ErrorKind::NotSent) => send(post(client).idempotency_key("b")).await,
                _ => first,
            }
        })
    });
    finds("another request than the first", &[other]).await;
}

#[tokio::test]
async fn it_is_broken_by_a_lie() {
    let failed = entry("createOrder", |client, _| {
        Box::pin(async move {
            let first = send(post(client)).await;
            match kind(&first) {
                // Says that nothing was sent.
                Some(ErrorKind::OutcomeUnknown) => {
                    send(client.request(Method::Post, "no path")).await
                }
                _ => first,
            }
        })
    });
    finds(
        "it took effect, and is said to be InvalidRequest",
        &[failed],
    )
    .await;
    let done = entry("createOrder", |client, _| {
        Box::pin(async move {
            let first = send(post(client)).await;
            first.or_else(|_| {
                Ok(Answer {
                    status: 201,
                    json: Vec::new(),
                    debug: String::new(),
                })
            })
        })
    });
    finds("a success without an effect", &[done]).await;
}

#[tokio::test]
async fn it_is_broken_by_haste_and_by_giving_up() {
    let hasty = entry("createOrder", |client, _| {
        Box::pin(async move {
            let call = || post(client).idempotency_key("hasty");
            let first = send(call().max_retries(0)).await;
            match kind(&first) {
                Some(ErrorKind::RateLimited) => send(call()).await,
                _ => first,
            }
        })
    });
    finds("it came back after 0ns instead of 5s", &[hasty]).await;
    finds("instead of 7s", &[hasty]).await;
    let once = entry("getOrder", |client, _| {
        Box::pin(send(get(client).max_retries(0)))
    });
    finds("no success after 1 attempts", &[once]).await;
    let often = entry("getOrder", |client, _| {
        Box::pin(send(get(client).max_retries(9)))
    });
    finds("7 attempts", &[often]).await;
    let long = entry("getOrder", |client, _| {
        Box::pin(send(
            get(client).deadline(std::time::Duration::from_mins(1)),
        ))
    });
    finds("it took 3", &[long]).await;
}

#[tokio::test]
async fn it_is_broken_by_an_operation_that_nobody_calls() {
    let tally = tried(&[entry("noSuchOrder", |client, _| {
        Box::pin(send(get(client)))
    })])
    .await;
    assert!(!tally.holds());
    assert!(tally.to_string().contains("no case calls it"), "{tally}");
}
