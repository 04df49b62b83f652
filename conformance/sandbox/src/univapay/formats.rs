//! Ids, times and amounts as UnivaPay writes them.

use serde_json::{Value, json};

use crate::state::{Asked, Refusal, World};

/// The next id: a UUID that grows with time, as the provider's do. Here time is a count, so that runs are alike.
pub(super) fn id(world: &mut World) -> String {
    format!("11ef0000-0000-1000-8000-{:012x}", world.store.next_number())
}

/// Now, to the microsecond.
pub(super) fn now() -> String {
    let now = jiff::Timestamp::now();
    now.round(jiff::Unit::Microsecond)
        .unwrap_or(now)
        .to_string()
}

/// Currencies whose smallest unit is the unit itself.
const WHOLE: [&str; 5] = ["JPY", "KRW", "VND", "CLP", "ISK"];

/// The amount in major units, which stands beside the integer.
pub(super) fn formatted(amount: i64, currency: &str) -> Value {
    if WHOLE.contains(&currency) {
        return json!(amount);
    }
    let text = format!(
        "{}{}.{:02}",
        if amount < 0 { "-" } else { "" },
        (amount / 100).abs(),
        (amount % 100).abs()
    );
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// An amount of the body, if it is given.
///
/// # Errors
///
/// It is less than that.
pub(super) fn amount(asked: &Asked<'_>, name: &str, least: i64) -> Result<Option<i64>, Refusal> {
    match asked.number(name) {
        Some(amount) if amount < least => Err(invalid(name, "INVALID_AMOUNT")),
        amount => Ok(amount),
    }
}

/// A member of the body is at fault.
pub(super) fn invalid(field: &str, reason: &str) -> Refusal {
    Refusal::field(400, "VALIDATION_ERROR", field, reason)
}

/// A payment error: a code and what it means, as it stands in a charge, a refund, a cancel, a token.
pub(super) fn error(code: i64, message: &str) -> Value {
    json!({ "code": code, "message": message, "detail": message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_major_units() {
        for (amount, currency, text) in [
            (1000, "JPY", "1000"),
            (1250, "USD", "12.5"),
            (5, "USD", "0.05"),
            (-105, "EUR", "-1.05"),
        ] {
            assert_eq!(formatted(amount, currency).to_string(), text);
        }
    }
}
