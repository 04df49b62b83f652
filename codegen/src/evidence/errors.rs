//! Which error codes an operation may answer with, by the rows about codes.

use std::collections::{BTreeMap, BTreeSet};

use super::{format::ANY, ledger::Ledger, rows::Row};

/// The codes that the spec has, by the statuses they come with.
pub(super) struct Errors<'l> {
    by_status: BTreeMap<&'l str, Vec<Code<'l>>>,
}

#[derive(Clone)]
struct Code<'l> {
    row: Row<'l>,
    operations: BTreeSet<&'l str>,
}

impl<'l> Errors<'l> {
    pub(super) fn new(ledger: &'l Ledger) -> Self {
        let mut by_status: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in ledger.live("errors") {
            let code = Code {
                row,
                operations: row.texts("operations").collect(),
            };
            for status in row.texts("statuses").collect::<BTreeSet<_>>() {
                by_status.entry(status).or_default().push(code.clone());
            }
        }
        Self { by_status }
    }

    /// The rows about the codes of an operation and a status, in the order of the ledger.
    pub(super) fn of(&self, operation: &str, status: &str) -> impl Iterator<Item = &Row<'l>> {
        let codes = self.by_status.get(status).into_iter().flatten();
        codes
            .filter(move |code| {
                [operation, ANY]
                    .iter()
                    .any(|name| code.operations.contains(name))
            })
            .map(|code| &code.row)
    }
}
