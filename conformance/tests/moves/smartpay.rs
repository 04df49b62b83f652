//! Smartpay's state.

mod hostile;
mod lists;
mod shared;
mod walks;

use kessai_conformance::providers::SMARTPAY;
use kessai_sandbox::smartpay::Smartpay;
use kessai_sandbox::state::Act;
use serde_json::{Value, json};

use crate::desk::{Answer, Desk};

/// A desk for a shop of its own.
fn desk() -> Desk {
    Desk::new(&SMARTPAY.bundle().unwrap(), Smartpay, "Basic sk_test_1")
}

fn order(more: &Value) -> Value {
    let mut body = json!({
        "amount": 1_500, "currency": "JPY",
        "items": [{"name": "セーター", "amount": 1_500, "currency": "JPY"}],
        "shippingInfo": {
            "address": {"line1": "虎ノ門1-17-1", "locality": "港区", "postalCode": "105-6415", "country": "JP"},
        },
        "customerInfo": {},
        "successUrl": "https://shop.example/thanks", "cancelUrl": "https://shop.example/cart",
    });
    let members = body.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    body
}

/// A session for an order, and the id of the order.
fn session(desk: &Desk, more: &Value) -> (Answer, String) {
    let session = desk.call("POST /checkout-sessions", &order(more));
    assert_eq!(session.status, 200, "{session:?}");
    let order = session.body["order"]["id"].as_str().unwrap().to_owned();
    (session, order)
}

/// An order that waits for its capture.
fn authorized(desk: &Desk) -> String {
    let (session, order) = session(desk, &json!({"captureMethod": "manual"}));
    desk.act(&session.id(), Act::Pay).unwrap();
    order
}

fn capture(desk: &Desk, order: &str, amount: Value) -> Answer {
    let body =
        json!({"order": order, "amount": amount, "currency": "JPY", "cancelRemainder": "manual"});
    desk.call("POST /payments", &body)
}

fn refund(desk: &Desk, payment: &str, more: &Value) -> Answer {
    let mut body =
        json!({"payment": payment, "currency": "JPY", "reason": "requested_by_customer"});
    let members = body.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    desk.call("POST /refunds", &body)
}

fn code(answer: &Answer) -> (u16, &str) {
    (
        answer.status,
        answer.body["errorCode"].as_str().unwrap_or_default(),
    )
}

fn get(desk: &Desk, path: &str) -> Value {
    let answer = desk.call(&format!("GET {path}"), &Value::Null);
    assert_eq!(answer.status, 200, "{path}: {answer:?}");
    answer.body
}
