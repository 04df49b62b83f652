//! UnivaPay: what is made is there, moves as its documentation says, and is told of.

mod charges;
mod idempotency;
mod money_back;
mod subscriptions;
mod tokens;
mod webhooks;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kessai_conformance::providers::UNIVAPAY;
use kessai_sandbox::Sandbox;
use kessai_sandbox::univapay::UnivaPay;
use univapay::{
    AppToken, Charge, ChargeId, Client, CreateCharge, CreateTransactionToken, Currency, Error,
    TransactionTokenId,
};

/// Reading the spec takes longer than a test does, so all have one sandbox, and each a store of its own in it.
static SANDBOX: LazyLock<Sandbox> =
    LazyLock::new(|| Sandbox::start_keeping(&UNIVAPAY.bundle().unwrap(), UnivaPay, 0).unwrap());

fn sandbox() -> (&'static Sandbox, Client) {
    static STORES: AtomicU64 = AtomicU64::new(1);
    let store = STORES.fetch_add(1, Ordering::Relaxed);
    let claims = format!(r#"{{"store_id":"11ee0000-0000-1000-8000-{store:012}","mode":"test"}}"#);
    let token = AppToken::new(format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims)));
    let client = Client::builder()
        .credential(token.secret("canary"))
        .base_url(SANDBOX.base_url())
        .max_retries(0);
    (&SANDBOX, client.build().unwrap())
}

/// The number of the documentation with which everything succeeds.
const GOOD: &str = "4000020000000000";

fn card(number: &str, kind: &str) -> CreateTransactionToken {
    let body = serde_json::json!({
        "payment_type": "card", "type": kind, "email": "shopper@example.com",
        "data": {"card_number": number, "exp_month": "09", "exp_year": "30"},
    });
    serde_json::from_value(body).unwrap()
}

fn paid_elsewhere(kind: &str, data: &serde_json::Value) -> CreateTransactionToken {
    let body = serde_json::json!({
        "payment_type": kind, "type": "one_time", "email": "shopper@example.com", "data": data,
    });
    serde_json::from_value(body).unwrap()
}

fn konbini() -> CreateTransactionToken {
    let phone = serde_json::json!({"country_code": "81", "local_number": "9012345678"});
    let data = serde_json::json!({"customer_name": "山田太郎", "convenience_store": "seven_eleven", "phone_number": phone});
    paid_elsewhere("konbini", &data)
}

async fn token(client: &Client, body: &CreateTransactionToken) -> TransactionTokenId {
    let token = client.transaction_tokens().create(body).await.unwrap();
    token.id().unwrap().clone()
}

fn yen() -> Currency {
    Currency::new("JPY").unwrap()
}

fn charge_of(token: &TransactionTokenId) -> CreateCharge {
    CreateCharge::new(token.clone(), 1_000, yen())
}

/// A charge, as far as it comes by itself.
async fn charged(client: &Client, body: &CreateCharge) -> Charge {
    let charge = client.charges().create(body).await.unwrap();
    assert_eq!(charge.status.as_str(), "pending");
    client.charges().get(&charge.id).wait().await.unwrap()
}

async fn status(client: &Client, id: &ChargeId) -> String {
    client.charges().get(id).await.unwrap().status.to_string()
}

/// Status and code of a refusal.
fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> (u16, String) {
    let error = answer.unwrap_err();
    let status = error.status().map_or(0, |status| status.as_u16());
    (status, error.code_str().unwrap_or_default().to_owned())
}

fn bad(code: &str) -> (u16, String) {
    (400, code.to_owned())
}
