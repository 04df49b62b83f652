//! 3-D Secure: of a charge, and of a token that is used again and again.
//!
//! The issuer's page is one of the sandbox, to which a browser posts the payload.

use serde_json::{Value, json};

use super::formats::{error, invalid};
use super::{change, shown, tell};
use crate::state::{Asked, Record, Refusal, World};

/// Whether a charge asks for it. Where it does not say, the store's rule holds, and the sandbox's store asks for none.
pub(super) fn is_asked(three_ds: Option<&Value>) -> bool {
    let mode = three_ds.and_then(|three_ds| three_ds.get("mode"));
    let mode = mode.and_then(Value::as_str);
    matches!(mode, Some("normal" | "require" | "force" | "if_available"))
}

/// What the browser posts where.
fn page(world: &World, id: &str) -> Value {
    json!({
        "payment_type": "card",
        "issuer_token": world.page_of(id),
        "call_method": "http_post",
        "payload": { "session": id },
        "content_type": "application/x-www-form-urlencoded",
    })
}

fn not_awaiting() -> Refusal {
    invalid("status", "INVALID_THREE_DS_STATUS")
}

pub(super) fn of_charge(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let charge = world.named(asked, "charges", asked.variable("id"))?;
    let waits = charge.text("status") == "awaiting" && charge.note("payment_type") == "card";
    waits
        .then(|| page(world, &charge.id))
        .ok_or_else(not_awaiting)
}

pub(super) fn of_token(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let token = world.named(asked, "tokens", asked.variable("id"))?;
    (status(&token) == "awaiting")
        .then(|| page(world, &token.id))
        .ok_or_else(not_awaiting)
}

fn status(token: &Record) -> &str {
    let status = token
        .body
        .get("data")
        .and_then(|data| data.pointer("/three_ds/status"));
    status.and_then(Value::as_str).unwrap_or_default()
}

/// A token of a card that is used again and again.
fn recurring(world: &World, asked: &Asked<'_>) -> Result<Record, Refusal> {
    let token = world.named(asked, "tokens", asked.variable("id"))?;
    let fits = token.text("type") == "recurring" && token.text("payment_type") == "card";
    if fits {
        Ok(token)
    } else {
        Err(Refusal::code(400, "INVALID_TOKEN_TYPE"))
    }
}

pub(super) fn enable(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let token = recurring(world, asked)?;
    if !status(&token).is_empty() {
        return Err(not_awaiting());
    }
    let address = asked.body.get("redirect_endpoint");
    let three_ds = json!({ "enabled": true, "status": "pending", "redirect_endpoint": address });
    set(world, &token.id, three_ds);
    world.later("tokens", &token.id);
    Ok(shown(world, "tokens", &token.id))
}

pub(super) fn disable(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let token = recurring(world, asked)?;
    if !status(&token).is_empty() {
        set(world, &token.id, Value::Null);
    }
    Ok(shown(world, "tokens", &token.id))
}

fn set(world: &mut World, id: &str, three_ds: Value) {
    change(world, "tokens", id, |token| {
        if let Some(data) = token.body.get_mut("data").and_then(Value::as_object_mut) {
            data.insert("three_ds".to_owned(), three_ds);
        }
    });
    tell(world, "token_three_d_s_updated", "tokens", id);
}

/// The issuer has a page for the customer.
pub(super) fn settle_token(world: &mut World, id: &str) {
    let Some(token) = world
        .store
        .get("tokens", id)
        .filter(|token| status(token) == "pending")
    else {
        return;
    };
    let mut three_ds = token.body["data"]["three_ds"].clone();
    three_ds["status"] = json!("awaiting");
    set(world, id, three_ds);
}

/// The customer passes, or does not.
pub(super) fn decide(world: &mut World, id: &str, passes: bool) -> Result<Option<String>, String> {
    let token = world
        .store
        .get("tokens", id)
        .ok_or("there is no such token")?;
    if status(token) != "awaiting" {
        return Err("the token waits for nobody".to_owned());
    }
    let mut three_ds = token.body["data"]["three_ds"].clone();
    let back = three_ds["redirect_endpoint"].as_str().map(str::to_owned);
    three_ds["status"] = json!(if passes { "successful" } else { "failed" });
    if !passes {
        three_ds["error"] = error(358, "3-D Secure could not be completed");
    }
    set(world, id, three_ds);
    Ok(back)
}
