//! What is listed by name: enums with their values, kinds of ids.

use super::{
    compare::{self, Place, Thing},
    fact::{Fact, Sort, Word, find},
    format::VALUE,
    ledger::Ledger,
    rows::{Claims, Row},
    spec::{Class, ERROR_CODE, EVENT_TYPE, Spec},
};
use crate::{
    diagnostics::Diagnostics,
    source::Span,
    tree::{Entry, Node},
};

pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    enums(spec, ledger, found);
    ids(spec, ledger, found);
    error_codes(spec, ledger, found);
}

fn enums(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let rows = ledger.rows("enums");
    let apart = |name: &str| {
        let has_row = rows.iter().any(|row| row.name() == name);
        matches!(name, ERROR_CODE | EVENT_TYPE) && !has_row
    };
    let things = named(spec, Class::Enum).filter(|thing| !apart(&thing.of.key));
    let place = schemas(spec, ledger, "enum", "enums");
    for (thing, row) in compare::pair(&place, things.collect(), &rows, found) {
        let what = format!("the enum `{}`", thing.name.text);
        let mut facts = leftovers(
            &thing.of.value,
            &["enum", "x-extensible-enum", "default", "type", "format"],
        );
        facts.extend(width_of(thing.of));
        facts.extend(fact("default", thing.of.value.entry("default")));
        facts.push(kind_of(thing.of));
        let claims = row.claims(None, |facts| with_kind(facts, row.span()));
        compare::facts(&what, &facts, &|_| thing.name.span, &claims, found);
        let within = format!(" of `{}`", thing.name.text);
        let ledger = row.node.entry("values").map(|entry| entry.key_span);
        values(
            thing.of,
            &row.within("values", &VALUE),
            within,
            ledger,
            found,
        );
    }
}

/// How wide the numbers that a schema lists are; for other values, what their format is.
fn width_of(schema: &Entry) -> Option<Fact> {
    let format = schema.value.entry("format");
    let is_integer = schema.value.str_at("type") == Some("integer");
    match format.and_then(|entry| entry.value.as_str()) {
        Some("int64") | None if is_integer => Some(Fact::number("bits", "64", schema.key_span)),
        Some("int32") if is_integer => Some(Fact::number("bits", "32", schema.key_span)),
        _ => fact("format", format),
    }
}

/// The type of the values that a schema lists.
fn kind_of(schema: &Entry) -> Fact {
    fact("type", schema.value.entry("type"))
        .unwrap_or_else(|| Fact::text("type", "any", schema.key_span))
}

/// Values are strings unless a row says otherwise, and of 64 bits if they are numbers.
fn with_kind(mut facts: Vec<Fact>, home: Span) -> Vec<Fact> {
    if find(&facts, "type").is_none() {
        facts.push(Fact::text("type", "string", home));
    }
    let is_integer = find(&facts, "type")
        .is_some_and(|fact| fact.words.iter().any(|word| word.text == "integer"));
    if is_integer && find(&facts, "bits").is_none() {
        facts.push(Fact::number("bits", "64", home));
    }
    facts
}

