//! Subscriptions: a first charge, and the payments that follow.
//!
//! Days do not pass in a sandbox: a planned payment is carried out when it is told that the day has come.

use serde_json::{Value, json};

use super::formats::{amount, formatted, invalid};
use super::{Account, change, charges, keep, payments, tell, tokens};
use crate::state::{Asked, Object, Record, Refusal, World, merge};

/// States in which nothing moves any more.
const OVER: [&str; 2] = ["canceled", "completed"];

const TYPES: [&str; 2] = ["subscription", "recurring"];

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let token = tokens::usable(world, asked, &TYPES, "NOT_SUBSCRIPTION_TOKEN")?;
    let usual = amount(asked, "amount", 1)?.unwrap_or_default();
    let first = amount(asked, "initial_amount", 0)?.unwrap_or(usual);
    payments::check_period(asked)?;
    let currency = asked.text("currency");
    let more = json!({
        "status": "unverified", "transaction_token_id": token.id, "amount_formatted": formatted(usual, currency),
    });
    let account = Account::with(&token);
    let id = keep(world, &account, "subscriptions", draft, more, json!({}));
    let subscription = world.named(asked, "subscriptions", &id)?;
    let payment = payments::plan(world, &subscription, first, payments::today());
    let order = charges::Order {
        amount: first,
        currency,
        captured: asked.body.get("first_charge_authorization_only") != Some(&Value::Bool(true)),
        three_ds: asked.body.get("three_ds"),
        payment: Some((&id, &payment)),
    };
    run(world, &token, &order)?;
    world.later("subscriptions", &id);
    tell(world, "subscription_created", "subscriptions", &id);
    Ok(id)
}

/// Begins the charge of a payment, and waits for it.
fn run(world: &mut World, token: &Record, order: &charges::Order<'_>) -> Result<(), Refusal> {
    let charge = charges::start(world, token, order, Object::new())?;
    if let Some((id, _)) = order.payment {
        change(world, "subscriptions", id, |subscription| {
            subscription.note_that("charge", charge);
        });
    }
    Ok(())
}

/// The charge that a subscription waits for.
fn running<'a>(world: &'a World, subscription: &Record) -> Option<&'a Record> {
    world.store.get("charges", subscription.note("charge"))
}

/// Whether a subscription waits for a charge of this payment.
pub(super) fn runs_for(world: &World, subscription: &Record, payment: &str) -> bool {
    running(world, subscription).is_some_and(|charge| charge.note("payment_id") == payment)
}

/// The charge that it waits for may be over. What came of it is taken into account once.
pub(super) fn settle(world: &mut World, id: &str) {
    let Some(subscription) = world.store.get("subscriptions", id).cloned() else {
        return;
    };
    charges::settle(world, subscription.note("charge"));
    let Some(charge) = running(world, &subscription).cloned() else {
        return;
    };
    let succeeded = match charge.text("status") {
        "successful" | "authorized" => true,
        "failed" | "error" | "canceled" => false,
        // It waits for the customer, and so does the subscription.
        _ => return,
    };
    change(world, "subscriptions", id, |subscription| {
        subscription.notes.remove("charge");
    });
    if succeeded {
        paid(world, &subscription, charge.note("payment_id"));
    } else {
        unpaid(world, &subscription);
    }
}

/// A payment was made. It counts whatever became of the subscription meanwhile, but moves only one that goes on.
pub(super) fn paid(world: &mut World, subscription: &Record, payment: &str) {
    let id = subscription.id.as_str();
    let goes_on = payments::made(world, subscription, payment);
    let status = subscription.text("status");
    if OVER.contains(&status) {
        return;
    }
    let event = (status != "unverified").then_some("subscription_payment");
    let status = if status == "suspended" {
        status
    } else {
        "current"
    };
    move_to(world, id, status, event);
    if !goes_on {
        move_to(world, id, "completed", Some("subscription_completed"));
    }
}

