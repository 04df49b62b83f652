//! Operations, parameters and security.

use super::{Fault, parts, places::Step};
use crate::{
    diagnostics::codes::operations as code,
    tree::{Node, NodeKind},
};

impl<'n> Fault<'_, 'n> {
    pub(super) fn call(&mut self) -> Option<String> {
        let step = self.place.step()?;
        let found = self.found.code;
        if found == code::DUPLICATE_OPERATION {
            let id = self.names.operation(step.node.as_str()?);
            self.edits.replace(step.node, parts::text(&id));
            return Some(format!("read as `{id}`"));
        }
        if found == code::UNDECLARED_PATH_PARAMETER {
            let (span, name) = (step.node.head(), self.found.name.as_str());
            let parameter = parts::path_parameter(span, name);
            if step.is("parameters") {
                self.edits.push(step.node, parameter);
            } else {
                let kind = parameter;
                self.edits
                    .add_item(step.node, "parameters", Node { kind, span });
            }
            return Some(format!("read as if `{name}` were declared as text"));
        }
        if found == code::PARAMETER_FORM {
            return self.parameter();
        }
        if found == code::PATH_TEMPLATE {
            self.edits.remove(step.node);
            return Some("read without the operations of this path".to_owned());
        }
        if found == code::UNDEFINED_SCHEME {
            return self.scheme(step);
        }
        self.edits.remove(self.listed()?.node);
        Some("read without it".to_owned())
    }

    /// A requirement that cannot be met goes as a whole where there are others: without its key, it would ask for nothing.
    fn scheme(&mut self, key: Step<'n>) -> Option<String> {
        let (requirement, list) = (self.place.out(1)?, self.place.out(2)?);
        if list.node.items().len() > 1 {
            self.edits.remove(requirement.node);
            return Some("read without this requirement".to_owned());
        }
        self.edits.remove(key.node);
        Some("read without it".to_owned())
    }

    /// The parameter that is pointed at by its name, its reference or its start.
    fn listed(&self) -> Option<Step<'n>> {
        let step = self.place.step()?;
        let inside = !self.place.on_key && (step.is("$ref") || step.is("name"));
        if inside {
            self.place.out(1)
        } else {
            Some(step)
        }
    }

    fn parameter(&mut self) -> Option<String> {
        let step = self.place.step()?;
        let what = self.found.name.as_str();
        match what {
            "schema" => {
                let parameter = self.listed()?.node;
                let schema = parts::object(parameter.head(), &[("type", parts::text("string"))]);
                self.edits.add(parameter, "schema", schema);
                Some("read as text".to_owned())
            }
            "required" => {
                if step.is("required") {
                    self.edits.replace(step.node, NodeKind::Bool(true));
                } else {
                    self.edits
                        .add(self.listed()?.node, "required", NodeKind::Bool(true));
                }
                Some("read as `required: true`".to_owned())
            }
            "contents" => {
                for other in step.node.entries().iter().skip(1) {
                    self.edits.remove(&other.value);
                }
                Some("read with the first of them".to_owned())
            }
            "header" => {
                self.edits.remove(self.listed()?.node);
                Some("read without the parameter".to_owned())
            }
            _ => {
                self.edits.remove(step.node);
                Some(format!("read without `{what}`"))
            }
        }
    }
}
