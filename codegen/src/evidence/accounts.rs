//! Whether the rows of a ledger agree with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    fact::{self, Word, find},
    format::{ANY, COUNTED, COUNTS, ENUM, Kind, MEMBER, OBJECT, OPERATION, STATUS, VALUE},
    ledger::Ledger,
    names::Names,
    operations::{codes_of, id_of},
    responses,
    rows::Row,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence},
    source::Span,
};

/// Reports rows that stand twice, names that no row has, rows that nothing uses, counts that do not add up and
/// resolutions that say what the row says.
pub(super) fn check(ledger: &Ledger, found: &mut Diagnostics) {
    duplicates(ledger, found);
    Names::new(ledger).check(ledger, found);
    counts(ledger, found);
    errors(ledger, found);
    samples(ledger, found);
    for row in rows(ledger) {
        idle_resolution(&row, found);
    }
}

/// Every row of a ledger, rows within rows included.
pub(super) fn rows(ledger: &Ledger) -> Vec<Row<'_>> {
    let sections = super::format::SECTIONS.iter();
    let top = sections.flat_map(|(section, _)| ledger.rows(section));
    top.flat_map(|row| {
        let mut rows = vec![row];
        rows.extend(within(&row));
        rows
    })
    .collect()
}

/// The rows within a row.
pub(super) fn within<'l>(row: &Row<'l>) -> Vec<Row<'l>> {
    let kinds: [(&Kind, &str, &'static Kind); 3] = [
        (&OPERATION, "errors", &STATUS),
        (&ENUM, "values", &VALUE),
        (&OBJECT, "members", &MEMBER),
    ];
    kinds
        .into_iter()
        .filter(|(kind, ..)| std::ptr::eq(*kind, row.kind))
        .flat_map(|(_, key, kind)| row.within(key, kind))
        .collect()
}

fn duplicates(ledger: &Ledger, found: &mut Diagnostics) {
    for (section, _) in super::format::SECTIONS {
        let rows = ledger.rows(section);
        unique(
            &rows,
            |row| match *section {
                "parameters" => (id_of(row), None),
                // A service may have several of one kind, such as credentials.
                "service" => (row.name(), row.node.str_at("value")),
                _ => (row.name(), None),
            },
            found,
        );
        for row in &rows {
            unique(&within(row), |row| (row.name(), None), found);
        }
    }
}

fn unique<'l>(
    rows: &[Row<'l>],
    name: impl Fn(&Row<'l>) -> (&'l str, Option<&'l str>),
    found: &mut Diagnostics,
) {
    let mut first = BTreeMap::new();
    for row in rows {
        let name = name(row);
        match first.get(&name) {
            Some(span) => {
                let message = format!(
                    "{} `{}` stands in the ledger twice",
                    row.kind.name,
                    row.name()
                );
                found.push(
                    Diagnostic::new(evidence::DUPLICATE, row.span(), message)
                        .also(*span, "the first"),
                );
            }
            None => {
                first.insert(name, row.span());
            }
        }
    }
}

fn counts(ledger: &Ledger, found: &mut Diagnostics) {
    let mut counts: BTreeMap<&str, (u64, Span)> = BTreeMap::new();
    for section in ledger.sections(COUNTS) {
        for entry in section.value.entries() {
            let span = entry.key_span.to(entry.value.span);
            let count = entry.value.as_u64().unwrap_or_default();
            if let Some((_, first)) = counts.insert(&entry.key, (count, span)) {
                let message = format!("`{}` is counted twice", entry.key);
                found.push(
                    Diagnostic::new(evidence::DUPLICATE, span, message).also(first, "the first"),
                );
            }
        }
    }
    for (name, section) in COUNTED {
        let rows = ledger.live(section).len() as u64;
        match counts.get(name) {
            Some((count, span)) if *count != rows => {
                let message = format!("the ledger has {rows} rows of `{section}`, not {count}");
                let mut diagnostic = Diagnostic::new(evidence::COUNT, *span, message)
                    .label("rows marked as absent do not count");
                if let Some(place) = ledger.sections(section).next() {
                    diagnostic = diagnostic.also(place.key_span, "the rows");
                }
                found.push(diagnostic);
            }
            Some(_) => {}
            // Objects may be counted; they are spread over too many files to be counted by hand.
            None if rows == 0 || *section == "objects" => {}
            None => {
                let place = ledger.place(COUNTS);
                let message = format!("`{COUNTS}` lacks `{name}`");
                found.extend(
                    place
                        .map(|span| Diagnostic::new(evidence::COUNT, span, message))
                        .into_iter()
                        .collect(),
                );
            }
        }
    }
    for (index, row) in ledger.rows("conflicts").iter().enumerate() {
        if row.name() != (index + 1).to_string() {
            let message = format!("conflict {} should be number {}", row.name(), index + 1);
            found.push(
                Diagnostic::new(evidence::COUNT, row.span(), message)
                    .label("conflicts are numbered from 1, without gaps"),
            );
        }
    }
}

/// The rows about error codes say which operations answer with them; so do the rows about operations.
fn errors(ledger: &Ledger, found: &mut Diagnostics) {
    let operations = ledger.live("operations");
    let shared = ledger.rows("statuses");
    let answers: Vec<Answer<'_>> = operations
        .iter()
        .flat_map(|operation| {
            let statuses = responses::statuses(operation, &shared).into_iter();
            statuses.map(|row| Answer {
                operation: operation.name(),
                row,
                codes: codes_of(&row),
            })
        })
        .collect();
    let answered: BTreeSet<&str> = answers.iter().map(|answer| answer.row.name()).collect();
    for row in ledger.live("errors") {
        let code = row.name();
        let statuses: BTreeSet<&str> = row.texts("statuses").collect();
        let any = row.node.str_at("operations") == Some(ANY);
        let named: BTreeSet<&str> = row.texts("operations").collect();
        let mut unanswered = named.clone();
        for answer in &answers {
            let (id, status) = (answer.operation, answer.row.name());
            let has_status = statuses.contains(status);
            if has_status {
                unanswered.remove(id);
            }
            if answer.codes.contains(ANY) {
                continue;
            }
            let expected = has_status && (any || named.contains(id));
            let (message, label) = match (expected, answer.codes.contains(code)) {
                (false, true) => (
                    format!("`{id}` answers {status} with `{code}`, its row says otherwise"),
                    "this row does not have it",
                ),
                (true, false) => (
                    format!("`{id}` should answer {status} with `{code}`"),
                    "this row says so",
                ),
                _ => continue,
            };
            found.push(
                Diagnostic::new(evidence::CONTRADICTION, answer.row.span(), message)
                    .also(row.span(), label),
            );
        }
        for status in row.words("statuses") {
            if !answered.contains(status.text.as_str()) {
                let message = format!("no operation answers {}", status.text);
                let home = shared.first().map(Row::span);
                let home = home.or_else(|| ledger.place("operations"));
                found.push(
                    Diagnostic::new(evidence::CONTRADICTION, status.span, message)
                        .label(format!("`{code}` has it"))
                        .also(home.unwrap_or(row.span()), "none of the rows has it"),
                );
            }
        }
        for name in unanswered.into_iter().filter(|_| !any) {
            let message = format!("`{name}` answers none of the statuses of `{code}`");
            let place = operations.iter().find(|operation| operation.name() == name);
            let diagnostic = Diagnostic::new(evidence::CONTRADICTION, row.span(), message);
            found.push(match place {
                Some(place) => diagnostic.also(place.span(), "the operation"),
                None => diagnostic,
            });
        }
    }
}

/// An answer that refuses.
struct Answer<'l> {
    operation: &'l str,
    row: Row<'l>,
    codes: BTreeSet<String>,
}

