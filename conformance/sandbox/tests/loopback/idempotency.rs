//! Idempotency keys.

use kessai_sandbox::Sandbox;

use crate::client::{JSON, KEY, ORDER, last, send, shop};

#[test]
fn a_key_replays_its_answer_and_refuses_another_request() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let post = |extra: &[&str], body: &[u8]| {
        let headers: Vec<&str> = [KEY, JSON].iter().chain(extra).copied().collect();
        send(&sandbox.base_url(), "POST /v1/orders", &headers, body)
    };
    let first = post(
        &[
            "idempotency-key: k1",
            "x-sandbox-answer: 201/a-composed-order",
        ],
        ORDER,
    );
    assert_eq!(
        (first.status, first.header("x-sandbox-replayed")),
        (201, None)
    );
    let second = post(&["idempotency-key: k1"], ORDER);
    assert_eq!(
        (&second.body, second.header("x-sandbox-replayed")),
        (&first.body, Some("true"))
    );
    assert!(last(&sandbox).replayed);
    let other = post(
        &["idempotency-key: k1"],
        br#"{"amount": 6, "currency": "JPY"}"#,
    );
    assert_eq!(
        (other.status, other.json()["code"].as_str()),
        (409, Some("IDEMPOTENCY_KEY_CONFLICT"))
    );
    assert!(!last(&sandbox).replayed);
    assert_eq!(
        post(&["idempotency-key: k2"], ORDER).header("x-sandbox-replayed"),
        None
    );
    // A request that broke the spec did nothing: its key is still free.
    assert_eq!(post(&["idempotency-key: k3"], b"{}").status, 400);
    assert_eq!(post(&["idempotency-key: k3"], ORDER).status, 201);
}

#[test]
fn where_no_conflict_of_keys_is_documented_the_refusal_is_the_sandboxes_own() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let delete = |order: &str| {
        let line = format!("DELETE /v1/orders/{order}");
        send(
            &sandbox.base_url(),
            &line,
            &[KEY, "idempotency-key: k"],
            b"",
        )
    };
    assert_eq!(delete("order_1").status, 204);
    assert_eq!(delete("order_1").header("x-sandbox-replayed"), Some("true"));
    let other = delete("order_2");
    assert_eq!(
        (other.status, other.header("x-sandbox-problem")),
        (422, Some("idempotency-key-reused"))
    );
}

#[test]
fn of_many_requests_with_one_key_at_once_one_is_answered_afresh() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let url = sandbox.base_url();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                let answer = send(
                    &url,
                    "POST /v1/orders",
                    &[KEY, JSON, "idempotency-key: k"],
                    ORDER,
                );
                assert_eq!(answer.status, 201);
            });
        }
    });
    let journal = sandbox.journal();
    assert_eq!(journal.len(), 16);
    assert_eq!(
        journal.iter().filter(|exchange| !exchange.replayed).count(),
        1
    );
}
