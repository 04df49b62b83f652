//! Endpoints: each delivery is signed, and believed by the crate's own verifier.

use smartpay::webhooks::verifier;
use smartpay::{CreateWebhookEndpoint, Event};

use super::*;
use crate::all_kept_the_spec;
use crate::inbox::Inbox;

#[tokio::test]
async fn each_change_is_posted_signed_and_in_the_form_of_its_type() {
    let (sandbox, client) = sandbox();
    let mut inbox = Inbox::open().await.unwrap();
    let events = ["order.authorized", "payment.created", "refund.created"];
    let body = json!({"url": inbox.url(), "eventSubscriptions": events});
    let body: CreateWebhookEndpoint = serde_json::from_value(body).unwrap();
    let endpoint = client.webhook_endpoints().create(&body).await.unwrap();
    assert_eq!(endpoint.signing_secret.expose().len(), 40);

    let session = session_for_an_order(&client, &json!({})).await;
    press(&session, "paid").await;
    let order = session.order.unwrap().id;
    let verifier = verifier(endpoint.signing_secret.expose());
    let mut seen = Vec::new();
    // Other tests have orders too, and all of them go to all endpoints.
    while seen.len() < 2 {
        let (headers, body) = inbox.next().await.unwrap();
        assert_eq!(headers["smartpay-subscription-id"], endpoint.id.as_str());
        let event: Event = verifier.verify(&headers, &body).unwrap().decode().unwrap();
        assert_eq!(headers["smartpay-event-id"], event.id.as_str());
        event.subject().unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap();
        let data = &body["eventData"]["data"];
        if data["id"] == order.as_str() || data["order"] == order.as_str() {
            seen.push(event.event_data.type_.to_string());
        }
    }
    assert_eq!(seen, ["order.authorized", "payment.created"]);
    client
        .webhook_endpoints()
        .delete(&endpoint.id)
        .await
        .unwrap();
    let gone = client.webhook_endpoints().get(&endpoint.id).await;
    assert_eq!(refusal(gone), coded(404, "webhook-endpoint.notfound"));
    all_kept_the_spec(sandbox);
}