fn samples(ledger: &Ledger, found: &mut Diagnostics) {
    for row in ledger.rows("ids") {
        let (Some(pattern), Some(sample)) = (row.node.get("pattern"), row.node.get("sample"))
        else {
            continue;
        };
        let (Some(text), Some(value)) = (pattern.as_str(), sample.as_str()) else {
            continue;
        };
        // A pattern that is no pattern differs from that of the spec, which is checked.
        if regex_lite::Regex::new(text).is_ok_and(|regex| !regex.is_match(value)) {
            let message = format!("the sample of `{}` does not have its pattern", row.name());
            found.push(
                Diagnostic::new(evidence::CONTRADICTION, sample.span, message)
                    .also(pattern.span, "the pattern"),
            );
        }
    }
}

/// A resolution that says of the spec what the row says anyway.
fn idle_resolution(row: &Row<'_>, found: &mut Diagnostics) {
    let Some(resolution) = row.resolution() else {
        return;
    };
    let claims = row.claims(None, |facts| facts);
    let overrides = resolution
        .get("spec")
        .map(|spec| fact::stated(spec, row.kind))
        .unwrap_or_default();
    for fact in &overrides {
        let plain = find(&claims.plain, &fact.name);
        let same = match plain {
            Some(plain) => plain.agrees(fact),
            None => goes_without_saying(&fact.name, &fact.words),
        };
        if same {
            let message = format!(
                "the resolution gives `{}` the value that {} `{}` has",
                fact.name,
                row.kind.name,
                row.name()
            );
            found.push(Diagnostic::new(evidence::STALE, fact.span, message).also(
                plain.map_or(row.span(), |plain| plain.span),
                "the row says the same",
            ));
        }
    }
    for word in &claims.without {
        if find(&claims.plain, &word.text).is_none() {
            let message = format!("the row does not have `{}` anyway", word.text);
            found.push(
                Diagnostic::new(evidence::STALE, word.span, message).also(row.span(), "the row"),
            );
        }
    }
    let effective = !overrides.is_empty() || !claims.without.is_empty();
    if let Some(scope) = resolution.entry("in").filter(|_| !effective) {
        let message = "a resolution that changes nothing needs no `in`";
        found.push(
            Diagnostic::new(evidence::STALE, scope.key_span, message)
                .also(row.span(), "the row it stands in"),
        );
    }
}

fn goes_without_saying(name: &str, words: &[Word]) -> bool {
    let usual = match name {
        "list" => "false",
        "nulls" => "never",
        "bits" => "64",
        _ => return false,
    };
    words.iter().all(|word| word.text == usual)
}
