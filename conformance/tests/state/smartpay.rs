//! Smartpay: sessions lead to orders and tokens, orders are captured, payments are given back, and endpoints are told.

mod orders;
mod tokens;
mod webhooks;

use std::sync::LazyLock;

use kessai_conformance::providers::SMARTPAY;
use kessai_sandbox::Sandbox;
use kessai_sandbox::smartpay::Smartpay;
use serde_json::{Value, json};
use smartpay::{
    CheckoutSessionExpanded, Client, CreateCheckoutSession, CreateOrder, CreatePayment,
    CreateRefund, Currency, Error, Order, OrderExpanded, OrderId, RefundReason, Token,
};

/// Reading the spec takes longer than a test does, so all have one sandbox.
static SANDBOX: LazyLock<Sandbox> =
    LazyLock::new(|| Sandbox::start_keeping(&SMARTPAY.bundle().unwrap(), Smartpay, 0).unwrap());

fn sandbox() -> (&'static Sandbox, Client) {
    let clients = SMARTPAY.clients_of(&SANDBOX.base_url()).unwrap();
    (&SANDBOX, Client::from(clients.usual().clone()))
}

fn order(more: &Value) -> Value {
    let mut body = json!({
        "amount": 1_500, "currency": "JPY",
        "items": [{"name": "セーター", "amount": 1_000, "currency": "JPY", "quantity": 1}],
        "shippingInfo": {
            "address": {"line1": "虎ノ門1-17-1", "locality": "港区", "postalCode": "105-6415", "country": "JP"},
            "feeAmount": 500, "feeCurrency": "JPY",
        },
        "customerInfo": {"emailAddress": "shopper@shop.example"},
    });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    body
}

async fn session(client: &Client, more: &Value) -> CheckoutSessionExpanded {
    let mut body = json!({
        "successUrl": "https://shop.example/thanks", "cancelUrl": "https://shop.example/cart",
    });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let body: CreateCheckoutSession = serde_json::from_value(body).unwrap();
    client.checkout_sessions().create(&body).await.unwrap()
}

async fn session_for_an_order(client: &Client, more: &Value) -> CheckoutSessionExpanded {
    session(client, &order(more)).await
}

async fn session_for_a_token(client: &Client) -> CheckoutSessionExpanded {
    let customer = json!({"emailAddress": "shopper@shop.example"});
    session(client, &json!({"mode": "token", "customerInfo": customer})).await
}

/// A browser at the page of a session presses a button, and is sent on.
async fn press(session: &CheckoutSessionExpanded, outcome: &str) -> String {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let browser = browser.build().unwrap();
    let page = browser.get(&session.url).send().await.unwrap();
    assert!(page.text().await.unwrap().contains("<form"));
    let form = format!("outcome={outcome}");
    let answer = browser.post(&session.url).body(form).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

async fn status(client: &Client, id: &OrderId) -> String {
    client.orders().get(id).await.unwrap().status.to_string()
}

/// Status and code of a refusal.
fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> (u16, String) {
    let error = answer.unwrap_err();
    let status = error.status().map_or(0, |status| status.as_u16());
    (status, error.code_str().unwrap_or_default().to_owned())
}

fn coded(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
