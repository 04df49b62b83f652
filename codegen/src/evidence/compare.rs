//! Two sides of the same thing, and every difference between them.

use std::collections::{HashMap, HashSet};

use super::{
    fact::{Fact, Word, find},
    rows::{Claims, Row},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes::evidence, suggest},
    source::Span,
};

/// A thing that the spec has.
#[derive(Debug)]
pub(super) struct Thing<T> {
    pub(super) name: Word,
    pub(super) of: T,
}

/// Where the spec would keep what a row is about.
type OfRow<'p> = dyn Fn(&Row<'_>) -> Option<Span> + 'p;

/// Which things are paired, and where the sides keep them.
pub(super) struct Place<'p> {
    /// What each is, such as `member`.
    pub(super) what: &'p str,
    /// What they are part of, in words; may be empty.
    pub(super) within: String,
    /// Where the spec keeps them.
    pub(super) spec: Option<Span>,
    /// Where the spec would keep the one that a row is about, if it keeps them in several places.
    pub(super) of_row: Option<&'p OfRow<'p>>,
    /// Where the ledger keeps them.
    pub(super) ledger: Option<Span>,
}

/// Pairs the things of the spec with the rows about them and reports what only one side has.
pub(super) fn pair<'l, T>(
    place: &Place<'_>,
    things: Vec<Thing<T>>,
    rows: &[Row<'l>],
    found: &mut Diagnostics,
) -> Vec<(Thing<T>, Row<'l>)> {
    let mut row_of: HashMap<&str, &Row<'l>> = HashMap::new();
    for row in rows.iter().filter(|row| row.is_named()) {
        row_of.entry(row.name()).or_insert(row);
    }
    let known: HashSet<&str> = things
        .iter()
        .map(|thing| thing.name.text.as_str())
        .collect();
    let unmatched: Vec<&Row<'l>> = rows
        .iter()
        .filter(|row| row.is_live() && !known.contains(row.name()))
        .collect();
    let names: Vec<&str> = unmatched.iter().map(|row| row.name()).collect();
    let mut meant = HashSet::new();
    let mut pairs = Vec::new();
    for thing in things {
        match row_of.get(thing.name.text.as_str()).copied() {
            Some(row) if row.is_live() => {
                let same = row.word().is_some_and(|word| word.same(&thing.name));
                if !same {
                    found.push(sorts_differ(place, &thing.name, row));
                }
                pairs.push((thing, *row));
            }
            Some(row) => found.push(present(place, &thing.name, row)),
            None => {
                let near = suggest::nearest(&thing.name.text, names.iter().copied())
                    .and_then(|near| names.iter().position(|name| *name == near));
                meant.extend(near);
                let near = near.and_then(|index| unmatched.get(index));
                found.push(not_in_ledger(place, &thing.name, near.copied()));
            }
        }
    }
    for (index, row) in unmatched.into_iter().enumerate() {
        // A slip of the pen is one fault, and has been reported with both names.
        if !meant.contains(&index) {
            found.push(not_in_spec(place, row));
        }
    }
    pairs
}

