//! What a request gets, and what is written down of it.

use kessai_sandbox::Sandbox;
use kessai_sandbox::validate::Credential;
use serde_json::{Value, json};

use crate::client::{JSON, KEY, ORDER, last, send, shop};

#[test]
fn a_valid_request_gets_the_example_and_an_entry_in_the_journal() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let url = sandbox.base_url();
    assert!(
        url.starts_with("http://127.0.0.1:") && url.ends_with("/v1"),
        "{url}"
    );
    let answer = send(&url, "POST /v1/orders", &[KEY, JSON, "x-shop: a"], ORDER);
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("location"), Some("/orders/order_1"));
    assert_eq!(answer.header("x-sandbox-example"), Some("201/docs-order"));
    assert_eq!(answer.json()["extra"], json!({"x": 1.5}));

    let exchange = last(&sandbox);
    assert_eq!(exchange.operation.as_deref(), Some("createOrder"));
    assert_eq!(
        (
            exchange.number,
            exchange.method.as_str(),
            exchange.path.as_str()
        ),
        (1, "POST", "/v1/orders")
    );
    assert_eq!(
        (exchange.status, exchange.answer.as_deref()),
        (201, Some("201/docs-order"))
    );
    assert_eq!(exchange.header("x-shop"), Some("a"));
    assert_eq!(&exchange.body[..], ORDER);
    assert!(exchange.violations.is_empty() && !exchange.replayed);
}

#[test]
fn empty_and_text_answers() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let answer = send(
        &sandbox.base_url(),
        "DELETE /v1/orders/order_1",
        &[KEY],
        b"",
    );
    assert_eq!(
        (
            answer.status,
            answer.body.len(),
            answer.header("content-type")
        ),
        (204, 0, None)
    );
    let answer = send(&sandbox.base_url(), "GET /v1/health", &[], b"");
    assert_eq!((answer.status, &answer.body[..]), (200, &b"well"[..]));
    assert_eq!(last(&sandbox).credential, Credential::NotAsked);
}

#[test]
fn the_credential_is_judged_and_never_kept() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let url = sandbox.base_url();
    let get = |headers: &[&str]| send(&url, "GET /v1/orders/order_1?x=1", headers, b"");
    for (headers, known) in [
        (&[][..], Credential::Absent),
        (
            &["authorization: Basic pk_canary"][..],
            Credential::Malformed,
        ),
        (
            &["authorization: Basic sk_test_canary", "cookie: canary"][..],
            Credential::WellFormed,
        ),
    ] {
        let answer = get(headers);
        let exchange = last(&sandbox);
        assert_eq!(exchange.credential, known);
        assert!(exchange.header("authorization").is_none() && exchange.header("cookie").is_none());
        assert!(
            !format!("{exchange:?}{exchange}{:?}{sandbox:?}", exchange.headers).contains("canary")
        );
        if known != Credential::WellFormed {
            assert_eq!(
                (answer.status, answer.json()["code"].as_str()),
                (401, Some("unauthorized"))
            );
        }
    }
    // A path that leads nowhere keeps no key either.
    send(
        &url,
        "GET /nowhere",
        &["authorization: Basic sk_test_canary"],
        b"",
    );
    assert!(
        last(&sandbox)
            .headers
            .iter()
            .all(|(_, value)| !value.contains("canary"))
    );
}

#[test]
fn without_a_documented_401_or_400_the_sandbox_answers_itself() {
    let mut spec = shop();
    spec["paths"]["/orders"]["get"]["responses"]
        .as_object_mut()
        .unwrap()
        .remove("401");
    let sandbox = Sandbox::start(&spec).unwrap();
    let answer = send(&sandbox.base_url(), "GET /v1/orders", &[], b"");
    assert_eq!(
        (answer.status, answer.header("x-sandbox-problem")),
        (401, Some("credential"))
    );
    let answer = send(&sandbox.base_url(), "GET /v1/orders?page=2", &[KEY], b"");
    assert_eq!(
        (answer.status, answer.header("x-sandbox-problem")),
        (400, Some("violations"))
    );
    assert_eq!(answer.json()["sandbox"]["problem"], "violations");
    assert!(
        answer
            .header("x-sandbox-violations")
            .unwrap()
            .contains("\"name\":\"page\"")
    );
}

