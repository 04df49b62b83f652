//! Values with one fault.
//!
//! A fault is put where nothing else is wrong, and says what it was meant to break; whether it does is for the oracles to say.

mod kinds;
mod rules;
mod within;
mod words;

use std::collections::BTreeMap;

use crate::json::Tree;
use crate::shape::Kind;
use crate::values::sites;
use crate::values::{Plan, PlanId, Plans};

use kinds::Spot;

/// Text that must show in no error.
pub const CANARY: &str = "canary4111";

/// A number that must show in no error.
pub const CANARY_NUMBER: i64 = 4_111_000_411;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A required member is not there.
    Missing,
    /// Null where there must be a value.
    Null,
    /// A value of another kind: this one.
    Kind(Kind),
    /// A number below its range.
    Below,
    /// A number above its range.
    Above,
    /// A number that is no multiple of what it must be.
    NoMultiple,
    /// Too few characters.
    TooShort,
    /// Too many characters.
    TooLong,
    /// Text that does not match.
    NoMatch,
    /// Text that is not of the format.
    NoFormat,
    /// A value that is not on the list.
    Unlisted,
    /// A member that must not be there.
    Stranger,
    /// Two entries that are the same.
    Twins,
    /// Too few entries.
    TooFew,
    /// Too many entries.
    TooMany,
    /// An object of two forms at once.
    BothForms,
}

impl FaultKind {
    /// The words for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Null => "null",
            // To a whole number a fraction is nearly one of its kind.
            Self::Kind(Kind::Fraction) => "fraction",
            Self::Kind(_) => "another kind",
            Self::Below => "below",
            Self::Above => "above",
            Self::NoMultiple => "no multiple",
            Self::TooShort => "too short",
            Self::TooLong => "too long",
            Self::NoMatch => "no match",
            Self::NoFormat => "not of the format",
            Self::Unlisted => "not listed",
            Self::Stranger => "stranger",
            Self::Twins => "twins",
            Self::TooFew => "too few",
            Self::TooMany => "too many",
            Self::BothForms => "both forms",
        }
    }
}

/// Where in its surroundings the fault stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// It is the whole document.
    Whole,
    /// A member that must be there.
    Required,
    /// A member that may be there.
    Optional,
    /// An entry of a list, or a member of a map.
    Entry,
}

impl Position {
    /// The words for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Required => "required member",
            Self::Optional => "optional member",
            Self::Entry => "entry",
        }
    }
}

/// A value with one fault.
#[derive(Clone, Debug)]
pub struct Faulty {
    /// What is wrong.
    pub kind: FaultKind,
    /// What stands there by rights, in a word or two.
    pub what: &'static str,
    /// Where it stands in its surroundings.
    pub position: Position,
    /// Whether a choice between several forms lies on the way, or is what is broken.
    pub in_choice: bool,
    /// JSON Pointer to the fault.
    pub pointer: String,
    /// The whole document.
    pub value: Tree,
}

/// Every single fault in the documents of a plan.
pub fn faults(plans: &Plans, root: PlanId) -> Vec<Faulty> {
    let mut found = Vec::new();
    let whole = Spot {
        plan: root,
        position: Position::Whole,
        pointer: String::new(),
        in_choice: false,
    };
    whole.wrong_kinds(plans, |content| content, &mut found);
    for site in sites::sites(plans, root) {
        let Some(rules) = site.rules(plans) else {
            continue;
        };
        let here = |content: Tree| sites::place(plans, root, &site.route, content);
        rules::broken(plans, &site, rules, here, &mut found);
        within::broken(plans, &site, rules, here, &mut found);
    }
    both_forms(plans, root, &mut found);
    found
}

/// Where the document itself is a choice of objects: one with what two of them need.
fn both_forms(plans: &Plans, root: PlanId, found: &mut Vec<Faulty>) {
    let Plan::Choice(choice) = &plans[root] else {
        return;
    };
    let forms: Vec<BTreeMap<String, Tree>> = choice
        .plans
        .iter()
        .filter_map(|plan| match plans.smallest(*plan) {
            Tree::Object(members) => Some(members),
            _ => None,
        })
        .collect();
    for pair in forms.windows(2) {
        let mut both = pair[0].clone();
        both.extend(pair[1].clone());
        found.push(Faulty {
            kind: FaultKind::BothForms,
            what: "choice",
            position: Position::Whole,
            in_choice: true,
            pointer: String::new(),
            value: Tree::Object(both),
        });
    }
}
