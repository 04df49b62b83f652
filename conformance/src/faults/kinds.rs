//! Values of the wrong kind.

use super::words::what_of;
use super::{CANARY, CANARY_NUMBER, FaultKind, Faulty, Position};
use crate::json::Tree;
use crate::shape::{Kind, Kinds};
use crate::values::{Choice, Plan, PlanId, Plans};

/// A place that a value of the wrong kind is put into.
pub(super) struct Spot {
    pub(super) plan: PlanId,
    pub(super) position: Position,
    pub(super) pointer: String,
    pub(super) in_choice: bool,
}

impl Spot {
    pub(super) fn wrong_kinds(
        &self,
        plans: &Plans,
        here: impl Fn(Tree) -> Tree,
        found: &mut Vec<Faulty>,
    ) {
        let (kinds, is_choice) = kinds_of(plans, self.plan);
        for kind in Kind::ALL.into_iter().filter(|kind| !kinds.has(*kind)) {
            // To all but whole numbers a fraction is a number as any other.
            if kind == Kind::Fraction && !kinds.has(Kind::Integer) {
                continue;
            }
            found.push(Faulty {
                kind: if kind == Kind::Null {
                    FaultKind::Null
                } else {
                    FaultKind::Kind(kind)
                },
                what: what_of(plans, self.plan),
                position: self.position,
                in_choice: self.in_choice || is_choice,
                pointer: self.pointer.clone(),
                value: here(of_kind(kind)),
            });
        }
    }
}

fn of_kind(kind: Kind) -> Tree {
    match kind {
        Kind::Null => Tree::Null,
        Kind::Boolean => Tree::Bool(true),
        Kind::Integer => Tree::from(CANARY_NUMBER),
        Kind::Fraction => {
            crate::json::Number::parse("4111000.411").map_or(Tree::Null, Tree::Number)
        }
        Kind::String => Tree::from(CANARY),
        Kind::Array => Tree::Array(vec![Tree::from(CANARY)]),
        Kind::Object => Tree::Object([(CANARY.to_owned(), Tree::from(CANARY))].into()),
    }
}

/// The kinds a plan has values of, and whether it is a choice between several forms.
fn kinds_of(plans: &Plans, plan: PlanId) -> (Kinds, bool) {
    match &plans[plan] {
        Plan::Nothing => (Kinds::of(&[]), false),
        Plan::Rules(rules) => match &rules.listed {
            Some(listed) => {
                let kinds: Vec<Kind> = listed.iter().map(Kind::of).collect();
                (Kinds::of(&kinds), false)
            }
            None => (rules.kinds, false),
        },
        Plan::Choice(Choice {
            plans: several,
            is_nullable,
        }) => {
            let all = several.iter().map(|plan| kinds_of(plans, *plan));
            all.fold(
                (Kinds::of(&[]), !is_nullable),
                |(kinds, choice), (more, inner)| (kinds.or(more), choice || inner),
            )
        }
    }
}
