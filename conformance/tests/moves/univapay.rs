//! UnivaPay's state.

mod charges;
mod keys;
mod lists;
mod shared;
mod subscriptions;
mod walks;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::state::Act;
use kessai_sandbox::univapay::UnivaPay;
use serde_json::{Value, json};

use crate::desk::{Answer, Desk};

const STORE: &str = "11ee0000-0000-1000-8000-000000000001";
const OTHER: &str = "11ee0000-0000-1000-8000-000000000002";
const GOOD: &str = "4000020000000000";

/// The credential of a store.
fn store(id: &str, mode: &str) -> String {
    let claims = json!({"store_id": id, "mode": mode}).to_string();
    format!("Bearer canary.e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
}

/// The credential of a merchant, who has several stores.
fn merchant() -> String {
    let claims = json!({"merchant_id": "11ee0000-0000-1000-8000-0000000000ff"}).to_string();
    format!("Bearer canary.e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
}

fn desk() -> Desk {
    Desk::new(&UNIVAPAY.bundle().unwrap(), UnivaPay, &store(STORE, "test"))
}

fn token(desk: &Desk, number: &str, kind: &str) -> String {
    let body = json!({
        "payment_type": "card", "type": kind, "email": "shopper@example.com",
        "data": {"card_number": number, "exp_month": "09", "exp_year": "30"},
    });
    made(&desk.call("POST /tokens", &body))
}

/// A token with which customers pay elsewhere.
fn transfer(desk: &Desk, kind: &str) -> String {
    let body = json!({
        "payment_type": "bank_transfer", "type": kind, "email": "shopper@example.com", "data": {"brand": "aozora_bank"},
    });
    made(&desk.call("POST /tokens", &body))
}

/// The id of what was made.
fn made(answer: &Answer) -> String {
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.id()
}

fn charge(desk: &Desk, token: &str, more: &Value) -> Answer {
    let mut body = json!({"transaction_token_id": token, "amount": 1_000, "currency": "JPY"});
    let members = body.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    desk.call("POST /charges", &body)
}

/// A charge as far as it comes by itself.
fn charged(desk: &Desk, number: &str, more: &Value) -> String {
    let id = made(&charge(desk, &token(desk, number, "one_time"), more));
    desk.settle();
    id
}

fn path(id: &str) -> String {
    format!("/stores/{STORE}/charges/{id}")
}

fn refund(desk: &Desk, charge: &str, amount: Value) -> Answer {
    let body = json!({"amount": amount, "currency": "JPY"});
    desk.call(&format!("POST {}/refunds", path(charge)), &body)
}

fn get(desk: &Desk, path: &str) -> Value {
    let answer = desk.call(&format!("GET {path}"), &Value::Null);
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer.body
}

fn code(answer: &Answer) -> (u16, &str) {
    (
        answer.status,
        answer.body["code"].as_str().unwrap_or_default(),
    )
}

/// The member that a refusal names, and why.
fn fault(answer: &Answer) -> (u16, &str, &str) {
    let error = &answer.body["errors"][0];
    let text = |name: &str| error[name].as_str().unwrap_or_default();
    (answer.status, text("field"), text("reason"))
}

/// A webhook of all that is named.
fn hook(desk: &Desk, triggers: &[&str]) -> String {
    let body = json!({"url": "http://127.0.0.1:9/", "triggers": triggers});
    made(&desk.call(&format!("POST /stores/{STORE}/webhooks"), &body))
}

/// The types of events that were posted.
fn events(desk: &mut Desk) -> Vec<String> {
    desk.posted().into_iter().map(|(event, _)| event).collect()
}
