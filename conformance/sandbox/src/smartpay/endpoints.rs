//! Webhook endpoints: who is told, and with which secret.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Account, change, keep};
use crate::state::{Asked, Endpoint, Object, World};

pub(super) fn create(world: &mut World, asked: &Asked<'_>, draft: Object) -> String {
    let more = json!({ "active": true, "signingSecret": "" });
    let id = keep(world, Account::of(asked), "webhook-endpoints", draft, more);
    let secret = secret(&id);
    change(world, "webhook-endpoints", &id, |endpoint| {
        endpoint.set("signingSecret", secret);
        endpoint
            .body
            .entry("description")
            .or_insert_with(|| json!(""));
    });
    id
}

/// A secret of the provider's form: forty digits to the base 62, of which the key is thirty bytes. It keeps nothing secret:
/// whoever knows the id can work it out.
fn secret(id: &str) -> String {
    const DIGITS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let bytes = [0_u8, 1].map(|half| Sha256::new_with_prefix(id).chain_update([half]).finalize());
    let digits = bytes.iter().flatten().take(40);
    digits
        .map(|byte| char::from(DIGITS[usize::from(*byte) % 60]))
        .collect()
}

/// Who is told of an event: an endpoint that names no events, of all.
pub(super) fn subscribers(world: &World, event: &str, owner: &str) -> Vec<Endpoint> {
    world
        .store
        .all("webhook-endpoints")
        .filter(|endpoint| endpoint.owner == owner && endpoint.is("active"))
        .filter(|endpoint| {
            let events = endpoint.body.get("eventSubscriptions");
            let events = events.and_then(Value::as_array);
            events.is_none_or(|events| events.iter().any(|one| one == event))
        })
        .map(|endpoint| Endpoint {
            id: endpoint.id.clone(),
            url: endpoint.text("url").to_owned(),
            secret: Some(endpoint.text("signingSecret").to_owned()),
        })
        .collect()
}
