//! Charges: from pending to their end.

use serde_json::{Value, json};

use super::cards;
use super::formats::{amount, error, formatted, invalid, now};
use super::{Account, change, keep, subscriptions, tell, three_ds, tokens};
use crate::state::{Asked, Object, Record, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let types = ["one_time", "recurring"];
    let token = tokens::usable(world, asked, &types, "NON_SUBSCRIPTION_PAYMENT")?;
    let order = Order {
        amount: amount(asked, "amount", 1)?.unwrap_or_default(),
        currency: asked.text("currency"),
        captured: asked.body.get("capture") != Some(&Value::Bool(false)),
        three_ds: asked.body.get("three_ds"),
        payment: None,
    };
    start(world, &token, &order, draft)
}

/// What is to be charged.
pub(super) struct Order<'a> {
    /// How much.
    pub(super) amount: i64,
    /// Of which currency.
    pub(super) currency: &'a str,
    /// Whether it is captured at once, and not only authorized.
    pub(super) captured: bool,
    /// What is said of 3-D Secure.
    pub(super) three_ds: Option<&'a Value>,
    /// The subscription that it is for, and the payment of it.
    pub(super) payment: Option<(&'a str, &'a str)>,
}

/// Begins a charge of a token, in the token's store and mode.
pub(super) fn start(
    world: &mut World,
    token: &Record,
    order: &Order<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    if !order.captured && !matches!(token.text("payment_type"), "card" | "apple_pay") {
        return Err(Refusal::code(400, "AUTH_NOT_SUPPORTED"));
    }
    let (subscription, payment) = order.payment.unzip();
    let mut more = json!({
        "transaction_token_id": token.id,
        "transaction_token_type": token.text("type"),
        "subscription_id": subscription,
        "requested_amount": order.amount,
        "requested_currency": order.currency,
        "requested_amount_formatted": formatted(order.amount, order.currency),
        "charged_amount": null, "charged_currency": null, "charged_amount_formatted": null,
        "status": "pending",
        "error": null,
    });
    if let Some(three_ds) = order.three_ds.and_then(Value::as_object) {
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
        "authorize": !order.captured,
        "waits": three_ds::is_asked(order.three_ds) || is_paid_elsewhere(token),
        "payment_id": payment,
    });
    tokens::use_up(world, token);
    let account = Account::with(token);
    let id = keep(world, &account, "charges", draft, more, notes);
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
        _ if charge.notes_that("waits") => move_to(world, id, "awaiting"),
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
        if charge.note("payment_type") == "bank_transfer" {
            tell_of_deposit(world, &charge);
        }
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

/// The customer has transferred what was asked for.
fn tell_of_deposit(world: &mut World, charge: &Record) {
    let amount = charge.number("requested_amount");
    let mut data = json!({
        "charge_id": charge.id,
        "payment_status": "exact",
        "latest_deposit_date": now(),
        "latest_deposit_amount": amount,
        "balance": 0,
        "currency": charge.text("requested_currency"),
        "amount": amount,
        "amount_difference": 0,
    });
    let token = charge.text("transaction_token_id");
    let token = world.store.get("tokens", token);
    for (name, owner) in [("charge_metadata", Some(charge)), ("token_metadata", token)] {
        if let Some(metadata) = owner.and_then(|owner| owner.body.get("metadata")) {
            data[name] = metadata.clone();
        }
    }
    world.tell("bank_transfer_status_updated", &charge.owner, data);
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
    let authorizes = charge.notes_that("authorize");
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
    tell(world, event, "charges", id);
}

pub(super) fn capture(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let charge = world.named(asked, "charges", asked.variable("id"))?;
    if charge.text("status") != "authorized" {
        return Err(Refusal::code(400, "ALREADY_CAPTURED"));
    }
    let authorized = charge.number("requested_amount");
    let amount = amount(asked, "amount", 1)?.unwrap_or(authorized);
    if amount > authorized {
        return Err(Refusal::code(400, "CAPTURE_AMOUNT_TOO_LARGE"));
    }
    let currency = asked.text("currency");
    if !currency.is_empty() && currency != charge.text("requested_currency") {
        return Err(invalid("currency", "INVALID_CURRENCY"));
    }
    charged(world, &charge.id, amount);
    move_to(world, &charge.id, "successful");
    Ok(json!({}))
}

/// Where the customer pays elsewhere: a page, or an account.
pub(super) fn issuer_token(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let charge = world.named(asked, "charges", asked.variable("id"))?;
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
        (_, "awaiting") => Err(invalid("payment_type", "NOT_ONLINE_CHARGE")),
        _ => Err(invalid("status", "INVALID_CHARGE_STATUS")),
    }
}
