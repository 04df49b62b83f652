//! Waiting: for which states each object is read again, and with which it ends.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use kessai_client::{MemoryTransport, Wait, model::Decode};
use serde_json::{Value, json};
use univapay::{
    CancelId, ChargeId, ChargeStatus, Client, CustomsDeclarationId, ErrorKind, RefundId,
    SubscriptionId, TransactionTokenId, http,
};

use super::{answer, client, example};

const ID: &str = "11ef32a7-3a71-8662-803f-1bc27702eeec";

fn charge() -> ChargeId {
    ChargeId::new(ID).unwrap()
}

/// The example with another value at a JSON pointer.
fn with(name: &str, pointer: &str, status: &str) -> http::Response<Bytes> {
    let mut body = example(name);
    *body.pointer_mut(pointer).unwrap() = json!(status);
    answer(200, &body)
}

/// How often an object is read that has first one status and then another for ever; none if it never ends.
async fn looks<T: Decode + 'static>(
    name: &str,
    pointer: &str,
    [first, then]: [&str; 2],
    wait: impl FnOnce(&Client) -> Wait<T>,
) -> Option<usize> {
    let answers = [first, then].map(|status| with(name, pointer, status));
    let transport = MemoryTransport::responses(answers);
    let end = wait(&client(&transport)).send().await;
    let requests = transport.requests();
    for request in &requests {
        assert_eq!(request.uri().query(), Some("polling=true"));
    }
    end.ok().map(|_| requests.len())
}

#[tokio::test(start_paused = true)]
async fn a_charge_is_read_until_it_is_no_longer_pending() {
    for end in [
        "successful",
        "failed",
        "error",
        "canceled",
        "authorized",
        "awaiting",
        "of a later release",
    ] {
        let wait = |client: &Client| client.charges().get(&charge()).wait();
        let looks = looks("get-charge-response", "/status", ["pending", end], wait).await;
        assert_eq!(looks, Some(2), "{end}");
    }
}

#[tokio::test(start_paused = true)]
async fn refunds_cancels_and_declarations_are_read_until_they_are_no_longer_pending() {
    for end in ["successful", "failed", "error"] {
        let states = ["pending", end];
        let refund = RefundId::new(ID).unwrap();
        let wait = |client: &Client| client.refunds().get(&charge(), &refund).wait();
        let seen = looks("get-refund-response", "/status", states, wait).await;
        assert_eq!(seen, Some(2), "{end}");

        let cancel = CancelId::new(ID).unwrap();
        let wait = |client: &Client| client.cancels().get(&charge(), &cancel).wait();
        let seen = looks("get-cancel-response", "/status", states, wait).await;
        assert_eq!(seen, Some(2), "{end}");

        let id = CustomsDeclarationId::new(ID).unwrap();
        let wait = |client: &Client| {
            let charges = client.charges();
            charges.get_customs_declaration(&charge(), &id).wait()
        };
        let name = "get-customs-declaration-response";
        let seen = looks(name, "/status", states, wait).await;
        assert_eq!(seen, Some(2), "{end}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_subscription_is_read_until_its_first_charge_is_over() {
    let id = SubscriptionId::new(ID).unwrap();
    for end in [
        "current",
        "unconfirmed",
        "unpaid",
        "suspended",
        "canceled",
        "completed",
    ] {
        let wait = |client: &Client| client.subscriptions().get(&id).wait();
        let states = ["unverified", end];
        let seen = looks("get-subscription-response", "/status", states, wait).await;
        assert_eq!(seen, Some(2), "{end}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_read_while_a_check_of_it_is_pending() {
    let id = TransactionTokenId::new(ID).unwrap();
    let name = "get-transaction-token-response";
    for (pointer, end) in [
        ("/data/three_ds/status", "awaiting"),
        ("/data/three_ds/status", "failed"),
        ("/data/cvv_authorize/status", "current"),
    ] {
        let wait = |client: &Client| client.transaction_tokens().get(&id).wait();
        // In the example 3-D Secure is pending, for ever if the security code alone is looked at.
        let seen = looks(name, pointer, ["pending", end], wait).await;
        let ends = pointer.contains("three_ds");
        assert_eq!(seen, ends.then_some(2), "{pointer} {end}");
    }
    // A token of another kind has neither check.
    let token = answer(200, &example("variant-konbini-transaction-token"));
    let transport = MemoryTransport::responses([token]);
    let token = client(&transport).transaction_tokens().get(&id);
    token.wait().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_charge_that_awaits_its_customer_can_be_waited_for_to_its_end() {
    let over = |charge: &univapay::Charge| {
        !matches!(
            charge.status,
            ChargeStatus::Pending | ChargeStatus::Awaiting
        )
    };
    let wait = |client: &Client| {
        let charge = client.charges().get(&charge());
        charge.wait().until(over)
    };
    let name = "get-charge-response";
    let seen = looks(name, "/status", ["awaiting", "successful"], wait).await;
    assert_eq!(seen, Some(2));
}

#[tokio::test(start_paused = true)]
async fn faults_that_pass_are_forgiven() {
    let failed: Value = json!({"status": "error", "code": "DB_ERROR", "errors": []});
    let answers = [
        answer(500, &failed),
        with("get-charge-response", "/status", "pending"),
        answer(503, &failed),
        answer(429, &json!({})),
        with("get-charge-response", "/status", "successful"),
    ];
    let transport = MemoryTransport::responses(answers);
    let charge = client(&transport).charges().get(&charge());
    assert_eq!(
        charge.wait().await.unwrap().status,
        ChargeStatus::Successful
    );
    assert_eq!(transport.requests().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn looks_come_at_growing_intervals_until_the_deadline() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&times);
    let start = tokio::time::Instant::now();
    let transport = MemoryTransport::new(move |_| {
        seen.lock().unwrap().push(start.elapsed().as_secs());
        Ok(with("get-charge-response", "/status", "pending"))
    });
    let charge = client(&transport).charges().get(&charge());
    let wait = charge.wait().deadline(Duration::from_mins(1));
    let wait = wait.interval(Duration::from_secs(1), Duration::from_secs(8));
    let error = wait.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsettled);
    let looks = times.lock().unwrap();
    assert_eq!(*looks, [0, 1, 3, 7, 15, 23, 31, 39, 47, 55]);
}
