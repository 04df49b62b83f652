//! Whether every name that a row gives is that of another row, and every row that exists to be named is.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    accounts,
    fact::{Fact, Word},
    format::{ANY, MEMBER},
    ledger::Ledger,
    objects::ITEM,
    operations::id_of,
    rows::Row,
    schemas::entry_of,
    spec::{ERROR_CODE, EVENT_TYPE},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence, suggest},
    source::Span,
};

/// The types that have no row.
const BUILT_IN: &[&str] = &["any", "boolean", "integer", "number", "object", "string"];

/// Names with the place of the row that has them; there is none for what is built in.
type Known<'l> = BTreeMap<&'l str, Option<Span>>;

/// The names of a ledger's rows.
pub(super) struct Names<'l> {
    parameters: Known<'l>,
    operations: Known<'l>,
    objects: Known<'l>,
    types: Known<'l>,
    codes: Known<'l>,
    conflicts: Known<'l>,
    /// The objects that have the members of each object, itself included.
    alike: BTreeMap<&'l str, Known<'l>>,
    /// The objects that write out the members that they have.
    bases: Known<'l>,
    home: Option<Span>,
}

impl<'l> Names<'l> {
    pub(super) fn new(ledger: &'l Ledger) -> Self {
        let names = |section| -> Known<'l> {
            let rows: Vec<Row<'_>> = ledger.live(section);
            rows.iter()
                .map(|row| (row.name(), Some(row.span())))
                .collect()
        };
        let mut objects = names("objects");
        objects.extend(names("unions"));
        let mut types: Known<'_> = BUILT_IN.iter().map(|name| (*name, None)).collect();
        types.extend(objects.clone());
        types.extend(names("enums"));
        types.extend(names("ids"));
        let lists = [("errors", ERROR_CODE), ("events", EVENT_TYPE)];
        types.extend(
            lists
                .into_iter()
                .filter(|(section, _)| !ledger.live(section).is_empty())
                .map(|(section, name)| (name, ledger.place(section))),
        );
        let mut alike: BTreeMap<&str, Known<'_>> = BTreeMap::new();
        for row in ledger.rows("objects") {
            let base = row.node.str_at("like").unwrap_or_else(|| row.name());
            alike
                .entry(base)
                .or_default()
                .insert(row.name(), Some(row.span()));
        }
        let bases = alike
            .iter()
            .filter_map(|(base, names)| Some((*base, *names.get(base)?)))
            .collect();
        let parameters = ledger.live("parameters");
        Self {
            parameters: parameters
                .iter()
                .map(|row| (id_of(row), Some(row.span())))
                .collect(),
            operations: names("operations"),
            objects,
            types,
            codes: names("errors"),
            conflicts: names("conflicts"),
            alike,
            bases,
            home: ledger.place("objects"),
        }
    }

    pub(super) fn check(&self, ledger: &Ledger, found: &mut Diagnostics) {
        for row in ledger.rows("operations") {
            self.operation(&row, found);
        }
        let used: BTreeSet<String> = ledger
            .live("operations")
            .iter()
            .flat_map(|row| row.claims(None, |facts| facts).resolved)
            .filter(|fact| fact.name == "parameters")
            .flat_map(|fact| fact.words)
            .map(|word| word.text)
            .collect();
        for row in ledger.rows("parameters") {
            known(row.words("type"), "type", &self.types, found);
            let id = id_of(&row);
            if row.is_live() && !used.contains(id) {
                let message = format!("no operation has the parameter `{id}`");
                unused(&row, message, ledger.place("operations"), found);
            }
        }
        for row in ledger.rows("objects") {
            self.object(&row, found);
        }
        for row in ledger.rows("errors") {
            if row.node.str_at("operations") != Some("any") {
                known(
                    row.words("operations"),
                    "operation",
                    &self.operations,
                    found,
                );
            }
        }
        for row in ledger.rows("events") {
            known(row.words("schema"), "object", &self.objects, found);
            known(row.words("data"), "object", &self.objects, found);
        }
        for row in ledger.rows("unions") {
            known(row.words("type"), "type", &self.types, found);
        }
        for row in ledger.rows("statuses") {
            self.status(&row, found);
        }
        for row in accounts::rows(ledger) {
            if let Some(conflict) = row.resolution().and_then(|node| node.get("conflict")) {
                known(vec![Word::of(conflict)], "conflict", &self.conflicts, found);
            }
        }
    }

    fn operation(&self, row: &Row<'_>, found: &mut Diagnostics) {
        known(
            row.words("parameters"),
            "parameter",
            &self.parameters,
            found,
        );
        known(row.words("body"), "object", &self.objects, found);
        let success = row
            .node
            .get("success")
            .and_then(|success| success.get("body"));
        known(
            success.map(Word::of).into_iter().collect(),
            "type",
            &self.types,
            found,
        );
        for status in accounts::within(row) {
            self.status(&status, found);
        }
    }

    fn status(&self, row: &Row<'_>, found: &mut Diagnostics) {
        let mut codes = row.words("codes");
        codes.retain(|_| row.node.str_at("codes") != Some(ANY));
        known(codes, "error code", &self.codes, found);
        known(row.words("body"), "object", &self.objects, found);
    }

    fn object(&self, row: &Row<'_>, found: &mut Diagnostics) {
        let name = row.name();
        if let Some(map) = row.node.get("map").and_then(|map| map.get("type")) {
            known(Fact::of("type", map).words, "type", &self.types, found);
        }
        // An object may have members beside those that are free.
        let contents: Vec<_> = ["members", "map", "like"]
            .into_iter()
            .filter_map(|key| row.node.entry(key))
            .collect();
        match contents.as_slice() {
            [] => {
                let message = format!("`{name}` needs `members`, `map` or `like`");
                found.push(Diagnostic::new(evidence::MISSING_KEY, row.span(), message));
            }
            [_] => {}
            [first, second] if first.key == "members" && second.key == "map" => {}
            [first, second, ..] => {
                let message = format!("`{name}` has both `{}` and `{}`", first.key, second.key);
                found.push(
                    Diagnostic::new(evidence::CONTRADICTION, second.key_span, message)
                        .also(first.key_span, "one of them is too many"),
                );
            }
        }
        // Members are written out once: what they are like has them itself.
        known(row.words("like"), "object", &self.bases, found);
        known(row.words("item"), "type", &self.types, found);
        let is_template = row.node.is_true("template");
        if is_template && self.alike.get(name).is_none_or(|names| names.len() < 2) {
            unused(row, format!("no object is like `{name}`"), self.home, found);
        }
        for member in row.within("members", &MEMBER) {
            let item = |words: Vec<Word>| {
                let mut words = words;
                words.retain(|word| !(is_template && word.text == ITEM));
                words
            };
            known(item(member.words("type")), "type", &self.types, found);
            known(item(member.words("expanded")), "type", &self.types, found);
            let Some(resolution) = member.resolution() else {
                continue;
            };
            if let Some(spec) = resolution.get("spec") {
                for key in ["type", "expanded"] {
                    let words = spec.get(key).map(|node| Fact::of(key, node).words);
                    known(words.unwrap_or_default(), "type", &self.types, found);
                }
            }
            let scope: Vec<Word> = resolution.get("in").map(Word::of).into_iter().collect();
            known(
                scope,
                "object with this member",
                self.alike.get(name).unwrap_or(&Known::new()),
                found,
            );
        }
    }
}

fn known(words: Vec<Word>, what: &str, names: &Known<'_>, found: &mut Diagnostics) {
    for word in words
        .into_iter()
        .filter(|word| !names.contains_key(entry_of(&word.text)))
    {
        let message = format!("the ledger has no {what} `{}`", word.text);
        let mut diagnostic = Diagnostic::new(evidence::DANGLING, word.span, message);
        if let Some(near) = suggest::nearest(&word.text, names.keys().copied()) {
            if let Some(span) = names.get(near).copied().flatten() {
                diagnostic = diagnostic.also(span, "it has this one");
            }
            diagnostic = diagnostic.edit(format!("did you mean `{near}`?"), word.span, near);
        }
        found.push(diagnostic);
    }
}

fn unused(row: &Row<'_>, message: String, place: Option<Span>, found: &mut Diagnostics) {
    let diagnostic = Diagnostic::new(evidence::UNUSED, row.span(), message);
    found.push(match place {
        Some(span) => diagnostic.also(span, "not among these rows"),
        None => diagnostic,
    });
}
