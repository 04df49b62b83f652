//! The history: charges and refunds in one list.

use serde_json::{Value, json};

use super::filters;
use crate::state::{Asked, Record, World};

/// Entries of a page, where none is said.
const LIMIT: u64 = 10;

/// A page. The one that follows begins with the entry that the cursor names, whether that is still listed or not.
pub(super) fn page(world: &World, asked: &Asked<'_>) -> Value {
    let rows = world.store.all("charges").chain(world.store.all("refunds"));
    let mut rows: Vec<&Record> = rows
        .filter(|row| asked.reaches(row))
        .filter(|row| {
            let mut filters = asked.query.iter();
            filters.all(|(name, value)| passes(row, name, value))
        })
        .filter(|row| {
            let store = asked.path.get("storeId");
            store.is_none_or(|store| row.text("store_id") == *store)
        })
        .collect();
    // Ids grow with time.
    rows.sort_by(|left, right| left.id.cmp(&right.id));
    let oldest_first = asked.parameter("cursor_direction") == Some("asc");
    if !oldest_first {
        rows.reverse();
    }
    let total = rows.len();
    if let Some(cursor) = asked.parameter("cursor") {
        rows.retain(|row| {
            if oldest_first {
                row.id.as_str() >= cursor
            } else {
                row.id.as_str() <= cursor
            }
        });
    }
    let limit = asked
        .query
        .get("limit")
        .and_then(|limit| limit.as_u64())
        .filter(|limit| *limit > 0)
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

/// Whether an entry passes a filter. Those that look for what is not shown here are passed.
fn passes(row: &Record, filter: &str, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    match filter {
        "status" | "mode" => row.text(filter) == text,
        "type" => row.kind == format!("{text}s"),
        "id" => row.id == text,
        "short_id" => row.id.ends_with(text),
        "currency" => entry(row)["currency"] == *value,
        "from" => filters::instant(value).is_none_or(|from| filters::made(row) >= Some(from)),
        "to" => filters::instant(value).is_none_or(|to| filters::made(row) <= Some(to)),
        _ => true,
    }
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
