//! UnivaPay's state: what its documentation says of how things move.
//!
//! | Thing | Module | Moves |
//! |---|---|---|
//! | token | `tokens`, `three_ds` | used once or again and again; 3-D Secure pending → awaiting → successful, failed |
//! | charge | `charges` | pending → successful, failed; → authorized → captured, canceled; → awaiting → as the customer decides |
//! | refund, cancel | `refunds`, `cancels` | pending → successful, failed |
//! | subscription | `subscriptions` | unverified → current, unconfirmed; suspended, unpaid, canceled, completed |
//! | payment of a subscription | `payments` | planned → paid, once; or an end that was planned in its place |
//! | webhook | `webhooks` | told of all this, switched off by answers that say so |
//!
//! What a store has is its own; a merchant reaches what all stores have.
//!
//! Customs declarations and direct debit are answered by example.

mod cancels;
mod cards;
mod charges;
mod credential;
mod filters;
mod formats;
mod history;
mod payments;
mod refunds;
mod subscriptions;
mod three_ds;
mod tokens;
mod webhooks;

use http::HeaderMap;
use serde_json::{Value, json};

use crate::state::{Act, Asked, Delivery, Endpoint, Object, Record, Refusal, Rules, World, merge};
use credential::Account;
use formats::{id, now};

/// UnivaPay.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnivaPay;

