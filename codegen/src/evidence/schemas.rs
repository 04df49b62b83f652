//! What a schema says where it is used, in the words of a ledger.

use super::{
    fact::{Fact, Sort, Word, find},
    spec::{Class, Spec, class_of, component},
};
use crate::{
    source::Span,
    tree::{Entry, Node},
};

/// What the schema of a member or parameter says; what goes without saying is said at `home`.
pub(super) fn facts(spec: &Spec<'_>, schema: &Node, home: Span) -> Vec<Fact> {
    narrowed(spec, [schema], home)
}

/// What several schemas say of the same member: of each fact, what the last of them says that speaks of it.
pub(super) fn narrowed<'n>(
    spec: &Spec<'_>,
    schemas: impl IntoIterator<Item = &'n Node>,
    home: Span,
) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut union = None;
    for schema in schemas {
        let mut reading = Reading {
            spec,
            facts: Vec::new(),
            seen: Vec::new(),
            home,
            union: None,
        };
        reading.schema(schema, Level::Whole);
        facts.retain(|fact| find(&reading.facts, &fact.name).is_none());
        facts.append(&mut reading.facts);
        union = reading.union.or(union);
    }
    // A branch that admits null would stand among the others.
    if let Some(union) = union
        && find(&facts, "nulls").is_none()
    {
        facts.push(Fact::text("nulls", "never", union));
    }
    completed(facts, home)
}

/// The names of what a body may be.
pub(super) fn types(spec: &Spec<'_>, schema: &Node) -> Vec<Word> {
    let facts = facts(spec, schema, schema.head());
    let mut words = find(&facts, "type").map_or_else(Vec::new, |fact| fact.words.clone());
    let is_list =
        find(&facts, "list").is_some_and(|fact| fact.words.iter().any(|word| word.text == "true"));
    if is_list {
        for word in &mut words {
            word.text = list_of(&word.text);
        }
    }
    words
}

/// The name of a list where it stands for one type among others.
fn list_of(name: &str) -> String {
    format!("{LIST_OF}{name}")
}

/// The name of what a type is a list or map of, or else its own name.
pub(super) fn entry_of(name: &str) -> &str {
    let prefixes = [LIST_OF, MAP_OF].into_iter();
    let mut entries = prefixes.filter_map(|prefix| name.strip_prefix(prefix));
    entries.next().unwrap_or(name)
}

const LIST_OF: &str = "list of ";
const MAP_OF: &str = "map of ";

/// Adds what goes without saying.
pub(super) fn completed(mut facts: Vec<Fact>, home: Span) -> Vec<Fact> {
    let defaults = [
        Fact::flag("list", false, home),
        Fact::text("nulls", "never", home),
        Fact::number("bits", "64", home),
    ];
    let is_integer = find(&facts, "type")
        .is_some_and(|fact| fact.words.iter().any(|word| word.text == "integer"));
    for default in defaults {
        let applies = default.name != "bits" || is_integer;
        if applies && find(&facts, &default.name).is_none() {
            facts.push(default);
        }
    }
    facts
}

/// What part of a value a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Whole,
    /// An entry of a list.
    Entry,
}

struct Reading<'s, 'd> {
    spec: &'s Spec<'d>,
    facts: Vec<Fact>,
    /// The names that were followed: to follow one again adds nothing, and circles end.
    seen: Vec<&'d str>,
    home: Span,
    /// Where the branches of the whole value are listed.
    union: Option<Span>,
}

/// Keywords that say nothing a ledger speaks of, or that are read together with others.
const SILENT: &[&str] = &[
    "$ref",
    "deprecated",
    "description",
    "discriminator",
    "example",
    "externalDocs",
    "items",
    "not",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
];

/// Keywords of a number or text that a ledger has a word for.
const BOUNDS: &[(&str, &str)] = &[
    ("minimum", "min"),
    ("maximum", "max"),
    ("minLength", "min-length"),
    ("maxLength", "max-length"),
    ("pattern", "pattern"),
];

