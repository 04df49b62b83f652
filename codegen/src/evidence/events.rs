//! Events that the provider posts by itself, and how their deliveries are proved.

use super::{
    compare::{self, Place, Thing},
    fact::{Fact, Sort, Word},
    format::WEBHOOK_FACTS,
    ledger::Ledger,
    listed,
    service::single,
    spec::{EVENT_TYPE, Spec},
};
use crate::{diagnostics::Diagnostics, tree::Node};

pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let rows = ledger.rows("events");
    let webhook = spec.root.entry("x-webhook");
    let events = webhook.and_then(|webhook| webhook.value.entry("events"));
    let things: Vec<_> = events
        .map(|events| events.value.entries())
        .unwrap_or_default()
        .iter()
        .map(|entry| Thing {
            name: Word::new(entry.key.as_str(), Sort::Text, entry.key_span),
            of: entry,
        })
        .collect();
    let schema = spec.schema(EVENT_TYPE);
    if webhook.is_some() || schema.is_none() {
        let place = Place {
            what: "event",
            within: String::new(),
            spec: events
                .or(webhook)
                .map(|entry| entry.key_span)
                .or_else(|| Some(spec.root.head())),
            of_row: None,
            ledger: ledger.place("events"),
        };
        let pairs = compare::pair(&place, things, &rows, found);
        compare::order("events", &pairs, found);
        for (thing, row) in &pairs {
            let fact = |name| {
                let node = thing.of.value.get(name);
                node.map(|node| Fact::of(name, node))
            };
            let facts: Vec<_> = ["schema", "data"].into_iter().filter_map(fact).collect();
            let claims = row.claims(None, |facts| facts);
            let what = format!("the event `{}`", thing.name.text);
            compare::facts(&what, &facts, &|_| thing.name.span, &claims, found);
        }
    }
    let is_enum = ledger
        .rows("enums")
        .iter()
        .any(|row| row.name() == EVENT_TYPE);
    if let Some(schema) = schema.filter(|_| !is_enum) {
        listed::section(schema, &rows, ledger.place("events"), found);
    }
    deliveries(webhook.map(|entry| &entry.value), spec, ledger, found);
}

fn deliveries(webhook: Option<&Node>, spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let rows = ledger.rows("webhook");
    let home = webhook.map_or_else(|| spec.root.head(), Node::head);
    for (name, path) in WEBHOOK_FACTS {
        let node = webhook.and_then(|webhook| {
            path.iter()
                .try_fold(webhook, |node, segment| node.get(segment))
        });
        // Values are texts in a ledger.
        let words = node.map(|node| Word {
            sort: Sort::Text,
            ..Word::of(node)
        });
        let words = words.into_iter().collect();
        single(name, words, home, &rows, ledger.place("webhook"), found);
    }
}
