//! A call as the rules of a provider see it.

use std::collections::BTreeMap;

use http::HeaderMap;
use serde_json::{Number, Value};

use super::store::{Object, Record};
use crate::json::member_path;

/// A valid call of an operation.
pub struct Asked<'a> {
    /// operationId.
    pub operation: &'a str,
    /// Variables of the path, decoded.
    pub path: BTreeMap<&'a str, &'a str>,
    /// Declared parameters of the query, as JSON.
    pub query: BTreeMap<&'a str, &'a Value>,
    /// Headers, the credential among them.
    pub headers: &'a HeaderMap,
    /// Those members of the JSON body that the operation documents; empty where there is none.
    pub body: Object,
    /// Whose things it reaches; `None` for everybody's.
    pub owner: Option<String>,
}

impl Asked<'_> {
    /// A variable of the path.
    pub fn variable(&self, name: &str) -> &str {
        self.path.get(name).copied().unwrap_or_default()
    }

    /// A text of the query.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.get(name)?.as_str()
    }

    /// A text of the body.
    pub fn text(&self, name: &str) -> &str {
        self.body
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// An integer of the body.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.body.get(name)?.as_i64()
    }

    /// Whether a thing is there for this call.
    pub fn reaches(&self, record: &Record) -> bool {
        self.owner
            .as_ref()
            .is_none_or(|owner| *owner == record.owner)
    }
}

/// Beyond this a float is one of several integers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Gives every integer the form that rules count in: `1e3` is 1000. Without this an amount that is written in another way
/// would be no amount at all.
///
/// # Errors
///
/// The place of an integer beyond 64 bits. Nothing is counted in metadata, so anything may stand there.
pub(crate) fn count(body: &mut Object) -> Result<(), String> {
    members(body, "$")
}

fn members(body: &mut Object, path: &str) -> Result<(), String> {
    body.iter_mut()
        .filter(|(name, _)| !name.to_ascii_lowercase().ends_with("metadata"))
        .try_for_each(|(name, value)| integers(value, &member_path(path, name)))
}

fn integers(value: &mut Value, path: &str) -> Result<(), String> {
    match value {
        Value::Number(number) => match integer(number) {
            Ok(Some(integer)) => *value = Value::from(integer),
            Ok(None) => {}
            Err(()) => return Err(path.to_owned()),
        },
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                integers(item, &format!("{path}[{index}]"))?;
            }
        }
        Value::Object(body) => members(body, path)?,
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
    Ok(())
}

/// The integer that a number is; `None` for one with a fraction.
fn integer(number: &Number) -> Result<Option<i64>, ()> {
    if let Some(integer) = number.as_i64() {
        return Ok(Some(integer));
    }
    let Some(float) = number.as_f64().filter(|_| !number.is_u64()) else {
        return Err(());
    };
    if float.fract() != 0.0 {
        return Ok(None);
    }
    if float.abs() > EXACT {
        return Err(());
    }
    format!("{float:.0}").parse().map(Some).map_err(|_| ())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn counted(text: &str) -> Result<String, String> {
        let mut body: Object = serde_json::from_str(text).unwrap();
        count(&mut body).map(|()| Value::from(body).to_string())
    }

    #[test]
    fn integers_are_counted_however_they_are_written() {
        let text = r#"{"a":1e3,"b":[-2.0,{"c":0.5}],"metadata":{"d":1e300,"e":1.0}}"#;
        let same = r#"{"a":1000,"b":[-2,{"c":0.5}],"metadata":{"d":1e+300,"e":1.0}}"#;
        let same: Value = serde_json::from_str(same).unwrap();
        assert_eq!(counted(text), Ok(same.to_string()));
        let ends = json!({"a": i64::MAX, "b": i64::MIN, "c": "9e99", "d": null}).to_string();
        assert_eq!(counted(&ends), Ok(ends));
    }

    #[test]
    fn an_integer_that_does_not_fit_is_named() {
        for (text, place) in [
            (r#"{"a":9223372036854775808}"#, "$.a"),
            (r#"{"a":[{"b":1e30}]}"#, "$.a[0].b"),
            (r#"{"a":-1e16}"#, "$.a"),
        ] {
            assert_eq!(counted(text), Err(place.to_owned()));
        }
    }
}