impl Reading<'_, '_> {
    fn schema(&mut self, schema: &Node, level: Level) {
        if let Some(reference) = schema.entry("$ref") {
            return self.reference(&reference.value, level);
        }
        let mut typed = false;
        let mut map = self.map(schema);
        let is_map = map.is_some();
        for entry in schema.entries() {
            match entry.key.as_str() {
                "type" if entry.value.as_str() == Some("object") && map.is_some() => {
                    typed = true;
                    self.facts.extend(map.take());
                }
                "additionalProperties" if is_map => {}
                "type" => {
                    typed = true;
                    self.kind(schema, entry, level);
                }
                "allOf" | "oneOf" | "anyOf" => {
                    typed = true;
                    if entry.key != "allOf" && level == Level::Whole {
                        self.union.get_or_insert(entry.key_span);
                    }
                    self.branches(entry.value.items(), level);
                }
                "nullable" if level == Level::Whole => {
                    let span = entry.key_span.to(entry.value.span);
                    let nulls = match entry.value.as_bool() {
                        Some(true) => "allowed",
                        _ => "never",
                    };
                    self.say(Fact::text("nulls", nulls, span));
                }
                "nullable" if entry.value.as_bool() == Some(false) => {}
                "enum" | "x-extensible-enum" => self.values(entry),
                "format" => self.format(entry),
                "x-time" => {
                    let unit = entry.value.as_str().unwrap_or_default();
                    let unit = unit.strip_prefix("epoch-").unwrap_or(unit);
                    self.say(Fact::text("time", unit, entry.value.head()));
                }
                "default" if level == Level::Whole => self.stated("default", entry),
                "minItems" if level == Level::Whole => self.stated("min-items", entry),
                "maxItems" if level == Level::Whole => self.stated("max-items", entry),
                "additionalProperties" if is_open(&entry.value) => {}
                key if SILENT.contains(&key) || key.starts_with("x-") => {}
                key => match BOUNDS.iter().find(|(keyword, _)| *keyword == key) {
                    Some((_, name)) => self.stated(name, entry),
                    // A ledger has no word for it, so it has no row.
                    None => self.stated(key, entry),
                },
            }
        }
        if !typed {
            self.say(Fact::text("type", "any", self.home));
        }
    }

    fn kind(&mut self, schema: &Node, entry: &Entry, level: Level) {
        match entry.value.as_str() {
            Some("array") if level == Level::Whole => {
                self.say(Fact::flag("list", true, entry.value.head()));
                match schema.get("items") {
                    Some(items) => self.schema(items, Level::Entry),
                    None => self.say(Fact::text("type", "any", entry.value.head())),
                }
            }
            _ => self.stated("type", entry),
        }
    }

    fn branches(&mut self, branches: &[Node], level: Level) {
        let among_others = branches.iter().filter(|branch| !is_null(branch)).count() > 1;
        for branch in branches {
            if among_others && level == Level::Whole && branch.str_at("type") == Some("array") {
                self.list_among_others(branch);
            } else if is_null(branch) && branches.len() > 1 {
                if level == Level::Whole {
                    self.say(Fact::text("nulls", "allowed", branch.head()));
                } else {
                    self.say(Fact::text("nullable entries", "true", branch.head()));
                }
            } else {
                self.schema(branch, level);
            }
        }
    }

    /// The type of an object whose keys are free, if it can be said in words.
    fn map(&self, schema: &Node) -> Option<Fact> {
        let entry = schema.entry("additionalProperties")?;
        if !entry.value.is_mapping() || is_open(&entry.value) || schema.get("properties").is_some()
        {
            return None;
        }
        let values = facts(self.spec, &entry.value, entry.key_span);
        let says = |name: &str, text: &str| {
            find(&values, name).is_none_or(|fact| fact.words.iter().all(|word| word.text == text))
        };
        let speaks_of_more = values
            .iter()
            .any(|fact| !matches!(fact.name.as_str(), "type" | "list" | "nulls" | "bits"));
        if speaks_of_more
            || !says("list", "false")
            || !says("nulls", "never")
            || !says("bits", "64")
        {
            return None;
        }
        let mut fact = find(&values, "type")?.clone();
        for word in &mut fact.words {
            word.text = format!("{MAP_OF}{}", word.text);
        }
        Some(fact)
    }

