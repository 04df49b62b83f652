//! Orders: authorized by the shopper, or at once by a token; captured; canceled.

use serde_json::json;

use super::{Account, change, items, keep, now, payments, tell};
use crate::state::{Asked, Object, Record, Refusal, World};

/// How long an authorized order can be captured.
const WINDOW: i64 = 7 * 24 * 60 * 60 * 1_000;

/// Opens an order as a body describes it, which nobody has authorized yet.
pub(super) fn open(world: &mut World, asked: &Asked<'_>, token: Option<&str>) -> String {
    let mut draft = Object::new();
    for name in [
        "amount",
        "currency",
        "shippingInfo",
        "description",
        "reference",
        "metadata",
    ] {
        if let Some(value) = asked.body.get(name) {
            draft.insert(name.to_owned(), value.clone());
        }
    }
    if let Some(token) = token {
        draft.insert("tokenId".to_owned(), json!(token));
    }
    let account = Account::of(asked);
    let items = items::of(world, asked, account.test);
    let more = json!({ "status": "requires_authorization", "lineItems": items, "payments": [] });
    let id = keep(world, account, "orders", draft, more);
    let manual = asked.text("captureMethod") == "manual";
    if let Some(order) = world.store.get_mut("orders", &id) {
        order.note_that("manual", manual);
    }
    id
}

/// Makes an order with a token, which is decided at once.
pub(super) fn create(world: &mut World, asked: &Asked<'_>) -> Result<String, Refusal> {
    let token = world.named(asked, "tokens", asked.text("token"))?;
    if token.text("status") != "active" {
        return Err(Refusal::code(400, "token.invalid"));
    }
    let id = open(world, asked, Some(&token.id));
    tell(world, "token.used", "tokens", &token.id);
    authorize(world, &id);
    Ok(id)
}

/// The shopper decides.
pub(super) fn decide(world: &mut World, id: &str, pays: bool) -> Result<(), String> {
    let order = world
        .store
        .get("orders", id)
        .ok_or("there is no such order")?;
    if order.text("status") != "requires_authorization" {
        return Err(format!(
            "the order is {}, and waits for nobody",
            order.text("status")
        ));
    }
    if pays {
        authorize(world, id);
    } else {
        change(world, "orders", id, |order| order.set("status", "rejected"));
        tell(world, "order.rejected", "orders", id);
    }
    Ok(())
}

fn authorize(world: &mut World, id: &str) {
    let Some(order) = world.store.get("orders", id).cloned() else {
        return;
    };
    let manual = order.notes_that("manual");
    change(world, "orders", id, |order| {
        order.set(
            "status",
            if manual {
                "requires_capture"
            } else {
                "succeeded"
            },
        );
        order.set("expiresAt", now() + WINDOW);
    });
    tell(world, "order.authorized", "orders", id);
    if !manual {
        payments::take(world, &order, order.number("amount"), Object::new());
    }
}

/// What was captured of an order.
pub(super) fn captured(world: &World, order: &Record) -> i64 {
    let payments = world.store.all("payments");
    let own = payments.filter(|payment| payment.text("order") == order.id);
    own.map(|payment| payment.number("amount")).sum()
}

/// Releases what was not captured.
pub(super) fn cancel(world: &mut World, asked: &Asked<'_>, id: &str) -> Result<(), Refusal> {
    let order = world.named(asked, "orders", id)?;
    match order.text("status") {
        "canceled" => Ok(()),
        "requires_capture" => {
            release(world, &order);
            Ok(())
        }
        _ => Err(Refusal::code(409, "order.cannot-cancel")),
    }
}

/// The time in which an order could be captured is over.
pub(super) fn run_out(world: &mut World, id: &str) -> Result<(), String> {
    let order = world.store.get("orders", id).cloned();
    let order = order.ok_or("there is no such order")?;
    if order.text("status") != "requires_capture" {
        return Err(format!(
            "the order is {}, and its time does not run out",
            order.text("status")
        ));
    }
    release(world, &order);
    Ok(())
}

/// An order of which a part was captured ends as one that succeeded.
fn release(world: &mut World, order: &Record) {
    let id = order.id.as_str();
    if captured(world, order) == 0 {
        change(world, "orders", id, |order| order.set("status", "canceled"));
        tell(world, "order.canceled", "orders", id);
    } else {
        change(world, "orders", id, |order| {
            order.set("status", "succeeded");
        });
    }
}