/// Compares a list of strings that has a section of its own with the rows of the section.
pub(super) fn section(
    schema: &Entry,
    rows: &[Row<'_>],
    place: Option<Span>,
    found: &mut Diagnostics,
) {
    let home = place.unwrap_or(schema.key_span);
    let claims = Claims {
        home,
        plain: with_kind(Vec::new(), home),
        resolved: with_kind(Vec::new(), home),
        without: Vec::new(),
    };
    let what = format!("`{}`", schema.key);
    compare::facts(
        &what,
        &[kind_of(schema)],
        &|_| schema.key_span,
        &claims,
        found,
    );
    values(schema, rows, format!(" of {what}"), place, found);
}

/// Compares the values that a schema lists with the rows about them, order included.
fn values(
    schema: &Entry,
    rows: &[Row<'_>],
    within: String,
    ledger: Option<Span>,
    found: &mut Diagnostics,
) {
    let list = ["enum", "x-extensible-enum"]
        .into_iter()
        .find_map(|key| schema.value.entry(key));
    let items = list.map(|list| list.value.items()).unwrap_or_default();
    let things = items
        .iter()
        .filter(|item| !item.is_null())
        .map(|item| Thing {
            name: Word::of(item),
            of: (),
        })
        .collect();
    let place = Place {
        what: "value",
        spec: list.map(|list| list.key_span),
        of_row: None,
        ledger,
        within,
    };
    let pairs = compare::pair(&place, things, rows, found);
    compare::order(&format!("values{}", place.within), &pairs, found);
}

fn error_codes(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let rows = ledger.rows("errors");
    let is_enum = ledger
        .rows("enums")
        .iter()
        .any(|row| row.name() == ERROR_CODE);
    match spec.schema(ERROR_CODE).filter(|_| !is_enum) {
        Some(schema) => section(schema, &rows, ledger.place("errors"), found),
        None if is_enum => {}
        None => {
            let place = schemas(spec, ledger, "error code", "errors");
            compare::pair::<()>(&place, Vec::new(), &rows, found);
        }
    }
}

fn ids(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let things = named(spec, Class::Id).collect();
    let place = schemas(spec, ledger, "kind of id", "ids");
    for (thing, row) in compare::pair(&place, things, &ledger.rows("ids"), found) {
        let schema = &thing.of.value;
        let known = ["type", "pattern", "minLength", "maxLength", "format"];
        let mut facts = leftovers(schema, &known);
        facts.extend(fact("pattern", schema.entry("pattern")));
        facts.extend(fact("min-length", schema.entry("minLength")));
        facts.extend(fact("max-length", schema.entry("maxLength")));
        facts.extend(fact("format", schema.entry("format")));
        // A prefix is no promise, so it is told and not enforced.
        if let Some(prefix) = row.node.str_at("prefix")
            && let Some(description) = schema.entry("description")
            && let Some(text) = description.value.as_str()
            && text.contains(&format!("`{prefix}`"))
        {
            facts.push(Fact::text("prefix", prefix, description.key_span));
        }
        let claims = row.claims(None, |facts| facts);
        let what = format!("the id `{}`", thing.name.text);
        compare::facts(&what, &facts, &|_| thing.name.span, &claims, found);
    }
}

fn named<'d>(spec: &Spec<'d>, class: Class) -> impl Iterator<Item = Thing<&'d Entry>> {
    spec.of_class(class).map(|entry| Thing {
        name: Word::new(entry.key.as_str(), Sort::Text, entry.key_span),
        of: entry,
    })
}

fn schemas<'p>(spec: &Spec<'_>, ledger: &Ledger, what: &'p str, section: &str) -> Place<'p> {
    let schemas = spec
        .root
        .get("components")
        .and_then(|node| node.entry("schemas"));
    Place {
        what,
        within: String::new(),
        spec: schemas
            .map(|entry| entry.key_span)
            .or_else(|| Some(spec.root.head())),
        of_row: None,
        ledger: ledger.place(section),
    }
}

fn fact(name: &str, entry: Option<&Entry>) -> Option<Fact> {
    let entry = entry?;
    let mut fact = Fact::of(name, &entry.value);
    fact.span = entry.key_span.to(fact.span);
    Some(fact)
}

/// Keywords that say nothing a ledger speaks of.
const SILENT: &[&str] = &[
    "deprecated",
    "description",
    "example",
    "externalDocs",
    "title",
    "xml",
];

/// The keywords of a schema that a ledger has no word for.
fn leftovers(schema: &Node, known: &[&str]) -> Vec<Fact> {
    let entries = schema.entries().iter().filter(|entry| {
        let key = entry.key.as_str();
        !known.contains(&key) && !SILENT.contains(&key) && !key.starts_with("x-")
    });
    entries
        .filter_map(|entry| fact(&entry.key, Some(entry)))
        .collect()
}
