//! What only Smartpay has: its notifications, its checkout address, its lists, tried through the generated crates.

use std::time::{Duration, SystemTime};

use kessai_sandbox::Sandbox;
use smartpay::http::{HeaderMap, HeaderValue};
use smartpay::webhooks::{SCHEME, Verifier, WebhookErrorKind};
use smartpay::{Client, Event, EventSubject, EventType};

use crate::SMARTPAY;

/// Secret and signature of the two worked vectors of the dossier (14.5); the second secret begins with a zero digit.
const VECTORS: [(&str, &str); 2] = [
    (
        "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB",
        "2c1e410365301f500c1d7ff43f5e683b13f0e643aa527f65a9d73105711146af",
    ),
    (
        "AQ7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWq",
        "65e6d7bb0c9d779b9cd6e9479e82a1cf5e49b6c7ec10410c7417728679ecd752",
    ),
];

const TIMESTAMP: &str = "1700000000123";

const BODY: &str = r#"{"id":"evt_test_0000000000000000000001","object":"event","createdAt":1700000000000,"test":true,"eventData":{"type":"token.used","version":"2022-02-18","data":{"id":"paytok_test_0000000000000000000001","object":"token"}}}"#;

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("smartpay-signature", signature),
        ("smartpay-signature-timestamp", TIMESTAMP),
        ("smartpay-subscription-id", "webhookendpoint_test_1"),
        ("smartpay-event-id", "evt_test_0000000000000000000001"),
    ] {
        headers.insert(name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn verifier(secret: &'static str) -> Verifier {
    Verifier::with_secrets(&SCHEME, move |endpoint| {
        (endpoint == Some("webhookendpoint_test_1")).then(|| secret.to_owned())
    })
    .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_001))
}

#[test]
fn the_worked_vectors_verify() {
    for (secret, signature) in VECTORS {
        let verified = verifier(secret)
            .verify(&headers(signature), BODY.as_bytes())
            .unwrap();
        let event: Event = verified.decode().unwrap();
        assert_eq!(event.event_data.type_, EventType::TokenUsed);
        assert_eq!(event.id.as_str(), "evt_test_0000000000000000000001");
    }
}

#[test]
fn another_body_or_secret_does_not_verify() {
    let (secret, signature) = VECTORS[0];
    let other = BODY.replace("token.used", "token.user");
    let error = verifier(secret)
        .verify(&headers(signature), other.as_bytes())
        .unwrap_err();
    assert_eq!(error.kind(), WebhookErrorKind::WrongSignature);
    let error = verifier(VECTORS[1].0)
        .verify(&headers(signature), BODY.as_bytes())
        .unwrap_err();
    assert_eq!(error.kind(), WebhookErrorKind::WrongSignature);
}

#[test]
fn the_subject_has_the_form_of_its_type() {
    let event = |kind: &str, data: &str| -> Event {
        let text = BODY.replace("token.used", kind).replace(
            r#"{"id":"paytok_test_0000000000000000000001","object":"token"}"#,
            data,
        );
        kessai_model::from_slice(text.as_bytes()).unwrap()
    };
    let token = r#"{"id":"paytok_test_1","object":"token","status":"active","createdAt":1,"updatedAt":1,"test":true}"#;
    let subject = event("token.approved", token).subject().unwrap();
    assert!(
        matches!(&subject, EventSubject::TokenApproved(token) if token.id.as_str() == "paytok_test_1"),
        "{subject:?}"
    );
    // What the data does not hold is named; the event itself is there all the same.
    let error = event("token.approved", r#"{"id":"paytok_test_1"}"#)
        .subject()
        .unwrap_err();
    assert!(error.to_string().contains("status"), "{error}");
    // A type that this crate was not made for loses nothing.
    let unknown = event("shop.closed", r#"{"why":"night"}"#);
    assert!(matches!(unknown.subject().unwrap(), EventSubject::Other));
    assert_eq!(unknown.event_data.type_.as_str(), "shop.closed");
    assert_eq!(
        unknown.event_data.data.expose()["why"].as_text(),
        r#""night""#
    );
}

#[tokio::test]
async fn lists_and_addresses_work_on_what_the_sandbox_serves() {
    let sandbox = Sandbox::start(&SMARTPAY.bundle().unwrap()).unwrap();
    let client = Client::from(
        SMARTPAY
            .clients_of(&sandbox.base_url())
            .unwrap()
            .usual()
            .clone(),
    );
    let mut tokens = client.tokens().list().page_size(10).items();
    let mut seen = 0;
    while let Some(token) = tokens.try_next().await.unwrap() {
        assert!(token.id.as_str().starts_with("paytok_"));
        seen += 1;
    }
    assert!(seen > 0, "the served page has tokens");

    let session = client
        .checkout_sessions()
        .get(&smartpay::CheckoutSessionId::new("checkout_test_vptIEMeycBuKLNNVRL6kB2").unwrap())
        .await
        .unwrap();
    let address = session.url_with_promotion_code("SUMMER 10");
    assert_eq!(
        address,
        format!("{}?promotion-code=SUMMER%2010", session.url)
    );
}