#[test]
fn a_request_that_breaks_the_spec_gets_the_documented_400_and_every_reason() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let body = r#"{"amount": "4242424242424242", "note": "long enough, this"}"#.as_bytes();
    let answer = send(
        &sandbox.base_url(),
        "POST /v1/orders?dry=1",
        &[KEY, JSON],
        body,
    );
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (400, Some("invalid"))
    );
    let header = answer.header("x-sandbox-violations").unwrap();
    let listed: Vec<Value> = serde_json::from_str(header).unwrap();
    let mut rules: Vec<&str> = listed
        .iter()
        .map(|entry| entry["rule"].as_str().unwrap())
        .collect();
    rules.sort_unstable();
    assert_eq!(rules, ["maxLength", "required", "type", "undeclared"]);
    let amount = listed.iter().find(|entry| entry["rule"] == "type").unwrap();
    assert_eq!(
        (&amount["in"], &amount["at"]),
        (&json!("body"), &json!("/amount"))
    );
    assert_eq!(
        amount["spec"],
        "/components/schemas/CreateOrder/properties/amount/type"
    );
    let exchange = last(&sandbox);
    assert_eq!(exchange.violations.len(), 4);
    for text in [
        header.to_owned(),
        exchange.to_string(),
        format!("{exchange:?}"),
    ] {
        assert!(!text.contains("4242"), "{text}");
    }
}

#[test]
fn unknown_paths_and_methods_say_so() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let answer = send(&sandbox.base_url(), "GET /orders", &[KEY], b"");
    assert_eq!(
        (answer.status, answer.header("x-sandbox-problem")),
        (404, Some("no-such-path"))
    );
    let answer = send(&sandbox.base_url(), "PUT /v1/orders", &[KEY], b"");
    assert_eq!(
        (answer.status, answer.header("allow")),
        (405, Some("GET, POST"))
    );
    assert_eq!(last(&sandbox).operation, None);
}

#[test]
fn another_answer_can_be_asked_for() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let get = |choice: &str| {
        let choice = format!("x-sandbox-answer: {choice}");
        send(
            &sandbox.base_url(),
            "GET /v1/orders/order_1",
            &[KEY, &choice],
            b"",
        )
    };
    let answer = get("404/not-found");
    assert_eq!(
        (answer.status, answer.json()["code"].as_str()),
        (404, Some("not_found"))
    );
    let answer = get("418");
    assert_eq!(
        (answer.status, answer.header("x-sandbox-problem")),
        (400, Some("no-such-answer"))
    );
    assert!(
        answer.json()["sandbox"]["message"]
            .as_str()
            .unwrap()
            .contains("404/not-found")
    );
    // What breaks the spec is refused, whatever is asked for.
    let answer = send(
        &sandbox.base_url(),
        "POST /v1/orders",
        &[KEY, JSON, "x-sandbox-answer: 201"],
        b"{}",
    );
    assert_eq!(answer.status, 400);
}

#[test]
fn an_answer_can_be_chosen_for_an_operation() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let get =
        |headers: &[&str]| send(&sandbox.base_url(), "GET /v1/orders/order_1", headers, b"").status;
    sandbox.choose("getOrder", Some("404/not-found")).unwrap();
    assert_eq!(get(&[KEY]), 404);
    assert_eq!(get(&[KEY, "x-sandbox-answer: 200"]), 200);
    assert_eq!(get(&[]), 401);
    sandbox.choose("getOrder", None).unwrap();
    assert_eq!(get(&[KEY]), 200);
    let error = sandbox
        .choose("getOrder", Some("500"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("404/not-found"), "{error}");
    assert!(
        sandbox
            .choose("getOrders", None)
            .unwrap_err()
            .to_string()
            .contains("getOrder,")
    );
}
