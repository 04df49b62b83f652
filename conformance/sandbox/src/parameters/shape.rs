//! What kind of value a parameter's schema speaks of: text alone does not say whether `12` is a number.

use std::collections::BTreeMap;

use serde_json::Value;

use super::number;
use crate::spec::local_pointer;

/// The scalar kinds a schema admits besides strings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// `number` or `integer`.
    pub number: bool,
    /// `boolean`.
    pub boolean: bool,
    /// `string`, or nothing said.
    pub string: bool,
}

impl Kinds {
    /// Every reading of a piece of text, likeliest first; never empty.
    pub fn readings(self, text: &str) -> Vec<Value> {
        let mut readings = Vec::new();
        if self.number {
            readings.extend(number(text).map(Value::Number));
        }
        if self.boolean {
            readings.extend(text.parse().ok().map(Value::Bool));
        }
        if self.string || readings.is_empty() {
            readings.push(Value::from(text));
        }
        readings
    }

    pub(super) fn likeliest(self, text: &str) -> Value {
        self.readings(text).into_iter().next().unwrap_or_default()
    }
}

/// The kind of a parameter's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One scalar.
    Scalar(Kinds),
    /// A list of scalars.
    List(Kinds),
    /// An object of scalars, by declared member.
    Members(BTreeMap<String, Kinds>),
}

impl Shape {
    /// Reads the shape off the schema at `pointer`, through references and compositions.
    pub fn of(bundle: &Value, pointer: &str) -> Self {
        let mut facts = Facts::default();
        if let Some(schema) = bundle.pointer(pointer) {
            facts.gather(bundle, schema, 0);
        }
        if let Some(items) = facts.items {
            return Self::List(items);
        }
        if facts.object {
            return Self::Members(facts.members);
        }
        Self::Scalar(facts.kinds)
    }

    pub(super) fn member(&self, name: &str) -> Kinds {
        match self {
            Self::Members(members) => members.get(name).copied().unwrap_or_default(),
            Self::Scalar(_) | Self::List(_) => Kinds::default(),
        }
    }
}

#[derive(Default)]
struct Facts {
    kinds: Kinds,
    items: Option<Kinds>,
    object: bool,
    members: BTreeMap<String, Kinds>,
}

impl Facts {
    fn gather(&mut self, bundle: &Value, schema: &Value, depth: usize) {
        if depth > 32 {
            return;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            if let Some(target) =
                local_pointer(reference).and_then(|pointer| bundle.pointer(&pointer))
            {
                self.gather(bundle, target, depth + 1);
            }
            return;
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("integer" | "number") => self.kinds.number = true,
            Some("boolean") => self.kinds.boolean = true,
            Some("string") => self.kinds.string = true,
            Some("array") => {
                let mut inner = Self::default();
                if let Some(items) = schema.get("items") {
                    inner.gather(bundle, items, depth + 1);
                }
                self.items = Some(inner.kinds);
            }
            Some("object") => {
                // The house form of a nullable reference has a branch `{type: object, nullable, enum: [null]}`.
                self.object |= schema.get("enum").is_none();
            }
            _ => {}
        }
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let mut inner = Self::default();
            inner.gather(bundle, property, depth + 1);
            self.members.insert(name.clone(), inner.kinds);
        }
        for composition in ["allOf", "anyOf", "oneOf"] {
            for branch in schema
                .get(composition)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                self.gather(bundle, branch, depth + 1);
            }
        }
    }
}
