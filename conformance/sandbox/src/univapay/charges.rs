//! Charges: from pending to their end.

use serde_json::{Value, json};

use super::cards;
use super::formats::{error, formatted};
use super::{change, keep, shown, subscriptions, three_ds, tokens};
use crate::state::{Asked, Object, Record, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let token = asked.text("transaction_token_id");
    let types = ["one_time", "recurring"];
    let token = tokens::usable(world, token, &types, "NON_SUBSCRIPTION_PAYMENT")?;
    let amount = asked.number("amount").unwrap_or_default();
    start(world, asked, &token, amount, draft, &Value::Null)
}

/// Begins a charge, also one of a subscription, which is named in `owner`.
pub(super) fn start(
    world: &mut World,
    asked: &Asked<'_>,
    token: &Record,
    amount: i64,
    draft: Object,
    owner: &Value,
) -> Result<String, Refusal> {
    let captured = asked.body.get("capture") != Some(&Value::Bool(false));
    if !captured && !matches!(token.text("payment_type"), "card" | "apple_pay") {
        return Err(Refusal::code(400, "AUTH_NOT_SUPPORTED"));
    }
    let currency = asked.text("currency");
    let mut more = json!({
        "transaction_token_id": token.id,
        "transaction_token_type": token.text("type"),
        "subscription_id": owner.get("subscription_id"),
        "requested_amount": amount,
        "requested_currency": currency,
        "requested_amount_formatted": formatted(amount, currency),
        "charged_amount": null, "charged_currency": null, "charged_amount_formatted": null,
        "status": "pending",
        "error": null,
    });
    if let Some(three_ds) = asked.body.get("three_ds").and_then(Value::as_object) {
        let shown = ["redirect_endpoint", "mode"];
        let shown = shown
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), three_ds.get(name)?.clone())));
        more["three_ds"] = Value::Object(shown.collect());
    }
    let notes = json!({
        "payment_type": token.text("payment_type"),
        "fate": token.note("fate"),
        "error": cards::forced_error(token.note("email")),
        "authorize": !captured,
        "waits": three_ds::is_asked(asked) || is_paid_elsewhere(token),
        "payment_id": owner.get("payment_id"),
    });
    tokens::use_up(world, token);
    let id = keep(world, asked, "charges", draft, more, notes);
    world.later("charges", &id);
    Ok(id)
}

/// Whether the customer has to do something elsewhere.
fn is_paid_elsewhere(token: &Record) -> bool {
    matches!(
        token.text("payment_type"),
        "konbini" | "online" | "bank_transfer" | "qr_merchant"
    )
}

/// The processor answers.
pub(super) fn settle(world: &mut World, id: &str) {
    let Some(charge) = world.store.get("charges", id).cloned() else {
        return;
    };
    if charge.text("status") != "pending" {
        return;
    }
    let forced = charge.notes.get("error").and_then(Value::as_i64);
    match (forced, charge.note("fate")) {
        (Some(code), _) => fail(
            world,
            id,
            error(code, "The error that the e-mail asked for"),
        ),
        (None, "charge-fails") => fail(world, id, error(309, "Processing error")),
        _ if charge.notes.get("waits") == Some(&Value::Bool(true)) => {
            move_to(world, id, "awaiting");
        }
        _ => succeed(world, &charge),
    }
}

/// The customer decides about a charge that waits for it.
pub(super) fn decide(world: &mut World, id: &str, pays: bool) -> Result<Option<String>, String> {
    let charge = world.store.get("charges", id).cloned();
    let charge = charge.ok_or("there is no such charge")?;
    if charge.text("status") != "awaiting" {
        return Err(format!(
            "the charge is {}, and waits for nobody",
            charge.text("status")
        ));
    }
    if pays {
        succeed(world, &charge);
    } else if charge.body.contains_key("three_ds") {
        fail(world, id, error(358, "3-D Secure could not be completed"));
    } else {
        fail(world, id, error(327, "The customer did not confirm"));
    }
    // A subscription waits for its charge.
    subscriptions::settle(world, charge.text("subscription_id"));
    Ok(back(&charge))
}

