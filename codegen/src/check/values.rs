//! Whether a value fits a schema, by the rules of OpenAPI 3.0.
//!
//! Every fault is reported, at its place in the value, with the place in the schema beside it. This is a reading of the
//! tree that is independent of the types that are generated from it.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use regex_lite::Regex;

use super::{properties::Properties, survey::Survey};
use crate::{
    diagnostics::{Code, Diagnostic, codes::values},
    source::Span,
    tree::{Entry, Node, NodeKind, number::Decimal},
};

mod formats;
mod lists;
mod objects;
mod scalars;
mod unions;

pub(super) use lists::canonical;

/// How deep schemas may refer to schemas for one value; what lies deeper is not checked.
const MAX_DEPTH: usize = 256;

/// How many pairs of value and schema are looked at in one document; what comes later is not checked.
const MAX_STEPS: usize = 20_000_000;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Direction {
    /// To the provider.
    Request,
    /// From the provider.
    Response,
    /// Not known.
    Either,
}

/// Checks values against schemas.
#[derive(Debug)]
pub(super) struct Validator<'s, 'n> {
    survey: &'s Survey<'n>,
    properties: &'s Properties<'s, 'n>,
    patterns: RefCell<HashMap<&'n str, Option<Rc<Regex>>>>,
    branches: RefCell<HashMap<Branch, Rc<Vec<Diagnostic>>>>,
    active: RefCell<Vec<(*const Node, *const Node)>>,
    steps: Cell<usize>,
}

/// A branch of a union, a value, and which way it travels.
type Branch = (*const Node, *const Node, Direction);

/// A value that is being checked.
#[derive(Clone, Copy)]
struct Subject<'v, 'n> {
    node: &'n Node,
    /// What to call it.
    name: &'v str,
    direction: Direction,
    /// Whether no other schema describes the same value: then members that this one does not know are reported.
    alone: bool,
}

impl<'s, 'n> Validator<'s, 'n> {
    pub(super) fn new(survey: &'s Survey<'n>, properties: &'s Properties<'s, 'n>) -> Self {
        Self {
            survey,
            properties,
            patterns: RefCell::default(),
            branches: RefCell::default(),
            active: RefCell::default(),
            steps: Cell::new(0),
        }
    }

    /// Everything that is wrong with a value; `name` says what to call it.
    pub(super) fn check(
        &self,
        node: &'n Node,
        schema: &'n Node,
        name: &str,
        direction: Direction,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.any(
            Subject {
                node,
                name,
                direction,
                alone: true,
            },
            schema,
            &mut found,
        );
        found
    }

