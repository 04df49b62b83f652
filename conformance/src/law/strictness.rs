//! The table of strictness: what the types make of each kind of fault. It is checked in; a change of it is a decision.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::faults;
use crate::faults::Faulty;
use crate::schema::Direction;
use crate::world::World;

/// The table as it is checked in, beneath the snapshot's head.
const CHECKED_IN: &str = include_str!("strictness.snap");

/// What a type makes of a value that breaks its schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It does not decode.
    Rejected,
    /// It decodes, and is held back when it is sent.
    Refused,
    /// It decodes and comes back as it was.
    Kept,
}

impl Outcome {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rejected => "rejected",
            Self::Refused => "refused",
            Self::Kept => "kept",
        }
    }
}

/// Outcomes of one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes(u8);

impl Outcomes {
    /// Whether it is one of them.
    pub fn has(self, outcome: Outcome) -> bool {
        self.0 & (1 << outcome as u8) != 0
    }

    fn read(text: &str) -> Option<Self> {
        let all = [Outcome::Rejected, Outcome::Refused, Outcome::Kept];
        let mut outcomes = Self::default();
        for word in text.split(" or ").filter(|word| *word != "–") {
            let outcome = all.into_iter().find(|outcome| outcome.as_str() == word)?;
            outcomes.0 |= 1 << outcome as u8;
        }
        Some(outcomes)
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [Outcome::Rejected, Outcome::Refused, Outcome::Kept];
        let words: Vec<&str> = all
            .into_iter()
            .filter(|outcome| self.has(*outcome))
            .map(Outcome::as_str)
            .collect();
        formatter.write_str(if words.is_empty() { "–" } else { "" })?;
        formatter.write_str(&words.join(" or "))
    }
}

/// A row of the table: what is wrong with what, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(String);

impl Row {
    /// The row of a fault.
    pub fn of(faulty: &Faulty) -> Self {
        let choice = if faulty.in_choice {
            "in a choice"
        } else {
            "plain"
        };
        Self(format!(
            "{} | {} | {} | {choice}",
            faulty.kind.as_str(),
            faulty.what,
            faulty.position.as_str(),
        ))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The outcomes of a row, of requests and of answers.
pub type Cells = [Outcomes; 2];

/// The outcomes of one side; `None` when nothing is known of it.
pub fn cell(cells: Cells, direction: Direction) -> Option<Outcomes> {
    let cell = match direction {
        Direction::Request => cells[0],
        Direction::Response => cells[1],
    };
    (cell != Outcomes::default()).then_some(cell)
}

/// The table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(BTreeMap<Row, Cells>);

impl Table {
    /// The table that is checked in.
    pub fn checked_in() -> Self {
        let mut table = Self::default();
        for line in CHECKED_IN.lines() {
            let parts: Vec<&str> = line.trim_matches(['|', ' ']).split(" | ").collect();
            if let [kind, what, position, choice, request, response] = parts.as_slice()
                && let (Some(request), Some(response)) =
                    (Outcomes::read(request), Outcomes::read(response))
            {
                let row = Row(format!("{kind} | {what} | {position} | {choice}"));
                table.0.insert(row, [request, response]);
            }
        }
        table
    }

    /// The table of what these providers' types do.
    pub fn found(worlds: &[&World]) -> Self {
        let mut table = Self::default();
        for world in worlds {
            faults::outcomes(world, &mut table);
        }
        table
    }

    pub(super) fn add(&mut self, row: Row, direction: Direction, outcome: Outcome) {
        let cells = self.0.entry(row).or_default();
        let cell = match direction {
            Direction::Request => &mut cells[0],
            Direction::Response => &mut cells[1],
        };
        cell.0 |= 1 << outcome as u8;
    }

    pub(super) fn get(&self, row: &Row) -> Option<&Cells> {
        self.0.get(row)
    }

    pub(super) fn named(&self, row: &str) -> Option<Cells> {
        self.0.get(&Row(row.to_owned())).copied()
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::from(
            "| fault | in place of | as | where | request | answer |\n|---|---|---|---|---|---|\n",
        );
        for (row, [request, response]) in &self.0 {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "| {row} | {request} | {response} |");
        }
        formatter.write_str(&text)
    }
}