/// Where the customer's browser goes afterwards: the address of the charge, with what it was made with.
fn back(charge: &Record) -> Option<String> {
    let endpoint = |name: &str, member: &str| charge.body.get(name)?.get(member)?.as_str();
    let address =
        endpoint("redirect", "endpoint").or_else(|| endpoint("three_ds", "redirect_endpoint"))?;
    let join = if address.contains('?') { '&' } else { '?' };
    let token = charge.text("transaction_token_id");
    Some(format!(
        "{address}{join}univapayChargeId={}&univapayTokenId={token}",
        charge.id
    ))
}

fn succeed(world: &mut World, charge: &Record) {
    let authorizes = charge.notes.get("authorize") == Some(&Value::Bool(true));
    charged(world, &charge.id, charge.number("requested_amount"));
    move_to(
        world,
        &charge.id,
        if authorizes {
            "authorized"
        } else {
            "successful"
        },
    );
}

fn charged(world: &mut World, id: &str, amount: i64) {
    change(world, "charges", id, |charge| {
        let currency = charge.text("requested_currency").to_owned();
        charge.set("charged_amount", amount);
        charge.set("charged_amount_formatted", formatted(amount, &currency));
        charge.set("charged_currency", currency);
    });
}

fn fail(world: &mut World, id: &str, error: Value) {
    change(world, "charges", id, |charge| charge.set("error", error));
    move_to(world, id, "failed");
}

/// Gives a charge another status, and tells of it.
pub(super) fn move_to(world: &mut World, id: &str, status: &str) {
    change(world, "charges", id, |charge| charge.set("status", status));
    let event = match status {
        "awaiting" | "authorized" => "charge_updated",
        _ => "charge_finished",
    };
    let data = shown(world, "charges", id);
    world.tell(event, data);
}

pub(super) fn capture(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let charge = world.named("charges", asked.variable("id"))?;
    if charge.text("status") != "authorized" {
        return Err(Refusal::code(400, "ALREADY_CAPTURED"));
    }
    let authorized = charge.number("requested_amount");
    let amount = asked.number("amount").unwrap_or(authorized);
    if amount > authorized {
        return Err(Refusal::code(400, "CAPTURE_AMOUNT_TOO_LARGE"));
    }
    let currency = asked.text("currency");
    if !currency.is_empty() && currency != charge.text("requested_currency") {
        let (field, reason) = ("currency", "INVALID_CURRENCY");
        return Err(Refusal::field(400, "VALIDATION_ERROR", field, reason));
    }
    charged(world, &charge.id, amount);
    move_to(world, &charge.id, "successful");
    Ok(json!({}))
}

/// Where the customer pays elsewhere: a page, or an account.
pub(super) fn issuer_token(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let charge = world.named("charges", asked.variable("id"))?;
    let kind = charge.note("payment_type").to_owned();
    match (kind.as_str(), charge.text("status")) {
        ("online", "awaiting") => Ok(json!({
            "payment_type": kind,
            "issuer_token": world.page_of(&charge.id),
            "call_method": "http_get",
        })),
        ("bank_transfer", "awaiting") => Ok(json!({
            "payment_type": kind,
            "account_id": charge.id,
            "branch_code": "001",
            "branch_name": "サンドボックス",
            "account_holder_name": "サンドボックス",
            "account_number": "0000001",
        })),
        (_, "awaiting") => Err(Refusal::field(
            400,
            "VALIDATION_ERROR",
            "payment_type",
            "NOT_ONLINE_CHARGE",
        )),
        _ => Err(Refusal::field(
            400,
            "VALIDATION_ERROR",
            "status",
            "INVALID_CHARGE_STATUS",
        )),
    }
}
