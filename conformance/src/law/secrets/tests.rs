//! The law on clients that break it.

use std::sync::atomic::{AtomicUsize, Ordering};

use kessai_client::model::{DecodeError, Json};
use kessai_client::{
    BoxFuture, Carrier, Client, Credential, ErrorEnvelope, Method, Part, Provider,
};
use kessai_registry::{Answer, Arguments, Body, CallEntry, CallError, Registry, Subject};
use serde_json::Value;

use super::marked::{Step, altered, marked, marks};
use super::{Scope, Tally, secrets};
use crate::json::Tree;
use crate::oracle::Oracle;
use crate::providers::Given;
use crate::schema::Direction;
use crate::world::World;

const fn of(scheme: &'static str, carrier: Carrier) -> Credential {
    Credential {
        scheme,
        name: scheme,
        carrier,
        parts: KEY_ALONE,
        ..Credential::DEFAULT
    }
}

const fn part(name: &'static str, separator: &'static str) -> Part {
    Part {
        name,
        separator,
        environment: "SHOP_SECRET",
        ..Part::DEFAULT
    }
}

const KEY_ALONE: &[Part] = &[part("key", "")];

const fn given(scheme: &'static str) -> Given {
    Given {
        scheme,
        parts: &[("key", KEY)],
        operations: &[],
    }
}

/// A credential of every kind. Those in a query are written in another way than they are given.
const CREDENTIALS: &[Given] = &[
    Given {
        parts: &[("user name", "shop-1234567890"), ("password", KEY)],
        ..given("login")
    },
    given("header"),
    Given {
        parts: &[("key", "a&b=c/1234567890")],
        ..given("query")
    },
    given("cookie"),
];

static SHOP: Provider = Provider {
    name: "shop",
    base_url: "https://api.shop.example/v1",
    credentials: &[
        Credential {
            prefix: "Basic ",
            base64: true,
            parts: &[part("user name", ""), part("password", ":")],
            ..of("login", Carrier::Header("authorization"))
        },
        of("header", Carrier::Header("x-api-key")),
        of("query", Carrier::Query("key")),
        of("cookie", Carrier::Cookie("session")),
    ],
    security: &[&["login", "header", "query", "cookie"]],
    error: Some(ErrorEnvelope {
        code: Some("code"),
        message: Some("message"),
    }),
    ..Provider::DEFAULT
};

fn bundle() -> Value {
    let text = include_str!("../../../sandbox/fixtures/shop.json");
    serde_json::from_str(text).unwrap()
}

/// The body of the fixture's request, with a customer.
const ORDER: &str =
    r#"{"amount":1500,"currency":"JPY","customer":{"email":"ada@shop.example"},"note":"ada"}"#;

async fn send(client: &Client, mut given: Arguments) -> Result<Answer, CallError> {
    let body: Json = given.body()?;
    let call = client.request(Method::Post, "/orders").body(&body);
    given.send(call).await
}

/// The text of the body that the caller gave.
fn text(given: &Arguments) -> String {
    String::from_utf8(given.body.clone().unwrap()).unwrap()
}

fn keeping(client: &Client, given: Arguments) -> BoxFuture<'_, Result<Answer, CallError>> {
    Box::pin(send(client, given))
}

struct Party {
    debug: fn(&[u8]) -> Result<String, DecodeError>,
    call: for<'a> fn(&'a Client, Arguments) -> BoxFuture<'a, Result<Answer, CallError>>,
    heard: fn() -> String,
}

const KEEPING: Party = Party {
    debug: |_| Ok("Order { .. }".to_owned()),
    call: keeping,
    heard: || "a span".to_owned(),
};

