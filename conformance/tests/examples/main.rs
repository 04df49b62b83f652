//! The laws on a provider that does not exist: they hold for a faithful registry, and each notices the fault it is there for.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod shop;

use kessai_client::Client;
use kessai_conformance::case::{self, Case};
use kessai_conformance::examples::{Error, prove};
use kessai_conformance::law::Tally;
use kessai_conformance::{Report, law};
use kessai_model::{Decode, Encode, Json, Patch, Rest, Value as Node, Writer};
use kessai_registry::{CallEntry, Registry, recode};
use serde_json::{Value, json};
use shop::{CREATE, DELETE, GET, LIST, SHOP, answer, call, registry, shop};

fn client(base_url: &str) -> Result<Client, kessai_client::Error> {
    Client::builder(&SHOP)
        .base_url(base_url)
        .credential("sk_test_1")
        .build()
}

async fn run(bundle: &Value, registry: &Registry, files: &[Case]) -> Report {
    prove(bundle, registry, files, &[], client).await.unwrap()
}

/// The failures of one law, as text; the other laws must hold.
fn only(report: &Report, law: &str) -> Vec<String> {
    let (wanted, others): (Vec<&Tally>, Vec<&Tally>) = report
        .tallies
        .iter()
        .partition(|tally| tally.law.starts_with(law));
    for tally in others {
        assert!(tally.holds(), "{tally}");
    }
    wanted[0]
        .failures
        .iter()
        .map(|failure| format!("{}: {}", failure.case, failure.reasons.join("; ")))
        .collect()
}

fn file(members: &str) -> Case {
    let text = format!(r#"{{"id": "file", "source": "s", {members}}}"#);
    case::parse("file.json", text.as_bytes()).unwrap()
}

#[tokio::test]
async fn a_faithful_registry_keeps_every_law() {
    let report = run(&shop(), &registry(|_, _| {}), &[]).await;
    assert!(report.holds(), "{report}");
    let cases: Vec<usize> = report.tallies.iter().map(|tally| tally.cases).collect();
    assert_eq!(cases, [16, 13, 5, 11], "{report}");
}

#[tokio::test]
async fn an_example_or_case_that_breaks_its_schema_is_noticed() {
    let mut bundle = shop();
    let examples = &mut bundle["paths"]["/orders"]["post"]["requestBody"]["content"]["application/json"]
        ["examples"];
    examples["composed-minimal"]["value"]["currency"] = json!("USD");
    let files = [
        file(
            r#""operation": "getOrder", "direction": "request", "path": {"orderId": "order_1"}, "expect": {"schema": "invalid"}"#,
        ),
        file(
            r#""operation": "getOrder", "direction": "request", "path": {"orderId": "x"}, "expect": {"schema": "invalid"}"#,
        ),
        file(r#""operation": "nothing", "direction": "request", "expect": {"schema": "valid"}"#),
    ];
    let found = only(&run(&bundle, &registry(|_, _| {}), &files).await, "L1 ");
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

#[tokio::test]
async fn a_type_that_loses_members_is_noticed() {
    let lossy = registry(|bodies, _| bodies[5].recode = recode::<Lossy>);
    let found = only(&run(&shop(), &lossy, &[]).await, "L2 ");
    assert_eq!(
        found,
        [
            "getOrder/200/docs-order: $.amount: is lost; $.createdAt: is lost; $.currency: is lost; $.status: is lost"
        ]
    );
}

#[tokio::test]
async fn a_type_that_does_not_decode_or_is_not_there_is_noticed() {
    let narrow = registry(|bodies, _| {
        bodies[5].recode = recode::<Vec<String>>;
        bodies.remove(1);
        bodies.push(answer("getOrder", 418));
    });
    let files = [file(
        r#""operation": "createOrder", "direction": "request", "body": {}, "expect": {"schema": "invalid", "decode": "fails"}"#,
    )];
    let found = only(&run(&shop(), &narrow, &files).await, "L2 ");
    assert_eq!(found.len(), 5, "{found:#?}");
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
    assert_eq!(found[4], "getOrder/418: no case has a body for this type");
    assert!(
        law::recodes(
            &registry(|bodies, _| bodies.push(answer("x", 1))),
            None,
            &[],
            &[("x/1", "why not")]
        )
        .cases
            == 0
    );
}

#[tokio::test]
async fn a_call_that_arrives_otherwise_than_meant_is_noticed() {
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
    let report = run(&shop(), &wrong, &[]).await;
    let calls = &report.tallies[2];
    let found: Vec<String> = calls
        .failures
        .iter()
        .map(|failure| format!("{}: {}", failure.case, failure.reasons.join("; ")))
        .collect();
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
    assert_eq!(found[4], "unknown: no case calls this operation");
}

#[tokio::test]
async fn an_answer_that_comes_back_otherwise_than_served_is_noticed() {
    let lossy = registry(|_, calls| {
        calls[1].call = |client, given| Box::pin(call::<Lossy>(client, &GET, given));
    });
    let report = run(&shop(), &lossy, &[]).await;
    for (index, case) in [
        (2, "getOrder/request/parameters"),
        (3, "getOrder/200/docs-order"),
    ] {
        let tally = &report.tallies[index];
        assert_eq!(tally.failures.len(), 1, "{tally}");
        assert_eq!(tally.failures[0].case, case);
        assert!(
            tally.failures[0].reasons[0].starts_with("answer $.amount: is lost"),
            "{tally}"
        );
    }
}

#[tokio::test]
async fn a_credential_of_the_wrong_form_is_noticed() {
    let report = prove(&shop(), &registry(|_, _| {}), &[], &[], |base_url| {
        Client::builder(&SHOP)
            .base_url(base_url)
            .credential("pk_test_1")
            .build()
    })
    .await
    .unwrap();
    let text = report.tallies[2].to_string();
    assert!(
        !report.tallies[2].holds() && text.contains("the credential is Malformed"),
        "{text}"
    );
    assert!(!report.to_string().contains("pk_test_1"));
}

#[tokio::test]
async fn what_cannot_be_tried_is_an_error() {
    let mut bundle = shop();
    bundle["openapi"] = json!("2.0");
    let error = prove(&bundle, &registry(|_, _| {}), &[], &[], client)
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Spec(_)) && error.to_string().contains("/openapi"),
        "{error}"
    );
    let error = prove(&shop(), &registry(|_, _| {}), &[], &[], |_| {
        client("http://shop.example")
    })
    .await
    .unwrap_err();
    assert!(matches!(error, Error::Client(_)), "{error}");
}
