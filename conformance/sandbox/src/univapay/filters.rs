//! Filters of lists that are not the member of the same name.

use jiff::Timestamp;
use serde_json::Value;

use crate::state::Record;

/// Whether a thing passes a filter of its list; `None` for other filters.
pub(super) fn passes(record: &Record, filter: &str, value: &Value) -> Option<bool> {
    let charge = record.kind == "charges";
    let amount = || value.as_i64().filter(|_| charge);
    match filter {
        "currency" if charge => Some(record.body.get("requested_currency") == Some(value)),
        "amount_from" => Some(record.number("requested_amount") >= amount()?),
        "amount_to" => Some(record.number("requested_amount") < amount()?),
        "from" => Some(made(record)? >= instant(value)?),
        "to" => Some(made(record)? < instant(value)?),
        _ => None,
    }
}

/// When a thing was made.
pub(super) fn made(record: &Record) -> Option<Timestamp> {
    record.text("created_on").parse().ok()
}

/// An instant of the query: ISO 8601, or milliseconds since 1970.
pub(super) fn instant(value: &Value) -> Option<Timestamp> {
    let text = value.as_str()?;
    let milliseconds = || Timestamp::from_millisecond(text.parse().ok()?).ok();
    text.parse().ok().or_else(milliseconds)
}
