//! Finds the schemas of a document and turns each where it stands.
//!
//! What comes out holds schemas alone, at their old places; examples, descriptions and the like are gone, so nothing but
//! a schema can be mistaken for one.

use serde_json::{Map, Value};

use super::Direction;
use super::convert::Converter;
use crate::Fault;
use crate::spec::pointer_step as step;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(super) fn convert(bundle: &Value, direction: Direction) -> Result<Value, Vec<Fault>> {
    let mut walk = Walk {
        converter: Converter::new(bundle, direction),
    };
    let components = walk.components(bundle.get("components").unwrap_or(&Value::Null));
    let paths = walk.map(bundle.get("paths"), "/paths", Walk::path_item);
    let faults = walk.converter.faults;
    if faults.is_empty() {
        let mut document = Map::new();
        document.insert("components".to_owned(), components);
        document.insert("paths".to_owned(), paths);
        Ok(Value::Object(document))
    } else {
        Err(faults)
    }
}

struct Walk<'a> {
    converter: Converter<'a>,
}

type Turn<'a> = fn(&mut Walk<'a>, &Value, &str) -> Value;

impl<'a> Walk<'a> {
    fn components(&mut self, components: &Value) -> Value {
        let kinds: [(&str, Turn<'a>); 5] = [
            ("schemas", Self::schema),
            ("parameters", Self::parameter),
            ("headers", Self::parameter),
            ("requestBodies", Self::body),
            ("responses", Self::response),
        ];
        let mut turned = Map::new();
        for (kind, turn) in kinds {
            let found = self.map(components.get(kind), &step("/components", kind), turn);
            turned.insert(kind.to_owned(), found);
        }
        Value::Object(turned)
    }

    fn path_item(&mut self, item: &Value, pointer: &str) -> Value {
        let mut turned = Map::new();
        turned.insert("parameters".to_owned(), self.parameters(item, pointer));
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let found = self.operation(operation, &step(pointer, method));
                turned.insert(method.to_owned(), found);
            }
        }
        Value::Object(turned)
    }

    fn operation(&mut self, operation: &Value, pointer: &str) -> Value {
        let mut turned = Map::new();
        turned.insert("parameters".to_owned(), self.parameters(operation, pointer));
        if let Some(body) = operation.get("requestBody") {
            let found = self.body(body, &step(pointer, "requestBody"));
            turned.insert("requestBody".to_owned(), found);
        }
        let responses = self.map(
            operation.get("responses"),
            &step(pointer, "responses"),
            Self::response,
        );
        turned.insert("responses".to_owned(), responses);
        Value::Object(turned)
    }

    fn parameters(&mut self, owner: &Value, pointer: &str) -> Value {
        let pointer = step(pointer, "parameters");
        let items = owner
            .get("parameters")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        items
            .iter()
            .enumerate()
            .map(|(index, parameter)| self.parameter(parameter, &format!("{pointer}/{index}")))
            .collect()
    }

    fn response(&mut self, response: &Value, pointer: &str) -> Value {
        let mut turned = Map::new();
        let headers = self.map(
            response.get("headers"),
            &step(pointer, "headers"),
            Self::parameter,
        );
        turned.insert("headers".to_owned(), headers);
        turned.insert("content".to_owned(), self.content(response, pointer));
        Value::Object(turned)
    }

    fn body(&mut self, body: &Value, pointer: &str) -> Value {
        let mut turned = Map::new();
        turned.insert("content".to_owned(), self.content(body, pointer));
        Value::Object(turned)
    }

    /// A parameter or a header: `schema`, or `content` with one media type.
    fn parameter(&mut self, parameter: &Value, pointer: &str) -> Value {
        let mut turned = Map::new();
        if let Some(schema) = parameter.get("schema") {
            let found = self.schema(schema, &step(pointer, "schema"));
            turned.insert("schema".to_owned(), found);
        }
        turned.insert("content".to_owned(), self.content(parameter, pointer));
        Value::Object(turned)
    }

    fn content(&mut self, owner: &Value, pointer: &str) -> Value {
        self.map(
            owner.get("content"),
            &step(pointer, "content"),
            |walk, media, pointer| {
                let mut turned = Map::new();
                if let Some(schema) = media.get("schema") {
                    let found = walk.schema(schema, &step(pointer, "schema"));
                    turned.insert("schema".to_owned(), found);
                }
                Value::Object(turned)
            },
        )
    }

    fn schema(&mut self, schema: &Value, pointer: &str) -> Value {
        self.converter.schema(schema, pointer)
    }

    fn map(&mut self, map: Option<&Value>, pointer: &str, turn: Turn<'a>) -> Value {
        let mut turned = Map::new();
        for (name, value) in map.and_then(Value::as_object).into_iter().flatten() {
            let found = turn(self, value, &step(pointer, name));
            turned.insert(name.clone(), found);
        }
        Value::Object(turned)
    }
}
