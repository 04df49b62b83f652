//! A scope in which every name is given once.

use std::collections::BTreeSet;
use std::iter::{once, once_with};

use proc_macro2::{Ident, Span};

/// The names taken so far.
#[derive(Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// Takes a name: the wanted one, else with the suffix, else with a number.
    pub(super) fn claim(&mut self, wanted: &str, suffix: &str) -> String {
        // A keyword ends in `_` already; two of them would not be snake case.
        let stem = if suffix.starts_with('_') {
            wanted.trim_end_matches('_')
        } else {
            wanted
        };
        let with_suffix = once_with(|| format!("{stem}{suffix}"));
        let numbered = (2_u32..).map(|number| format!("{stem}{number}"));
        let candidates = once(wanted.to_owned()).chain(with_suffix).chain(numbered);
        for candidate in candidates {
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
        wanted.to_owned()
    }
}

/// A Rust identifier out of a name that is one.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
