//! How well the rows of a ledger are founded.

use std::{collections::BTreeSet, fmt};

use super::{accounts, format::SECTIONS, ledger::Ledger, rows::Row};

/// How many elements of a spec are known from one source, and how many from two that do not depend on each other.
///
/// Sources with the same tag, such as two files of one SDK, count as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    counts: Vec<(&'static str, Count)>,
}

/// Numbers of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub elements: usize,
    /// Those with at least one source.
    pub sourced: usize,
    /// Those with sources of at least two tags.
    pub twice: usize,
}

impl Coverage {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut counts: Vec<(&'static str, Count)> = Vec::new();
        // Rows of a kind may stand both by themselves and within others.
        let mut add = |name: &'static str, count: Count| match counts
            .iter_mut()
            .find(|(known, _)| *known == name)
        {
            Some((_, known)) => known.add(count),
            None => counts.push((name, count)),
        };
        for (section, _) in SECTIONS {
            // Vectors and conflicts are no elements of a spec.
            if matches!(*section, "vectors" | "conflicts") {
                continue;
            }
            let rows = ledger.live(section);
            let inner = match *section {
                "operations" => Some("statuses"),
                "objects" => Some("members"),
                "enums" => Some("values"),
                _ => None,
            };
            add(section, Count::of(&rows));
            if let Some(name) = inner {
                let rows: Vec<_> = rows
                    .iter()
                    .flat_map(accounts::within)
                    .filter(Row::is_live)
                    .collect();
                add(name, Count::of(&rows));
            }
        }
        counts.retain(|(_, count)| count.elements > 0);
        Self { counts }
    }

    /// The numbers by kind of element, in the order of the format; kinds that have none are left out.
    pub fn by_kind(&self) -> impl Iterator<Item = (&'static str, Count)> {
        self.counts.iter().copied()
    }

    /// The numbers of all kinds together.
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        for (_, count) in &self.counts {
            total.add(*count);
        }
        total
    }
}

impl Count {
    fn of(rows: &[Row<'_>]) -> Self {
        let tags = rows.iter().map(|row| {
            let tags = row.texts("source").map(|source| source.split(':').next());
            tags.collect::<BTreeSet<_>>().len()
        });
        tags.fold(Self::default(), |count, tags| Self {
            elements: count.elements + 1,
            sourced: count.sourced + usize::from(tags >= 1),
            twice: count.twice + usize::from(tags >= 2),
        })
    }

    fn add(&mut self, other: Self) {
        self.elements += other.elements;
        self.sourced += other.sourced;
        self.twice += other.twice;
    }

    /// What part of a hundred a number is of all elements, rounded down.
    fn percent(&self, number: usize) -> usize {
        (number * 100).checked_div(self.elements).unwrap_or(100)
    }
}

/// `831 elements, 100 % with a source, 64 % with two`.
impl fmt::Display for Coverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total();
        write!(
            formatter,
            "{} elements, {} % with a source, {} % with two",
            total.elements,
            total.percent(total.sourced),
            total.percent(total.twice)
        )
    }
}
