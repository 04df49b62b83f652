//! The history: charges and refunds in one list.

use serde_json::{Value, json};

use crate::state::{Asked, Record, World};

/// Entries of a page, where none is said.
const LIMIT: u64 = 10;

/// A page, newest first. The one that follows begins with the entry that the cursor names.
pub(super) fn page(world: &World, asked: &Asked<'_>) -> Value {
    let store = asked.path.get("storeId").copied();
    let rows = world.store.all("charges").chain(world.store.all("refunds"));
    let mut rows: Vec<&Record> = rows
        .filter(|row| store.is_none_or(|store| row.text("store_id") == store))
        .filter(|row| {
            asked
                .parameter("status")
                .is_none_or(|status| row.text("status") == status)
        })
        .filter(|row| {
            asked
                .parameter("mode")
                .is_none_or(|mode| row.text("mode") == mode)
        })
        .filter(|row| {
            asked
                .parameter("type")
                .is_none_or(|kind| row.kind == format!("{kind}s"))
        })
        .filter(|row| asked.parameter("id").is_none_or(|id| row.id == id))
        .collect();
    rows.sort_by(|left, right| right.id.cmp(&left.id));
    let total = rows.len();
    if let Some(cursor) = asked.parameter("cursor") {
        let at = rows.iter().position(|row| row.id == cursor);
        rows.drain(..at.unwrap_or(total));
    }
    let limit = asked
        .query
        .get("limit")
        .and_then(|limit| limit.as_u64())
        .unwrap_or(LIMIT);
    let limit = usize::try_from(limit).unwrap_or(total);
    let rest = rows.get(limit).map(|row| row.id.clone());
    rows.truncate(limit);
    let items: Vec<Value> = rows.iter().map(|row| entry(row)).collect();
    let mut page = json!({ "items": items, "has_more": rest.is_some() });
    // The number of all stands on the first page and on the last.
    if rest.is_none() || asked.parameter("cursor").is_none() {
        page["total_hits"] = json!(total);
    }
    if let Some(rest) = rest {
        page["next_cursor"] = json!(rest);
    }
    page
}

fn entry(row: &Record) -> Value {
    let is_charge = row.kind == "charges";
    let name = |charge: &'static str, refund: &'static str| if is_charge { charge } else { refund };
    let mut entry = json!({
        "store_id": row.text("store_id"),
        "resource_id": row.id,
        "charge_id": if is_charge { row.id.as_str() } else { row.text("charge_id") },
        "amount": row.number(name("requested_amount", "amount")),
        "currency": row.text(name("requested_currency", "currency")),
        "amount_formatted": row.body.get(name("requested_amount_formatted", "amount_formatted")),
        "type": name("charge", "refund"),
        "status": row.text("status"),
        "mode": row.text("mode"),
        "created_on": row.text("created_on"),
    });
    if let Some(metadata) = row.body.get("metadata") {
        entry["metadata"] = metadata.clone();
    }
    entry
}
