//! The smallest value of a plan, and a large one.

use std::collections::BTreeMap;

use super::{Choice, Dice, Plan, PlanId, Plans, Rules};
use crate::json::Tree;
use crate::shape::Kind;

/// Attempts at what a rule may refuse.
pub(super) const ATTEMPTS: usize = 20;

impl Plans {
    /// The smallest value: what must be there and no more.
    pub fn smallest(&self, id: PlanId) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let least = choice
                    .substantial(self)
                    .min_by_key(|plan| self.height(*plan));
                least.map_or(Tree::Null, |plan| self.smallest(plan))
            }
            Plan::Rules(rules) => self.smallest_of(rules),
        }
    }

    /// A value with every member there may be, down to a depth, and two entries in its lists.
    pub fn largest(&self, id: PlanId, depth: usize) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let first = choice
                    .substantial(self)
                    .find(|plan| self.height(*plan) <= depth);
                first.map_or_else(|| self.smallest(id), |plan| self.largest(plan, depth))
            }
            Plan::Rules(rules) => self.largest_of(rules, depth),
        }
    }

    pub(super) fn smallest_of(&self, rules: &Rules) -> Tree {
        if let Some(value) = rules.listed.as_ref().and_then(|listed| listed.first()) {
            return value.clone();
        }
        match rules.chief_kind() {
            Kind::Null => Tree::Null,
            Kind::Boolean => Tree::Bool(false),
            Kind::Integer => rules.integer_near(0),
            Kind::Fraction => rules.fraction_near_zero(),
            Kind::String => Tree::String(rules.plain_text(rules.min_length.max(1))),
            Kind::Array => self.list(rules, rules.min_items, |plan, _| self.smallest(plan)),
            Kind::Object => Tree::Object(self.needed(rules)),
        }
    }

    /// The members that must be there, and as many more as there must be.
    pub(super) fn needed(&self, rules: &Rules) -> BTreeMap<String, Tree> {
        let mut members = BTreeMap::new();
        for member in rules.members.iter().filter(|member| member.required) {
            members.insert(member.name.clone(), self.smallest(member.plan));
        }
        for member in &rules.members {
            if members.len() >= rules.min_members {
                break;
            }
            members
                .entry(member.name.clone())
                .or_insert_with(|| self.smallest(member.plan));
        }
        for index in members.len()..rules.min_members {
            members.insert(
                format!("key-{index}"),
                rules.extra_member(|plan| self.smallest(plan)),
            );
        }
        members
    }

    pub(super) fn largest_of(&self, rules: &Rules, depth: usize) -> Tree {
        let inner = depth.saturating_sub(1);
        match rules.chief_kind() {
            Kind::Array if rules.listed.is_none() => {
                let most = rules.max_items.unwrap_or(usize::MAX);
                let fits = rules.items.is_none_or(|plan| self.height(plan) < depth);
                let count = if fits {
                    most.min(rules.min_items.max(2))
                } else {
                    rules.min_items
                };
                self.list(rules, count, |plan, _| self.largest(plan, inner))
            }
            Kind::Object if rules.listed.is_none() => {
                let mut members = self.needed(rules);
                let most = rules.max_members.unwrap_or(usize::MAX);
                for member in &rules.members {
                    let fits = members.contains_key(&member.name) || members.len() < most;
                    if fits && self.height(member.plan) < depth {
                        members.insert(member.name.clone(), self.largest(member.plan, inner));
                    }
                }
                if let Some(extra) = rules
                    .extra
                    .filter(|plan| rules.open && self.height(*plan) < depth)
                {
                    for name in ["key", "別の 鍵"] {
                        if members.len() < most {
                            members.insert(name.to_owned(), self.largest(extra, inner));
                        }
                    }
                }
                Tree::Object(members)
            }
            Kind::String if rules.listed.is_none() => Tree::String(
                rules.plain_text(rules.min_length.max(rules.max_length.unwrap_or(8).min(8))),
            ),
            Kind::Integer if rules.listed.is_none() => rules.integer_near(1234),
            Kind::Boolean if rules.listed.is_none() => Tree::Bool(true),
            _ => self.smallest_of(rules),
        }
    }

    /// A list of so many entries; no two the same where that is asked for and can be had.
    pub(crate) fn list(
        &self,
        rules: &Rules,
        count: usize,
        mut make: impl FnMut(PlanId, u64) -> Tree,
    ) -> Tree {
        let mut items: Vec<Tree> = Vec::with_capacity(count);
        let mut seed = 0;
        let mut dice = Dice::new(1);
        for index in 0..count {
            let Some(plan) = rules.items else {
                items.push(Tree::from(i64::try_from(index).unwrap_or_default()));
                continue;
            };
            let mut item = make(plan, seed);
            for _ in 0..ATTEMPTS {
                if !rules.unique || !items.contains(&item) {
                    break;
                }
                seed += 1;
                item = self.random(plan, &mut dice, self.height(plan) + 1);
            }
            items.push(item);
        }
        Tree::Array(items)
    }
}

impl Choice {
    /// The plans, without the one that only makes null.
    pub(super) fn substantial(&self, plans: &Plans) -> impl Iterator<Item = PlanId> {
        let is_null = |plan: PlanId| {
            self.is_nullable
                && matches!(&plans[plan], Plan::Rules(rules)
                    if rules.listed.as_ref().is_some_and(|listed| *listed == [Tree::Null]))
        };
        self.plans
            .iter()
            .copied()
            .filter(move |plan| !is_null(*plan))
    }
}

impl Rules {
    /// A member without a name of its own.
    pub(crate) fn extra_member(&self, make: impl FnOnce(PlanId) -> Tree) -> Tree {
        self.extra.map_or_else(|| Tree::from("value"), make)
    }

    /// The kind that says the most about the value.
    pub fn chief_kind(&self) -> Kind {
        if let Some(value) = self.listed.as_ref().and_then(|listed| listed.first()) {
            return Kind::of(value);
        }
        let order = [
            Kind::Object,
            Kind::Array,
            Kind::String,
            Kind::Integer,
            Kind::Fraction,
            Kind::Boolean,
        ];
        let mut possible = order.into_iter().filter(|kind| self.kinds.has(*kind));
        possible.next().unwrap_or(Kind::Null)
    }
}
