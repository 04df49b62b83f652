//! Bodies and queries as they leave, read by a sandbox that knows nothing of the crates.

use kessai_sandbox::Sandbox;
use serde_json::{Value, json};
use univapay::transaction_history::ListTransactionHistoryParams;
use univapay::{
    BankTransferPaymentStatus, Client, CreateCharge, Currency, SubscriptionId, TransactionTokenId,
    UpdateSubscription, UpdateWebhook, WebhookId,
};

use crate::UNIVAPAY;

const ID: &str = "11ef32a7-3a71-8662-803f-1bc27702eeec";

fn sandbox() -> (Sandbox, Client) {
    let sandbox = Sandbox::start(&UNIVAPAY.bundle().unwrap()).unwrap();
    let clients = UNIVAPAY.clients_of(&sandbox.base_url()).unwrap();
    let client = Client::from(clients.usual().clone());
    (sandbox, client)
}

/// The text of the last body, and its value.
fn body(sandbox: &Sandbox) -> (String, Value) {
    let exchange = sandbox.journal().pop().unwrap();
    assert!(exchange.violations.is_empty(), "{exchange}");
    let text = String::from_utf8(exchange.body.to_vec()).unwrap();
    let value = serde_json::from_str(&text).unwrap();
    (text, value)
}

#[tokio::test]
async fn what_is_left_out_what_is_cleared_and_what_is_set_are_three_things() {
    let (sandbox, client) = sandbox();
    let id = SubscriptionId::new(ID).unwrap();
    let update = UpdateSubscription::new().amount(700);
    client.subscriptions().update(&id, &update).await.unwrap();
    assert_eq!(body(&sandbox).1, json!({"amount": 700}));
    let update = UpdateSubscription::new().clear_installment_plan();
    client.subscriptions().update(&id, &update).await.unwrap();
    assert_eq!(body(&sandbox).1, json!({"installment_plan": null}));

    let id = WebhookId::new(ID).unwrap();
    for (update, sent) in [
        (UpdateWebhook::new().active(true), json!({"active": true})),
        (
            UpdateWebhook::new().clear_auth_token(),
            json!({"auth_token": null}),
        ),
        (
            UpdateWebhook::new().auth_token("new"),
            json!({"auth_token": "new"}),
        ),
    ] {
        client.webhooks().update(&id, &update).await.unwrap();
        assert_eq!(body(&sandbox).1, sent);
    }
}

#[tokio::test]
async fn amounts_are_whole_numbers_however_large() {
    let (sandbox, client) = sandbox();
    let token = TransactionTokenId::new(ID).unwrap();
    for amount in [1_000, 9_007_199_254_740_993] {
        let charge = CreateCharge::new(token.clone(), amount, Currency::new("JPY").unwrap());
        client.charges().create(&charge).await.unwrap();
        let (text, _) = body(&sandbox);
        assert!(text.contains(&format!("\"amount\":{amount},")), "{text}");
    }
}

#[tokio::test]
async fn lists_in_queries_have_brackets_and_ranges_have_dots() {
    let (sandbox, client) = sandbox();
    let params = ListTransactionHistoryParams::new()
        .brand(vec!["visa".to_owned(), "jcb".to_owned()])
        .bank_transfer_payment_statuses(vec![BankTransferPaymentStatus::Unpaid])
        .bank_transfer_latest_deposit_date_from("2024-06-01T00:00:00Z")
        .bank_transfer_latest_deposit_date_to("2024-06-30T00:00:00+09:00");
    client
        .transaction_history()
        .list()
        .params(&params)
        .await
        .unwrap();
    let exchange = sandbox.journal().pop().unwrap();
    assert!(exchange.violations.is_empty(), "{exchange}");
    let read: Vec<(&str, &Value)> = exchange
        .parameters
        .iter()
        .map(|(_, name, value)| (name.as_str(), value))
        .collect();
    let query = [
        ("brand[]", json!(["visa", "jcb"])),
        ("bank_transfer_payment_statuses[]", json!(["unpaid"])),
        (
            "bank_transfer_latest_deposit_date.from",
            json!("2024-06-01T00:00:00Z"),
        ),
        (
            "bank_transfer_latest_deposit_date.to",
            json!("2024-06-30T00:00:00+09:00"),
        ),
    ];
    for (name, value) in &query {
        assert!(read.contains(&(name, value)), "{name}: {read:?}");
    }
    let raw = exchange.query.unwrap();
    let decoded = raw.replace("%5B", "[").replace("%5D", "]");
    assert!(decoded.contains("brand[]=visa&brand[]=jcb"), "{raw}");
}
