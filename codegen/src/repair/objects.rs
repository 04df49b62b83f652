//! Objects with members that they cannot have, or without those they need.

use super::{
    Fault,
    names::{OPERATION, derived, sanitized},
    parts,
};
use crate::{
    diagnostics::codes::shape as code,
    tree::{Node, NodeKind, number::Decimal},
};

impl Fault<'_, '_> {
    pub(super) fn object(&mut self) -> Option<String> {
        let found = self.found.code;
        if found == code::MISSING_MEMBER {
            return self.missing();
        }
        if found == code::WRONG_KIND {
            return self.wrong_kind();
        }
        if found == code::BAD_NAME {
            return self.bad_name();
        }
        let step = self.place.step()?;
        if found == code::UNKNOWN_KEY && step.is("const") {
            let values = NodeKind::Sequence(vec![step.node.clone()]);
            let schema = self.place.out(1)?;
            self.edits.remove(step.node);
            match schema.node.get("enum") {
                Some(others) => self.edits.replace(others, values),
                None => self.edits.add(schema.node, "enum", values),
            }
            return Some("read as an `enum` with this value".to_owned());
        }
        self.edits.remove(step.node);
        Some(match step.key() {
            Some(key) => format!("read without `{key}`"),
            None => "read without this entry".to_owned(),
        })
    }

    fn missing(&mut self) -> Option<String> {
        let name = self.found.name.as_str();
        let step = self.place.step()?;
        // A type that asks for something beside it is pointed at itself.
        let object = if step.node.is_mapping() {
            step
        } else {
            self.place.out(1)?
        };
        if object.node.get(name).is_some() || !object.node.is_mapping() {
            return None;
        }
        let span = object.node.head();
        let text = parts::text;
        let part = match name {
            "operationId" => {
                let path = self
                    .place
                    .out(1)
                    .and_then(|item| item.key())
                    .unwrap_or_default();
                let id = self.names.operation(&derived(object.key()?, path));
                self.edits.add(object.node, name, text(&id));
                return Some(format!("read as `operationId: {id}`"));
            }
            // Nobody knows what it is.
            "openapi" => return None,
            "items" | "paths" | "scopes" => parts::empty(),
            "description" | "default" => text(""),
            "title" => text("API"),
            "version" => text("0"),
            "info" => parts::object(span, &[("title", text("API")), ("version", text("0"))]),
            "responses" => {
                let answer = parts::object(span, &[("description", text(""))]);
                parts::object(span, &[("default", answer)])
            }
            _ => {
                self.edits.remove(object.node);
                return Some("read without the whole of it".to_owned());
            }
        };
        self.edits.add(object.node, name, part);
        Some(match name {
            "items" => "read as a list of any values".to_owned(),
            _ => format!("read as if `{name}` were empty"),
        })
    }

    fn wrong_kind(&mut self) -> Option<String> {
        let step = self.place.step()?;
        let node = step.node;
        let kind = match (self.found.name.as_str(), &node.kind) {
            ("text", NodeKind::Number(number)) => Some(parts::text(number)),
            ("text", NodeKind::Bool(value)) => {
                Some(parts::text(if *value { "true" } else { "false" }))
            }
            ("true or false", NodeKind::String(text)) => text.parse().ok().map(NodeKind::Bool),
            ("true or false", NodeKind::Number(_)) => return self.exclusive(node),
            ("a list", NodeKind::Null) => Some(NodeKind::Sequence(Vec::new())),
            ("an object", NodeKind::Null) => Some(parts::empty()),
            (expected, NodeKind::String(text)) if expected.contains("number") => text
                .parse::<i64>()
                .ok()
                .map(|number| NodeKind::Number(number.to_string())),
            (_, NodeKind::Sequence(types)) if step.is("type") => return self.types(node, types),
            _ => None,
        };
        if let Some(kind) = kind {
            let text = match &kind {
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    "read as if it were empty".to_owned()
                }
                _ => format!("read as {}", self.found.name),
            };
            self.edits.replace(node, kind);
            return Some(text);
        }
        // The whole document is no object.
        self.place.out(1)?;
        self.edits.remove(node);
        Some(match step.key() {
            Some(key) => format!("read without `{key}`"),
            None => "read without this entry".to_owned(),
        })
    }

    /// A bound that excludes its value is a flag beside the bound in OpenAPI 3.0, and the bound itself in 3.1.
    fn exclusive(&mut self, node: &Node) -> Option<String> {
        let key = self.place.step()?.key()?;
        let bound = match key {
            "exclusiveMinimum" => "minimum",
            "exclusiveMaximum" => "maximum",
            _ => {
                self.edits.remove(node);
                return Some(format!("read without `{key}`"));
            }
        };
        let schema = self.place.out(1)?.node;
        match schema.get(bound) {
            // Both hold: the narrower one says it all.
            Some(other) if is_wider(node, other, bound) => {
                self.edits.remove(node);
                return Some(format!("read without it, since `{bound}` is narrower"));
            }
            Some(other) => self.edits.replace(other, node.kind.clone()),
            None => self.edits.add(schema, bound, node.kind.clone()),
        }
        self.edits.replace(node, NodeKind::Bool(true));
        Some(format!("read as `{bound}`, with the value itself excluded"))
    }

    /// A list of types, as OpenAPI 3.1 has it.
    fn types(&mut self, node: &Node, types: &[Node]) -> Option<String> {
        let names: Vec<&str> = types.iter().filter_map(Node::as_str).collect();
        let nullable = names.contains(&"null");
        let schema = self.place.out(1)?;
        let others: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
        let [one] = others.as_slice() else {
            self.edits.remove(node);
            return Some("read as any value".to_owned());
        };
        self.edits.replace(node, parts::text(one));
        if nullable {
            self.edits
                .add(schema.node, "nullable", NodeKind::Bool(true));
        }
        Some(format!(
            "read as `type: {one}`{}",
            if nullable {
                " with `nullable: true`"
            } else {
                ""
            }
        ))
    }

    fn bad_name(&mut self) -> Option<String> {
        let step = self.place.step()?;
        if !self.place.on_key {
            let id = sanitized(step.node.as_str()?, OPERATION);
            let id = self.names.operation(&id);
            self.edits.replace(step.node, parts::text(&id));
            return Some(format!("read as `{id}`"));
        }
        let map = self.place.out(1)?;
        let key = step.key()?;
        if key == "$ref"
            && let Some(target) = self.target(step.node)
        {
            self.edits.replace(map.node, target.kind.clone());
            return Some("read as what it points at".to_owned());
        }
        if self
            .place
            .out(2)
            .is_some_and(|outer| outer.is("components"))
        {
            let name = self.renamed.name(map.key()?, key, map.node);
            self.edits.rename(step.node, name.clone());
            return Some(format!("read as `{name}`"));
        }
        self.edits.remove(step.node);
        Some("read without it".to_owned())
    }
}

/// Whether a bound that excludes its value leaves more than one of the other form does.
fn is_wider(exclusive: &Node, other: &Node, bound: &str) -> bool {
    let number = |node: &Node| node.as_number().and_then(Decimal::parse);
    let (Some(exclusive), Some(other)) = (number(exclusive), number(other)) else {
        return false;
    };
    if bound == "minimum" {
        exclusive < other
    } else {
        exclusive > other
    }
}
