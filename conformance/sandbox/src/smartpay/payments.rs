//! Payments, which are captures of orders, and refunds of payments.

use serde_json::{Value, json};

use super::{Account, change, keep, orders, tell};
use crate::state::{Asked, Object, Record, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let order = world.named(asked, "orders", asked.text("order"))?;
    if order.text("status") != "requires_capture" {
        return Err(Refusal::code(409, "order.cannot-capture"));
    }
    let amount = asked.number("amount").unwrap_or_default();
    let left = order.number("amount") - orders::captured(world, &order);
    if amount > left {
        return Err(Refusal::code(409, "payment.excessive-amount"));
    }
    let payment = take(world, &order, amount, draft);
    if amount == left || asked.text("cancelRemainder") != "manual" {
        change(world, "orders", &order.id, |order| {
            order.set("status", "succeeded");
        });
    }
    Ok(payment)
}

/// Takes some of an order.
pub(super) fn take(world: &mut World, order: &Record, amount: i64, draft: Object) -> String {
    let mut draft = draft;
    // Which of the order's items a payment is for is shown by their ids; it is for all of them unless it says so.
    draft.remove("lineItems");
    let more = json!({
        "amount": amount, "currency": order.text("currency"), "order": order.id,
        "status": "processed", "refunds": [],
    });
    let id = keep(world, Account::with(order), "payments", draft, more);
    append(world, "orders", &order.id, "payments", &id);
    tell(world, "payment.created", "payments", &id);
    id
}

pub(super) fn refund(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let payment = world.named(asked, "payments", asked.text("payment"))?;
    let refunds = world.store.all("refunds");
    let given: i64 = refunds
        .filter(|refund| refund.text("payment") == payment.id)
        .map(|refund| refund.number("amount"))
        .sum();
    let left = payment.number("amount") - given;
    let amount = asked.number("amount").unwrap_or(left);
    if amount > left || left == 0 {
        return Err(Refusal::code(403, "amount.insufficient"));
    }
    let mut draft = draft;
    draft.remove("lineItems");
    let more = json!({ "amount": amount, "status": "succeeded" });
    let id = keep(world, Account::with(&payment), "refunds", draft, more);
    append(world, "payments", &payment.id, "refunds", &id);
    if amount == left {
        change(world, "payments", &payment.id, |payment| {
            payment.set("status", "refunded");
        });
    }
    tell(world, "refund.created", "refunds", &id);
    Ok(id)
}

fn append(world: &mut World, kind: &str, id: &str, list: &str, entry: &str) {
    change(world, kind, id, |record| {
        if let Some(Value::Array(list)) = record.body.get_mut(list) {
            list.push(json!(entry));
        }
    });
}
