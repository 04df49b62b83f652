//! Faults in what stands at a place itself: one of its rules is broken.

use super::words::word;
use super::{CANARY, CANARY_NUMBER, FaultKind, Faulty, Position};
use crate::json::Tree;
use crate::shape::{Bound, Kind};
use crate::values::sites::Site;
use crate::values::{Plans, Rules};

/// Every rule of the site, broken.
pub(super) fn broken(
    plans: &Plans,
    site: &Site,
    rules: &Rules,
    here: impl Fn(Tree) -> Tree,
    found: &mut Vec<Faulty>,
) {
    let position = if site.route.is_empty() {
        Position::Whole
    } else {
        Position::Entry
    };
    let mut push = |kind: FaultKind, content: Tree| {
        found.push(Faulty {
            kind,
            what: word(rules),
            position,
            in_choice: site.in_choice,
            pointer: site.pointer.clone(),
            value: here(content),
        });
    };
    if let Some(listed) = &rules.listed {
        let unlisted = match listed.iter().find(|value| **value != Tree::Null) {
            Some(Tree::String(_)) => Tree::from(CANARY),
            Some(Tree::Number(_)) => Tree::from(CANARY_NUMBER),
            _ => return,
        };
        push(FaultKind::Unlisted, unlisted);
        return;
    }
    numbers(rules, &mut push);
    texts(rules, &mut push);
    if rules.kinds.has(Kind::Array) {
        let list = |count: usize| plans.list(rules, count, |plan, _| plans.smallest(plan));
        if rules.min_items > 0 {
            push(FaultKind::TooFew, list(rules.min_items - 1));
        }
        if let Some(most) = rules.max_items.filter(|most| *most < 1000) {
            push(FaultKind::TooMany, list(most + 1));
        }
        if rules.unique && rules.max_items.is_none_or(|most| most > 1) {
            let twins = match list(1) {
                Tree::Array(items) => items.iter().chain(&items).cloned().collect(),
                _ => Vec::new(),
            };
            push(FaultKind::Twins, Tree::Array(twins));
        }
    }
    if rules.kinds.has(Kind::Object)
        && let Tree::Object(members) = plans.smallest(site.plan)
    {
        let named = |name: &str| rules.members.iter().any(|member| member.name == name);
        if !rules.open {
            let mut members = members.clone();
            let stranger = [CANARY, "zz-stranger"]
                .into_iter()
                .find(|name| !named(name));
            members.extend(stranger.map(|name| (name.to_owned(), Tree::Null)));
            push(FaultKind::Stranger, Tree::Object(members));
        }
        if let Some(most) = rules.max_members.filter(|most| rules.open && *most < 1000) {
            let mut members = members.clone();
            for index in members.len()..=most {
                members.insert(
                    format!("zz-{index}"),
                    rules.extra_member(|plan| plans.smallest(plan)),
                );
            }
            push(FaultKind::TooMany, Tree::Object(members));
        }
    }
}

fn numbers(rules: &Rules, push: &mut impl FnMut(FaultKind, Tree)) {
    // Bounds of specs are whole or have a few decimals; one beyond them is outside in any case.
    #[allow(clippy::cast_possible_truncation)]
    let beyond = |bound: Bound, step: i64| {
        let whole = bound.value.trunc() as i64;
        let next = if bound.exclusive && bound.value.fract() == 0.0 {
            whole
        } else {
            whole.saturating_add(step)
        };
        Tree::from(next)
    };
    if rules.kinds.has(Kind::Integer) {
        if let Some(bound) = rules.minimum {
            push(FaultKind::Below, beyond(bound, -1));
        }
        if let Some(bound) = rules.maximum {
            push(FaultKind::Above, beyond(bound, 1));
        }
        if rules.multiple_of.is_some_and(|of| of > 1.0) {
            push(FaultKind::NoMultiple, Tree::from(1));
        }
    }
}

fn texts(rules: &Rules, push: &mut impl FnMut(FaultKind, Tree)) {
    if !rules.kinds.has(Kind::String) {
        return;
    }
    let plain = rules.patterns.is_empty() && rules.format.is_none();
    let of = |length: usize| Tree::String(CANARY.chars().cycle().take(length).collect());
    if plain && rules.min_length > 0 {
        push(FaultKind::TooShort, of(rules.min_length - 1));
    }
    if let Some(most) = rules.max_length.filter(|most| plain && *most < 100_000) {
        push(FaultKind::TooLong, of(most + 1));
    }
    if !rules.patterns.is_empty() {
        push(FaultKind::NoMatch, Tree::String(format!("!{CANARY}!")));
    }
    if let Some(format) = rules.format {
        push(FaultKind::NoFormat, Tree::from(format.breach()));
    }
}
