//! Values with one fault.
//!
//! A fault is put where nothing else is wrong, and says what it was meant to break; whether it does is for the oracles to say.

use std::collections::BTreeMap;

use crate::json::Tree;
use crate::shape::{Bound, Kind, Kinds};
use crate::values::sites::{self, Site};
use crate::values::{Choice, Plan, PlanId, Plans, Rules};

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
        own_rules(plans, &site, rules, here, &mut found);
        within(plans, &site, rules, here, &mut found);
    }
    both_forms(plans, root, &mut found);
    found
}

/// A place that a value of the wrong kind is put into.
struct Spot {
    plan: PlanId,
    position: Position,
    pointer: String,
    in_choice: bool,
}

impl Spot {
    fn wrong_kinds(&self, plans: &Plans, here: impl Fn(Tree) -> Tree, found: &mut Vec<Faulty>) {
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

/// Faults in what stands at the site itself.
fn own_rules(
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

/// Faults of what the site holds: members that are missing, and members and entries of the wrong kind.
fn within(
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

/// What values of a plan are, in a word or two.
fn what_of(plans: &Plans, plan: PlanId) -> &'static str {
    match &plans[plan] {
        Plan::Nothing => "nothing",
        Plan::Rules(rules) => word(rules),
        Plan::Choice(choice) if choice.is_nullable => {
            let mut several = choice.plans.iter().map(|plan| what_of(plans, *plan));
            several.find(|what| *what != "null").unwrap_or("null")
        }
        Plan::Choice(_) => "choice",
    }
}

fn word(rules: &Rules) -> &'static str {
    if let Some(listed) = &rules.listed {
        return match listed.iter().find(|value| **value != Tree::Null) {
            None => "null",
            Some(Tree::Number(_)) => "listed number",
            Some(_) if listed.len() == 1 => "constant",
            Some(_) => "listed text",
        };
    }
    match rules.chief_kind() {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Integer if !rules.known.is_empty() => "open list of numbers",
        Kind::Integer => "integer",
        Kind::Fraction => "number",
        Kind::String if !rules.known.is_empty() => "open list of texts",
        Kind::String => match rules.format {
            Some(format) => format.as_str(),
            None if rules.patterns.is_empty() => "text",
            None => "patterned text",
        },
        Kind::Array => "list",
        Kind::Object if rules.extra.is_some() => "map",
        Kind::Object => "object",
    }
}
