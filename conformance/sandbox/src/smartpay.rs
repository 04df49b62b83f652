//! Smartpay's state: what its documentation says of how things move.
//!
//! | Thing | Module | Moves |
//! |---|---|---|
//! | checkout session | `sessions` | has no state; its page decides about its order or its token |
//! | order | `orders` | requires_authorization → succeeded, requires_capture, rejected; → captured in parts, canceled |
//! | payment, refund | `payments` | never more than the order, never more than the payment |
//! | token | `tokens` | requires_authorization → active, rejected; active ↔ disabled; deleted |
//! | coupon, promotion code | `coupons` | kept, changed |
//! | webhook endpoint | `endpoints` | told of all this, each delivery signed |

mod coupons;
mod endpoints;
mod items;
mod orders;
mod payments;
mod sessions;
mod tokens;

use std::time::{SystemTime, UNIX_EPOCH};

use http::header;
use serde_json::{Value, json};

use crate::state::{Act, Asked, Delivery, Endpoint, Object, Record, Refusal, Rules, World, merge};

/// Smartpay.
#[derive(Clone, Copy, Debug, Default)]
pub struct Smartpay;

/// Kinds of things, with what their ids begin with and what they call themselves.
const KINDS: [(&str, &str, &str); 8] = [
    ("checkout-sessions", "checkout", "checkoutSession"),
    ("orders", "order", "order"),
    ("payments", "payment", "payment"),
    ("refunds", "refund", "refund"),
    ("coupons", "coupon", "coupon"),
    ("promotion-codes", "promotioncode", "promotionCode"),
    ("webhook-endpoints", "webhookendpoint", "webhookEndpoint"),
    ("tokens", "paytok", "token"),
];

impl Rules for Smartpay {
    fn kinds(&self) -> &'static [&'static str] {
        &[
            "checkout-sessions",
            "orders",
            "payments",
            "refunds",
            "coupons",
            "promotion-codes",
            "webhook-endpoints",
            "tokens",
        ]
    }

    fn own(&self, world: &mut World, asked: &Asked<'_>) -> Option<Result<Value, Refusal>> {
        Some(match asked.operation {
            "cancelOrder" => {
                let id = asked.variable("orderId").to_owned();
                orders::cancel(world, &id).map(|()| view(world, asked, "orders", &id))
            }
            "enableToken" => tokens::switch(world, asked, "active", "token.enabled"),
            "disableToken" => tokens::switch(world, asked, "disabled", "token.disabled"),
            _ => return None,
        })
    }

    fn create(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        draft: Object,
    ) -> Result<String, Refusal> {
        match kind {
            "checkout-sessions" => Ok(sessions::create(world, asked, draft)),
            "orders" => orders::create(world, asked),
            "payments" => payments::create(world, asked, draft),
            "refunds" => payments::refund(world, asked, draft),
            "coupons" => Ok(coupons::create(world, asked, draft)),
            "promotion-codes" => coupons::create_code(world, asked, draft),
            "webhook-endpoints" => Ok(endpoints::create(world, asked, draft)),
            // A token is made by its session.
            _ => Err(Refusal::status(404)),
        }
    }

    fn update(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        id: &str,
    ) -> Result<(), Refusal> {
        change(world, kind, id, |record| {
            merge(&mut record.body, &asked.body);
            // A null takes a member away; an answer has none.
            record.body.retain(|_, value| !value.is_null());
        });
        let event = match kind {
            "coupons" => "coupon.updated",
            "promotion-codes" => "promotion_code.updated",
            _ => return Ok(()),
        };
        tell(world, event, kind, id);
        Ok(())
    }

    fn delete(
        &self,
        world: &mut World,
        _asked: &Asked<'_>,
        kind: &str,
        id: &str,
    ) -> Result<(), Refusal> {
        if kind == "tokens" {
            change(world, kind, id, |token| token.set("status", "deleted"));
            tell(world, "token.deleted", kind, id);
        }
        // The manual says that a deleted token can be read; the provider's own tests find that it cannot.
        world.store.remove(kind, id);
        Ok(())
    }

    /// Everything is decided at once.
    fn settle(&self, _world: &mut World, _kind: &str, _id: &str) {}

    fn act(
        &self,
        world: &mut World,
        kind: &str,
        id: &str,
        act: Act,
    ) -> Result<Option<String>, String> {
        let pays = match act {
            Act::Pay => true,
            Act::Decline => false,
            Act::FallDue => return Err("nothing falls due here".to_owned()),
        };
        match kind {
            "checkout-sessions" => sessions::decide(world, id, pays),
            "orders" => orders::decide(world, id, pays).map(|()| None),
            "tokens" => tokens::decide(world, id, pays).map(|()| None),
            _ => Err(format!("nothing of the kind happens to {kind}")),
        }
    }

    /// Of tokens only those that were approved once are listed.
    fn is_listed(&self, _asked: &Asked<'_>, record: &Record) -> bool {
        record.kind != "tokens" || matches!(record.text("status"), "active" | "disabled")
    }

    fn show(&self, world: &World, asked: &Asked<'_>, record: &Record, _listed: bool) -> Value {
        let created = matches!(asked.operation, "createCheckoutSession" | "createOrder");
        shown(
            world,
            record,
            created || asked.parameter("expand") == Some("all"),
        )
    }

    fn page(&self, asked: &Asked<'_>, page: &mut Object) {
        let results = page
            .get("data")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        let asked_for = asked
            .query
            .get("maxResults")
            .and_then(|limit| limit.as_u64());
        page.insert("object".to_owned(), json!("collection"));
        page.insert("maxResults".to_owned(), json!(asked_for.unwrap_or(20)));
        page.insert("results".to_owned(), json!(results));
        let token = asked.parameter("pageToken").unwrap_or_default();
        page.insert("pageToken".to_owned(), json!(token));
    }

    fn envelope(&self, id: &str) -> Object {
        let version = json!({ "version": "2022-02-18" });
        let members = [
            ("id", json!(id)),
            ("object", json!("event")),
            ("createdAt", json!(now())),
            ("test", json!(true)),
            ("eventData", version),
        ];
        members
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect()
    }

    fn event_id(&self, world: &mut World) -> String {
        id(world, "evt", true)
    }

    fn subscribers(&self, world: &World, event: &str, _data: &Value) -> Vec<Endpoint> {
        endpoints::subscribers(world, event)
    }

    /// It would be delivered again; when and how often is not documented.
    fn delivered(&self, _world: &mut World, _delivery: &Delivery, _outcome: &Result<u16, String>) {}
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}

