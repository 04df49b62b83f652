//! Answers that wait for a change, by `x-polling`.

use serde_json::Value;

use super::extensions::{pointer, strings, text};

/// How the answer of an operation waits for a change; names are those on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polling {
    /// The query parameter that makes it wait.
    pub parameter: String,
    /// The members that tell, each by the way to it from the top of the answer.
    pub members: Vec<Vec<String>>,
    /// The values that say that it goes on.
    pub pending: Vec<String>,
}

/// Reads the extension of an operation.
pub(super) fn read(extension: &Value) -> Option<Polling> {
    let members = strings(extension.get("members")?);
    let pending = strings(extension.get("while")?);
    Some(Polling {
        parameter: text(extension, "parameter")?,
        members: members.into_iter().map(pointer).collect::<Option<_>>()?,
        pending: pending.into_iter().map(str::to_owned).collect(),
    })
}
