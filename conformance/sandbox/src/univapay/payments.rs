//! Payments of a subscription: planned one after the other, and each made once.

use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::formats::{formatted, id, invalid, now};
use super::{change, subscriptions};
use crate::state::{Asked, Object, Record, Refusal, World, merge};

/// Today, for plans.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Plans a payment.
pub(super) fn plan(world: &mut World, subscription: &Record, amount: i64, due: Date) -> String {
    let id = id(world);
    let currency = subscription.text("currency");
    let body = json!({
        "id": id, "due_date": due.to_string(), "amount": amount, "currency": currency,
        "amount_formatted": formatted(amount, currency), "is_paid": false, "created_on": now(),
    });
    let notes = json!({ "subscription_id": subscription.id });
    let object = |value: Value| value.as_object().cloned().unwrap_or_default();
    world.store.put(Record {
        kind: "payments".to_owned(),
        id: id.clone(),
        owner: subscription.owner.clone(),
        body: object(body),
        notes: object(notes),
    });
    id
}

fn all<'a>(world: &'a World, subscription: &str) -> impl Iterator<Item = &'a Record> {
    let payments = world.store.all("payments");
    payments.filter(move |payment| payment.note("subscription_id") == subscription)
}

/// The next planned payment.
pub(super) fn next<'a>(world: &'a World, subscription: &str) -> Option<&'a Record> {
    all(world, subscription).find(|payment| !payment.is("is_paid"))
}

/// A payment was made. Plans the one that follows, and says whether there is one: not if the plan is over.
pub(super) fn made(world: &mut World, subscription: &Record, payment: &str) -> bool {
    let mut due = today();
    change(world, "payments", payment, |payment| {
        payment.set("is_paid", true);
        payment.set("successful_payment_date", due.to_string());
        due = payment.text("due_date").parse().unwrap_or(due);
    });
    let Some(amount) = following(world, subscription) else {
        change(world, "payments", payment, |payment| {
            payment.set("is_last_payment", true);
        });
        return false;
    };
    let next = due.checked_add(period(subscription)).unwrap_or(due);
    plan(world, subscription, amount, next);
    true
}

/// The amount of the payment that follows those that were made; `None` after the last.
fn following(world: &World, subscription: &Record) -> Option<i64> {
    let amount = subscription.number("amount");
    let limit = |name: &str| {
        let mut plans = ["subscription_plan", "installment_plan"].iter();
        plans.find_map(|plan| subscription.body.get(*plan)?.get(name)?.as_i64())
    };
    if let Some(cycles) = limit("fixed_cycles") {
        let done = all(world, &subscription.id).count();
        return i64::try_from(done)
            .is_ok_and(|done| done < cycles)
            .then_some(amount);
    }
    let Some(total) = limit("fixed_cycle_amount") else {
        return Some(amount);
    };
    let paid = all(world, &subscription.id).map(|payment| payment.number("amount"));
    let left = paid.fold(total, i64::saturating_sub);
    (left > 0).then_some(amount.min(left))
}

/// The time from one payment to the next.
fn period(subscription: &Record) -> Span {
    if let Some(period) = subscription.body.get("cyclical_period") {
        return cyclical(period).unwrap_or_default();
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

/// A period of at least a day.
fn cyclical(period: &Value) -> Option<Span> {
    let span: Span = period.as_str()?.parse().ok()?;
    let today = today();
    (today.checked_add(span).ok()? > today).then_some(span)
}

/// Whether a body says how often payments are made in a way that can be followed.
pub(super) fn check_period(asked: &Asked<'_>) -> Result<(), Refusal> {
    let name = "cyclical_period";
    match asked.body.get(name) {
        Some(period) if cyclical(period).is_none() => Err(invalid(name, "INVALID_FORMAT")),
        _ => Ok(()),
    }
}

/// Changes a payment. One that was made is over.
pub(super) fn update(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    let payment = world.named(asked, "payments", id)?;
    let subscription = subscriptions::open(world, asked, payment.note("subscription_id"))?;
    let mut changes = asked.body.clone();
    let paid = changes.remove("is_paid");
    let runs = subscriptions::runs_for(world, &subscription, id);
    match paid {
        Some(Value::Bool(false)) if payment.is("is_paid") => {
            return Err(invalid("is_paid", "NOT_ALLOWED_VALUE"));
        }
        // What the customer pays as well would be paid twice.
        Some(Value::Bool(true)) if runs => return Err(invalid("is_paid", "NOT_ALLOWED_VALUE")),
        _ => {}
    }
    change_planned(world, id, &changes);
    if paid == Some(Value::Bool(true)) && !payment.is("is_paid") {
        subscriptions::paid(world, &subscription, id);
    }
    Ok(())
}

/// Changes what is planned.
pub(super) fn change_planned(world: &mut World, id: &str, changes: &Object) {
    change(world, "payments", id, |payment| {
        merge(&mut payment.body, changes);
        let amount = formatted(payment.number("amount"), payment.text("currency"));
        payment.set("amount_formatted", amount);
    });
}
