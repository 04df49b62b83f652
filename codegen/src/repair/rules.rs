//! Schemas that contradict themselves.

use super::Fault;
use crate::{
    diagnostics::codes::schemas as code,
    tree::{Node, NodeKind},
};

impl Fault<'_, '_> {
    pub(super) fn rule(&mut self) -> Option<String> {
        let step = self.place.step()?;
        let found = self.found.code;
        if found == code::NULLABLE_ENUM {
            self.edits.push(step.node, NodeKind::Null);
            return Some("read as if the enum listed null".to_owned());
        }
        if found == code::REQUIRES_ITSELF {
            return self.optional();
        }
        if found == code::DISCRIMINATOR {
            let steps = self.place.steps();
            let whole = steps.iter().rev().find(|step| step.is("discriminator"))?;
            self.edits.remove(whole.node);
            return Some("read without the discriminator".to_owned());
        }
        if found == code::READ_AND_WRITE_ONLY {
            let schema = self.place.out(1)?;
            for key in ["readOnly", "writeOnly"] {
                if let Some(mark) = schema.node.get(key) {
                    self.edits.remove(mark);
                }
            }
            return Some("read without both".to_owned());
        }
        if found == code::ENUM_VALUE
            && let Some(number) = step.node.as_number()
            && self.place.out(2)?.node.str_at("type") == Some("string")
        {
            self.edits
                .replace(step.node, NodeKind::String(number.to_owned()));
            return Some(format!("read as the text `{number}`"));
        }
        // A duplicate tag is pointed at by its name, everything else by what has to go.
        let declared = found == code::DUPLICATE_ENTRY && step.is("name");
        let whole = if declared { self.place.out(1)? } else { step };
        self.edits.remove(whole.node);
        Some(match whole.key() {
            Some(key) => format!("read without `{key}`"),
            None => "read without this entry".to_owned(),
        })
    }

    /// Makes a member on the way to a reference optional.
    fn optional(&mut self) -> Option<String> {
        let steps = self.place.steps();
        for pair in (0..steps.len()).rev() {
            let step = steps.get(pair)?;
            let within = |steps_out: usize| steps.get(pair.checked_sub(steps_out)?);
            if step.is("items")
                && let Some(least) = within(1).and_then(|schema| schema.node.get("minItems"))
            {
                self.edits.remove(least);
                return Some("read as if the list could be empty".to_owned());
            }
            let properties = within(1).filter(|outer| outer.is("properties"));
            let schema = within(2).filter(|_| properties.is_some());
            let names = schema
                .and_then(|schema| schema.node.get("required"))
                .map(Node::items);
            let name = names
                .unwrap_or_default()
                .iter()
                .find(|name| name.as_str() == step.key());
            if let Some(name) = name {
                self.edits.remove(name);
                return Some(format!("read as if `{}` were optional", step.key()?));
            }
        }
        None
    }
}
