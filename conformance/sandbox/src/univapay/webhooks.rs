//! Webhooks: who is told, and what came of it.

use serde_json::{Value, json};

use super::formats::{id, now};
use super::{Account, change, keep};
use crate::state::{Asked, Delivery, Endpoint, Object, Record, Refusal, World, merge};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let account = Account::of(asked);
    // A store's token registers nothing for another store.
    if asked
        .owner
        .as_ref()
        .is_some_and(|own| *own != account.store)
    {
        return Err(Refusal::code(403, "INVALID_PERMISSIONS"));
    }
    is_new(world, asked.text("url"), &account.store, "")?;
    let more = json!({ "active": true });
    Ok(keep(world, &account, "webhooks", draft, more, Value::Null))
}

pub(super) fn update(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    let webhook = world.named(asked, "webhooks", id)?;
    is_new(world, asked.text("url"), &webhook.owner, id)?;
    change(world, "webhooks", id, |webhook| {
        merge(&mut webhook.body, &asked.body);
    });
    Ok(())
}

/// A URL is registered once for a store.
fn is_new(world: &World, url: &str, store: &str, own: &str) -> Result<(), Refusal> {
    let taken = world
        .store
        .all("webhooks")
        .any(|webhook| webhook.id != own && webhook.owner == store && webhook.text("url") == url);
    if taken {
        Err(Refusal::code(409, "WEBHOOK_URL_EXISTS"))
    } else {
        Ok(())
    }
}

/// Webhooks are a store's own.
pub(super) fn subscribers(world: &World, event: &str, owner: &str) -> Vec<Endpoint> {
    let wants = |webhook: &&Record| {
        let triggers = webhook.body.get("triggers").and_then(Value::as_array);
        let listed = triggers.is_some_and(|triggers| triggers.iter().any(|one| one == event));
        listed && webhook.owner == owner && webhook.is("active")
    };
    let endpoint = |webhook: &Record| Endpoint {
        id: webhook.id.clone(),
        url: webhook.text("url").to_owned(),
        secret: webhook
            .body
            .get("auth_token")
            .and_then(Value::as_str)
            .map(str::to_owned),
    };
    world
        .store
        .all("webhooks")
        .filter(wants)
        .map(endpoint)
        .collect()
}

/// Keeps a delivery in the log of its webhook, and switches the webhook off if its answer says so: by 3xx, 4xx, 500, 501 and
/// 502, not by being late or by other faults of its own.
pub(super) fn delivered(world: &mut World, delivery: &Delivery, outcome: &Result<u16, String>) {
    let webhook = &delivery.endpoint.id;
    let Some(owner) = world.store.get("webhooks", webhook) else {
        return;
    };
    let owner = owner.owner.clone();
    if matches!(outcome, Ok(300..=502)) {
        change(world, "webhooks", webhook, |webhook| {
            webhook.set("active", false);
        });
    }
    let (successful, message) = match outcome {
        Ok(200..=299) => (true, None),
        Ok(status) => (false, Some(format!("the answer was {status}"))),
        Err(reason) => (false, Some(reason.clone())),
    };
    let body: Value = serde_json::from_slice(&delivery.body).unwrap_or_default();
    let id = id(world);
    let entry = json!({
        "id": id,
        "webhook_id": webhook,
        "event": delivery.event,
        "data": body.get("data"),
        "successful": successful,
        "fired_on": now(),
        "error_message": message,
        "created_on": now(),
    });
    world.store.put(Record {
        kind: "events".to_owned(),
        id,
        owner,
        body: entry.as_object().cloned().unwrap_or_default(),
        notes: Object::new(),
    });
}
