//! Answers that refuse: their statuses and the error codes they carry.

use std::collections::BTreeSet;

use super::{
    compare::{self, Place, Thing},
    errors::Errors,
    fact::{Fact, Sort, Word, find},
    format::{ANY, STATUS},
    operations::Known,
    rows::{Claims, Row},
    schemas,
    spec::{Operation, Spec},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence},
    source::Span,
    tree::{Entry, Node},
};

/// The answers of an operation that do what was asked, or those that refuse.
pub(super) fn of(operation: Operation<'_>, refusing: bool) -> Vec<&Entry> {
    let responses = operation.node().get("responses");
    let entries = responses.map(Node::entries).unwrap_or_default().iter();
    entries
        .filter(|entry| entry.key.starts_with(['1', '2', '3']) != refusing)
        .collect()
}

/// A status as a value.
pub(super) fn status(entry: &Entry) -> Word {
    let digits = entry.key.bytes().all(|byte| byte.is_ascii_digit());
    let sort = if digits { Sort::Number } else { Sort::Text };
    Word::new(entry.key.as_str(), sort, entry.key_span)
}

/// The names of what an answer may hold, whatever media type it comes in.
pub(super) fn bodies(spec: &Spec<'_>, response: &Node) -> Vec<Word> {
    let content = spec.resolve(response).get("content");
    let media = content.map(Node::entries).unwrap_or_default().iter();
    media
        .filter_map(|media| media.value.get("schema"))
        .flat_map(|schema| schemas::types(spec, schema))
        .collect()
}

/// The names of the headers that an answer has.
pub(super) fn headers<'d>(spec: &Spec<'d>, response: &'d Node) -> impl Iterator<Item = Word> {
    let headers = spec.resolve(response).get("headers");
    let headers = headers.map(Node::entries).unwrap_or_default().iter();
    headers.map(|entry| Word::new(entry.key.as_str(), Sort::Text, entry.key_span))
}

/// Whether the body of an answer may be missing.
pub(super) fn optional(name: &str, spec: &Spec<'_>, response: &Node) -> Option<Fact> {
    let mark = spec.resolve(response).entry("x-body-optional")?;
    Some(Fact::of(name, &mark.value))
}

/// Compares the answers of an operation that refuse with their rows.
pub(super) fn check(
    spec: &Spec<'_>,
    operation: Operation<'_>,
    row: &Row<'_>,
    known: &Known<'_>,
    found: &mut Diagnostics,
) {
    let id = row.name();
    let things = of(operation, true)
        .into_iter()
        .map(|entry| Thing {
            name: status(entry),
            of: entry,
        })
        .collect();
    let responses = operation.node().entry("responses");
    let errors = row.node.entry("errors");
    let place = Place {
        what: "error status",
        within: format!(" of `{id}`"),
        spec: responses.map(|entry| entry.key_span),
        of_row: None,
        ledger: errors.map(|entry| entry.key_span),
    };
    let rows = statuses(row, &known.statuses);
    for (thing, row) in compare::pair(&place, things, &rows, found) {
        let home = thing.name.span;
        let component = spec.target(&thing.of.value);
        let spelled_out = component.map_or(home, |entry| entry.key_span);
        let mut facts = Vec::new();
        let codes = codes(spec, &thing.of.value);
        let place = place_of_codes(spec, &thing.of.value);
        if !codes.is_empty() {
            let mut fact = Fact::several("codes", codes, home);
            fact.span = place.unwrap_or(fact.span);
            facts.push(fact);
        }
        // Most ledgers leave it to the name of the object.
        if row.node.get("body").is_some() {
            let bodies = bodies(spec, &thing.of.value);
            facts.push(Fact::several("body", bodies, home));
        }
        facts.extend(optional("body-optional", spec, &thing.of.value));
        let headers: Vec<Word> = headers(spec, &thing.of.value).collect();
        if !headers.is_empty() {
            facts.push(Fact::several("headers", headers, spelled_out));
        }
        let what = format!("status {} of `{id}`", thing.name.text);
        let mut claims = row.claims(None, |facts| facts);
        spell_out(&mut claims, &known.errors, id, &thing.name.text);
        let home = |fact: &str| place.filter(|_| fact == "codes").unwrap_or(spelled_out);
        compare::facts(&what, &facts, &home, &claims, found);
    }
}

