//! Objects: which way they go, and their members.

use super::{
    compare::{self, Place, Thing},
    directions::Directions,
    fact::{Fact, Sort, Word},
    format::MEMBER,
    ledger::Ledger,
    rows::Row,
    schemas, sensitive,
    spec::{Class, Spec},
};
use crate::{
    diagnostics::Diagnostics,
    source::Span,
    tree::{Entry, Node},
};

pub(super) fn check(spec: &Spec<'_>, ledger: &Ledger, found: &mut Diagnostics) {
    let things = spec
        .of_class(Class::Object)
        .map(|entry| Thing {
            name: Word::new(entry.key.as_str(), Sort::Text, entry.key_span),
            of: entry,
        })
        .collect();
    let schemas = spec
        .root
        .get("components")
        .and_then(|node| node.entry("schemas"));
    let place = Place {
        what: "object",
        within: String::new(),
        spec: schemas.map(|entry| entry.key_span),
        of_row: None,
        ledger: ledger.place("objects"),
    };
    let rows = ledger.rows("objects");
    let directions = Directions::new(spec);
    for (thing, row) in compare::pair(&place, things, &rows, found) {
        let name = thing.name.text.as_str();
        let claims = row.claims(Some(name), |facts| facts);
        let facts = facts(spec, thing.of, &directions);
        let what = format!("the object `{name}`");
        let values = thing.of.value.entry("additionalProperties");
        let home = |fact: &str| {
            let of_values = fact.starts_with("map.") && fact != MAX_PAIRS;
            let values = values.filter(|_| of_values);
            values.map_or(thing.name.span, |entry| entry.key_span)
        };
        compare::facts(&what, &facts, &home, &claims, found);
        members(spec, &thing, &row, &rows, found);
    }
}

/// What a map says of how many members it has, not of what they are.
const MAX_PAIRS: &str = "map.max-pairs";

/// Keywords of an object that are compared apart or say nothing a ledger speaks of.
const SILENT: &[&str] = &[
    "allOf",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "maxProperties",
    "not",
    "properties",
    "required",
    "title",
    "type",
    "xml",
];

fn facts(spec: &Spec<'_>, object: &Entry, directions: &Directions<'_>) -> Vec<Fact> {
    let schema = &object.value;
    let direction = directions.of(&object.key);
    let mut facts = vec![Fact::text("direction", direction, object.key_span)];
    for entry in schema.entries() {
        let span = entry.key_span.to(entry.value.head());
        match entry.key.as_str() {
            "additionalProperties" if entry.value.as_bool() == Some(false) => {
                facts.push(Fact::flag("closed", true, span));
            }
            "additionalProperties" if schemas::is_open(&entry.value) => {}
            "additionalProperties" => {
                let values = schemas::facts(spec, &entry.value, entry.key_span);
                facts.extend(
                    values
                        .into_iter()
                        .filter(|fact| !goes_without_saying(fact))
                        .map(|fact| Fact {
                            name: format!("map.{}", fact.name),
                            ..fact
                        }),
                );
            }
            key if SILENT.contains(&key) || key.starts_with("x-") => {}
            key => {
                let mut fact = Fact::of(key, &entry.value);
                fact.span = span;
                facts.push(fact);
            }
        }
    }
    if let Some(entry) = schema.entry("maxProperties") {
        let mut fact = Fact::of(MAX_PAIRS, &entry.value);
        fact.span = entry.key_span.to(fact.span);
        facts.push(fact);
    }
    facts
}

fn goes_without_saying(fact: &Fact) -> bool {
    let says = |text: &str| fact.words.iter().all(|word| word.text == text);
    matches!(fact.name.as_str(), "list" if says("false"))
        || matches!(fact.name.as_str(), "nulls" if says("never"))
        || matches!(fact.name.as_str(), "bits" if says("64"))
}