/// A payment failed. It is still planned.
fn unpaid(world: &mut World, subscription: &Record) {
    let status = match subscription.text("status") {
        "unverified" => "unconfirmed",
        "suspended" => "suspended",
        over if OVER.contains(&over) => return,
        _ => "unpaid",
    };
    move_to(
        world,
        &subscription.id,
        status,
        Some("subscription_failure"),
    );
}

fn move_to(world: &mut World, id: &str, status: &str, event: Option<&'static str>) {
    change(world, "subscriptions", id, |subscription| {
        subscription.set("status", status);
    });
    if let Some(event) = event {
        tell(world, event, "subscriptions", id);
    }
}

/// A subscription with its next payment.
pub(super) fn show(world: &World, subscription: &Record) -> Value {
    let mut body = subscription.body.clone();
    let over = OVER.contains(&subscription.text("status"));
    if let Some(payment) = payments::next(world, &subscription.id).filter(|_| !over) {
        body.insert(
            "next_payment".to_owned(),
            Value::Object(payment.body.clone()),
        );
    }
    Value::Object(body)
}

/// The day of the next payment comes.
pub(super) fn fall_due(world: &mut World, id: &str) -> Result<Option<String>, String> {
    // What is under way is over by then, unless the customer makes it wait.
    settle(world, id);
    let subscription = world.store.get("subscriptions", id).cloned();
    let subscription = subscription.ok_or("there is no such subscription")?;
    if !matches!(subscription.text("status"), "current" | "unpaid") {
        return Err(format!(
            "a subscription that is {} is not charged",
            subscription.text("status")
        ));
    }
    if let Some(charge) = running(world, &subscription) {
        return Err(format!("it waits for the charge {}", charge.id));
    }
    let payment = payments::next(world, id)
        .cloned()
        .ok_or("nothing is planned")?;
    if let Some((status, event)) = match payment.text("terminate_with_status") {
        "suspended" => Some(("suspended", "subscription_suspended")),
        "canceled" => Some(("canceled", "subscription_canceled")),
        _ => None,
    } {
        change(world, "payments", &payment.id, |payment| {
            payment.set("terminate_with_status", Value::Null);
        });
        move_to(world, id, status, Some(event));
        return Ok(None);
    }
    let token = subscription.text("transaction_token_id");
    let token = world.store.get("tokens", token).cloned();
    let Some(token) = token.filter(|token| token.is("active")) else {
        unpaid(world, &subscription);
        return Ok(None);
    };
    let order = charges::Order {
        amount: payment.number("amount"),
        currency: subscription.text("currency"),
        captured: true,
        three_ds: None,
        payment: Some((id, &payment.id)),
    };
    run(world, &token, &order).map_err(|refusal| format!("the charge was refused: {refusal:?}"))?;
    settle(world, id);
    Ok(None)
}

/// A subscription that can still be changed.
pub(super) fn open(world: &World, asked: &Asked<'_>, id: &str) -> Result<Record, Refusal> {
    let subscription = world.named(asked, "subscriptions", id)?;
    match subscription.text("status") {
        "canceled" => Err(Refusal::code(400, "CANNOT_CHANGE_CANCELED_SUBSCRIPTION")),
        "completed" => Err(Refusal::code(400, "SUBSCRIPTION_ALREADY_ENDED")),
        _ => Ok(subscription),
    }
}

pub(super) fn update(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    let subscription = open(world, asked, id)?;
    amount(asked, "amount", 1)?;
    payments::check_period(asked)?;
    let mut changes = asked.body.clone();
    let status = changes.remove("status");
    if changes.remove("initial_amount").is_some() {
        // The first payment begins when a subscription is made.
        return Err(invalid("initial_amount", "NOT_ALLOWED_VALUE"));
    }
    if changes.remove("transaction_token_id").is_some() {
        replace_token(world, asked, &subscription)?;
    }
    if let Some(Value::Object(next)) = changes.remove("next_payment") {
        let amount = next.get("amount").and_then(Value::as_i64);
        if amount.is_some_and(|amount| amount < 1) {
            return Err(invalid("next_payment.amount", "INVALID_AMOUNT"));
        }
        let planned = payments::next(world, id).map(|payment| payment.id.clone());
        // The customer pays what was asked for.
        let planned = planned.filter(|planned| !runs_for(world, &subscription, planned));
        let planned = planned.ok_or_else(|| invalid("next_payment", "NOT_ALLOWED_VALUE"))?;
        payments::change_planned(world, &planned, &next);
    }
    change(world, "subscriptions", id, |subscription| {
        merge(&mut subscription.body, &changes);
        let amount = formatted(subscription.number("amount"), subscription.text("currency"));
        subscription.set("amount_formatted", amount);
    });
    match status.as_ref().and_then(Value::as_str) {
        Some("suspended") => suspend(world, asked, &subscription),
        Some("unpaid") => resume(world, &subscription),
        _ => Ok(()),
    }
}