impl Rules for UnivaPay {
    fn kinds(&self) -> &'static [&'static str] {
        &[
            "tokens",
            "charges",
            "refunds",
            "cancels",
            "subscriptions",
            "payments",
            "webhooks",
            "events",
        ]
    }

    fn owner(&self, headers: &HeaderMap) -> Option<String> {
        credential::claims(headers).store
    }

    fn own(&self, world: &mut World, asked: &Asked<'_>) -> Option<Result<Value, Refusal>> {
        Some(match asked.operation {
            "captureCharge" => charges::capture(world, asked),
            "getChargeIssuerToken" => charges::issuer_token(world, asked),
            "getChargeThreeDsIssuerToken" => three_ds::of_charge(world, asked),
            "enableTokenThreeDs" => three_ds::enable(world, asked),
            "disableTokenThreeDs" => three_ds::disable(world, asked),
            "getTokenThreeDsIssuerToken" => three_ds::of_token(world, asked),
            "getSubscriptionLatestCharge" => subscriptions::latest_charge(world, asked),
            "suspendSubscription" => subscriptions::moved(world, asked, |world, subscription| {
                subscriptions::suspend(world, asked, subscription)
            }),
            "unsuspendSubscription" => subscriptions::moved(world, asked, subscriptions::resume),
            "updateSubscriptionToken" => {
                subscriptions::moved(world, asked, |world, subscription| {
                    subscriptions::replace_token(world, asked, subscription)
                })
            }
            "listTransactionHistory" | "listStoreTransactionHistory" => {
                Ok(history::page(world, asked))
            }
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
            "tokens" => tokens::create(world, asked, draft),
            "charges" => charges::create(world, asked, draft),
            "refunds" => refunds::create(world, asked, draft),
            "cancels" => cancels::create(world, asked, draft),
            "subscriptions" => subscriptions::create(world, asked, draft),
            "webhooks" => webhooks::create(world, asked, draft),
            // Payments and entries of logs are not made by a call.
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
        match kind {
            "tokens" => {
                tokens::update(world, asked, id);
                Ok(())
            }
            "subscriptions" => subscriptions::update(world, asked, id),
            "payments" => payments::update(world, asked, id),
            "webhooks" => webhooks::update(world, asked, id),
            _ => {
                change(world, kind, id, |record| {
                    merge(&mut record.body, &asked.body);
                });
                Ok(())
            }
        }
    }

    fn delete(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        id: &str,
    ) -> Result<(), Refusal> {
        match kind {
            "tokens" => tokens::delete(world, id),
            "subscriptions" => return subscriptions::cancel(world, asked, id),
            _ => {
                world.store.remove(kind, id);
            }
        }
        Ok(())
    }

    fn settle(&self, world: &mut World, kind: &str, id: &str) {
        match kind {
            "tokens" => three_ds::settle_token(world, id),
            "charges" => charges::settle(world, id),
            "refunds" => refunds::settle(world, id),
            "cancels" => cancels::settle(world, id),
            "subscriptions" => subscriptions::settle(world, id),
            _ => {}
        }
    }

    fn act(
        &self,
        world: &mut World,
        kind: &str,
        id: &str,
        act: Act,
    ) -> Result<Option<String>, String> {
        match (kind, act) {
            ("charges", Act::Pay | Act::Decline) => charges::decide(world, id, act == Act::Pay),
            ("tokens", Act::Pay | Act::Decline) => three_ds::decide(world, id, act == Act::Pay),
            ("subscriptions", Act::FallDue) => subscriptions::fall_due(world, id),
            _ => Err(format!("nothing of the kind happens to {kind}")),
        }
    }

    fn is_listed(&self, asked: &Asked<'_>, record: &Record) -> bool {
        match record.kind.as_str() {
            "tokens" => tokens::is_listed(asked, record),
            "events" => record.text("webhook_id") == asked.variable("id"),
            _ => true,
        }
    }

    fn passes(&self, record: &Record, filter: &str, value: &Value) -> Option<bool> {
        filters::passes(record, filter, value)
    }

    fn show(&self, world: &World, _asked: &Asked<'_>, record: &Record, listed: bool) -> Value {
        match (record.kind.as_str(), listed) {
            ("tokens", true) => tokens::entry(record),
            ("subscriptions", false) => subscriptions::show(world, record),
            _ => Value::Object(record.body.clone()),
        }
    }

    fn envelope(&self, _id: &str, _data: &Value) -> Object {
        Object::from_iter([("created_on".to_owned(), Value::from(now()))])
    }

    fn event_id(&self, world: &mut World) -> String {
        id(world)
    }

    fn subscribers(&self, world: &World, event: &str, owner: &str) -> Vec<Endpoint> {
        webhooks::subscribers(world, event, owner)
    }

    fn delivered(&self, world: &mut World, delivery: &Delivery, outcome: &Result<u16, String>) {
        webhooks::delivered(world, delivery, outcome);
    }
}

/// Changes a thing, and notes when.
fn change(world: &mut World, kind: &str, id: &str, change: impl FnOnce(&mut Record)) {
    if let Some(record) = world.store.get_mut(kind, id) {
        change(record);
        record.set("updated_on", now());
    }
}

/// Keeps a new thing: the members that the answer shares with the request, and those that the provider adds.
fn keep(
    world: &mut World,
    account: &Account,
    kind: &str,
    draft: Object,
    more: Value,
    notes: Value,
) -> String {
    let id = id(world);
    let mut body = draft;
    for (name, value) in [
        ("id", json!(id)),
        ("store_id", json!(account.store)),
        ("mode", json!(account.mode)),
        ("created_on", json!(now())),
        ("updated_on", json!(now())),
    ] {
        body.insert(name.to_owned(), value);
    }
    let object = |value: Value| value.as_object().cloned().unwrap_or_default();
    body.extend(object(more));
    world.store.put(Record {
        kind: kind.to_owned(),
        id: id.clone(),
        owner: account.store.clone(),
        body,
        notes: object(notes),
    });
    id
}

/// A thing as it is shown.
fn shown(world: &World, kind: &str, id: &str) -> Value {
    let record = world.store.get(kind, id);
    record.map_or(Value::Null, |record| Value::Object(record.body.clone()))
}

/// Tells of a thing as it is now.
fn tell(world: &mut World, event: &'static str, kind: &str, id: &str) {
    if let Some(record) = world.store.get(kind, id) {
        let (owner, data) = (record.owner.clone(), record.body.clone());
        world.tell(event, &owner, data);
    }
}
