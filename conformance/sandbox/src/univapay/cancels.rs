//! Cancels: of charges that are authorized, or wait for their customer.

use serde_json::json;

use super::formats::error;
use super::{Account, change, charges, keep, subscriptions, tell};
use crate::state::{Asked, Object, Refusal, World};

pub(super) fn create(
    world: &mut World,
    asked: &Asked<'_>,
    draft: Object,
) -> Result<String, Refusal> {
    let charge = world.named(asked, "charges", asked.variable("chargeId"))?;
    if !matches!(charge.text("status"), "authorized" | "awaiting") {
        return Err(Refusal::code(400, "CANCEL_NOT_ALLOWED"));
    }
    let more = json!({ "charge_id": charge.id, "status": "pending", "error": null });
    let notes = json!({ "fails": charge.note("fate") == "cancel-fails" });
    let id = keep(
        world,
        &Account::with(&charge),
        "cancels",
        draft,
        more,
        notes,
    );
    world.later("cancels", &id);
    Ok(id)
}

pub(super) fn settle(world: &mut World, id: &str) {
    let Some(cancel) = world.store.get("cancels", id).cloned() else {
        return;
    };
    if cancel.text("status") != "pending" {
        return;
    }
    let charge = world
        .store
        .get("charges", cancel.text("charge_id"))
        .cloned();
    // It may have been captured in the meantime.
    let open = charge.filter(|charge| matches!(charge.text("status"), "authorized" | "awaiting"));
    let fails = cancel.notes_that("fails") || open.is_none();
    change(world, "cancels", id, |cancel| {
        cancel.set("status", if fails { "failed" } else { "successful" });
        if fails {
            cancel.set("error", error(312, "The charge cannot be canceled"));
        }
    });
    tell(world, "cancel_finished", "cancels", id);
    if let Some(charge) = open.filter(|_| !fails) {
        charges::move_to(world, &charge.id, "canceled");
        // A subscription waits for its charge.
        subscriptions::settle(world, charge.text("subscription_id"));
    }
}
