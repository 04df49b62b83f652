//! L7: what breaks one rule is taken or refused as the table of strictness says.

use super::codec::{documents, lost, path_of};
use super::strictness::{Outcome, Row, Table, cell};
use super::{Law, Scope, Tally, codec};
use crate::faults::{CANARY, CANARY_NUMBER, Faulty, faults};
use crate::json::Tree;
use crate::schema::{Direction, Violation};
use crate::world::{Document, Opinion, World};

/// For every document, every single fault at every place. Both oracles must refuse it, at the fault; the type meets it as the
/// checked-in table says; an error names the place and shows no value.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Faults);
    let table = Table::checked_in();
    for document in documents(world, scope).filter(|document| is_sent_whole(document)) {
        for faulty in faults(world.plans(document), document.plan) {
            let stratum = format!("{} {}", document.name, faulty.kind.as_str());
            let row = Row::of(&faulty);
            let at = format!("{row} at {}", faulty.pointer);
            match world.opinion(document, &faulty.value) {
                // Another form takes it, or the rule is one that something else makes up for.
                Opinion::Keeps => continue,
                Opinion::Divided => {
                    tally.judge(
                        &document.name,
                        &at,
                        Some(&faulty.value),
                        vec![codec::DIVIDED.to_owned()],
                    );
                    continue;
                }
                Opinion::Breaks => {}
            }
            tally.count(&stratum, &(&document.name, faulty.value.to_text()));
            let mut reasons = verdict(document, &faulty.value);
            reasons.extend(elsewhere(document, &faulty));
            let outcome = outcome(document, &faulty.value);
            let side = table
                .get(&row)
                .map(|cells| cell(*cells, document.direction));
            if !side.flatten().is_some_and(|known| known.has(outcome)) {
                reasons.push(format!(
                    "is {}, and the table of strictness does not say so",
                    outcome.as_str()
                ));
            }
            tally.judge(&document.name, &at, Some(&faulty.value), reasons);
        }
    }
    tally
}

/// Rules are asked where something is sent, and a component is sent as a part of a whole body alone.
fn is_sent_whole(document: &Document) -> bool {
    !document.is_twin && (document.operation.is_some() || document.direction == Direction::Response)
}

/// What the faults of a provider come to, for the table.
pub(super) fn outcomes(world: &World, table: &mut Table) {
    for document in world
        .bodies
        .iter()
        .filter(|document| is_sent_whole(document))
    {
        for faulty in faults(world.plans(document), document.plan) {
            if world.opinion(document, &faulty.value) == Opinion::Breaks {
                let outcome = outcome(document, &faulty.value);
                table.add(Row::of(&faulty), document.direction, outcome);
            }
        }
    }
}

/// `at` begins with the row of the table.
pub(super) fn check(world: &World, document: &Document, at: &str, value: &Tree) -> Vec<String> {
    if world.opinion(document, value) != Opinion::Breaks {
        return vec!["does not break the schema".to_owned()];
    }
    let mut reasons = verdict(document, value);
    let outcome = outcome(document, value);
    let table = Table::checked_in();
    let row = at.rsplit_once(" at ").map_or(at, |(row, _)| row);
    let cells = table
        .named(row)
        .map(|cells| cell(cells, document.direction));
    if !cells.flatten().is_some_and(|known| known.has(outcome)) {
        reasons.push(format!(
            "is {}, and the table of strictness does not say so",
            outcome.as_str()
        ));
    }
    reasons
}

/// What the type makes of a value that breaks its schema.
fn outcome(document: &Document, value: &Tree) -> Outcome {
    match (document.entry.recode)(value.to_text().as_bytes()) {
        Err(_) => Outcome::Rejected,
        Ok(recoded)
            if document.direction == Direction::Request && !recoded.violations.is_empty() =>
        {
            Outcome::Refused
        }
        Ok(_) => Outcome::Kept,
    }
}

/// What must hold whatever the table says: what is taken is not lost, what is refused shows no value.
fn verdict(document: &Document, value: &Tree) -> Vec<String> {
    match (document.entry.recode)(value.to_text().as_bytes()) {
        Err(error) => shown(&error.to_string()),
        Ok(recoded) => {
            let mut reasons = lost(&recoded, value);
            reasons.extend(shown(&recoded.violations.to_string()));
            reasons
        }
    }
}

fn shown(text: &str) -> Vec<String> {
    let number = CANARY_NUMBER.to_string();
    let shows = text.contains(CANARY) || text.contains(&number);
    shows
        .then(|| "the error shows the value".to_owned())
        .into_iter()
        .collect()
}

/// Whether the oracle or the codec names another place than that of the fault.
fn elsewhere(document: &Document, faulty: &Faulty) -> Vec<String> {
    let mut reasons = Vec::new();
    let Some(value) = faulty.value.to_value() else {
        return vec!["holds a number that is out of range".to_owned()];
    };
    let place = match faulty.kind {
        // What is missing is missing from what holds it.
        crate::faults::FaultKind::Missing => faulty
            .pointer
            .rsplit_once('/')
            .map_or("", |(parent, _)| parent),
        _ => &faulty.pointer,
    };
    let violations = document.validator().violations(&value);
    if !violations.iter().any(|violation| names(violation, place)) {
        reasons.push("the oracle refuses it for something else".to_owned());
    }
    if faulty.in_choice {
        // Which form was meant is not known, so the place may be that of the choice.
        return reasons;
    }
    if let Err(error) = (document.entry.recode)(faulty.value.to_text().as_bytes()) {
        let path = path_of(&faulty.pointer, &faulty.value);
        if !error.faults().iter().any(|fault| fault.path() == path) {
            reasons.push(format!("the error does not name {path}: {error}"));
        }
    }
    reasons
}

fn names(violation: &Violation, place: &str) -> bool {
    violation.instance == place || violation.branches.iter().any(|branch| names(branch, place))
}