fn members(
    spec: &Spec<'_>,
    object: &Thing<&Entry>,
    row: &Row<'_>,
    rows: &[Row<'_>],
    found: &mut Diagnostics,
) {
    let name = object.name.text.as_str();
    let mut gathered = Members::default();
    gathered.of(spec, &object.of.value);
    let base = row.node.str_at("like").map_or(Some(row), |like| {
        rows.iter()
            .find(|row| row.node.str_at("name") == Some(like))
    });
    let Some(base) = base else { return };
    let things = gathered
        .properties
        .iter()
        .filter_map(|entries| {
            let entry = entries.last()?;
            Some(Thing {
                name: Word::new(entry.key.as_str(), Sort::Text, entry.key_span),
                of: entries,
            })
        })
        .collect();
    let schema = &object.of.value;
    let home = schema.entry("properties").or_else(|| schema.entry("allOf"));
    let part = own_part(schema);
    let properties = part.and_then(|part| part.entry("properties"));
    let place = Place {
        what: "member",
        within: format!(" of `{name}`"),
        spec: Some(home.map_or(object.name.span, |entry| entry.key_span)),
        of_row: None,
        ledger: Some(base.span()),
    };
    let expanded = row.node.is_true("expanded");
    let item = row.node.get("item");
    let rows = base.within("members", &MEMBER);
    let mut missing = Diagnostics::new();
    let pairs = compare::pair(&place, things, &rows, &mut missing);
    // A member that is missing was one of those of its own, or the part that it came from is.
    let pointed = missing.into_iter().map(|found| match properties {
        Some(own)
            if Some(found.primary.span) == place.spec && own.key_span != found.primary.span =>
        {
            found.also(own.key_span, "nor among its own")
        }
        _ => found,
    });
    found.extend(pointed.collect());
    for (thing, row) in pairs {
        let home = thing.name.span;
        let parts = || thing.of.iter().map(|entry| &entry.value);
        let mut facts = schemas::narrowed(spec, parts(), home);
        facts.extend(sensitive::fact(spec, parts()));
        let required = gathered
            .required
            .iter()
            .find(|node| node.as_str() == Some(&thing.name.text));
        facts.push(match (required, gathered.required_key) {
            (Some(node), _) => Fact::text("presence", "required", node.span),
            // It would be named in the list, so the list is where to look.
            (None, Some(list)) => Fact::text("presence", "optional", list),
            (None, None) => Fact::text("presence", "optional", object.name.span),
        });
        let claims = row.claims(Some(name), |facts| {
            completed(facts, row.span(), expanded, item)
        });
        let what = format!("`{}` of `{name}`", thing.name.text);
        let mut differences = Diagnostics::new();
        compare::facts(&what, &facts, &|_| home, &claims, &mut differences);
        // What an object says of a member that it has from another one stands among its own.
        let has = properties.is_some_and(|own| own.value.get(&thing.name.text).is_some());
        let own = part.filter(|_| !has).map(|part| {
            let properties = properties.map(|own| own.key_span);
            properties.unwrap_or_else(|| part.head())
        });
        let pointed = differences.into_iter().map(|found| match own {
            Some(own) => found.also(own, "the object itself says nothing of it here"),
            None => found,
        });
        found.extend(pointed.collect());
    }
}

/// What an object made of others adds to them: the part that has members, or else the last that stands in it.
fn own_part(schema: &Node) -> Option<&Node> {
    let own = schema.get("allOf")?.items().iter();
    let mut own = own.filter(|branch| branch.get("$ref").is_none());
    let last = own.clone().next_back();
    own.find(|branch| branch.get("properties").is_some())
        .or(last)
}

/// What a member of an object claims: the types it has there, and what goes without saying.
fn completed(mut facts: Vec<Fact>, home: Span, expanded: bool, item: Option<&Node>) -> Vec<Fact> {
    let other = facts
        .iter()
        .position(|fact| fact.name == "expanded")
        .map(|index| facts.remove(index));
    if let Some(fact) = facts.iter_mut().find(|fact| fact.name == "type") {
        match other {
            Some(other) if expanded => {
                fact.span = other.span;
                fact.words = other.words;
            }
            Some(other) => fact.words.extend(other.words),
            None => {}
        }
        if let Some(item) = item.and_then(Node::as_str) {
            let words = fact.words.iter_mut();
            words
                .filter(|word| word.text == ITEM)
                .for_each(|word| item.clone_into(&mut word.text));
        }
    }
    schemas::completed(facts, home)
}

/// The type that stands for another in a template.
pub(super) const ITEM: &str = "Item";

/// The members of an object, those of the objects it is made of included.
#[derive(Default)]
struct Members<'d> {
    /// Every property with all the places that describe it, the narrowest last.
    properties: Vec<Vec<&'d Entry>>,
    required: Vec<&'d Node>,
    /// The schemas that were gathered from: circles end.
    seen: Vec<&'d Node>,
    /// Where the list of required members stands.
    required_key: Option<Span>,
}

impl<'d> Members<'d> {
    fn of(&mut self, spec: &Spec<'d>, schema: &'d Node) {
        if self.seen.iter().any(|seen| std::ptr::eq(*seen, schema)) {
            return;
        }
        self.seen.push(schema);
        for branch in schema.get("allOf").map(Node::items).unwrap_or_default() {
            self.of(spec, spec.resolve(branch));
        }
        for entry in schema
            .get("properties")
            .map(Node::entries)
            .unwrap_or_default()
        {
            let is_same = |places: &&mut Vec<&Entry>| {
                places.first().is_some_and(|first| first.key == entry.key)
            };
            match self.properties.iter_mut().find(is_same) {
                Some(places) => places.push(entry),
                None => self.properties.push(vec![entry]),
            }
        }
        if let Some(entry) = schema.entry("required") {
            // The parts were gathered before: the list of the object itself is the one to look at.
            self.required_key = Some(entry.key_span);
            self.required.extend(entry.value.items());
        }
    }
}
