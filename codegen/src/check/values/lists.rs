//! Lists.

use std::{cmp::Ordering, collections::HashMap, fmt::Write as _};

use super::{Subject, Validator, count, fault};
use crate::{
    diagnostics::{Diagnostic, codes::values},
    tree::{Node, NodeKind, number::Decimal},
};

impl<'n> Validator<'_, 'n> {
    pub(super) fn list(
        &self,
        subject: Subject<'_, 'n>,
        items: &'n [Node],
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        for (key, side, wrong) in [
            ("minItems", "least", Ordering::Less),
            ("maxItems", "most", Ordering::Greater),
        ] {
            let Some((entry, bound)) = count(schema, key) else {
                continue;
            };
            if (items.len() as u64).cmp(&bound) == wrong {
                let label = format!("expected at {side} {bound} items, found {}", items.len());
                let message = format!(
                    "{} has too {} items",
                    subject.name,
                    if wrong == Ordering::Less {
                        "few"
                    } else {
                        "many"
                    }
                );
                found.push(fault(
                    values::LENGTH,
                    subject.node.head(),
                    message,
                    &label,
                    entry.value.span,
                    "the bound",
                ));
            }
        }
        if let Some(entry) = schema
            .entry("uniqueItems")
            .filter(|entry| entry.value.as_bool() == Some(true))
        {
            let mut seen = HashMap::new();
            for item in items {
                if let Some(first) = seen.insert(canonical(item), item.head()) {
                    let message = format!("{} has the same item twice", subject.name);
                    let repeated = fault(
                        values::LENGTH,
                        item.head(),
                        message,
                        "the second",
                        entry.key_span,
                        "the schema forbids it",
                    );
                    found.push(repeated.also(first, "the first"));
                }
            }
        }
        if let Some(inner) = schema.get("items") {
            for (index, node) in items.iter().enumerate() {
                let name = format!("item {} of {}", index + 1, subject.name);
                self.any(
                    Subject {
                        node,
                        name: &name,
                        alone: true,
                        ..subject
                    },
                    inner,
                    found,
                );
            }
        }
    }
}

/// The same text for equal values: members by name, numbers exact.
pub(in crate::check) fn canonical(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match &node.kind {
        NodeKind::Null => text.push_str("null"),
        NodeKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        NodeKind::Number(number) => {
            let _ = write!(text, "{:?}", Decimal::parse(number));
        }
        NodeKind::String(string) => {
            let _ = write!(text, "{string:?}");
        }
        NodeKind::Sequence(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        NodeKind::Mapping(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            text.push('{');
            for entry in entries {
                let _ = write!(text, "{:?}:", entry.key);
                write(&entry.value, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}
