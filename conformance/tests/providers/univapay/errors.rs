//! Refusals as they come over the wire: the empty 429, conflicts of keys, and what is said of a key.

use univapay::{
    ChargeId, Client, CreateCharge, Currency, ErrorCode, ErrorKind, TransactionTokenId,
};

use super::example;
use super::server::{Server, raw};
use crate::UNIVAPAY;

const ID: &str = "11ef32a7-3a71-8662-803f-1bc27702eeec";

const JSON: &str = "content-type: application/json";

fn client(server: &Server, retries: u32) -> Client {
    Client::builder()
        .credential(UNIVAPAY.credential())
        .base_url(server.url())
        .max_retries(retries)
        .build()
        .unwrap()
}

fn body() -> CreateCharge {
    let token = TransactionTokenId::new(ID).unwrap();
    CreateCharge::new(token, 1_000, Currency::new("JPY").unwrap())
}

/// The values of a header over all requests.
fn sent(heads: &[String], name: &str) -> Vec<String> {
    let line = |head: &String| {
        let mut lines = head.lines();
        let value = lines.find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then(|| value.to_owned())
        });
        value.unwrap_or_default()
    };
    heads.iter().map(line).collect()
}

#[tokio::test]
async fn a_429_is_of_its_own_kind_with_and_without_a_body() {
    for (lines, text) in [(&[][..], ""), (&[JSON][..], "{}")] {
        let server = Server::start(vec![raw("429 Too Many Requests", lines, text)]);
        let id = ChargeId::new(ID).unwrap();
        let error = client(&server, 0).charges().get(&id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::RateLimited);
        assert_eq!(error.code_str(), None);
        assert_eq!(error.status().unwrap(), 429);
    }
}

#[tokio::test]
async fn a_429_is_tried_again_with_the_same_key() {
    let charge = example("get-charge-response").to_string();
    let server = Server::start(vec![
        raw("429 Too Many Requests", &["retry-after: 0"], ""),
        raw("201 Created", &[JSON], &charge),
    ]);
    let charge = client(&server, 2)
        .charges()
        .create(&body())
        .send()
        .await
        .unwrap();
    assert_eq!(charge.attempts(), 2);
    let keys = sent(&server.heads(), "idempotency-key");
    assert_eq!(keys[0], keys[1]);
    assert!(!keys[0].is_empty());
}

#[tokio::test]
async fn a_conflict_of_keys_has_a_code_of_its_own_and_is_not_tried_again() {
    let conflict = example("composed-error-idempotency-key-conflict").to_string();
    let server = Server::start(vec![raw("409 Conflict", &[JSON], &conflict)]);
    let error = client(&server, 2)
        .charges()
        .create(&body())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.code(), Some(ErrorCode::IdempotencyKeyConflict));
    assert_eq!((error.attempts(), server.heads().len()), (1, 1));
}

#[tokio::test]
async fn a_word_that_the_key_was_not_stored_ends_the_attempts() {
    let failed = example("composed-error-timeout").to_string();
    for word in ["not_stored", "error", "disabled"] {
        let status = format!("Idempotency-Status: {word}");
        let answer = raw("500 Internal Server Error", &[JSON, &status], &failed);
        let server = Server::start(vec![answer]);
        let error = client(&server, 2)
            .charges()
            .create(&body())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{word}");
        assert_eq!(error.idempotency_status(), Some(word));
        assert_eq!((error.attempts(), server.heads().len()), (1, 1), "{word}");
    }
}

#[tokio::test]
async fn a_key_that_was_stored_is_sent_again_and_gets_the_first_answer() {
    let failed = example("composed-error-timeout").to_string();
    let charge = example("get-charge-response").to_string();
    let stored = "Idempotency-Status: successfully_stored";
    let replayed = "Idempotency-Status: retrieved_idempotent_response";
    let server = Server::start(vec![
        raw(
            "500 Internal Server Error",
            &[JSON, stored, "retry-after: 0"],
            &failed,
        ),
        raw("201 Created", &[JSON, replayed], &charge),
    ]);
    let charge = client(&server, 2)
        .charges()
        .create(&body())
        .send()
        .await
        .unwrap();
    assert_eq!(
        charge.idempotency_status(),
        Some("retrieved_idempotent_response")
    );
    let keys = sent(&server.heads(), "idempotency-key");
    assert_eq!(keys[0], keys[1]);
    assert_eq!(charge.idempotency_key(), Some(keys[0].as_str()));
}
