//! Schemas that no value satisfies.

use std::{cmp::Ordering, collections::HashSet};

use super::{objects::SCHEMA, properties::Properties, survey::Survey};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::schemas},
    source::Span,
    tree::{Entry, Node, number::Decimal},
};

/// Pairs of a lower and an upper bound.
const PAIRS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

pub(super) fn check<'n>(
    survey: &Survey<'n>,
    properties: &Properties<'_, 'n>,
    diagnostics: &mut Diagnostics,
) {
    let mut reported = HashSet::new();
    for (_, schema) in survey.of(&SCHEMA) {
        let composed = schema.node.get("allOf").is_some();
        let parts = if composed {
            properties.parts(schema.node, false)
        } else {
            vec![schema.node]
        };
        for (low, high) in PAIRS {
            pair(&parts, low, high, &mut reported, diagnostics);
        }
        types(&parts, &mut reported, diagnostics);
        single(schema.node, diagnostics);
    }
}

/// A bound, and whether the value itself is excluded.
struct Bound<'n> {
    entry: &'n Entry,
    value: Decimal,
    exclusive: bool,
}

fn bound<'n>(part: &'n Node, key: &str) -> Option<Bound<'n>> {
    let entry = part.entry(key)?;
    let exclusive = match key {
        "minimum" => part.is_true("exclusiveMinimum"),
        "maximum" => part.is_true("exclusiveMaximum"),
        _ => false,
    };
    Some(Bound {
        entry,
        value: Decimal::parse(entry.value.as_number()?)?,
        exclusive,
    })
}

fn pair(
    parts: &[&Node],
    low: &str,
    high: &str,
    reported: &mut HashSet<(Span, Span)>,
    diagnostics: &mut Diagnostics,
) {
    let lows = parts.iter().filter_map(|part| bound(part, low));
    let Some(least) = lows.max_by(|a, b| a.value.cmp(&b.value).then(a.exclusive.cmp(&b.exclusive)))
    else {
        return;
    };
    let highs = parts.iter().filter_map(|part| bound(part, high));
    let Some(most) = highs.min_by(|a, b| a.value.cmp(&b.value).then(b.exclusive.cmp(&a.exclusive)))
    else {
        return;
    };
    let whole = parts
        .iter()
        .any(|part| part.str_at("type") == Some("integer"));
    if satisfiable(&least, &most, whole)
        || !reported.insert((least.entry.value.span, most.entry.value.span))
    {
        return;
    }
    let message = format!("no value satisfies both `{low}` and `{high}`");
    let found = Diagnostic::new(schemas::UNSATISFIABLE, least.entry.value.span, message).label(
        if least.exclusive {
            "more than this"
        } else {
            "at least this"
        },
    );
    diagnostics.push(found.also(
        most.entry.value.span,
        if most.exclusive {
            "and less than this"
        } else {
            "and at most this"
        },
    ));
}

fn satisfiable(least: &Bound<'_>, most: &Bound<'_>, whole: bool) -> bool {
    if whole && let (Some(low), Some(high)) = (least.value.to_i128(), most.value.to_i128()) {
        return low.saturating_add(i128::from(least.exclusive))
            <= high.saturating_sub(i128::from(most.exclusive));
    }
    match least.value.cmp(&most.value) {
        Ordering::Less => true,
        Ordering::Equal => !least.exclusive && !most.exclusive,
        Ordering::Greater => false,
    }
}

/// Parts of one schema that ask for different types.
fn types(parts: &[&Node], reported: &mut HashSet<(Span, Span)>, diagnostics: &mut Diagnostics) {
    let known: Vec<(&Node, &str)> = parts
        .iter()
        .filter_map(|part| part.get("type"))
        .filter_map(|kind| Some((kind, kind.as_str()?)))
        .collect();
    let Some((first, name)) = known.first() else {
        return;
    };
    let agree = |a: &str, b: &str| {
        a == b || matches!((a, b), ("integer", "number") | ("number", "integer"))
    };
    for (other, second) in known.iter().filter(|(_, other)| !agree(name, other)) {
        if reported.insert((first.span, other.span)) {
            let message = format!("no value is of type {name} and of type {second}");
            let found = Diagnostic::new(schemas::UNSATISFIABLE, first.span, message);
            diagnostics.push(found.also(other.span, "this part asks for another type"));
        }
    }
}

fn single(schema: &Node, diagnostics: &mut Diagnostics) {
    let step = schema
        .get("multipleOf")
        .and_then(|node| Some((node, Decimal::parse(node.as_number()?)?)));
    if let Some((node, _)) = step.filter(|(_, step)| step.sign() != Ordering::Greater) {
        let found = Diagnostic::new(
            schemas::UNSATISFIABLE,
            node.span,
            "a number is a multiple of something greater than zero",
        );
        diagnostics.push(found);
    }
    for (flag, key) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        if let Some(entry) = schema
            .entry(flag)
            .filter(|entry| entry.value.as_bool() == Some(true) && schema.get(key).is_none())
        {
            let message = format!("`{flag}` says nothing without `{key}`");
            diagnostics.push(Diagnostic::new(
                schemas::KEYWORD_TYPE,
                entry.key_span,
                message,
            ));
        }
    }
    let names = schema
        .get("required")
        .map_or(0, |names| names.items().len());
    let most = schema
        .get("maxProperties")
        .and_then(|node| Some((node, node.as_u64()?)));
    if let Some((node, most)) = most.filter(|(_, most)| *most < names as u64) {
        let message = format!("{names} members are required, {most} may be there");
        let found = Diagnostic::new(schemas::UNSATISFIABLE, node.span, message);
        diagnostics.push(match schema.entry("required") {
            Some(entry) => found.also(entry.key_span, "the required members"),
            None => found,
        });
    }
}
