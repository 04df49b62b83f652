//! Which way objects go.

use std::collections::BTreeSet;

use super::spec::{Spec, component};
use crate::tree::Node;

/// The schemas that requests, answers and deliveries lead to.
#[derive(Debug)]
pub(super) struct Directions<'d> {
    requests: BTreeSet<&'d str>,
    answers: BTreeSet<&'d str>,
    deliveries: BTreeSet<&'d str>,
}

impl<'d> Directions<'d> {
    pub(super) fn new(spec: &Spec<'d>) -> Self {
        let mut requests = Reach::new(spec);
        let mut answers = Reach::new(spec);
        let mut deliveries = Reach::new(spec);
        for operation in spec.operations() {
            let node = operation.node();
            if let Some(body) = node.get("requestBody") {
                requests.walk(body, false);
            }
            for parameter in spec.parameters(operation) {
                requests.walk(parameter, false);
            }
            if let Some(responses) = node.get("responses") {
                answers.walk(responses, true);
            }
        }
        let webhook = spec.root.get("x-webhook");
        let body = webhook
            .and_then(|webhook| webhook.get("event"))
            .and_then(|event| event.str_at("schema"));
        let events = webhook.and_then(|webhook| webhook.get("events"));
        let events = events.map(Node::entries).unwrap_or_default().iter();
        let named = events.flat_map(|event| {
            let names = ["schema", "data"].map(|key| event.value.str_at(key));
            names.into_iter().flatten()
        });
        for name in body.into_iter().chain(named) {
            deliveries.schema(name);
        }
        Self {
            requests: requests.reached,
            answers: answers.reached,
            deliveries: deliveries.reached,
        }
    }

    /// The direction of an object in the words of a ledger.
    pub(super) fn of(&self, name: &str) -> &'static str {
        let back = self.answers.contains(name);
        let delivered = self.deliveries.contains(name);
        match (self.requests.contains(name), back || delivered) {
            (true, true) => "both",
            (true, false) => "request",
            (false, true) if back => "response",
            (false, true) => "webhook",
            (false, false) => "none",
        }
    }
}

struct Reach<'s, 'd> {
    spec: &'s Spec<'d>,
    /// Components by kind and name that were walked.
    seen: BTreeSet<(&'d str, &'d str)>,
    reached: BTreeSet<&'d str>,
}

/// Members that hold data.
const DATA: &[&str] = &["default", "enum", "example", "examples"];

/// Members whose keys are names.
const NAMES: &[&str] = &["content", "headers", "properties", "responses"];

impl<'s, 'd> Reach<'s, 'd> {
    fn new(spec: &'s Spec<'d>) -> Self {
        Self {
            spec,
            seen: BTreeSet::new(),
            reached: BTreeSet::new(),
        }
    }

    fn schema(&mut self, name: &str) {
        if let Some(entry) = self.spec.schema(name)
            && self.seen.insert(("schemas", &entry.key))
        {
            self.reached.insert(&entry.key);
            self.walk(&entry.value, false);
        }
    }

    /// Follows every reference in a node; `names` says that its keys are names and not keywords.
    fn walk(&mut self, node: &'d Node, names: bool) {
        for item in node.items() {
            self.walk(item, false);
        }
        for entry in node.entries() {
            if names {
                self.walk(&entry.value, false);
            } else if entry.key == "$ref" {
                self.follow(node, &entry.value);
            } else if !DATA.contains(&entry.key.as_str()) && !entry.key.starts_with("x-") {
                self.walk(&entry.value, NAMES.contains(&entry.key.as_str()));
            }
        }
    }

    fn follow(&mut self, from: &'d Node, reference: &'d Node) {
        match reference.as_str().and_then(component) {
            Some(("schemas", name)) => self.schema(name),
            Some((kind, name)) => {
                let target = self.spec.resolve(from);
                if self.seen.insert((kind, name)) && !std::ptr::eq(target, from) {
                    self.walk(target, false);
                }
            }
            None => {}
        }
    }
}
