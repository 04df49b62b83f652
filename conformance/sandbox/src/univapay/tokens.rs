//! Transaction tokens: a payment method, made usable.

use serde_json::{Value, json};

use super::cards::{self, Fate};
use super::credential::claims;
use super::formats::invalid;
use super::{Account, change, keep, tell};
use crate::state::{Asked, Object, Record, Refusal, World, merge};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    mut draft: Object,
) -> Result<String, Refusal> {
    let data = asked.body.get("data").cloned().unwrap_or_default();
    let kind = asked.text("payment_type").to_owned();
    let mut notes = json!({ "email": asked.text("email") });
    let mut waits = false;
    if kind == "card" {
        let number = data
            .get("card_number")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if !cards::is_valid(number) {
            return Err(invalid("card_number", "INVALID_CARD_NUMBER"));
        }
        notes["fate"] = json!(Fate::of(number).word());
        let mut kept = json!({ "card": cards::shown(&data), "billing": null });
        // Tokens that are used once do 3-D Secure when they are charged.
        let three_ds = data
            .get("three_ds")
            .filter(|_| asked.text("type") == "recurring");
        waits = three_ds.is_some_and(|three_ds| three_ds["enabled"] == true);
        kept["three_ds"] = match three_ds {
            Some(three_ds) if waits => json!({
                "enabled": true, "status": "pending", "redirect_endpoint": three_ds.get("redirect_endpoint"),
            }),
            _ => Value::Null,
        };
        draft.insert("data".to_owned(), kept);
    }
    let more = json!({ "active": true });
    let account = Account::of(asked);
    let id = keep(world, &account, "tokens", draft, more, notes);
    if waits {
        world.later("tokens", &id);
    }
    tell(world, "token_created", "tokens", &id);
    Ok(id)
}

pub(super) fn update(world: &mut World, asked: &Asked<'_>, id: &str) {
    let mut changes = asked.body.clone();
    // Of new card data a token shows as little as of old ones.
    changes.remove("data");
    change(world, "tokens", id, |token| {
        merge(&mut token.body, &changes);
        // It can ask for an error.
        if let Some(email) = changes.get("email") {
            token.note_that("email", email.clone());
        }
    });
    tell(world, "token_updated", "tokens", id);
}

/// A token that was deleted is still there, and can be charged no more.
pub(super) fn delete(world: &mut World, id: &str) {
    let token = world.store.get("tokens", id);
    let Some(token) = token.filter(|token| token.is("active")) else {
        return;
    };
    let recurring = token.text("type") == "recurring";
    change(world, "tokens", id, |token| token.set("active", false));
    if recurring {
        tell(world, "recurring_token_deleted", "tokens", id);
    }
}

/// Tokens that are used once are never listed; of the others the active ones, unless the query says so.
pub(super) fn is_listed(asked: &Asked<'_>, token: &Record) -> bool {
    let active = token.is("active");
    let wanted = match asked.parameter("active") {
        Some("all") => true,
        Some("inactive") => !active,
        _ => active,
    };
    wanted && token.text("type") != "one_time"
}

/// A token as lists show it.
pub(super) fn entry(token: &Record) -> Value {
    let names = [
        "id",
        "store_id",
        "email",
        "payment_type",
        "active",
        "mode",
        "type",
        "created_on",
        "updated_on",
    ];
    let members = names.into_iter().filter_map(|name| {
        let value = token.body.get(name).filter(|value| !value.is_null())?;
        Some((name.to_owned(), value.clone()))
    });
    Value::Object(members.collect())
}

/// The token that a call names for new charges, of one of these types; `wrong` is the code for another type.
pub(super) fn usable(
    world: &World,
    asked: &Asked<'_>,
    types: &[&str],
    wrong: &'static str,
) -> Result<Record, Refusal> {
    const NAME: &str = "transaction_token_id";
    let token = world
        .named(asked, "tokens", asked.text(NAME))
        .map_err(|_| invalid(NAME, "NOT_FOUND"))?;
    let mode = claims(asked.headers).mode;
    if mode.is_some_and(|mode| mode != token.text("mode")) {
        return Err(Refusal::code(400, "PROCESSING_MODE_MISMATCH"));
    }
    if !types.contains(&token.text("type")) {
        return Err(Refusal::code(400, wrong));
    }
    if !token.is("active") {
        return Err(Refusal::code(400, "RECURRING_TOKEN_DISABLED"));
    }
    if token.notes_that("used") {
        return Err(Refusal::code(400, "TRANSACTION_ALREADY_PROCESSED"));
    }
    Ok(token)
}

/// Notes that a token was used, which those that are used once can be only once.
pub(super) fn use_up(world: &mut World, token: &Record) {
    if token.text("type") == "recurring" {
        return;
    }
    if let Some(token) = world.store.get_mut("tokens", &token.id) {
        token.note_that("used", true);
    }
}
