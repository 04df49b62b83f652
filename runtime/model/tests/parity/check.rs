//! What must hold for any text; the property tests and the fuzz targets call it.

use std::collections::BTreeMap;

use kessai_model::{Decimal, DecodeErrorKind, Json, Kind, Tape, Value};

/// Fails when we and `serde_json` disagree on this text.
pub(crate) fn reads_as_serde_json(text: &[u8]) -> Result<(), String> {
    let shown = String::from_utf8_lossy(text);
    match (
        Tape::parse(text),
        serde_json::from_slice::<serde_json::Value>(text),
    ) {
        (Ok(tape), Ok(theirs)) => {
            same(tape.root(), &theirs).map_err(|reason| format!("{shown}: {reason}"))
        }
        (Err(_), Err(_)) => Ok(()),
        (Ok(_), Err(error)) => {
            let error = error.to_string();
            if error.contains("number out of range") || error.contains("recursion limit") {
                Ok(())
            } else {
                Err(format!("only serde_json refuses {shown}: {error}"))
            }
        }
        (Err(error), Ok(_)) => {
            if error.kind() == DecodeErrorKind::TooDeep
                || error.to_string().contains("number out of range")
            {
                Ok(())
            } else {
                Err(format!("only we refuse {shown}: {error}"))
            }
        }
    }
}

/// Fails unless what is kept as [`Json`] is the same value, and is refused only for a key that
/// stands twice.
pub(crate) fn keeps_the_value(text: &[u8]) -> Result<(), String> {
    let (Ok(text), Ok(tape)) = (std::str::from_utf8(text), Tape::parse(text)) else {
        return Ok(());
    };
    let expect = |holds: bool, what: &str| {
        if holds {
            Ok(())
        } else {
            Err(format!("{text}: {what}"))
        }
    };
    let Ok(json) = Json::parse(text) else {
        return expect(has_duplicate_key(tape.root()), "refused without a reason");
    };
    expect(!has_duplicate_key(tape.root()), "has a key twice")?;
    expect(
        Json::parse(json.as_text()).is_ok_and(|again| again.as_text() == json.as_text()),
        "does not read back",
    )?;
    if let (Ok(ours), Ok(theirs)) = (
        Tape::parse(json.as_text().as_bytes()),
        serde_json::from_str(text),
    ) {
        same(ours.root(), &theirs).map_err(|reason| format!("{text}: {reason}"))?;
    }
    Ok(())
}

fn same(ours: Value<'_>, theirs: &serde_json::Value) -> Result<(), String> {
    let differs = || Err(format!("{} is not {theirs}", ours.kind()));
    match (ours.kind(), theirs) {
        (Kind::Null, serde_json::Value::Null) => Ok(()),
        (Kind::Bool, serde_json::Value::Bool(flag)) if ours.as_bool() == Some(*flag) => Ok(()),
        (Kind::String, serde_json::Value::String(text)) if ours.as_str() == Some(text) => Ok(()),
        (Kind::Number, serde_json::Value::Number(number)) => {
            let text = ours.as_number().unwrap();
            let decimal: Decimal = text.parse().map_err(|_| format!("{text} is no decimal"))?;
            let equal = if number.is_f64() {
                // serde_json reads doubles to within the last digit, and small ones less well.
                let (one, other) = (decimal.to_f64(), number.as_f64().unwrap());
                (one - other).abs() <= (one.abs() * 1e-15).max(f64::MIN_POSITIVE)
            } else {
                decimal == number.to_string().parse().unwrap()
            };
            if equal {
                Ok(())
            } else {
                Err(format!("{text} is not {number}"))
            }
        }
        (Kind::Array, serde_json::Value::Array(items)) => {
            if ours.array().len() != items.len() || ours.array().count() != items.len() {
                return differs();
            }
            ours.array()
                .zip(items)
                .try_for_each(|(one, other)| same(one, other))
        }
        (Kind::Object, serde_json::Value::Object(members)) => {
            // As theirs, the last of two members with one key.
            let last: BTreeMap<_, _> = ours.members().collect();
            if last.len() != members.len() {
                return differs();
            }
            last.into_iter()
                .try_for_each(|(name, value)| match members.get(name) {
                    Some(other) => same(value, other),
                    None => differs(),
                })
        }
        _ => differs(),
    }
}

fn has_duplicate_key(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Array => value.array().any(has_duplicate_key),
        Kind::Object => {
            let names: BTreeMap<_, _> = value.members().collect();
            names.len() < value.members().count()
                || value.members().any(|(_, value)| has_duplicate_key(value))
        }
        _ => false,
    }
}
