//! Subscriptions: a first charge, and the payments that follow.
//!
//! Days do not pass in a sandbox: a planned payment is carried out when it is told that the day has come.

use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::formats::{formatted, id, now};
use super::{change, charges, keep, shown, tokens};
use crate::state::{Asked, Object, Record, Refusal, World, merge};

/// States in which nothing moves any more.
const OVER: [&str; 2] = ["canceled", "completed"];

const TYPES: [&str; 2] = ["subscription", "recurring"];

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let token = asked.text("transaction_token_id");
    let token = tokens::usable(world, token, &TYPES, "NOT_SUBSCRIPTION_TOKEN")?;
    let amount = asked.number("amount").unwrap_or_default();
    let more = json!({ "status": "unverified", "amount_formatted": formatted(amount, asked.text("currency")) });
    let id = keep(world, asked, "subscriptions", draft, more, json!({}));
    let first = asked.number("initial_amount").unwrap_or(amount);
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let payment = plan(world, asked.text("currency"), &id, first, today);
    let owner = json!({ "subscription_id": id, "payment_id": payment });
    let charge = charges::start(world, asked, &token, first, Object::new(), &owner)?;
    change(world, "subscriptions", &id, |subscription| {
        subscription
            .notes
            .insert("charge".to_owned(), json!(charge));
    });
    world.later("subscriptions", &id);
    let data = shown(world, "subscriptions", &id);
    world.tell("subscription_created", data);
    Ok(id)
}

/// Plans a payment.
fn plan(world: &mut World, currency: &str, subscription: &str, amount: i64, due: Date) -> String {
    let id = id(world);
    let body = json!({
        "id": id, "due_date": due.to_string(), "amount": amount, "currency": currency,
        "amount_formatted": formatted(amount, currency), "is_paid": false, "created_on": now(),
    });
    let notes = json!({ "subscription_id": subscription });
    world.store.put(Record {
        kind: "payments".to_owned(),
        id: id.clone(),
        body: body.as_object().cloned().unwrap_or_default(),
        notes: notes.as_object().cloned().unwrap_or_default(),
    });
    id
}

/// The first charge is over, or one that fell due.
pub(super) fn settle(world: &mut World, id: &str) {
    let Some(subscription) = world.store.get("subscriptions", id).cloned() else {
        return;
    };
    let charge = subscription.note("charge").to_owned();
    charges::settle(world, &charge);
    let Some(charge) = world.store.get("charges", &charge).cloned() else {
        return;
    };
    // What came of a charge is taken into account once.
    let payment = world.store.get("payments", charge.note("payment_id"));
    if payment.is_none_or(|payment| payment.body["is_paid"] == true) {
        return;
    }
    let first = subscription.text("status") == "unverified";
    match charge.text("status") {
        "successful" | "authorized" => paid(world, &subscription, &charge, first),
        "failed" | "error" => {
            move_to(
                world,
                id,
                if first { "unconfirmed" } else { "unpaid" },
                Some("subscription_failure"),
            );
        }
        // It waits for the customer, and so does the subscription.
        _ => {}
    }
}

fn paid(world: &mut World, subscription: &Record, charge: &Record, first: bool) {
    let payment = charge.note("payment_id").to_owned();
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let mut due = today;
    change(world, "payments", &payment, |payment| {
        payment.set("is_paid", true);
        payment.set("successful_payment_date", today.to_string());
        due = payment.text("due_date").parse().unwrap_or(today);
    });
    let id = subscription.id.as_str();
    let event = (!first).then_some("subscription_payment");
    let done = world
        .store
        .all("payments")
        .filter(|payment| payment.note("subscription_id") == id)
        .count();
    if cycles(subscription)
        .is_some_and(|cycles| i64::try_from(done).is_ok_and(|done| done >= cycles))
    {
        change(world, "payments", &payment, |payment| {
            payment.set("is_last_payment", true);
        });
        move_to(world, id, "current", event);
        move_to(world, id, "completed", Some("subscription_completed"));
        return;
    }
    let next = due.checked_add(period(subscription)).unwrap_or(due);
    plan(
        world,
        subscription.text("currency"),
        id,
        subscription.number("amount"),
        next,
    );
    move_to(world, id, "current", event);
}

/// After how many payments the plan is over.
fn cycles(subscription: &Record) -> Option<i64> {
    ["subscription_plan", "installment_plan"]
        .iter()
        .find_map(|plan| subscription.body.get(*plan)?.get("fixed_cycles")?.as_i64())
}

/// The time from one payment to the next.
fn period(subscription: &Record) -> Span {
    if let Some(period) = subscription
        .body
        .get("cyclical_period")
        .and_then(Value::as_str)
    {
        return period.parse().unwrap_or_default();
    }
    match subscription.text("period") {
        "daily" => Span::new().days(1),
        "weekly" => Span::new().weeks(1),
        "biweekly" => Span::new().weeks(2),
        "bimonthly" => Span::new().months(2),
        "quarterly" => Span::new().months(3),
        "semiannually" => Span::new().months(6),
        "annually" => Span::new().years(1),
        _ => Span::new().months(1),
    }
}

fn move_to(world: &mut World, id: &str, status: &str, event: Option<&'static str>) {
    change(world, "subscriptions", id, |subscription| {
        subscription.set("status", status);
    });
    if let Some(event) = event {
        let data = shown(world, "subscriptions", id);
        world.tell(event, data);
    }
}

/// The next planned payment.
fn next<'a>(world: &'a World, subscription: &str) -> Option<&'a Record> {
    world.store.all("payments").find(|payment| {
        payment.note("subscription_id") == subscription && payment.body["is_paid"] == false
    })
}

