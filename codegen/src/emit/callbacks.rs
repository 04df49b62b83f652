//! What is said of the requests that a provider makes because of an operation. Their bodies are types of the model crate.

use super::Context;
use super::prose::sentence;
use crate::api::{Callback, Operation};

impl Context<'_> {
    /// A section on the callbacks of an operation; empty when there are none.
    pub(super) fn callbacks_text(&self, operation: &Operation) -> String {
        if operation.callbacks.is_empty() {
            return String::new();
        }
        let mut text =
            String::from("\n\n# Callbacks\n\nRequests that the provider makes because of it");
        if self.has_callbacks() {
            text.push_str("; [`from_slice`](crate::from_slice) reads their bodies");
        }
        text.push_str(":\n");
        for callback in &operation.callbacks {
            text.push_str(&self.callback_text(callback));
        }
        text
    }

    fn callback_text(&self, callback: &Callback) -> String {
        let holds = callback
            .body
            .as_ref()
            .map_or_else(String::new, |usage| format!(", {}", self.linked(usage)));
        let about = callback.description.as_deref().map(sentence);
        let about = about.map_or_else(String::new, |about| {
            let lines: Vec<&str> = about.lines().map(str::trim).collect();
            format!(": {}", lines.join(" "))
        });
        format!(
            "\n* `{}`, `{} {}`{holds}{about}",
            callback.name, callback.method, callback.address
        )
    }

    /// Whether some callback has a body that can be read.
    pub(super) fn has_callbacks(&self) -> bool {
        let mut callbacks = self
            .api
            .operations
            .iter()
            .flat_map(|operation| &operation.callbacks);
        callbacks.any(|callback| callback.body.is_some())
    }
}
