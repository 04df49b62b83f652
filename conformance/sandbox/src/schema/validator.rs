//! One schema, asked about one value.

use std::fmt;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::{Value, json};

/// One way in which a value breaks its schema. It names places and rules and never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// JSON Pointer into the value; empty for the value itself.
    pub instance: String,
    /// JSON Pointer of the broken rule in the bundled spec.
    pub schema: String,
    /// The keyword of the rule: `minimum`, `required`, …
    pub rule: String,
    /// What was expected.
    pub message: String,
    /// For `oneOf` and `anyOf`: why each branch refused the value.
    pub branches: Vec<Violation>,
}

impl Violation {
    fn new(error: &ValidationError<'_>) -> Self {
        let branches = match error.kind() {
            ValidationErrorKind::AnyOf { context }
            | ValidationErrorKind::OneOfNotValid { context } => {
                context.iter().flatten().map(Self::new).collect()
            }
            _ => Vec::new(),
        };
        Self {
            instance: error.instance_path().to_string(),
            schema: error.schema_path().to_string(),
            rule: error.kind().keyword().to_owned(),
            message: error.masked().to_string(),
            branches,
        }
    }

    /// The same violation, seen from a value that holds this one at the place `pointer`.
    pub fn move_into(&mut self, pointer: &str) {
        self.instance.insert_str(0, pointer);
        for branch in &mut self.branches {
            branch.move_into(pointer);
        }
    }

    /// As it stands in the header `x-sandbox-violations`.
    pub fn to_json(&self) -> Value {
        let mut object = json!({
            "at": self.instance,
            "rule": self.rule,
            "spec": self.schema,
            "message": self.message,
        });
        if let (Some(members), false) = (object.as_object_mut(), self.branches.is_empty()) {
            let branches = self.branches.iter().map(Self::to_json).collect();
            members.insert("branches".to_owned(), Value::Array(branches));
        }
        object
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.instance.is_empty() {
            "/"
        } else {
            &self.instance
        };
        write!(formatter, "{place}: {} ({})", self.message, self.schema)?;
        for branch in &self.branches {
            write!(formatter, "; {branch}")?;
        }
        Ok(())
    }
}

/// A schema of the spec, ready to judge values.
pub struct Validator {
    inner: jsonschema::Validator,
    pointer: String,
}

impl Validator {
    pub(super) fn new(inner: jsonschema::Validator, pointer: &str) -> Self {
        Self {
            inner,
            pointer: pointer.to_owned(),
        }
    }

    /// Where the schema stands in the bundle.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Whether the value keeps every rule.
    pub fn accepts(&self, value: &Value) -> bool {
        self.inner.is_valid(value)
    }

    /// Every rule the value breaks, in no promised order; empty exactly when [`accepts`](Self::accepts) says yes.
    pub fn violations(&self, value: &Value) -> Vec<Violation> {
        self.inner
            .iter_errors(value)
            .map(|error| Violation::new(&error))
            .collect()
    }
}

impl fmt::Debug for Validator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Validator")
            .field(&self.pointer)
            .finish()
    }
}
