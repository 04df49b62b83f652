//! Subscriptions: a first charge, payments that fall due, an end.

use kessai_sandbox::Act;
use serde_json::json;
use univapay::{CreateSubscription, Subscription, SubscriptionId};

use super::*;
use crate::all_kept_the_spec;

/// A subscription whose first charge is under way.
async fn begun(client: &Client, number: &str, more: serde_json::Value) -> Subscription {
    let token = token(client, &card(number, "subscription")).await;
    let mut body = json!({
        "transaction_token_id": token, "amount": 500, "currency": "JPY", "period": "monthly",
    });
    body.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let body: CreateSubscription = serde_json::from_value(body).unwrap();
    let made = client.subscriptions().create(&body).await.unwrap();
    assert_eq!(made.status.as_str(), "unverified");
    made
}

/// A subscription whose first charge is over.
async fn subscribed(client: &Client, number: &str, more: serde_json::Value) -> Subscription {
    let made = begun(client, number, more).await;
    client.subscriptions().get(&made.id).wait().await.unwrap()
}

#[tokio::test]
async fn its_first_charge_decides_and_the_next_payment_is_planned() {
    let (sandbox, client) = sandbox();
    let subscription = subscribed(&client, GOOD, json!({"initial_amount": 100})).await;
    assert_eq!(subscription.status.as_str(), "current");
    let next = subscription.next_payment.unwrap();
    assert_eq!((next.amount, next.is_paid), (500, Some(false)));
    let charge = client
        .subscriptions()
        .get_latest_charge(&subscription.id)
        .await
        .unwrap();
    assert_eq!(charge.charged_amount, Some(100));
    let payments = client
        .subscriptions()
        .list_payments(&subscription.id)
        .await
        .unwrap();
    let paid: Vec<_> = payments
        .items
        .iter()
        .map(|payment| payment.is_paid.unwrap())
        .collect();
    assert_eq!(paid, [false, true]);
    let payment = &payments.items[1].id;
    let subscriptions = client.subscriptions();
    let charges = subscriptions
        .list_charges_for_payment(&subscription.id, payment)
        .await
        .unwrap();
    assert_eq!(charges.items.len(), 1);

    let failed = subscribed(&client, "4111111111111111", json!({})).await;
    assert_eq!(failed.status.as_str(), "unconfirmed");
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn payments_fall_due_until_a_limited_plan_is_over() {
    let (sandbox, client) = sandbox();
    let plan = json!({"subscription_plan": {"plan_type": "fixed_cycles", "fixed_cycles": 2}});
    let subscription = subscribed(&client, GOOD, plan).await;
    let id = subscription.id;
    sandbox.act(id.as_str(), Act::FallDue).unwrap();
    let over = client.subscriptions().get(&id).await.unwrap();
    assert_eq!(over.status.as_str(), "completed");
    let error = sandbox.act(id.as_str(), Act::FallDue).unwrap_err();
    assert!(error.contains("completed"), "{error}");
    let cancel = client.subscriptions().cancel(&id).await;
    assert_eq!(refusal(cancel), bad("SUBSCRIPTION_ALREADY_ENDED"));
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn it_is_suspended_resumed_and_canceled_for_good() {
    let (sandbox, client) = sandbox();
    let id = subscribed(&client, GOOD, json!({})).await.id;
    let subscriptions = client.subscriptions();
    let status = |subscription: Subscription| subscription.status.to_string();
    assert_eq!(
        status(subscriptions.suspend(&id, None).await.unwrap()),
        "suspended"
    );
    assert_eq!(
        refusal(subscriptions.suspend(&id, None).await),
        bad("VALIDATION_ERROR")
    );
    assert!(sandbox.act(id.as_str(), Act::FallDue).is_err());
    assert_eq!(
        status(subscriptions.unsuspend(&id).await.unwrap()),
        "unpaid"
    );
    sandbox.act(id.as_str(), Act::FallDue).unwrap();
    assert_eq!(status(subscriptions.get(&id).await.unwrap()), "current");

    let update = serde_json::from_value(json!({"amount": 700})).unwrap();
    assert_eq!(
        subscriptions.update(&id, &update).await.unwrap().amount,
        700
    );
    subscriptions.cancel(&id).await.unwrap();
    assert_eq!(status(subscriptions.get(&id).await.unwrap()), "canceled");
    let late = subscriptions.update(&id, &update).await;
    assert_eq!(refusal(late), bad("CANNOT_CHANGE_CANCELED_SUBSCRIPTION"));
    all_kept_the_spec(sandbox);
}

async fn status(client: &Client, id: &SubscriptionId) -> String {
    let subscription = client.subscriptions().get(id).await.unwrap();
    subscription.status.as_str().to_owned()
}

#[tokio::test]
async fn a_token_that_is_gone_leaves_it_unpaid_until_there_is_another() {
    let (sandbox, client) = sandbox();
    let subscription = subscribed(&client, GOOD, json!({})).await;
    let id = subscription.id;
    client
        .transaction_tokens()
        .delete(&subscription.transaction_token_id.unwrap())
        .await
        .unwrap();
    sandbox.act(id.as_str(), Act::FallDue).unwrap();
    assert_eq!(status(&client, &id).await, "unpaid");
    let other = token(&client, &card(GOOD, "recurring")).await;
    let change = serde_json::from_value(json!({"transaction_token_id": other})).unwrap();
    client
        .subscriptions()
        .update_token(&id, &change)
        .await
        .unwrap();
    sandbox.act(id.as_str(), Act::FallDue).unwrap();
    assert_eq!(status(&client, &id).await, "current");
    all_kept_the_spec(sandbox);
}

#[tokio::test]
async fn a_first_charge_that_waits_for_its_customer_is_waited_for() {
    let (sandbox, client) = sandbox();
    for (act, end, payments) in [(Act::Pay, "current", 2), (Act::Decline, "unconfirmed", 1)] {
        let three_ds = json!({"three_ds": {"mode": "force"}});
        let subscription = begun(&client, GOOD, three_ds).await;
        sandbox.settle();
        let subscriptions = client.subscriptions();
        let waits = subscriptions.get(&subscription.id).await.unwrap();
        assert_eq!(waits.status.as_str(), "unverified");
        let charge = subscriptions.get_latest_charge(&subscription.id).await;
        sandbox.act(charge.unwrap().id.as_str(), act).unwrap();
        sandbox.settle();
        let after = subscriptions.get(&subscription.id).await.unwrap();
        assert_eq!(after.status.as_str(), end);
        let planned = subscriptions.list_payments(&subscription.id).await.unwrap();
        assert_eq!(planned.items.len(), payments);
    }
    all_kept_the_spec(sandbox);
}