async fn tried(party: Party) -> Tally {
    let request = Body::of::<Json>(Subject::Request {
        operation: "createOrder",
    });
    let registry = Registry {
        provider: &SHOP,
        bodies: vec![Body {
            debug: party.debug,
            ..request
        }]
        .leak(),
        calls: vec![CallEntry {
            operation: "createOrder",
            call: party.call,
        }]
        .leak(),
        webhook: None,
    };
    let provider = crate::providers::Provider {
        name: "shop",
        openapi: "",
        registry: Box::leak(Box::new(registry)),
        credentials: CREDENTIALS,
        waived: &[],
    };
    let mut world = World::of(provider, bundle(), Vec::new()).unwrap();
    for case in &mut world.cases {
        if case.id.starts_with("createOrder/request/") {
            case.body = Some(Tree::parse(ORDER.as_bytes()).unwrap());
        }
    }
    secrets(&world, &Scope::default(), party.heard).await
}

const KEY: &str = "sk_test_1234567890";

async fn finds(place: &str, party: Party) {
    let tally = tried(party).await;
    assert!(!tally.holds(), "{place}");
    assert!(tally.to_string().contains(place), "{tally}");
    assert!(!tally.to_string().contains("ada@"), "{tally}");
}

#[tokio::test]
async fn it_holds_of_a_client_that_keeps_it() {
    let tally = tried(KEEPING).await;
    assert!(tally.holds(), "{tally}");
}

#[tokio::test]
async fn it_is_broken_by_a_body_that_prints_itself() {
    let debug = |bytes: &[u8]| Ok(String::from_utf8_lossy(bytes).into_owned());
    finds(
        "the request depends on what is secret",
        Party { debug, ..KEEPING },
    )
    .await;
}

#[tokio::test]
async fn it_is_broken_by_an_answer_that_prints_what_was_sent() {
    fn call(client: &Client, given: Arguments) -> BoxFuture<'_, Result<Answer, CallError>> {
        Box::pin(async move {
            let debug = text(&given);
            let answer = send(client, given).await?;
            Ok(Answer { debug, ..answer })
        })
    }
    finds("the call, on createOrder/201/", Party { call, ..KEEPING }).await;
}

#[tokio::test]
async fn it_is_broken_by_an_error_that_prints_what_was_sent() {
    fn call(client: &Client, given: Arguments) -> BoxFuture<'_, Result<Answer, CallError>> {
        Box::pin(async move {
            let sent = text(&given);
            let result = send(client, given).await;
            result.map_err(|_| CallError::Case(format!("could not send {sent}")))
        })
    }
    finds("the call, on no answer, depends", Party { call, ..KEEPING }).await;
}

#[tokio::test]
async fn it_is_broken_by_an_error_that_prints_the_body_that_came() {
    fn call(client: &Client, given: Arguments) -> BoxFuture<'_, Result<Answer, CallError>> {
        Box::pin(async move {
            send(client, given).await.map_err(|error| match error {
                CallError::Client(error) => CallError::Case(format!("{:?}", error.body())),
                other => other,
            })
        })
    }
    finds(
        "the call, on 401 that repeats what was sent as text/html",
        Party { call, ..KEEPING },
    )
    .await;
}

#[tokio::test]
async fn it_is_broken_by_a_trace_that_differs() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let heard = || ASKED.fetch_add(1, Ordering::Relaxed).to_string();
    finds(
        "the trace, on no connection, depends",
        Party { heard, ..KEEPING },
    )
    .await;
}

#[test]
fn places_are_found_by_the_schema_and_altered_within_it() {
    let bundle = bundle();
    let oracle = Oracle::new(&bundle).unwrap();
    let body = Tree::parse(ORDER.as_bytes()).unwrap();
    let schema = "/components/schemas/CreateOrder";
    let (places, gaps) = marked(&oracle, &bundle, Direction::Request, schema, &body);
    let path = ["customer", "email"].map(|name| Step::Member(name.to_owned()));
    assert_eq!(places.keys().collect::<Vec<_>>(), [&path.to_vec()]);
    assert!(gaps.is_empty());

    let (other, tried) = altered(&body, &places, |_| true);
    assert_eq!(tried, marks(&bundle));
    assert_eq!(
        other.pointer("/customer/email").unwrap().as_str(),
        Some("beb@tipq.fybnqmf")
    );
    assert_eq!(other.get("note"), body.get("note"));
    let (same, tried) = altered(&body, &places, |_| false);
    assert_eq!((same == body, tried.len()), (true, 0));
}
