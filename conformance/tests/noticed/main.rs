//! The laws on a provider that does not exist: they hold for a faithful registry, and each notices the fault it is there for.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod made;
mod shop;
mod webhooks;

use kessai_conformance::World;
use kessai_conformance::case::{self, Case};
use kessai_conformance::law::{Law, Scope, Tally, try_law};
use kessai_conformance::providers::{Given, Provider};
use kessai_model::{Decode, Encode, Json, Patch, Rest, Value as Node, Writer};
use kessai_registry::{Body, CallEntry, Registry, recode};
use serde_json::{Value, json};
use shop::{CREATE, DELETE, GET, LIST, answer, call, registry, shop};

/// The laws on what the spec and the case files show.
const SHOWN: [Law; 4] = [Law::Examples, Law::Fixpoint, Law::Calls, Law::Live];

/// The credential, but for its text.
const KEY: Given = Given {
    scheme: "key",
    parts: &[],
    operations: &[],
};

fn provider(registry: Registry) -> Provider {
    Provider {
        name: "shop",
        openapi: "",
        registry: Box::leak(Box::new(registry)),
        credentials: &[Given {
            parts: &[("secret key", "sk_test_1")],
            ..KEY
        }],
        waived: &[],
    }
}

fn world(bundle: Value, registry: Registry, files: Vec<Case>) -> World {
    World::of(provider(registry), bundle, files).unwrap()
}

fn tally(world: &World, law: Law) -> Tally {
    try_law(world, law, &Scope::default()).unwrap()
}

/// The failures and gaps of one law, as text.
fn found(world: &World, law: Law) -> Vec<String> {
    let tally = tally(world, law);
    let failures = tally
        .failures
        .iter()
        .map(|failure| format!("{}: {}", failure.about, failure.reasons.join("; ")));
    failures.chain(tally.gaps()).collect()
}

/// The same; the other laws on what is shown must hold.
fn only(world: &World, law: Law) -> Vec<String> {
    for other in SHOWN.into_iter().filter(|other| *other != law) {
        let tally = tally(world, other);
        assert!(tally.holds(), "{tally}");
    }
    found(world, law)
}