/// The next id of a kind. What is random at the provider is a count here, so that runs are alike.
fn id(world: &mut World, prefix: &str, test: bool) -> String {
    let mode = if test { "test" } else { "live" };
    format!("{prefix}_{mode}_{:022}", world.store.next_number())
}

/// Whether a call is made with a key for tests.
fn is_test(asked: &Asked<'_>) -> bool {
    let key = asked.headers.get(header::AUTHORIZATION);
    !key.is_some_and(|key| key.as_bytes().starts_with(b"Basic sk_live_"))
}

/// Keeps a new thing: the members that the answer shares with the request and that are no null, and those that the provider
/// adds.
fn keep(world: &mut World, asked: &Asked<'_>, kind: &str, draft: Object, more: Value) -> String {
    let known = KINDS.iter().find(|(known, _, _)| *known == kind);
    let (_, prefix, object) = known.copied().unwrap_or((kind, kind, kind));
    let test = is_test(asked);
    let id = id(world, prefix, test);
    let mut body = draft;
    body.retain(|_, value| !value.is_null());
    let own = json!({
        "id": id, "object": object, "createdAt": now(), "updatedAt": now(), "test": test,
    });
    for part in [own, more] {
        body.extend(part.as_object().cloned().unwrap_or_default());
    }
    body.entry("metadata").or_insert_with(|| json!({}));
    let kind = kind.to_owned();
    world.store.put(Record {
        kind,
        id: id.clone(),
        body,
        notes: Object::new(),
    });
    id
}

/// Changes a thing, and notes when.
fn change(world: &mut World, kind: &str, id: &str, change: impl FnOnce(&mut Record)) {
    if let Some(record) = world.store.get_mut(kind, id) {
        change(record);
        record.set("updatedAt", now());
    }
}

/// Tells of a thing, in its plain form.
fn tell(world: &mut World, event: &'static str, kind: &str, id: &str) {
    if let Some(record) = world.store.get(kind, id) {
        let data = shown(world, record, false);
        world.tell(event, data);
    }
}

fn view(world: &World, asked: &Asked<'_>, kind: &str, id: &str) -> Value {
    let record = world.store.get(kind, id);
    record.map_or(Value::Null, |record| {
        Smartpay.show(world, asked, record, false)
    })
}

/// A thing with the ids of what belongs to it, or `expanded` with those things themselves.
fn shown(world: &World, record: &Record, expanded: bool) -> Value {
    let mut body = record.body.clone();
    if !expanded && let Some(Value::Array(items)) = body.get_mut("lineItems") {
        for item in items {
            *item = item["id"].clone();
        }
    }
    if expanded {
        let whole = |kind: &str, id: &Value| {
            let found = world.store.get(kind, id.as_str()?)?;
            Some(shown(world, found, true))
        };
        for (name, kind) in [("order", "orders"), ("token", "tokens")] {
            let own = record.kind == "checkout-sessions";
            if let Some(value) = body.get_mut(name).filter(|_| own) {
                *value = whole(kind, value).unwrap_or_default();
            }
        }
        if let Some(Value::Array(payments)) = body.get_mut("payments") {
            for payment in payments {
                *payment = whole("payments", payment).unwrap_or_default();
            }
        }
    }
    Value::Object(body)
}
