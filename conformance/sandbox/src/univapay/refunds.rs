//! Refunds: never more than was charged.

use serde_json::json;

use super::formats::{error, formatted};
use super::{Account, change, keep, tell};
use crate::state::{Asked, Object, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let charge = world.named(asked, "charges", asked.variable("chargeId"))?;
    if charge.text("status") != "successful" {
        return Err(Refusal::code(400, "CANNOT_REFUND_UNSUCCESSFUL_CHARGE"));
    }
    if matches!(charge.note("payment_type"), "konbini" | "bank_transfer") {
        return Err(Refusal::code(400, "REFUND_NOT_ALLOWED"));
    }
    let currency = asked.text("currency");
    if currency != charge.text("charged_currency") {
        return Err(Refusal::code(400, "CURRENCY_MUST_MATCH_CHARGE"));
    }
    let amount = asked.number("amount").unwrap_or_default();
    let charged = charge.number("charged_amount");
    if amount > charged {
        return Err(Refusal::code(400, "REFUND_EXCEEDS_CHARGE_AMOUNT"));
    }
    let given: i64 = world
        .store
        .all("refunds")
        .filter(|refund| refund.text("charge_id") == charge.id)
        .filter(|refund| matches!(refund.text("status"), "pending" | "successful"))
        .map(|refund| refund.number("amount"))
        .sum();
    if amount > charged - given {
        return Err(Refusal::code(400, "REFUND_NOT_WITHIN_BOUNDS"));
    }
    let more = json!({
        "charge_id": charge.id,
        "status": "pending",
        "amount_formatted": formatted(amount, currency),
        "error": null,
    });
    let notes = json!({ "fails": charge.note("fate") == "refund-fails" });
    let id = keep(
        world,
        &Account::with(&charge),
        "refunds",
        draft,
        more,
        notes,
    );
    world.later("refunds", &id);
    Ok(id)
}

pub(super) fn settle(world: &mut World, id: &str) {
    let refund = world.store.get("refunds", id);
    let Some(refund) = refund.filter(|refund| refund.text("status") == "pending") else {
        return;
    };
    let fails = refund.notes_that("fails");
    change(world, "refunds", id, |refund| {
        refund.set("status", if fails { "failed" } else { "successful" });
        if fails {
            refund.set("error", error(329, "Refund failed"));
        }
    });
    tell(world, "refund_finished", "refunds", id);
}