/// Reports the first of several things that stand in another order in the spec than in the ledger.
pub(super) fn order<T>(what: &str, pairs: &[(Thing<T>, Row<'_>)], found: &mut Diagnostics) {
    let mut rows: Vec<&Row<'_>> = pairs.iter().map(|(_, row)| row).collect();
    rows.sort_by_key(|row| row.span());
    let misplaced = pairs
        .iter()
        .zip(rows)
        .find(|((_, row), expected)| row.span() != expected.span());
    if let Some(((thing, _), expected)) = misplaced {
        let message = format!("the {what} stand in another order than in the ledger");
        let label = format!("the ledger has `{}` in this place", expected.name());
        let found_here = Diagnostic::new(evidence::ORDER, thing.name.span, message)
            .label(label)
            .also(expected.span(), "here");
        found.push(found_here);
    }
}

fn sorts_differ(place: &Place<'_>, name: &Word, row: &Row<'_>) -> Diagnostic {
    let message = format!(
        "the {} `{}`{} is not of the same type in spec and ledger",
        place.what, name.text, place.within
    );
    Diagnostic::new(evidence::DIFFERENT, name.span, message)
        .label("in the spec")
        .also(row.span(), "in the ledger")
}

fn present(place: &Place<'_>, name: &Word, row: &Row<'_>) -> Diagnostic {
    let message = format!(
        "the spec has the {} `{}`{}, which the ledger rules out",
        place.what, name.text, place.within
    );
    Diagnostic::new(evidence::PRESENT, name.span, message).also(row.absence(), "the ledger says so")
}

fn not_in_ledger(place: &Place<'_>, name: &Word, near: Option<&Row<'_>>) -> Diagnostic {
    let message = format!(
        "nothing in the ledger founds the {} `{}`{}",
        place.what, name.text, place.within
    );
    let found =
        Diagnostic::new(evidence::NOT_IN_LEDGER, name.span, message).label("the spec promises it");
    match near {
        Some(row) => found
            .also(row.span(), "the ledger has this one, which the spec lacks")
            .help(format!("did you mean `{}`?", row.name())),
        None => match place.ledger {
            Some(span) => found.also(span, format!("the ledger has no such {} here", place.what)),
            None => found,
        },
    }
}

fn not_in_spec(place: &Place<'_>, row: &Row<'_>) -> Diagnostic {
    let message = format!(
        "the spec lacks the {} `{}`{}",
        place.what,
        row.name(),
        place.within
    );
    let sources = format!("known from {}", row.sources());
    let near = place.of_row.and_then(|of_row| of_row(row));
    match near.or(place.spec) {
        Some(span) => Diagnostic::new(evidence::NOT_IN_SPEC, span, message)
            .label(format!("there is no such {} here", place.what))
            .also(row.span(), sources),
        None => Diagnostic::new(evidence::NOT_IN_SPEC, row.span(), message).label(sources),
    }
}

/// Reports every fact on which the spec and the claims of a row differ.
///
/// `what` says what the facts are about, `home` where a fact stands in the spec, or would stand, by its name.
pub(super) fn facts(
    what: &str,
    spec: &[Fact],
    home: &dyn Fn(&str) -> Span,
    claims: &Claims,
    found: &mut Diagnostics,
) {
    for fact in spec {
        let name = &fact.name;
        let as_sourced = || find(&claims.plain, name).is_some_and(|plain| plain.agrees(fact));
        match find(&claims.resolved, name) {
            Some(claim) if claim.agrees(fact) => {}
            Some(claim) if as_sourced() => found.push(stale(what, fact, claim.span)),
            Some(claim) => differ(what, fact, claim, found),
            None if as_sourced() => {
                let without = claims.without.iter().find(|word| word.text == *name);
                let span = without.map_or(claims.home, |word| word.span);
                found.push(stale(what, fact, span));
            }
            None => {
                let message = format!(
                    "the spec says of {what} {}, the ledger nothing of it",
                    said(name, fact)
                );
                let label = format!("no row founds `{name}`");
                let unfounded = Diagnostic::new(evidence::NOT_IN_LEDGER, fact.span, message)
                    .label(label)
                    .also(claims.home, "this row does not say it");
                found.push(fact.words.iter().fold(unfounded, spelled_out));
            }
        }
    }
    for claim in &claims.resolved {
        if find(spec, &claim.name).is_some() {
            continue;
        }
        if find(&claims.plain, &claim.name).is_none() {
            let message = format!(
                "a resolution says of {what} {}, but neither source nor spec does",
                said(&claim.name, claim)
            );
            found.push(
                Diagnostic::new(evidence::STALE, claim.span, message)
                    .also(home(&claim.name), "the spec does not say it"),
            );
        } else {
            let message = format!(
                "the ledger says of {what} {}, the spec nothing of it",
                said(&claim.name, claim)
            );
            found.push(
                Diagnostic::new(evidence::NOT_IN_SPEC, home(&claim.name), message)
                    .label("nothing of it is said here")
                    .also(claim.span, "the ledger says so"),
            );
        }
    }
}

fn said(name: &str, fact: &Fact) -> String {
    format!("that `{name}` is {}", fact.shown())
}

fn stale(what: &str, fact: &Fact, resolution: Span) -> Diagnostic {
    let message = format!(
        "the spec says of `{}` of {what} what the sources say: there is nothing to resolve",
        fact.name
    );
    Diagnostic::new(evidence::STALE, resolution, message)
        .label("this explains nothing any more")
        .also(fact.span, format!("the spec says {}", fact.shown()))
}

fn differ(what: &str, spec: &Fact, claim: &Fact, found: &mut Diagnostics) {
    let name = &spec.name;
    let extra: Vec<_> = spec.lacking(claim).collect();
    let missing: Vec<_> = claim.lacking(spec).collect();
    if let ([extra], [missing]) = (extra.as_slice(), missing.as_slice()) {
        let message = format!("spec and ledger differ on `{name}` of {what}");
        let found_here = Diagnostic::new(evidence::DIFFERENT, extra.span, message)
            .label(format!("the spec says `{}`", extra.text))
            .also(missing.span, format!("the ledger says `{}`", missing.text));
        found.push(spelled_out(spelled_out(found_here, extra), missing));
        return;
    }
    for word in extra {
        let message = format!(
            "the ledger does not have `{}` among `{name}` of {what}",
            word.text
        );
        let found_here = Diagnostic::new(evidence::NOT_IN_LEDGER, word.span, message)
            .label("the spec promises it")
            .also(claim.span, format!("the ledger has {}", claim.shown()));
        found.push(spelled_out(found_here, word));
    }
    for word in missing {
        let message = format!(
            "the spec does not have `{}` among `{name}` of {what}",
            word.text
        );
        let found_here = Diagnostic::new(evidence::NOT_IN_SPEC, spec.span, message)
            .label(format!("the spec has {}", spec.shown()))
            .also(word.span, "the ledger has it");
        let found_here = spelled_out(found_here, word);
        found.push(match spec.words.last() {
            Some(last) => spelled_out(found_here, last),
            None => found_here,
        });
    }
}

/// Shows where a word is spelled out that is used by reference.
fn spelled_out(found: Diagnostic, word: &Word) -> Diagnostic {
    match word.origin {
        Some(span) => found.also(span, "spelled out here"),
        None => found,
    }
}
