//! Random values of a plan.

use std::collections::BTreeMap;

use super::texts::random_characters;
use super::{Dice, Plan, PlanId, Plans, Rules};
use crate::json::Tree;
use crate::shape::Kind;

impl Plans {
    /// A random value, of about this depth.
    pub fn random(&self, id: PlanId, dice: &mut Dice, depth: usize) -> Tree {
        match &self[id] {
            Plan::Nothing => Tree::Null,
            Plan::Choice(choice) => {
                let fitting = |plan: &&PlanId| self.height(**plan) <= depth;
                let count = choice.plans.iter().filter(fitting).count();
                let chosen = choice.plans.iter().filter(fitting).nth(dice.below(count));
                chosen.map_or_else(|| self.smallest(id), |plan| self.random(*plan, dice, depth))
            }
            Plan::Rules(rules) => self.random_of(rules, dice, depth),
        }
    }

    fn random_of(&self, rules: &Rules, dice: &mut Dice, depth: usize) -> Tree {
        if let Some(value) = rules.listed.as_ref().and_then(|listed| dice.one(listed)) {
            return value.clone();
        }
        if let Some(value) = dice.one(&rules.known).filter(|_| !dice.clone().one_in(4)) {
            return value.clone();
        }
        let count = rules.kinds.iter().count();
        let kind = match rules.kinds.iter().nth(dice.below(count)) {
            // Null is one of the kinds of most members; the others have more to say.
            Some(Kind::Null) if count > 1 && !dice.one_in(3) => rules.chief_kind(),
            kind => kind.unwrap_or(Kind::Null),
        };
        let inner = depth.saturating_sub(1);
        match kind {
            Kind::Null => Tree::Null,
            Kind::Boolean => Tree::Bool(dice.one_in(2)),
            Kind::Integer => rules.random_integer(dice),
            Kind::Fraction => rules.random_fraction(dice),
            Kind::String => Tree::String(rules.random_text(dice)),
            Kind::Array => {
                let fits = rules.items.is_none_or(|plan| self.height(plan) < depth);
                let more = rules.max_items.unwrap_or(rules.min_items + 3) - rules.min_items;
                let count = rules.min_items + if fits { dice.below(more.min(4) + 1) } else { 0 };
                self.list(rules, count, |plan, seed| {
                    let mut dice = Dice::new(dice.bits() ^ seed);
                    self.random(plan, &mut dice, inner)
                })
            }
            Kind::Object => self.random_object(rules, dice, depth),
        }
    }

    fn random_object(&self, rules: &Rules, dice: &mut Dice, depth: usize) -> Tree {
        let inner = depth.saturating_sub(1);
        let most = rules.max_members.unwrap_or(usize::MAX);
        let mut members = BTreeMap::new();
        // Now and then all or nothing, else each by itself.
        let chances = [1, 2, 2, 2, 6][dice.below(5)];
        for member in &rules.members {
            let wanted = member.required
                || (members.len() < most
                    && self.height(member.plan) < depth
                    && dice.one_in(chances));
            if wanted {
                members.insert(member.name.clone(), self.random(member.plan, dice, inner));
            }
        }
        if rules.open && rules.extra.is_some_and(|plan| self.height(plan) < depth) {
            for _ in 0..dice.below(4) {
                if members.len() < most {
                    let mut name = String::new();
                    random_characters(dice, 1 + dice.clone().below(6), &mut name);
                    let value = rules.extra_member(|plan| self.random(plan, dice, inner));
                    members.entry(name).or_insert(value);
                }
            }
        }
        if members.len() < rules.min_members {
            for (name, value) in self.needed(rules) {
                members.entry(name).or_insert(value);
            }
        }
        Tree::Object(members)
    }
}
