//! Smartpay's state: what its documentation says of how things move.
//!
//! | Thing | Module | Moves |
//! |---|---|---|
//! | checkout session | `sessions` | has no state; its page decides about its order or its token |
//! | order | `orders` | `requires_authorization` → succeeded, `requires_capture`, rejected; → captured in parts, canceled, also when its time runs out |
//! | payment, refund | `payments` | never more than the order, never more than the payment |
//! | token | `tokens` | `requires_authorization` → active, rejected; active ↔ disabled; deleted |
//! | coupon, promotion code | `coupons` | kept, changed |
//! | webhook endpoint | `endpoints` | told of all this, each delivery signed |
//!
//! An account has one secret key for tests and one that is live, and neither reaches what was made with the other. So each key
//! is an account of its own here.

mod coupons;
mod endpoints;
mod items;
mod orders;
mod payments;
mod sessions;
mod tokens;

use std::time::{SystemTime, UNIX_EPOCH};

use http::{HeaderMap, header};
use serde_json::{Value, json};

use crate::idempotency::fingerprint;
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

    fn owner(&self, headers: &HeaderMap) -> Option<String> {
        let key = headers.get(header::AUTHORIZATION);
        let key = key.map_or(&b""[..], |key| key.as_bytes());
        let digits = fingerprint([key]).map(|byte| format!("{byte:02x}"));
        Some(digits.concat())
    }

    fn own(&self, world: &mut World, asked: &Asked<'_>) -> Option<Result<Value, Refusal>> {
        Some(match asked.operation {
            "cancelOrder" => {
                let id = asked.variable("orderId");
                orders::cancel(world, asked, id).map(|()| view(world, asked, "orders", id))
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
            "checkout-sessions" => sessions::create(world, asked, draft),
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
            let mut changes = asked.body.clone();
            // A null is how some clients leave a member out: it takes away only what an answer can do without.
            for (name, _) in asked.body.iter().filter(|(_, value)| value.is_null()) {
                changes.remove(name);
                if !always_shown(kind, name) {
                    record.body.remove(name);
                }
            }
            merge(&mut record.body, &changes);
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
            tokens::delete(world, id);
        } else {
            world.store.remove(kind, id);
        }
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
        match (kind, act) {
            ("orders", Act::FallDue) => orders::run_out(world, id).map(|()| None),
            (_, Act::FallDue) => Err(format!("nothing falls due with {kind}")),
            ("checkout-sessions", _) => sessions::decide(world, id, act == Act::Pay),
            ("orders", _) => orders::decide(world, id, act == Act::Pay).map(|()| None),
            ("tokens", _) => tokens::decide(world, id, act == Act::Pay).map(|()| None),
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
            .and_then(|limit| limit.as_u64())
            .filter(|limit| *limit > 0);
        page.insert("object".to_owned(), json!("collection"));
        page.insert("maxResults".to_owned(), json!(asked_for.unwrap_or(20)));
        page.insert("results".to_owned(), json!(results));
        let token = asked.parameter("pageToken").unwrap_or_default();
        page.insert("pageToken".to_owned(), json!(token));
    }

    fn envelope(&self, id: &str, data: &Value) -> Object {
        let version = json!({ "version": "2022-02-18" });
        let members = [
            ("id", json!(id)),
            ("object", json!("event")),
            ("createdAt", json!(now())),
            ("test", data["test"].clone()),
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

    fn subscribers(&self, world: &World, event: &str, owner: &str) -> Vec<Endpoint> {
        endpoints::subscribers(world, event, owner)
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

/// Whose a new thing is.
struct Account {
    owner: String,
    test: bool,
}

impl Account {
    /// That of the key with which a call is made.
    fn of(asked: &Asked<'_>) -> Self {
        let key = asked.headers.get(header::AUTHORIZATION);
        let owner = asked.owner.clone().unwrap_or_default();
        let test = !key.is_some_and(|key| key.as_bytes().starts_with(b"Basic sk_live_"));
        Self { owner, test }
    }

    /// That of the thing to which the new one belongs.
    fn with(record: &Record) -> Self {
        let (owner, test) = (record.owner.clone(), record.is("test"));
        Self { owner, test }
    }
}

/// Whether an answer about a thing of this kind always has this member.
fn always_shown(kind: &str, name: &str) -> bool {
    match name {
        "active" | "metadata" | "name" | "url" => true,
        "description" => kind == "webhook-endpoints",
        _ => false,
    }
}

/// Keeps a new thing: the members that the answer shares with the request and that are no null, and those that the provider
/// adds.
fn keep(world: &mut World, account: Account, kind: &str, draft: Object, more: Value) -> String {
    let known = KINDS.iter().find(|(known, _, _)| *known == kind);
    let (_, prefix, object) = known.copied().unwrap_or((kind, kind, kind));
    let id = id(world, prefix, account.test);
    let mut body = draft;
    body.retain(|_, value| !value.is_null());
    let own = json!({
        "id": id, "object": object, "createdAt": now(), "updatedAt": now(), "test": account.test,
    });
    for part in [own, more] {
        body.extend(part.as_object().cloned().unwrap_or_default());
    }
    body.entry("metadata").or_insert_with(|| json!({}));
    world.store.put(Record {
        kind: kind.to_owned(),
        id: id.clone(),
        owner: account.owner,
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
        let (owner, data) = (record.owner.clone(), shown(world, record, false));
        world.tell(event, &owner, data);
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
            let id = id.as_str()?;
            let found = world.store.get(kind, id);
            let found = found.or_else(|| world.store.get(tokens::DELETED, id))?;
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