    /// Everything but `enum`, for the entries of an enum.
    pub(super) fn check_entry(&self, node: &'n Node, schema: &'n Node) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let subject = Subject {
            node,
            name: "the value",
            direction: Direction::Either,
            alone: false,
        };
        self.typed(subject, schema, &mut found);
        found
    }

    fn any(&self, subject: Subject<'_, 'n>, schema: &'n Node, found: &mut Vec<Diagnostic>) {
        let Some(schema) = self.survey.resolve(schema) else {
            return;
        };
        let key = (std::ptr::from_ref(schema), std::ptr::from_ref(subject.node));
        let depth = self.active.borrow().len();
        if depth >= MAX_DEPTH || self.steps.get() >= MAX_STEPS || self.is_active(key) {
            return;
        }
        self.steps.set(self.steps.get() + 1);
        self.active.borrow_mut().push(key);
        self.one(subject, schema, found);
        self.active.borrow_mut().pop();
    }

    /// Whether a schema leads back to itself for the same value.
    fn is_active(&self, key: (*const Node, *const Node)) -> bool {
        let active = self.active.borrow();
        active
            .iter()
            .rev()
            .take_while(|(_, value)| *value == key.1)
            .any(|other| *other == key)
    }

    fn one(&self, subject: Subject<'_, 'n>, schema: &'n Node, found: &mut Vec<Diagnostic>) {
        if subject.node.is_null() && schema.is_true("nullable") && schema.get("type").is_some() {
            return Self::listed(subject, schema, found);
        }
        let before = found.len();
        if self.typed(subject, schema, found) {
            Self::listed(subject, schema, found);
        }
        let rest = Subject {
            alone: false,
            ..subject
        };
        for part in schema.get("allOf").map(Node::items).unwrap_or_default() {
            self.any(rest, part, found);
        }
        self.union("oneOf", rest, schema, found);
        self.union("anyOf", rest, schema, found);
        self.not(rest, schema, found);
        if subject.alone && subject.node.is_mapping() {
            self.undescribed(subject, schema, found);
        }
        // A null that several parts of a schema forbid is one fault.
        let mut nulls = 0;
        let mut index = 0;
        found.retain(|fault| {
            index += 1;
            let is_null = index > before
                && fault.code == values::NULL
                && fault.primary.span == subject.node.span;
            nulls += usize::from(is_null);
            !is_null || nulls == 1
        });
    }

    /// Checks what depends on the type; whether the type is right.
    fn typed(
        &self,
        subject: Subject<'_, 'n>,
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) -> bool {
        let node = subject.node;
        let kind = schema.entry("type");
        if let Some(kind) = kind
            && let Some(name) = kind.value.as_str()
            && super::shape::TYPES.contains(&name)
            && !is_of_type(node, name)
        {
            if node.is_null() && schema.is_true("nullable") {
                return true;
            }
            let code = if node.is_null() {
                values::NULL
            } else {
                values::TYPE
            };
            let message = if node.is_null() {
                format!("{} is null, which the schema does not allow", subject.name)
            } else {
                format!("{} is of the wrong type", subject.name)
            };
            let label = format!("expected {}, found {}", article(name), described(node));
            found.push(fault(
                code,
                node.head(),
                message,
                &label,
                kind.value.span,
                "the schema says so here",
            ));
            return false;
        }
        match &node.kind {
            NodeKind::Number(_) => Self::number(subject, schema, found),
            NodeKind::String(text) => self.string(subject, text, schema, found),
            NodeKind::Sequence(items) => self.list(subject, items, schema, found),
            NodeKind::Mapping(entries) => self.object(subject, entries, schema, found),
            NodeKind::Null | NodeKind::Bool(_) => {}
        }
        true
    }

    fn listed(subject: Subject<'_, 'n>, schema: &Node, found: &mut Vec<Diagnostic>) {
        let Some(entry) = schema.entry("enum") else {
            return;
        };
        if !entry.value.is_sequence()
            || entry
                .value
                .items()
                .iter()
                .any(|value| equal(value, subject.node))
        {
            return;
        }
        let message = format!("{} is none of the values of the enum", subject.name);
        let names = entry.value.items().iter().filter_map(Node::as_str);
        let near = subject
            .node
            .as_str()
            .and_then(|text| crate::diagnostics::suggest::nearest(text, names));
        let fault = fault(
            values::ENUM,
            subject.node.head(),
            message,
            "not listed",
            entry.key_span,
            "the values",
        );
        found.push(match near {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault,
        });
    }

    fn pattern(&self, pattern: &'n str) -> Option<Rc<Regex>> {
        let mut patterns = self.patterns.borrow_mut();
        patterns
            .entry(pattern)
            .or_insert_with(|| Regex::new(pattern).ok().map(Rc::new))
            .clone()
    }
}

/// Whether a value is of a type; null is of none.
fn is_of_type(node: &Node, name: &str) -> bool {
    match (&node.kind, name) {
        (NodeKind::Number(text), "integer") => {
            !text.contains(['.', 'e']) && Decimal::parse(text).is_some()
        }
        (NodeKind::Number(_), "number")
        | (NodeKind::String(_), "string")
        | (NodeKind::Bool(_), "boolean")
        | (NodeKind::Sequence(_), "array")
        | (NodeKind::Mapping(_), "object") => true,
        _ => false,
    }
}

/// Whether two values are the same JSON value; numbers are compared exactly.
fn equal(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::String(a), NodeKind::String(b)) => a == b,
        (NodeKind::Bool(a), NodeKind::Bool(b)) => a == b,
        (NodeKind::Null, NodeKind::Null) => true,
        (NodeKind::Number(a), NodeKind::Number(b)) => {
            a == b || Decimal::parse(a) == Decimal::parse(b)
        }
        (NodeKind::Sequence(_), NodeKind::Sequence(_))
        | (NodeKind::Mapping(_), NodeKind::Mapping(_)) => canonical(a) == canonical(b),
        _ => false,
    }
}

fn article(name: &str) -> String {
    let article = if name.starts_with(['a', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// What a value is, in words.
fn described(node: &Node) -> String {
    match &node.kind {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Number(text) => text.clone(),
        _ => article(node.kind_name()),
    }
}

fn fault(
    code: Code,
    at: Span,
    message: String,
    label: &str,
    schema: Span,
    why: &str,
) -> Diagnostic {
    Diagnostic::new(code, at, message)
        .label(label)
        .also(schema, why)
}

/// A keyword of a schema with the whole number it holds.
fn count<'n>(schema: &'n Node, key: &str) -> Option<(&'n Entry, u64)> {
    let entry = schema.entry(key)?;
    Some((entry, entry.value.as_u64()?))
}