fn file(members: &str) -> Case {
    let text = format!(r#"{{"id": "file", "source": "s", {members}}}"#);
    case::parse("file.json", text.as_bytes()).unwrap()
}

#[test]
fn a_faithful_registry_keeps_every_law() {
    let world = world(shop(), registry(|_, _| {}), Vec::new());
    let counts = SHOWN.map(|law| {
        let tally = tally(&world, law);
        assert!(tally.holds(), "{tally}");
        tally.cases
    });
    assert_eq!(counts, [16, 13, 123, 11]);
}

#[test]
fn an_example_or_case_that_breaks_its_schema_is_noticed() {
    let mut bundle = shop();
    let examples = &mut bundle["paths"]["/orders"]["post"]["requestBody"]["content"]["application/json"]
        ["examples"];
    examples["composed-minimal"]["value"]["currency"] = json!("USD");
    let files = vec![
        file(
            r#""operation": "getOrder", "direction": "request", "path": {"orderId": "order_1"}, "expect": {"schema": "invalid"}"#,
        ),
        file(
            r#""operation": "getOrder", "direction": "request", "path": {"orderId": "x"}, "expect": {"schema": "invalid"}"#,
        ),
        file(r#""operation": "nothing", "direction": "request", "expect": {"schema": "valid"}"#),
    ];
    let found = only(&world(bundle, registry(|_, _| {}), files), Law::Examples);
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        found[0].starts_with("createOrder/request/composed-minimal: body /currency"),
        "{found:#?}"
    );
    assert_eq!(
        found[1],
        "file: is expected to break the schema, and keeps it"
    );
    assert_eq!(found[2], "file: the spec has no operation `nothing`");
}

/// Loses every member but `id`.
#[derive(Debug)]
struct Lossy(Patch<String>);

impl Decode for Lossy {
    fn decode(value: Node<'_>) -> Self {
        let mut object = value.object();
        Self(object.patch("id"))
    }
}

impl Encode for Lossy {
    fn encode(&self, writer: &mut Writer) {
        let rest = Rest::default();
        let mut object = writer.object(&rest);
        object.patch("id", &self.0);
        object.end();
    }
}

#[test]
fn a_type_that_loses_members_is_noticed() {
    let lossy = registry(|bodies, _| bodies[5].recode = recode::<Lossy>);
    let world = world(shop(), lossy, Vec::new());
    assert_eq!(
        only(&world, Law::Fixpoint),
        [
            "getOrder/200/docs-order: $.amount: is lost; $.createdAt: is lost; $.currency: is lost; $.status: is lost"
        ]
    );
}

#[test]
fn a_type_that_does_not_decode_or_is_not_there_is_noticed() {
    let narrow = registry(|bodies, _| {
        bodies[5].recode = recode::<Vec<String>>;
        bodies.remove(1);
        bodies.push(Body::of::<Json>(kessai_registry::Subject::Component {
            name: "Order",
        }));
    });
    let files = vec![file(
        r#""operation": "createOrder", "direction": "request", "body": {}, "expect": {"schema": "invalid", "decode": "fails"}"#,
    )];
    let found = only(&world(shop(), narrow, files), Law::Fixpoint);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(
        found[0].starts_with("createOrder/201/docs-order: no type"),
        "{found:#?}"
    );
    assert!(
        found[1].starts_with("createOrder/201/a-composed-order: no type"),
        "{found:#?}"
    );
    assert!(
        found[2].starts_with("getOrder/200/docs-order: does not decode"),
        "{found:#?}"
    );
    assert_eq!(found[3], "file: is expected not to decode, and does");
}

#[test]
fn a_type_that_no_case_reaches_is_noticed_unless_it_is_waived() {
    let mut bundle = shop();
    bundle["paths"]["/orders/{orderId}"]["get"]["responses"]["404"]["content"]["application/json"]
        .as_object_mut()
        .unwrap()
        .remove("examples");
    let missing = registry(|_, _| {});
    let world = |waived| {
        let provider = Provider {
            waived,
            ..provider(missing)
        };
        World::of(provider, bundle.clone(), Vec::new()).unwrap()
    };
    assert_eq!(
        found(&world(&[]), Law::Fixpoint),
        ["getOrder/404: was never tried"]
    );
    let waived = world(&[("getOrder/404", "nobody shows one")]);
    assert_eq!(found(&waived, Law::Fixpoint), Vec::<String>::new());
    let needless = world(&[("getOrder/404", "r"), ("getOrder/200", "r")]);
    assert_eq!(
        found(&needless, Law::Fixpoint),
        ["getOrder/200: is waived, and was tried"]
    );
}

#[test]
fn a_call_that_arrives_otherwise_than_meant_is_noticed() {
    // The list is called where an order is meant, a parameter is left out, and a body is changed.
    let wrong = registry(|_, calls| {
        calls[0].call = |client, mut given| {
            given.body = Some(br#"{"amount": 0, "currency": "JPY"}"#.to_vec());
            Box::pin(call::<Json>(client, &CREATE, given))
        };
        calls[3].call = |client, mut given| {
            given.parameters.remove("limit");
            Box::pin(call::<Json>(client, &LIST, given))
        };
        calls.remove(2);
        calls.push(CallEntry {
            operation: "unknown",
            call: |client, given| Box::pin(call::<()>(client, &DELETE, given)),
        });
    });
    let mut found = found(&world(shop(), wrong, Vec::new()), Law::Calls);
    // What goes wrong with a case goes wrong with what is made of it.
    found.retain(|failure| failure.contains("/request/") || failure.starts_with("unknown"));
    assert_eq!(found.len(), 5, "{found:#?}");
    assert_eq!(
        found[0],
        "listOrders/request/parameters: query parameter limit did not arrive"
    );
    assert!(
        found[1].contains("exclusiveMinimum")
            && found[1].contains("body $.amount: is another number"),
        "{found:#?}"
    );
    assert!(
        found[3].starts_with("deleteOrder/request/parameters: nothing was sent"),
        "{found:#?}"
    );
    assert_eq!(found[4], "unknown: was never tried");
}

#[test]
fn an_answer_that_comes_back_otherwise_than_served_is_noticed() {
    let lossy = registry(|_, calls| {
        calls[1].call = |client, given| Box::pin(call::<Lossy>(client, &GET, given));
    });
    let world = world(shop(), lossy, Vec::new());
    for (law, case) in [
        (Law::Calls, "getOrder/request/parameters"),
        (Law::Live, "getOrder/200/docs-order"),
    ] {
        let found = found(&world, law);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(
            found[0].starts_with(&format!("{case}: answer $.amount: is lost")),
            "{found:#?}"
        );
    }
}

#[test]
fn an_argument_that_is_misread_on_the_way_is_noticed() {
    // Whoever asks for one of some statuses gets those that are open.
    let narrow = registry(|_, calls| {
        calls[3].call = |client, mut given| {
            if let Some(status) = given.parameters.get_mut("status") {
                *status = Json::parse("[\"open\"]").unwrap();
            }
            Box::pin(call::<Json>(client, &LIST, given))
        };
    });
    let found = found(&world(shop(), narrow, Vec::new()), Law::Calls);
    for part in ["arrived as another value", "breaks the spec, and is sent"] {
        assert!(
            found
                .iter()
                .any(|failure| failure.starts_with("listOrders: ") && failure.contains(part)),
            "{found:#?}"
        );
    }
}

#[test]
fn a_call_that_makes_a_success_of_anything_is_noticed() {
    let glad = registry(|_, calls| {
        calls[1].call = |client, given| {
            Box::pin(async move {
                let answer = call::<Json>(client, &GET, given).await;
                Ok(answer.unwrap_or(kessai_registry::Answer {
                    status: 200,
                    json: b"{}".to_vec(),
                    debug: String::new(),
                }))
            })
        };
    });
    let found = found(&world(shop(), glad, Vec::new()), Law::Answers);
    for part in ["came back with 200", "is a success, and no documented one"] {
        assert!(
            found
                .iter()
                .any(|failure| failure.starts_with("getOrder: ") && failure.contains(part)),
            "{part}"
        );
    }
    assert!(
        found
            .iter()
            .all(|failure| failure.starts_with("getOrder: "))
    );
}

#[test]
fn a_call_that_makes_a_failure_of_a_success_is_noticed() {
    // Whoever expects a list of texts finds none.
    let narrow = registry(|_, calls| {
        calls[1].call = |client, given| Box::pin(call::<Vec<String>>(client, &GET, given));
    });
    let found = found(&world(shop(), narrow, Vec::new()), Law::Answers);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with("getOrder: is a documented success, and fails"),
        "{found:#?}"
    );
}

#[test]
fn a_credential_of_the_wrong_form_is_noticed() {
    let provider = Provider {
        credentials: &[Given {
            parts: &[("secret key", "pk_test_1")],
            ..KEY
        }],
        ..provider(registry(|_, _| {}))
    };
    let world = World::of(provider, shop(), Vec::new()).unwrap();
    let text = tally(&world, Law::Calls).to_string();
    assert!(text.contains("the credential is Malformed"), "{text}");
    assert!(!text.contains("pk_test_1"));
}

#[test]
fn what_cannot_be_tried_is_an_error() {
    let mut bundle = shop();
    bundle["openapi"] = json!("2.0");
    let error = World::of(provider(registry(|_, _| {})), bundle, Vec::new()).unwrap_err();
    assert!(error.to_string().contains("/openapi"), "{error}");
    // The registry speaks of an answer that the spec does not have.
    let strange = registry(|bodies, _| bodies.push(answer("getOrder", 418)));
    let error = World::of(provider(strange), shop(), Vec::new()).unwrap_err();
    assert!(error.to_string().contains("418"), "{error}");
}
