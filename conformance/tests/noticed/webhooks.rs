//! The law on deliveries notices verifiers that believe too much, or too little, and types that lose what was delivered.

use kessai_client::http::{HeaderMap, HeaderName, HeaderValue};
use kessai_client::webhooks::{
    Encoding, Scheme, Signature, Token, Unit, Verifier, WebhookError, WebhookErrorKind,
};
use kessai_conformance::World;
use kessai_conformance::law::Law;
use kessai_model::{Json, open_enum, response};
use kessai_registry::{Body, Notification, Subject, WebhookEntry};
use serde_json::{Value, json};

use crate::shop::{registry, shop};
use crate::{found, tally, world};

static SIGNED: Scheme = Scheme::Signature(Signature {
    signature: "shop-signature",
    timestamp: "shop-timestamp",
    endpoint: Some("shop-endpoint"),
    unit: Unit::Milliseconds,
    secret: Encoding::Base62 { bytes: 30 },
});

static BORNE: Scheme = Scheme::Token(Token {
    header: "authorization",
    prefix: "Bearer ",
});

open_enum! {
    /// What happened.
    pub enum Kind {
        /// An order was paid.
        OrderPaid = "order.paid",
        /// The shop was closed.
        ShopClosed = "shop.closed",
    }
}

response! {
    /// What is delivered.
    pub struct Delivery {
        required kind: Kind = "kind",
        optional order: Json = "order",
    }
}

response! {
    /// What every order has.
    pub struct Order {
        required id: String = "id",
        required amount: i64 = "amount",
    }
}

fn read(event: &Delivery) -> Notification {
    let order = event.order.as_ref().map_or("null", |order| order.as_text());
    let subject = match event.kind.as_str() {
        "order.paid" => kessai_model::from_slice::<Order>(order.as_bytes())
            .map(|order| Some(format!("{order:?}"))),
        _ => Ok(None),
    };
    Notification::of(event, subject)
}

type Receive = fn(&Verifier, &HeaderMap, &[u8]) -> Result<Notification, WebhookError>;

const FAITHFUL: Receive = |verifier, headers, body| {
    let event: Delivery = verifier.verify(headers, body)?.decode()?;
    Ok(read(&event))
};

const SIGNED_ENTRY: WebhookEntry = WebhookEntry {
    scheme: &SIGNED,
    verifier: |secret| Verifier::new(&SIGNED, secret),
    receive: FAITHFUL,
};

const BORNE_ENTRY: WebhookEntry = WebhookEntry {
    scheme: &BORNE,
    verifier: |secret| Verifier::new(&BORNE, secret),
    receive: FAITHFUL,
};

fn delivering(entry: WebhookEntry) -> World {
    let mut bundle = shop();
    bundle["components"]["schemas"]["Delivery"] = json!({
        "type": "object", "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "order": {"type": "object"}}
    });
    bundle["x-webhook"] = json!({
        "event": {"schema": "Delivery", "type": "/kind", "data": "/order"},
        "events": {"order.paid": {"data": "Order"}, "shop.closed": {}}
    });
    let (name, proof): (&str, Value) = match entry.scheme {
        Scheme::Signature(_) => (
            "signature",
            json!({
                "algorithm": "hmac-sha256", "header": "Shop-Signature", "encoding": "hex", "message": "{timestamp}.{body}",
                "timestamp": {"header": "Shop-Timestamp", "unit": "milliseconds"}, "endpoint": {"header": "Shop-Endpoint"},
                "secret": {"encoding": "base62", "bytes": 30}
            }),
        ),
        Scheme::Token(_) => (
            "bearer",
            json!({"header": "Authorization", "prefix": "Bearer ", "secret": "token"}),
        ),
    };
    bundle["x-webhook"][name] = proof;
    let mut registry = registry(|bodies, _| {
        bodies.push(Body::of::<Delivery>(Subject::Component {
            name: "Delivery",
        }));
        bodies.push(Body::of::<Order>(Subject::Component { name: "Order" }));
    });
    registry.webhook = Some(entry);
    world(bundle, registry, Vec::new())
}

/// What the law finds with this way to receive, all of it of the kinds that are named.
fn noticed(entry: WebhookEntry, kinds: &[&str]) {
    let tally = tally(&delivering(entry), Law::Webhooks);
    for kind in kinds {
        assert!(
            tally
                .failures
                .iter()
                .any(|failure| failure.at.starts_with(kind)),
            "{kind}: {tally}"
        );
    }
    for failure in &tally.failures {
        assert!(
            kinds.iter().any(|kind| failure.at.starts_with(kind)),
            "{failure:?}"
        );
    }
}

fn with(headers: &HeaderMap, name: &'static str, value: &str) -> HeaderMap {
    let mut headers = headers.clone();
    let value = HeaderValue::from_str(value).unwrap();
    headers.insert(HeaderName::from_static(name), value);
    headers
}

fn value<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

#[test]
fn faithful_verifiers_keep_the_law() {
    for entry in [SIGNED_ENTRY, BORNE_ENTRY] {
        let tally = tally(&delivering(entry), Law::Webhooks);
        assert!(tally.holds() && tally.cases > 400, "{tally}");
    }
}

