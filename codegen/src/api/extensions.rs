//! The extensions the IR reads; specs/README.md says what they mean.

use std::collections::BTreeMap;

use openapiv3::SchemaData;
use serde_json::Value;

use crate::tree::Pointer;

pub(super) const CREDENTIAL: &str = "x-credential";
pub(super) const ENUM_DESCRIPTIONS: &str = "x-enum-descriptions";
pub(super) const ERROR: &str = "x-error";
pub(super) const EXTENSIBLE_ENUM: &str = "x-extensible-enum";
pub(super) const IDEMPOTENCY_KEY: &str = "x-idempotency-key";
pub(super) const IDEMPOTENCY_STATUS: &str = "x-idempotency-status";
pub(super) const METHOD: &str = "x-method";
pub(super) const NEEDS: &str = "x-needs";
pub(super) const NEEDS_NO: &str = "x-needs-no";
pub(super) const ORIGIN: &str = "x-origin";
pub(super) const PAGINATION: &str = "x-pagination";
pub(super) const POLLING: &str = "x-polling";
pub(super) const SENSITIVE: &str = "x-sensitive";
pub(super) const TIME: &str = "x-time";
pub(super) const URL_PARAMETERS: &str = "x-url-parameters";
pub(super) const WEBHOOK: &str = "x-webhook";

/// Whether a flag is set.
pub(super) fn flag(value: Option<&Value>) -> bool {
    value.and_then(Value::as_bool).unwrap_or_default()
}

/// The strings of a list.
pub(super) fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// A text member of an extension.
pub(super) fn text(value: &Value, member: &str) -> Option<String> {
    value.get(member)?.as_str().map(str::to_owned)
}

/// The names that a JSON pointer leads through.
pub(super) fn pointer(text: &str) -> Option<Vec<String>> {
    Pointer::parse(text).map(|pointer| pointer.segments().to_vec())
}

/// What each value of an enumeration means.
pub(super) fn descriptions_of_values(data: &SchemaData) -> BTreeMap<String, String> {
    let Some(Value::Object(map)) = data.extensions.get(ENUM_DESCRIPTIONS) else {
        return BTreeMap::new();
    };
    map.iter()
        .filter_map(|(value, text)| Some((value.clone(), text.as_str()?.to_owned())))
        .collect()
}
