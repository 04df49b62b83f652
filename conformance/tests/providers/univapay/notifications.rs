//! Deliveries: the token they bear, their two envelopes, their 22 types.

use std::mem::discriminant;

use serde_json::{Value, json};
use univapay::http::{HeaderMap, HeaderValue};
use univapay::webhooks::{Verified, WebhookError, WebhookErrorKind, verifier};
use univapay::{EventType, WebhookDelivery, WebhookDeliverySubject};

use crate::UNIVAPAY;

const TOKEN: &str = "canary-token";

fn bearing(token: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let value = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
    headers.insert("authorization", value);
    headers
}

fn verify<'b>(headers: &HeaderMap, body: &'b [u8]) -> Result<Verified<'b>, WebhookError> {
    verifier(TOKEN).verify(headers, body)
}

fn delivery(body: &Value) -> WebhookDelivery {
    let body = body.to_string();
    let verified = verify(&bearing(TOKEN), body.as_bytes()).unwrap();
    verified.decode().unwrap()
}

/// Each documented event with its examples.
fn events() -> Vec<(String, Vec<Value>)> {
    let bundle = UNIVAPAY.bundle().unwrap();
    let events = bundle["x-webhook"]["events"].as_object().unwrap();
    let example =
        |name: &Value| bundle["components"]["examples"][name.as_str().unwrap()]["value"].clone();
    let examples = |event: &Value| {
        let names = event["examples"].as_array().into_iter().flatten();
        names.map(example).collect()
    };
    events
        .iter()
        .map(|(name, event)| (name.clone(), examples(event)))
        .collect()
}

#[test]
fn every_documented_delivery_says_what_it_is_about() {
    let events = events();
    assert_eq!(events.len(), 22);
    for (event, examples) in events {
        let payout = event.starts_with("transfer_");
        assert_eq!(examples.is_empty(), payout, "{event}");
        for example in examples {
            let delivery = delivery(&example);
            assert_eq!(delivery.event.as_str(), event);
            assert!(delivery.id.is_some() && delivery.created_on.is_some());
            let subject = delivery.subject().unwrap();
            assert!(!matches!(subject, WebhookDeliverySubject::Other), "{event}");
        }
        assert!(EventType::from(event.as_str()).is_known(), "{event}");
    }
}

#[test]
fn the_old_envelope_has_an_event_and_data_alone() {
    for (event, mut examples) in events() {
        if examples.is_empty() {
            // No payout is shown anywhere.
            examples.push(json!({"event": event, "data": {"id": "1"}}));
        }
        for mut example in examples {
            let new = delivery(&example);
            let members = example.as_object_mut().unwrap();
            members.retain(|name, _| name == "event" || name == "data");
            let old = delivery(&example);
            assert!(old.id.is_none() && old.created_on.is_none(), "{event}");
            assert_eq!(old.event.as_str(), event);
            let kinds = [&old, &new].map(|one| discriminant(&one.subject().unwrap()));
            assert_eq!(kinds[0], kinds[1], "{event}");
            assert_eq!(serde_json::to_value(&old).unwrap(), example);
        }
    }
    let charge = json!({"event": "charge_finished", "data": events()[2].1[0]["data"]});
    let delivery = delivery(&charge);
    let WebhookDeliverySubject::ChargeFinished(finished) = delivery.subject().unwrap() else {
        panic!("a charge was finished");
    };
    assert_eq!(finished.id.as_str(), charge["data"]["id"]);
}

#[test]
fn what_is_not_known_is_kept() {
    let body =
        json!({"event": "token_three_ds_updated", "data": {"id": "1", "later": [1]}, "later": 1});
    let unknown = delivery(&body);
    assert_eq!(unknown.event.as_str(), "token_three_ds_updated");
    assert!(matches!(
        unknown.subject().unwrap(),
        WebhookDeliverySubject::Other
    ));
    let kept: Value = serde_json::to_value(&unknown).unwrap();
    assert_eq!(kept, body);

    let payout = delivery(&json!({"event": "transfer_finalized", "data": {"id": "1"}}));
    assert_eq!(payout.event, EventType::TransferFinalized);
    assert!(matches!(
        payout.subject().unwrap(),
        WebhookDeliverySubject::Other
    ));
}

#[test]
fn data_that_is_missing_or_wrong_is_named_and_the_event_stays() {
    for body in [
        json!({"event": "charge_finished"}),
        json!({"event": "charge_finished", "data": {}}),
    ] {
        let delivery = delivery(&body);
        assert_eq!(delivery.event, EventType::ChargeFinished);
        assert!(delivery.subject().is_err());
    }
}

#[test]
fn only_the_token_that_was_agreed_on_is_taken() {
    let body = br#"{"event":"charge_finished"}"#;
    assert_eq!(verify(&bearing(TOKEN), body).unwrap().body(), body);
    let plain = HeaderMap::from_iter([(
        univapay::http::header::AUTHORIZATION,
        HeaderValue::from_static(TOKEN),
    )]);
    for (headers, kind) in [
        (HeaderMap::new(), WebhookErrorKind::MissingHeader),
        (bearing("canary-toke"), WebhookErrorKind::WrongToken),
        (bearing("canary-token2"), WebhookErrorKind::WrongToken),
        (bearing(""), WebhookErrorKind::WrongToken),
        (plain, WebhookErrorKind::WrongToken),
    ] {
        let error = verify(&headers, body).unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
    }
}