    /// A list that is one of several branches: the others are no lists, so it says so of itself alone.
    fn list_among_others(&mut self, branch: &Node) {
        let mut facts = facts(self.spec, branch, self.home);
        facts.retain(|fact| !matches!(fact.name.as_str(), "list" | "nulls" | "bits"));
        for mut fact in facts {
            if fact.name == "type" {
                fact.words.iter_mut().for_each(|word| {
                    word.text = list_of(&word.text);
                });
            }
            self.say(fact);
        }
    }

    fn reference(&mut self, reference: &Node, level: Level) {
        let Some(("schemas", name)) = reference.as_str().and_then(component) else {
            return;
        };
        let Some(entry) = self.spec.schema(name) else {
            return;
        };
        let class = class_of(&entry.value);
        if matches!(class, Class::Union | Class::Alias) && !self.spec.is_known_union(name) {
            if self.seen.contains(&entry.key.as_str()) {
                return;
            }
            self.seen.push(&entry.key);
        }
        match class {
            Class::Object | Class::Enum | Class::Id => {
                self.say(Fact::text("type", name, reference.span));
            }
            Class::Union if self.spec.is_known_union(name) => {
                self.say(Fact::text("type", name, reference.span));
            }
            Class::Union => {
                let before = self.words_of_type();
                let branches = ["oneOf", "anyOf"].into_iter();
                for branch in branches.filter_map(|key| entry.value.get(key)) {
                    self.branches(branch.items(), level);
                }
                // The place to look at is where the union is used.
                self.place_types_after(before, reference.span);
            }
            Class::Alias => self.schema(&entry.value, level),
        }
    }

    fn values(&mut self, entry: &Entry) {
        let mut fact = Fact::of("values", &entry.value);
        fact.words.retain(|word| word.sort != Sort::Other);
        fact.span = entry.key_span;
        self.say(fact);
    }

    fn format(&mut self, entry: &Entry) {
        let span = entry.key_span.to(entry.value.span);
        match entry.value.as_str() {
            Some("int64") => self.say(Fact::number("bits", "64", span)),
            Some("int32") => self.say(Fact::number("bits", "32", span)),
            _ => self.stated("format", entry),
        }
    }

    fn stated(&mut self, name: &str, entry: &Entry) {
        let mut fact = Fact::of(name, &entry.value);
        fact.span = entry.key_span.to(fact.span);
        self.say(fact);
    }

    fn say(&mut self, fact: Fact) {
        match self.facts.iter_mut().find(|known| known.name == fact.name) {
            Some(known) => {
                for word in fact.words {
                    if !known.words.iter().any(|other| other.same(&word)) {
                        known.words.push(word);
                    }
                }
            }
            None => self.facts.push(fact),
        }
    }

    fn words_of_type(&self) -> usize {
        find(&self.facts, "type").map_or(0, |fact| fact.words.len())
    }

    fn place_types_after(&mut self, before: usize, span: Span) {
        if let Some(fact) = self.facts.iter_mut().find(|fact| fact.name == "type") {
            if before == 0 {
                fact.span = span;
            }
            let words = fact.words.split_off(before.min(fact.words.len()));
            fact.words
                .extend(words.into_iter().map(|word| word.used_at(span)));
        }
    }
}

/// Whether a schema admits null alone.
fn is_null(schema: &Node) -> bool {
    let values = schema.get("enum").map(Node::items).unwrap_or_default();
    schema.is_true("nullable") && !values.is_empty() && values.iter().all(Node::is_null)
}

/// Whether a schema for members that are not listed admits all of them.
pub(super) fn is_open(schema: &Node) -> bool {
    schema.as_bool() == Some(true) || schema.is_mapping() && schema.entries().is_empty()
}
