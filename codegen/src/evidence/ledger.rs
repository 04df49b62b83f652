//! The ledger as one, whatever files it is spread over.

use super::{
    coverage::Coverage,
    format::{self, Kind},
    rows::Row,
};
use crate::{
    source::Span,
    tree::{Entry, Node},
};

/// What is known of an API, row by row; see [`super::load`].
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    files: Vec<Node>,
}

impl Ledger {
    pub(super) fn add(&mut self, file: Node) {
        self.files.push(file);
    }

    /// How many rows there are and how well they are founded. Rows that say what the spec does not have are not counted.
    pub fn coverage(&self) -> Coverage {
        Coverage::of(self)
    }

    /// The rows of a section, in the order of the files.
    pub(super) fn rows(&self, section: &str) -> Vec<Row<'_>> {
        let kind = kind_of(section);
        self.sections(section)
            .flat_map(|entry| entry.value.items())
            .filter_map(|node| Some(Row::new(node, kind?)))
            .collect()
    }

    /// The rows of a section about things that the spec has.
    pub(super) fn live(&self, section: &str) -> Vec<Row<'_>> {
        let mut rows = self.rows(section);
        rows.retain(Row::is_live);
        rows
    }

    /// A section, as often as it stands in a file.
    pub(super) fn sections(&self, section: &str) -> impl Iterator<Item = &Entry> {
        self.files
            .iter()
            .filter_map(move |file| file.entry(section))
    }

    /// Where to point when a section lacks a row: its name, or else the start of the ledger.
    pub(super) fn place(&self, section: &str) -> Option<Span> {
        self.sections(section)
            .next()
            .map(|entry| entry.key_span)
            .or_else(|| Some(self.files.first()?.head()))
    }
}

fn kind_of(section: &str) -> Option<&'static Kind> {
    let (_, kind) = format::SECTIONS.iter().find(|(name, _)| *name == section)?;
    Some(kind)
}