#[test]
fn a_law_that_is_not_tried_is_not_kept() {
    // The spec has no deliveries.
    let none = world(shop(), registry(|_, _| {}), Vec::new());
    assert_eq!(found(&none, Law::Webhooks), ["no case was tried"]);
    // The spec has some, and the registry has no way to them.
    let mut without = delivering(SIGNED_ENTRY);
    without.provider.registry = Box::leak(Box::new(registry(|_, _| {})));
    let found = found(&without, Law::Webhooks);
    assert!(found[0].contains("the registry has not"), "{found:?}");
}

#[test]
fn a_verifier_that_believes_anybody_is_noticed() {
    let anybody = WebhookEntry {
        receive: |_, _, body| {
            let event: Delivery = kessai_model::from_slice(body).map_err(|_| {
                Verifier::new(&BORNE, "")
                    .verify(&HeaderMap::new(), b"")
                    .unwrap_err()
            })?;
            Ok(read(&event))
        },
        ..SIGNED_ENTRY
    };
    let tally = tally(&delivering(anybody), Law::Webhooks);
    for kind in [
        "timestamp with a bit flipped",
        "signature with a bit flipped",
        "secret with a bit flipped",
        "endpoint with a bit flipped",
        "body written again",
        "headers swapped",
        "header twice",
        "header missing",
        "signature in another form",
        "timestamp in another form",
        "timestamp beyond the edge",
        "signed otherwise",
        "signed for another endpoint",
    ] {
        assert!(
            tally
                .failures
                .iter()
                .any(|failure| failure.at.starts_with(kind)
                    && failure.reasons.contains(&"is believed".to_owned())),
            "{kind}"
        );
    }
}

#[test]
fn a_verifier_that_reads_before_it_verifies_is_noticed() {
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                // What is verified is the value that was read, not what came.
                let value: Result<Value, _> = serde_json::from_slice(body);
                let again =
                    value.map_or_else(|_| body.to_vec(), |value| value.to_string().into_bytes());
                let event: Delivery = verifier.verify(headers, &again)?.decode()?;
                Ok(read(&event))
            },
            ..SIGNED_ENTRY
        },
        &["body written again"],
    );
}

#[test]
fn a_verifier_that_is_not_strict_about_headers_is_noticed() {
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                let signature = value(headers, "shop-signature").trim().to_lowercase();
                let headers = with(headers, "shop-signature", &signature);
                FAITHFUL(verifier, &headers, body)
            },
            ..SIGNED_ENTRY
        },
        &[
            "signature in another form",
            "signature with a bit flipped",
            "header twice: shop-signature",
            "header missing: shop-signature",
        ],
    );
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                // The first of each.
                let mut first = HeaderMap::new();
                for name in headers.keys() {
                    first.insert(name, headers[name].clone());
                }
                FAITHFUL(verifier, &first, body)
            },
            ..SIGNED_ENTRY
        },
        &["header twice"],
    );
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                let token = value(headers, "authorization").replace("bearer ", "Bearer ");
                let headers = with(headers, "authorization", &token);
                FAITHFUL(verifier, &headers, body)
            },
            ..BORNE_ENTRY
        },
        &[
            "token in another form: the prefix in lower case",
            "token with a bit flipped: bit 5 of byte 0",
            "header twice",
            "header missing",
        ],
    );
}

#[test]
fn a_verifier_without_a_clock_is_noticed() {
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                FAITHFUL(verifier, headers, body).or_else(|error| {
                    if error.kind() == WebhookErrorKind::StaleTimestamp {
                        let event: Result<Delivery, _> = kessai_model::from_slice(body);
                        event.map(|event| read(&event)).map_err(|_| error)
                    } else {
                        Err(error)
                    }
                })
            },
            ..SIGNED_ENTRY
        },
        &["timestamp beyond the edge", "timestamp in another form"],
    );
}

#[test]
fn a_token_that_is_compared_by_its_beginning_is_noticed() {
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                let whole = value(headers, "authorization").to_owned();
                let mut shorter = whole.as_str();
                loop {
                    let cut = with(headers, "authorization", shorter);
                    match FAITHFUL(verifier, &cut, body) {
                        Err(error)
                            if error.kind() == WebhookErrorKind::WrongToken
                                && shorter.len() > 7 =>
                        {
                            shorter = &shorter[..shorter.len() - 1];
                        }
                        other => return other,
                    }
                }
            },
            ..BORNE_ENTRY
        },
        &["token in another form", "header twice", "header missing"],
    );
}

#[test]
fn an_event_that_is_lost_is_noticed() {
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                let verified = verifier.verify(headers, body)?;
                let event: Delivery = verified.decode()?;
                let mut notification = read(&event);
                if !event.kind.is_known() {
                    // Whoever knows only its own types.
                    notification.json = br#"{"kind":"order.paid"}"#.to_vec();
                }
                Ok(notification)
            },
            ..SIGNED_ENTRY
        },
        &["truly proved"],
    );
    noticed(
        WebhookEntry {
            receive: |verifier, headers, body| {
                let mut notification = FAITHFUL(verifier, headers, body)?;
                notification.subject = Ok(None);
                Ok(notification)
            },
            ..BORNE_ENTRY
        },
        &["truly proved", "body written again"],
    );
}