/// The rows about the answers of an operation that refuse: its own, and those of every operation.
pub(super) fn statuses<'l>(operation: &Row<'l>, shared: &[Row<'l>]) -> Vec<Row<'l>> {
    let mut rows = operation.within("errors", &STATUS);
    let own: BTreeSet<_> = rows.iter().map(Row::name).collect();
    rows.extend(shared.iter().filter(|row| !own.contains(row.name())));
    rows
}

/// Replaces `any` by the codes that the rows about codes have for an operation and a status.
fn spell_out(claims: &mut Claims, errors: &Errors<'_>, operation: &str, status: &str) {
    for facts in [&mut claims.plain, &mut claims.resolved] {
        let codes = facts.iter_mut().filter(|fact| fact.name == "codes");
        for fact in codes.filter(|fact| fact.words.iter().all(|word| word.text == ANY)) {
            let span = fact.span;
            fact.words = errors
                .of(operation, status)
                .filter_map(Row::word)
                .map(|word| word.used_at(span))
                .collect();
        }
    }
}

/// Where a code of an answer would be missed: in an example that has none, or else among the examples.
fn place_of_codes(spec: &Spec<'_>, response: &Node) -> Option<Span> {
    let member = spec.root.get("x-error")?.str_at("code")?;
    let content = spec.resolve(response).get("content")?;
    let mut examples = content
        .entries()
        .iter()
        .filter_map(|media| media.value.entry("examples"));
    let first = examples.clone().next()?;
    let without = examples.find_map(|examples| {
        let mut values = examples.value.entries().iter();
        values.find_map(|entry| {
            let value = spec.resolve(&entry.value).get("value")?;
            value.get(member).is_none().then(|| value.head())
        })
    });
    without.or(Some(first.key_span))
}

/// Compares which of the answers that do what was asked have a body: by the ledger all of them do, or none.
pub(super) fn bodiless(
    spec: &Spec<'_>,
    operation: Operation<'_>,
    what: &str,
    claims: &Claims,
    found: &mut Diagnostics,
) {
    let Some(claim) = find(&claims.resolved, "success.body") else {
        return;
    };
    let answers = of(operation, false);
    let is_empty = |entry: &&&Entry| bodies(spec, &entry.value).is_empty();
    let may_be_empty = |entry: &&&Entry| {
        entry.key.starts_with(['1', '3']) || matches!(entry.key.as_str(), "204" | "205")
    };
    let empty: Vec<_> = answers.iter().filter(is_empty).collect();
    // Where none has a body, the comparison of what they hold has said so.
    if empty.len() == answers.len() {
        return;
    }
    for entry in empty.iter().filter(|entry| !may_be_empty(entry)) {
        let message = format!(
            "the ledger says of status {} of {what} that its body is {}, the spec gives it none",
            entry.key,
            claim.shown()
        );
        found.push(
            Diagnostic::new(evidence::NOT_IN_SPEC, entry.key_span, message)
                .label("this answer has no body")
                .also(claim.span, "the ledger says so"),
        );
    }
}

/// The error codes in the examples of an answer.
fn codes(spec: &Spec<'_>, response: &Node) -> Vec<Word> {
    let Some(member) = spec
        .root
        .get("x-error")
        .and_then(|error| error.str_at("code"))
    else {
        return Vec::new();
    };
    let mut codes: Vec<Word> = Vec::new();
    let content = spec.resolve(response).get("content");
    for media in content.map(Node::entries).unwrap_or_default() {
        let examples = media
            .value
            .get("examples")
            .map(Node::entries)
            .unwrap_or_default();
        let named = examples
            .iter()
            .filter_map(|entry| spec.resolve(&entry.value).get("value"));
        for value in named.chain(media.value.get("example")) {
            let code = value
                .get(member)
                .filter(|code| code.as_str().is_some())
                .map(Word::of);
            codes.extend(code.filter(|code| !codes.iter().any(|known| known.same(code))));
        }
    }
    codes
}
