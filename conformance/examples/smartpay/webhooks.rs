//! Webhooks: believe a notification, act on it once, and answer it.
//!
//! `cargo run -p kessai-conformance --example smartpay-webhooks` receives what a sandbox on this machine posts, and a
//! notification that another implementation signed.

use std::collections::BTreeSet;
use std::error::Error;

use http::{HeaderMap, StatusCode};
use smartpay::webhooks::{SCHEME, Verifier};
use smartpay::{CaptureMethod, CreateWebhookEndpoint, Event, EventSubject, EventType};

#[path = "../shop/inbox.rs"]
mod inbox;
#[path = "../shop/opened.rs"]
mod opened;
#[path = "../shop/paid.rs"]
mod paid;

/// The shop's end.
struct Inbox {
    verifier: Verifier,
    /// Ids of the events so far; a shop keeps them in its database.
    seen: BTreeSet<String>,
    log: Vec<String>,
}

impl Inbox {
    /// Endpoint and secret as the provider showed them when the endpoint was registered.
    fn new(endpoint: &str, secret: &str) -> Self {
        let (endpoint, secret) = (endpoint.to_owned(), secret.to_owned());
        let known = move |other: Option<&str>| (other == Some(&endpoint)).then(|| secret.clone());
        Self {
            verifier: Verifier::with_secrets(&SCHEME, known),
            seen: BTreeSet::new(),
            log: Vec::new(),
        }
    }

    /// Takes the headers and the body as they came, before anything has read them. What is answered is for the provider.
    fn receive(&mut self, headers: &HeaderMap, body: &[u8]) -> StatusCode {
        let verified = match self.verifier.verify(headers, body) {
            Ok(verified) => verified,
            Err(error) => {
                self.log.push(error.to_string());
                return StatusCode::UNAUTHORIZED;
            }
        };
        let event: Event = match verified.decode() {
            Ok(event) => event,
            Err(error) => {
                self.log.push(error.to_string());
                return StatusCode::BAD_REQUEST;
            }
        };
        // A notification comes again when its answer was late.
        if self.seen.insert(event.id.to_string()) {
            self.act(&event);
        }
        StatusCode::OK
    }

    fn act(&mut self, event: &Event) {
        let what = event.event_data.type_.as_str();
        self.log.push(match event.subject() {
            Ok(EventSubject::OrderAuthorized(order)) => format!("ship {}", order.id),
            Ok(EventSubject::TokenUsed(token)) => format!("{what}: {}", token.id),
            Ok(_) => format!("{what}: nothing to do"),
            // The provider has a new form for it: the event is there, its object can be read by its id.
            Err(_) => format!("{what}: in a form of its own"),
        });
    }
}

/// Registers an endpoint, lets a shopper pay, and receives what is posted about it.
async fn run() -> Result<Vec<String>, Box<dyn Error>> {
    let (sandbox, client) = opened::sandbox()?;
    let mut posted = inbox::Inbox::open().await?;
    let events = vec![EventType::OrderAuthorized, EventType::PaymentCreated];
    let endpoint = CreateWebhookEndpoint::new(posted.url()).event_subscriptions(events);
    let endpoint = client.webhook_endpoints().create(&endpoint).await?;
    let mut inbox = Inbox::new(endpoint.id.as_str(), endpoint.signing_secret.expose());
    paid::order(&sandbox, &client, CaptureMethod::Automatic).await?;
    let mut lines = Vec::new();
    for _ in 0..2 {
        let (headers, body) = posted.next().await.ok_or("nothing was posted")?;
        lines.push(inbox.receive(&headers, &body).to_string());
        let forged = String::from_utf8(body.to_vec())?.replace("2500", "25");
        lines.push(inbox.receive(&headers, forged.as_bytes()).to_string());
    }
    lines.append(&mut inbox.log);
    Ok(lines)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for line in run().await? {
        println!("{line}");
    }
    let mut inbox = known::inbox();
    let (headers, body) = known::notification();
    println!("{}", inbox.receive(&headers, body));
    println!("{}", inbox.log.join("\n"));
    Ok(())
}

/// A notification whose signature is known to be right. Its data is no whole token, so it shows what happens to forms that a
/// crate does not know.
mod known {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::Inbox;

    const ENDPOINT: &str = "webhookendpoint_test_1";
    const SECRET: &str = "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB";
    const BODY: &[u8] = br#"{"id":"evt_test_0000000000000000000001","object":"event","createdAt":1700000000000,"test":true,"eventData":{"type":"token.used","version":"2022-02-18","data":{"id":"paytok_test_0000000000000000000001","object":"token"}}}"#;

    /// A shop's end, so long after the notification was signed.
    pub(super) fn inbox_after(late: Duration) -> Inbox {
        let mut inbox = Inbox::new(ENDPOINT, SECRET);
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_123) + late;
        inbox.verifier = inbox.verifier.clock(move || now);
        inbox
    }

    pub(super) fn inbox() -> Inbox {
        inbox_after(Duration::from_secs(1))
    }

    pub(super) fn notification() -> (HeaderMap, &'static [u8]) {
        let headers = [
            (
                "smartpay-signature",
                "2c1e410365301f500c1d7ff43f5e683b13f0e643aa527f65a9d73105711146af",
            ),
            ("smartpay-signature-timestamp", "1700000000123"),
            ("smartpay-subscription-id", ENDPOINT),
        ];
        let headers = headers.map(|(name, value)| {
            let name = HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        (headers.into_iter().collect(), BODY)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{StatusCode, known, run};

    #[tokio::test]
    async fn what_is_posted_is_believed_and_acted_on_and_what_was_changed_is_not() {
        let lines = run().await.unwrap();
        assert_eq!(
            lines[..4],
            ["200 OK", "401 Unauthorized", "200 OK", "401 Unauthorized"]
        );
        assert!(lines[4].starts_with("ship order_test_"), "{lines:?}");
        assert!(
            lines[6].starts_with("payment.created: nothing to do"),
            "{lines:?}"
        );
        assert_eq!(lines.len(), 8);
    }

    #[test]
    fn a_notification_is_acted_on_once() {
        let mut inbox = known::inbox();
        let (headers, body) = known::notification();
        for _ in 0..2 {
            assert_eq!(inbox.receive(&headers, body), StatusCode::OK);
        }
        assert_eq!(inbox.log, ["token.used: in a form of its own"]);
    }

    #[test]
    fn what_is_not_the_providers_is_not_acted_on() {
        let (mut headers, body) = known::notification();
        let mut late = known::inbox_after(Duration::from_hours(1));
        assert_eq!(late.receive(&headers, body), StatusCode::UNAUTHORIZED);
        let mut inbox = known::inbox();
        let torn = inbox.receive(&headers, &body[1..]);
        assert_eq!(torn, StatusCode::UNAUTHORIZED);
        headers.remove("smartpay-subscription-id");
        assert_eq!(inbox.receive(&headers, body), StatusCode::UNAUTHORIZED);
        assert!(inbox.seen.is_empty());
        assert_eq!(inbox.log.len(), 2);
    }
}