pub(super) fn cancel(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    let subscription = world.named(asked, "subscriptions", id)?;
    if OVER.contains(&subscription.text("status")) {
        return Err(Refusal::code(400, "SUBSCRIPTION_ALREADY_ENDED"));
    }
    move_to(world, id, "canceled", Some("subscription_canceled"));
    Ok(())
}

/// A call that is about the subscription of its path as a whole.
pub(super) fn moved(
    world: &mut World,
    asked: &Asked<'_>,
    change: impl FnOnce(&mut World, &Record) -> Result<(), Refusal>,
) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId");
    let subscription = open(world, asked, id)?;
    change(world, &subscription)?;
    let subscription = world.named(asked, "subscriptions", id)?;
    Ok(show(world, &subscription))
}

/// Suspends it at once, or on the day of the next payment and instead of it.
pub(super) fn suspend(
    world: &mut World,
    asked: &Asked<'_>,
    subscription: &Record,
) -> Result<(), Refusal> {
    let id = subscription.id.as_str();
    from(subscription, &["current", "unpaid"])?;
    let settings = asked.body.get("schedule_settings");
    let waits = settings.is_some_and(|settings| settings["termination_mode"] == "on_next_payment");
    let next = payments::next(world, id).map(|payment| payment.id.clone());
    if let Some(next) = next.filter(|_| waits) {
        change(world, "payments", &next, |payment| {
            payment.set("terminate_with_status", "suspended");
        });
    } else {
        move_to(world, id, "suspended", Some("subscription_suspended"));
    }
    Ok(())
}

pub(super) fn resume(world: &mut World, subscription: &Record) -> Result<(), Refusal> {
    from(subscription, &["suspended"])?;
    move_to(world, &subscription.id, "unpaid", None);
    Ok(())
}

/// The states from which a move starts; the provider names no code for the others.
fn from(subscription: &Record, states: &[&str]) -> Result<(), Refusal> {
    if states.contains(&subscription.text("status")) {
        return Ok(());
    }
    Err(invalid("status", "NOT_ALLOWED_VALUE"))
}

/// The token that the call names takes the place of the present one.
pub(super) fn replace_token(
    world: &mut World,
    asked: &Asked<'_>,
    subscription: &Record,
) -> Result<(), Refusal> {
    if asked.text("transaction_token_id") == subscription.text("transaction_token_id") {
        return Ok(());
    }
    let token = tokens::usable(world, asked, &TYPES, "NOT_SUBSCRIPTION_TOKEN")?;
    if token.text("store_id") != subscription.text("store_id") {
        return Err(Refusal::code(400, "TOKEN_FOR_WRONG_STORE"));
    }
    if subscription.text("status") == "unverified" {
        return Err(Refusal::code(400, "CANNOT_CHANGE_TOKEN"));
    }
    tokens::use_up(world, &token);
    change(world, "subscriptions", &subscription.id, |subscription| {
        subscription.set("transaction_token_id", token.id.as_str());
    });
    Ok(())
}

pub(super) fn latest_charge(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId");
    let mut charges = world.store.all("charges").rev();
    let last = charges.find(|charge| charge.text("subscription_id") == id);
    last.map(|charge| Value::Object(charge.body.clone()))
        .ok_or_else(|| Refusal::status(404))
}
