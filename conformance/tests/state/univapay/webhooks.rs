//! Webhooks: posted over loopback, believed by their token, switched off by what is answered.

use http::HeaderMap;
use serde_json::{Value, json};
use univapay::webhooks::verifier;
use univapay::{CreateWebhook, UpdateWebhook, Webhook, WebhookDelivery, WebhookTrigger};

use super::*;
use crate::all_kept_the_spec;
use crate::inbox::Inbox;

const SECRET: &str = "agreed-on";

async fn registered(client: &Client, url: &str, triggers: &[&str]) -> Webhook {
    let triggers = triggers
        .iter()
        .map(|one| WebhookTrigger::from(*one))
        .collect::<Vec<_>>();
    let body = CreateWebhook::new(triggers, url).auth_token(SECRET);
    client.webhooks().create(&body).await.unwrap()
}

async fn next(inbox: &mut Inbox) -> (HeaderMap, WebhookDelivery) {
    let (headers, body) = inbox.next().await.unwrap();
    let delivery = verifier(SECRET)
        .verify(&headers, &body)
        .unwrap()
        .decode()
        .unwrap();
    (headers, delivery)
}

/// Reads the log until it has so many entries; a delivery is logged once it has been answered.
async fn log(client: &Client, webhook: &Webhook, entries: usize) -> Vec<Value> {
    loop {
        let page = client.webhooks().list_events(&webhook.id).await.unwrap();
        if page.items.len() >= entries {
            return page
                .items
                .iter()
                .map(|item| serde_json::to_value(item).unwrap())
                .collect();
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn each_change_that_was_asked_for_is_posted_in_the_documented_envelope() {
    let (sandbox, client) = sandbox();
    let mut inbox = Inbox::open().await.unwrap();
    let triggers = ["token_created", "charge_finished", "cancel_finished"];
    let webhook = registered(&client, inbox.url(), &triggers).await;
    let token = token(&client, &card(GOOD, "one_time")).await;
    let charge = charged(&client, &charge_of(&token).capture(false)).await;
    let cancel = client.cancels().create(&charge.id, None).await.unwrap();
    client
        .cancels()
        .get(&charge.id, &cancel.id)
        .wait()
        .await
        .unwrap();

    let mut ids = std::collections::BTreeSet::new();
    for (event, id) in [
        ("token_created", token.as_str()),
        ("cancel_finished", cancel.id.as_str()),
        ("charge_finished", charge.id.as_str()),
    ] {
        let (headers, delivery) = next(&mut inbox).await;
        assert_eq!(headers["authorization"], format!("Bearer {SECRET}"));
        assert_eq!(headers["content-type"], "application/json");
        assert_eq!(delivery.event.as_str(), event);
        assert!(delivery.created_on.is_some());
        delivery.subject().unwrap();
        let delivery = serde_json::to_value(delivery).unwrap();
        assert_eq!(delivery["data"]["id"], id);
        ids.insert(delivery["id"].to_string());
    }
    assert_eq!(ids.len(), 3, "each event has an id of its own");
    let log = log(&client, &webhook, 3).await;
    assert!(log.iter().all(|entry| entry["successful"] == true));
    assert_eq!(log[0]["event"], "charge_finished", "the newest first");
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn what_nobody_waits_for_comes_to_its_end_and_is_posted_too() {
    let (_sandbox, client) = sandbox();
    let mut inbox = Inbox::open().await.unwrap();
    registered(&client, inbox.url(), &["charge_finished"]).await;
    let token = token(&client, &card(GOOD, "one_time")).await;
    let charge = client.charges().create(&charge_of(&token)).await.unwrap();
    let (_, delivery) = next(&mut inbox).await;
    let delivery = serde_json::to_value(delivery).unwrap();
    assert_eq!(delivery["data"]["id"], charge.id.as_str());
}

#[tokio::test]
async fn an_endpoint_is_registered_once_changed_and_removed() {
    let (sandbox, client) = sandbox();
    let webhook = registered(&client, "http://127.0.0.1:9/one", &["charge_finished"]).await;
    let again = CreateWebhook::new(
        vec![WebhookTrigger::from("charge_finished")],
        "http://127.0.0.1:9/one",
    );
    let conflict = client.webhooks().create(&again).await;
    assert_eq!(refusal(conflict), (409, "WEBHOOK_URL_EXISTS".to_owned()));
    let update: UpdateWebhook = serde_json::from_value(json!({"active": false})).unwrap();
    let changed = client
        .webhooks()
        .update(&webhook.id, &update)
        .await
        .unwrap();
    assert_eq!((changed.active, changed.url), (Some(false), webhook.url));
    client.webhooks().delete(&webhook.id).await.unwrap();
    assert_eq!(refusal(client.webhooks().get(&webhook.id).await).0, 404);
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn an_endpoint_that_refuses_is_switched_off_and_one_that_is_not_there_is_not() {
    let (_sandbox, client) = sandbox();
    // Another sandbox has no such path, and says 404.
    let (other, _) = sandbox();
    let refusing = registered(
        &client,
        &format!("{}/nowhere", other.base_url()),
        &["token_created"],
    )
    .await;
    let absent = registered(&client, "http://127.0.0.1:9/", &["token_created"]).await;
    let elsewhere = registered(&client, "https://shop.example/", &["token_created"]).await;
    token(&client, &card(GOOD, "one_time")).await;
    for (webhook, active, reason) in [
        (refusing, false, "404"),
        (absent, true, ""),
        (elsewhere, true, "this machine alone"),
    ] {
        let log = log(&client, &webhook, 1).await;
        assert_eq!(log[0]["successful"], false);
        let message = log[0]["error_message"].as_str().unwrap();
        assert!(message.contains(reason), "{message}");
        let webhook = client.webhooks().get(&webhook.id).await.unwrap();
        assert_eq!(webhook.active, Some(active), "{reason}");
    }
}
