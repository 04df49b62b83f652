//! Examples, defaults and listed values.

use super::Fault;
use crate::{
    diagnostics::codes::{syntax, values},
    tree::Context,
};

impl Fault<'_, '_> {
    /// Leaves out the example or default that a fault is part of.
    pub(super) fn value(&mut self) -> Option<String> {
        let data = self.place.steps().iter().find(|step| {
            step.context == Context::Data
                && ["default", "example", "value"]
                    .iter()
                    .any(|key| step.is(key))
        });
        if let Some(step) = data {
            self.edits.remove(step.node);
            let name = if step.is("default") {
                "default"
            } else {
                "example"
            };
            return Some(format!("read without this {name}"));
        }
        let step = self.place.step()?;
        if self.found.code == values::TWICE || self.found.code == syntax::NUMBER_RANGE {
            self.edits.remove(step.node);
            return Some("read without it".to_owned());
        }
        None
    }
}
