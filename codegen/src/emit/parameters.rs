//! The optional parameters of an operation, as a struct that is passed to its call.

use std::collections::BTreeSet;

use super::Context;
use super::models::words;
use super::page::{Table, literal};
use super::prose::{sentence, with_sentences};
use crate::api::{Operation, Parameter};
use crate::names::OperationNames;

/// A struct of optional parameters.
pub(super) struct Parameters {
    /// It, as it stands in its file.
    pub(super) text: String,
    /// What it refers to by bare name.
    pub(super) words: BTreeSet<String>,
}

impl Context<'_> {
    pub(super) fn parameters(
        &self,
        operation: &Operation,
        names: &OperationNames,
    ) -> Option<Parameters> {
        let mut optional = Self::optional_parameters(operation).peekable();
        optional.peek()?;
        let method = format!(
            "{}::{}",
            self.names.resources[operation.resource].handle, names.method
        );
        let docs = format!("Optional parameters of [`{method}`].");
        let head = format!("pub struct {}", names.parameters);
        let mut used = BTreeSet::from(["parameters".to_owned()]);
        let mut table = Table::open("parameters", &docs, false, &head);
        for (at, parameter) in optional {
            used.extend(words(&self.rust_type(&parameter.usage)));
            let mut ty = self.written_type(&parameter.usage);
            if parameter.sensitive {
                used.insert("Sensitive".to_owned());
                ty = format!("Sensitive<{ty}>");
            }
            let start = format!(
                "optional {}: {ty} = {}",
                names.arguments[at],
                literal(&parameter.key)
            );
            // The operation's table has the rules: they hold however a parameter is set.
            let text = self.parameter_text(parameter);
            table.row(&text, parameter.deprecated, &start, "");
        }
        Some(Parameters {
            text: table.close(""),
            words: used,
        })
    }

    pub(super) fn parameter_text(&self, parameter: &Parameter) -> String {
        let text = match &parameter.description {
            Some(description) => sentence(description),
            None if parameter.key == parameter.wire => String::new(),
            None => {
                let location = parameter.location.as_str();
                format!("The {location} parameter `{}`.", parameter.wire)
            }
        };
        with_sentences(text, &self.rules_in_words(&parameter.usage))
    }
}
