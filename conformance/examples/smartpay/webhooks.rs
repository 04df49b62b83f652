//! Webhooks: believe a notification, act on it once, and answer it.
//!
//! `cargo run -p kessai-conformance --example smartpay-webhooks` receives a notification that is known to be good.

use std::collections::BTreeSet;
use std::error::Error;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderValue, StatusCode};
use smartpay::webhooks::{SCHEME, Verifier};
use smartpay::{Event, EventSubject};

/// Endpoint and secret as the provider showed them when the endpoint was registered.
const ENDPOINT: &str = "webhookendpoint_test_1";
const SECRET: &str = "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB";

/// The shop's end.
struct Inbox {
    verifier: Verifier,
    /// Ids of the events so far; a shop keeps them in its database.
    seen: BTreeSet<String>,
    log: Vec<String>,
}

impl Inbox {
    fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        let secret =
            |endpoint: Option<&str>| (endpoint == Some(ENDPOINT)).then(|| SECRET.to_owned());
        Self {
            verifier: Verifier::with_secrets(&SCHEME, secret).clock(now),
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

/// A notification and its signature, which another implementation made.
fn notification() -> (HeaderMap, &'static [u8]) {
    let headers = [
        (
            "smartpay-signature",
            "2c1e410365301f500c1d7ff43f5e683b13f0e643aa527f65a9d73105711146af",
        ),
        ("smartpay-signature-timestamp", "1700000000123"),
        ("smartpay-subscription-id", ENDPOINT),
    ];
    let headers = headers.map(|(name, value)| {
        (
            http::HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    });
    let body = br#"{"id":"evt_test_0000000000000000000001","object":"event","createdAt":1700000000000,"test":true,"eventData":{"type":"token.used","version":"2022-02-18","data":{"id":"paytok_test_0000000000000000000001","object":"token"}}}"#;
    (headers.into_iter().collect(), body)
}

/// A second after the notification was signed.
fn then() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_001_123)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut inbox = Inbox::new(then);
    let (headers, body) = notification();
    println!("{}", inbox.receive(&headers, body));
    let forged = String::from_utf8(body.to_vec())?.replace("used", "lost");
    println!("{}", inbox.receive(&headers, forged.as_bytes()));
    println!("{}", inbox.log.join("\n"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Duration, Inbox, StatusCode, notification, then};

    #[test]
    fn a_notification_is_acted_on_once() {
        let mut inbox = Inbox::new(then);
        let (headers, body) = notification();
        for _ in 0..2 {
            assert_eq!(inbox.receive(&headers, body), StatusCode::OK);
        }
        assert_eq!(inbox.log, ["token.used: in a form of its own"]);
    }

    #[test]
    fn what_is_not_the_providers_is_not_acted_on() {
        let (mut headers, body) = notification();
        let mut late = Inbox::new(|| then() + Duration::from_hours(1));
        assert_eq!(late.receive(&headers, body), StatusCode::UNAUTHORIZED);
        let mut inbox = Inbox::new(then);
        assert_eq!(
            inbox.receive(&headers, &body[1..]),
            StatusCode::UNAUTHORIZED
        );
        headers.remove("smartpay-subscription-id");
        assert_eq!(inbox.receive(&headers, body), StatusCode::UNAUTHORIZED);
        assert!(inbox.seen.is_empty());
        assert_eq!(inbox.log.len(), 2);
    }
}
