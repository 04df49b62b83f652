//! Types whose values would have to be endless.

use std::collections::{HashMap, HashSet};

use super::{
    cycles::{Graph, STEPS_SHOWN},
    references::immediate,
    survey::{Survey, component},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::schemas},
    source::Span,
    tree::{Node, Pointer},
};

pub(super) fn check(root: &Node, survey: &Survey<'_>, diagnostics: &mut Diagnostics) {
    let pointer = Pointer::default().child("components").child("schemas");
    let components = pointer.find(root).map(Node::entries).unwrap_or_default();
    // Which components each one must hold, to look at again when one of them turns out to end.
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, entry) in components.iter().enumerate() {
        let mut needs = Vec::new();
        references(&entry.value, &mut needs);
        for (name, _) in needs {
            holders.entry(name).or_default().push(place);
        }
    }
    let mut ending: HashSet<&str> = HashSet::new();
    let mut open: Vec<usize> = (0..components.len()).rev().collect();
    while let Some(entry) = open.pop().and_then(|place| components.get(place)) {
        if !ending.contains(entry.key.as_str()) && ends(&entry.value, survey, &ending) {
            ending.insert(&entry.key);
            open.extend(holders.get(entry.key.as_str()).into_iter().flatten());
        }
    }
    let mut graph: Graph<&str, Span> = Graph::new();
    for entry in components
        .iter()
        .filter(|entry| !ending.contains(entry.key.as_str()))
    {
        let mut needs = Vec::new();
        references(&entry.value, &mut needs);
        needs.retain(|(name, _)| {
            !ending.contains(name) && survey.components.contains_key(&("schemas", name))
        });
        graph.add(&entry.key, needs);
    }
    for cycle in graph
        .cycles()
        .into_iter()
        .filter(|cycle| !is_nothing_but_references(cycle, survey))
    {
        let mut steps = cycle.into_iter();
        let Some((name, span)) = steps.next() else {
            continue;
        };
        let mut found = Diagnostic::new(
            schemas::REQUIRES_ITSELF,
            span,
            format!("a value of `{name}` must hold another `{name}`"),
        );
        for (name, span) in steps.take(STEPS_SHOWN) {
            found = found.also(span, format!("by way of `{name}`"));
        }
        diagnostics.push(
            found.help("make one of the members on the way optional, nullable, a list or a map"),
        );
    }
}

/// Whether a circle consists of components that are nothing but each other, which is reported as such.
fn is_nothing_but_references(cycle: &[(&str, Span)], survey: &Survey<'_>) -> bool {
    cycle.iter().all(|(name, span)| {
        let mut edges = Vec::new();
        if let Some(entry) = survey.components.get(&("schemas", name)) {
            immediate(&entry.value, &mut edges);
        }
        edges.iter().any(|(_, edge)| edge == span)
    })
}

/// The members that must be there and may not be null or empty.
fn needed(schema: &Node) -> impl Iterator<Item = &Node> {
    let properties = schema.get("properties");
    let names = schema.get("required").map(Node::items).unwrap_or_default();
    let members = names
        .iter()
        .filter_map(move |name| properties?.get(name.as_str()?));
    let filled = schema
        .get("minItems")
        .and_then(Node::as_u64)
        .is_some_and(|least| least > 0);
    members.chain(schema.get("items").filter(move |_| filled))
}

/// The components that a value must hold, in any branch.
fn references<'n>(schema: &'n Node, found: &mut Vec<(&'n str, Span)>) {
    if let Some(target) = schema.get("$ref") {
        let name = target
            .as_str()
            .and_then(component)
            .filter(|(kind, _)| *kind == "schemas");
        return found.extend(name.map(|(_, name)| (name, target.span)));
    }
    if schema.is_true("nullable") && schema.get("type").is_some() {
        return;
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        schema
            .get(key)
            .into_iter()
            .flat_map(Node::items)
            .for_each(|part| references(part, found));
    }
    needed(schema).for_each(|member| references(member, found));
}

/// Whether some value of a schema is finite, going by the components that are known to be.
fn ends(schema: &Node, survey: &Survey<'_>, ending: &HashSet<&str>) -> bool {
    if let Some(target) = schema.get("$ref") {
        let name = target.as_str().and_then(component);
        return name.is_none_or(|(_, name)| {
            ending.contains(name) || !survey.components.contains_key(&("schemas", name))
        });
    }
    if schema.is_true("nullable") && schema.get("type").is_some() {
        return true;
    }
    let some = |key: &str| {
        schema.get(key).is_none_or(|list| {
            list.items().is_empty() || list.items().iter().any(|part| ends(part, survey, ending))
        })
    };
    let all = schema
        .get("allOf")
        .is_none_or(|list| list.items().iter().all(|part| ends(part, survey, ending)));
    all && some("oneOf")
        && some("anyOf")
        && needed(schema).all(|member| ends(member, survey, ending))
}
