//! One OpenAPI 3.0 schema object into JSON Schema 2020-12.
//!
//! A keyword that is not known is a fault and not skipped: an oracle that passes over a rule approves what breaks it.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Direction;
use crate::Fault;
use crate::spec::{local_pointer, pointer_step as step};

/// Rules that mean the same in both languages.
const SAME: [&str; 12] = [
    "multipleOf",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "enum",
    "minimum",
    "maximum",
];

/// Keywords that describe and do not judge. `nullable`, `readOnly` and the like are judged beside the rule they change.
const SILENT: [&str; 13] = [
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "discriminator",
    "externalDocs",
    "xml",
    "nullable",
    "readOnly",
    "writeOnly",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

/// Formats that are asserted. The rest (`int64`, `password`, …) only tell people what is meant.
const FORMATS: [&str; 7] = ["date", "date-time", "email", "ipv4", "ipv6", "uri", "uuid"];

pub(super) struct Converter<'a> {
    root: &'a Value,
    direction: Direction,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Converter<'a> {
    pub(super) fn new(root: &'a Value, direction: Direction) -> Self {
        Self {
            root,
            direction,
            faults: Vec::new(),
        }
    }

    pub(super) fn schema(&mut self, schema: &Value, pointer: &str) -> Value {
        self.within(schema, pointer, &BTreeSet::new())
    }

    /// `lifted`: members that another branch of the same `allOf` exempts from `required`.
    fn within(&mut self, schema: &Value, pointer: &str, lifted: &BTreeSet<String>) -> Value {
        let Some(members) = schema.as_object() else {
            return self.fault(pointer, "a schema must be an object");
        };
        if let Some(reference) = members.get("$ref") {
            return self.reference(reference, &step(pointer, "$ref"));
        }
        let mut lifted = lifted.clone();
        self.exempt(schema, &mut lifted, 0);
        let mut turned = Map::new();
        for (name, value) in members {
            let place = step(pointer, name);
            match name.as_str() {
                "type" => {
                    let kind = self.kind(value, members, &place);
                    turned.insert(name.clone(), kind);
                }
                "required" => {
                    let names = self.required(value, &lifted, &place);
                    turned.insert(name.clone(), names);
                }
                "properties" => {
                    let properties = self.properties(value, &place);
                    turned.insert(name.clone(), properties);
                }
                "allOf" | "anyOf" | "oneOf" => {
                    // Only the branches of an allOf describe one object together.
                    let passed = if name == "allOf" {
                        lifted.clone()
                    } else {
                        BTreeSet::new()
                    };
                    let branches = self.branches(value, &place, &passed);
                    turned.insert(name.clone(), branches);
                }
                "items" | "not" => {
                    let inner = self.schema(value, &place);
                    turned.insert(name.clone(), inner);
                }
                "additionalProperties" => {
                    let inner = if value.is_boolean() {
                        value.clone()
                    } else {
                        self.schema(value, &place)
                    };
                    turned.insert(name.clone(), inner);
                }
                "format" => {
                    if let Some(format) = value.as_str().filter(|format| FORMATS.contains(format)) {
                        turned.insert(name.clone(), Value::from(format));
                    }
                }
                same if SAME.contains(&same) => {
                    turned.insert(name.clone(), value.clone());
                }
                silent if SILENT.contains(&silent) || silent.starts_with("x-") => {}
                unknown => {
                    self.fault(
                        &place,
                        format!("`{unknown}` is no keyword of an OpenAPI 3.0 schema"),
                    );
                }
            }
        }
        for (bound, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            match members.get(exclusive) {
                None | Some(Value::Bool(false)) => {}
                Some(Value::Bool(true)) => {
                    if let Some(limit) = turned.remove(bound) {
                        turned.insert(exclusive.to_owned(), limit);
                    } else {
                        self.fault(
                            &step(pointer, exclusive),
                            format!("says nothing without `{bound}`"),
                        );
                    }
                }
                Some(_) => {
                    self.fault(
                        &step(pointer, exclusive),
                        "must be true or false in OpenAPI 3.0",
                    );
                }
            }
        }
        Value::Object(turned)
    }

    fn reference(&mut self, reference: &Value, pointer: &str) -> Value {
        let Some(target) = reference.as_str() else {
            return self.fault(pointer, "a reference must be a string");
        };
        let Some(path) = local_pointer(target) else {
            return self.fault(
                pointer,
                format!("`{target}` leaves the document: bundle it first"),
            );
        };
        if self.root.pointer(&path).is_none() {
            return self.fault(pointer, format!("`{target}` leads to nothing"));
        }
        let mut turned = Map::new();
        turned.insert(
            "$ref".to_owned(),
            Value::from(format!("#{}", super::fragment(&path))),
        );
        Value::Object(turned)
    }

    /// `nullable` widens the type it stands beside, and says nothing where there is none.
    fn kind(&mut self, kind: &Value, members: &Map<String, Value>, pointer: &str) -> Value {
        let known = ["string", "number", "integer", "boolean", "array", "object"];
        let Some(name) = kind.as_str().filter(|name| known.contains(name)) else {
            return self.fault(
                pointer,
                format!("the type must be one of {}", known.join(", ")),
            );
        };
        match members.get("nullable") {
            None | Some(Value::Bool(false)) => Value::from(name),
            Some(Value::Bool(true)) => Value::from(vec![name, "null"]),
            Some(_) => self.fault(pointer, "`nullable` must be true or false"),
        }
    }

    fn required(&mut self, names: &Value, lifted: &BTreeSet<String>, pointer: &str) -> Value {
        let Some(names) = names.as_array() else {
            return self.fault(pointer, "`required` must be a list of names");
        };
        names
            .iter()
            .filter(|name| name.as_str().is_none_or(|name| !lifted.contains(name)))
            .cloned()
            .collect()
    }

    fn properties(&mut self, properties: &Value, pointer: &str) -> Value {
        let Some(properties) = properties.as_object() else {
            return self.fault(pointer, "`properties` must map names to schemas");
        };
        let mut turned = Map::new();
        for (name, schema) in properties {
            let inner = self.schema(schema, &step(pointer, name));
            turned.insert(name.clone(), inner);
        }
        Value::Object(turned)
    }

    fn branches(&mut self, branches: &Value, pointer: &str, lifted: &BTreeSet<String>) -> Value {
        let Some(branches) = branches.as_array().filter(|branches| !branches.is_empty()) else {
            return self.fault(pointer, "must be a list of schemas");
        };
        branches
            .iter()
            .enumerate()
            .map(|(index, branch)| self.within(branch, &format!("{pointer}/{index}"), lifted))
            .collect()
    }

    /// Adds the members of `schema` that the other side sends, its own and those of its `allOf`.
    fn exempt(&self, schema: &Value, lifted: &mut BTreeSet<String>, depth: usize) {
        if depth > 32 {
            return;
        }
        let Some(schema) = self.resolve(schema) else {
            return;
        };
        for (name, property) in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            if self.others(property, 0) {
                lifted.insert(name.clone());
            }
        }
        for branch in schema
            .get("allOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.exempt(branch, lifted, depth + 1);
        }
    }

    /// Whether only the other side sends the property.
    fn others(&self, property: &Value, depth: usize) -> bool {
        let mark = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let Some(property) = self.resolve(property).filter(|_| depth <= 32) else {
            return false;
        };
        property.get(mark).and_then(Value::as_bool) == Some(true)
            || property
                .get("allOf")
                .and_then(Value::as_array)
                .is_some_and(|branches| {
                    branches.iter().any(|branch| self.others(branch, depth + 1))
                })
    }

    fn resolve<'v>(&self, mut schema: &'v Value) -> Option<&'v Value>
    where
        'a: 'v,
    {
        for _ in 0..32 {
            match schema.get("$ref").and_then(Value::as_str) {
                None => return Some(schema),
                Some(target) => schema = self.root.pointer(&local_pointer(target)?)?,
            }
        }
        None
    }

    fn fault(&mut self, pointer: &str, problem: impl Into<String>) -> Value {
        self.faults.push(Fault::new(pointer, problem));
        Value::Bool(false)
    }
}