/// A subscription with its next payment.
pub(super) fn show(world: &World, subscription: &Record) -> Value {
    let mut body = subscription.body.clone();
    let over = OVER.contains(&subscription.text("status"));
    if let Some(payment) = next(world, &subscription.id).filter(|_| !over) {
        body.insert(
            "next_payment".to_owned(),
            Value::Object(payment.body.clone()),
        );
    }
    Value::Object(body)
}

/// The day of the next payment comes.
pub(super) fn fall_due(world: &mut World, id: &str) -> Result<Option<String>, String> {
    let subscription = world.store.get("subscriptions", id).cloned();
    let subscription = subscription.ok_or("there is no such subscription")?;
    if !matches!(subscription.text("status"), "current" | "unpaid") {
        return Err(format!(
            "a subscription that is {} is not charged",
            subscription.text("status")
        ));
    }
    let payment = next(world, id).cloned().ok_or("nothing is planned")?;
    let token = world
        .store
        .get("tokens", subscription.text("transaction_token_id"))
        .cloned();
    let token = token.filter(|token| token.body["active"] == true);
    let Some(token) = token else {
        move_to(world, id, "unpaid", Some("subscription_failure"));
        return Ok(None);
    };
    let mut body = Object::new();
    body.insert("currency".to_owned(), json!(subscription.text("currency")));
    let headers = http::HeaderMap::new();
    let asked = Asked {
        operation: "",
        path: std::collections::BTreeMap::new(),
        query: std::collections::BTreeMap::new(),
        headers: &headers,
        body,
    };
    let owner = json!({ "subscription_id": id, "payment_id": payment.id });
    let charge = charges::start(
        world,
        &asked,
        &token,
        payment.number("amount"),
        Object::new(),
        &owner,
    )
    .map_err(|refusal| format!("the charge was refused: {refusal:?}"))?;
    let (store, mode) = (
        subscription.text("store_id").to_owned(),
        subscription.text("mode").to_owned(),
    );
    change(world, "charges", &charge, |charge| {
        charge.set("store_id", store);
        charge.set("mode", mode);
    });
    change(world, "subscriptions", id, |subscription| {
        subscription
            .notes
            .insert("charge".to_owned(), json!(charge));
    });
    settle(world, id);
    Ok(None)
}

/// A subscription that can still be changed.
fn open(world: &World, id: &str) -> Result<Record, Refusal> {
    let subscription = world.named("subscriptions", id)?;
    match subscription.text("status") {
        "canceled" => Err(Refusal::code(400, "CANNOT_CHANGE_CANCELED_SUBSCRIPTION")),
        "completed" => Err(Refusal::code(400, "SUBSCRIPTION_ALREADY_ENDED")),
        _ => Ok(subscription),
    }
}

pub(super) fn update(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    open(world, id)?;
    let mut changes = asked.body.clone();
    // What is to come is shown from its payment.
    changes.remove("next_payment");
    change(world, "subscriptions", id, |subscription| {
        merge(&mut subscription.body, &changes);
    });
    let (amount, currency) = match world.store.get("subscriptions", id) {
        Some(subscription) => (
            subscription.number("amount"),
            subscription.text("currency").to_owned(),
        ),
        None => return Err(Refusal::status(404)),
    };
    change(world, "subscriptions", id, |subscription| {
        subscription.set("amount_formatted", formatted(amount, &currency));
    });
    Ok(())
}

pub(super) fn cancel(world: &mut World, id: &str) -> Result<(), Refusal> {
    let subscription = world.named("subscriptions", id)?;
    if OVER.contains(&subscription.text("status")) {
        return Err(Refusal::code(400, "SUBSCRIPTION_ALREADY_ENDED"));
    }
    move_to(world, id, "canceled", Some("subscription_canceled"));
    Ok(())
}

pub(super) fn suspend(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId").to_owned();
    from(world, &id, &["current", "unpaid"])?;
    move_to(world, &id, "suspended", Some("subscription_suspended"));
    Ok(view(world, &id))
}

pub(super) fn resume(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId").to_owned();
    from(world, &id, &["suspended"])?;
    move_to(world, &id, "unpaid", None);
    Ok(view(world, &id))
}

/// The states from which a move starts; the provider names no code for the others.
fn from(world: &World, id: &str, states: &[&str]) -> Result<(), Refusal> {
    let subscription = open(world, id)?;
    if states.contains(&subscription.text("status")) {
        return Ok(());
    }
    Err(Refusal::field(
        400,
        "VALIDATION_ERROR",
        "status",
        "NOT_ALLOWED_VALUE",
    ))
}

pub(super) fn change_token(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId").to_owned();
    let subscription = open(world, &id)?;
    let token = asked.text("transaction_token_id");
    let token = tokens::usable(world, token, &TYPES, "NOT_SUBSCRIPTION_TOKEN")?;
    if token.text("store_id") != subscription.text("store_id") {
        return Err(Refusal::code(400, "TOKEN_FOR_WRONG_STORE"));
    }
    change(world, "subscriptions", &id, |subscription| {
        subscription.set("transaction_token_id", token.id.as_str());
    });
    Ok(view(world, &id))
}

fn view(world: &World, id: &str) -> Value {
    let subscription = world.store.get("subscriptions", id);
    subscription.map_or(Value::Null, |subscription| show(world, subscription))
}

pub(super) fn latest_charge(world: &mut World, asked: &Asked<'_>) -> Result<Value, Refusal> {
    let id = asked.variable("subscriptionId");
    let mut charges = world.store.all("charges").rev();
    let last = charges.find(|charge| charge.text("subscription_id") == id);
    last.map(|charge| Value::Object(charge.body.clone()))
        .ok_or_else(|| Refusal::status(404))
}
