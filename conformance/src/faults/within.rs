//! Faults in what a place holds: members that are missing, and members and entries of the wrong kind.

use std::collections::BTreeMap;

use super::kinds::Spot;
use super::words::what_of;
use super::{FaultKind, Faulty, Position};
use crate::json::Tree;
use crate::shape::Kind;
use crate::values::sites::Site;
use crate::values::{Plans, Rules};

/// Everything that the site holds, broken.
pub(super) fn broken(
    plans: &Plans,
    site: &Site,
    rules: &Rules,
    here: impl Fn(Tree) -> Tree,
    found: &mut Vec<Faulty>,
) {
    if rules.listed.is_some() {
        return;
    }
    if rules.kinds.has(Kind::Object)
        && let Tree::Object(members) = plans.smallest(site.plan)
    {
        for member in &rules.members {
            let pointer = crate::spec::pointer_step(&site.pointer, &member.name);
            let with = |value: Option<Tree>| {
                let mut members: BTreeMap<String, Tree> = members.clone();
                members.remove(&member.name);
                members.extend(value.map(|value| (member.name.clone(), value)));
                here(Tree::Object(members))
            };
            let position = if member.required {
                Position::Required
            } else {
                Position::Optional
            };
            if member.required {
                found.push(Faulty {
                    kind: FaultKind::Missing,
                    what: what_of(plans, member.plan),
                    position,
                    in_choice: site.in_choice,
                    pointer: pointer.clone(),
                    value: with(None),
                });
            }
            let spot = Spot {
                plan: member.plan,
                position,
                pointer,
                in_choice: site.in_choice,
            };
            spot.wrong_kinds(plans, |value| with(Some(value)), found);
        }
        if let Some(plan) = rules.extra.filter(|_| rules.open) {
            let spot = Spot {
                plan,
                position: Position::Entry,
                pointer: format!("{}/key", site.pointer),
                in_choice: site.in_choice,
            };
            let with = |value: Tree| {
                let mut members = members.clone();
                members.insert("key".to_owned(), value);
                here(Tree::Object(members))
            };
            spot.wrong_kinds(plans, with, found);
        }
    }
    if let Some(plan) = rules.items.filter(|_| rules.max_items != Some(0)) {
        let spot = Spot {
            plan,
            position: Position::Entry,
            pointer: format!("{}/0", site.pointer),
            in_choice: site.in_choice,
        };
        let with = |value: Tree| {
            let mut items = vec![value];
            if let Tree::Array(more) =
                plans.list(rules, rules.min_items, |plan, _| plans.smallest(plan))
            {
                items.extend(more.into_iter().skip(1));
            }
            here(Tree::Array(items))
        };
        spot.wrong_kinds(plans, with, found);
    }
}
