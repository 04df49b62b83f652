//! Parameters: where they go, what they hold and whether they may be left out.

use super::{
    compare,
    fact::{Fact, find},
    rows::Row,
    schemas, sensitive,
    spec::Spec,
};
use crate::{diagnostics::Diagnostics, source::Span, tree::Node};

/// Compares a parameter with its row.
pub(super) fn check(spec: &Spec<'_>, parameter: &Node, row: &Row<'_>, found: &mut Diagnostics) {
    let home = parameter
        .get("name")
        .map_or_else(|| parameter.head(), Node::head);
    let claims = row.claims(None, |facts| schemas::completed(facts, row.span()));
    let what = format!(
        "the parameter `{}`",
        row.words("name").first().map_or("", |word| &word.text)
    );
    compare::facts(
        &what,
        &facts(spec, parameter, home),
        &|name| match (name, parameter.entry("schema")) {
            ("in" | "required" | "sensitive", _) | (_, None) => home,
            (_, Some(schema)) => schema.key_span,
        },
        &claims,
        found,
    );
}

fn facts(spec: &Spec<'_>, parameter: &Node, home: Span) -> Vec<Fact> {
    let mut facts = match parameter.get("schema") {
        Some(schema) => schemas::facts(spec, schema, home),
        None => Vec::new(),
    };
    let said_by = [Some(parameter), parameter.get("schema")];
    facts.extend(sensitive::fact(spec, said_by.into_iter().flatten()));
    // Members have no name for these, so they cannot clash.
    let mut state = |name: &str| {
        if let Some(entry) = parameter.entry(name) {
            let mut fact = Fact::of(name, &entry.value);
            fact.span = entry.key_span.to(fact.span);
            facts.push(fact);
        }
    };
    state("in");
    state("required");
    state("content");
    state("allowEmptyValue");
    state("allowReserved");
    if find(&facts, "required").is_none() {
        facts.push(Fact::flag("required", false, home));
    }
    // The usual way of writing a parameter goes without saying.
    let usual = match parameter.str_at("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    let style = parameter.str_at("style").unwrap_or(usual);
    if let Some(entry) = parameter.entry("style").filter(|_| style != usual) {
        let span = entry.key_span.to(entry.value.span);
        facts.push(Fact::text("style", style, span));
    }
    let explode = parameter.entry("explode");
    if let Some(entry) = explode.filter(|entry| entry.value.as_bool() != Some(style == "form")) {
        let span = entry.key_span.to(entry.value.span);
        facts.push(Fact::flag("explode", style != "form", span));
    }
    facts
}
