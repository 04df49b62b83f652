//! Every place in the values of a plan, and a value that has something particular there.

use std::collections::{BTreeSet, VecDeque};

use super::edges::{self, Edge};
use super::{Plan, PlanId, Plans, Rules};
use crate::json::Tree;

/// A step from a value to one within, or from a choice to what is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The plan of that number among those to choose from.
    Chosen(usize),
    /// The member of that name.
    Member(String),
    /// The first entry of a list.
    Item,
    /// A member without a name of its own.
    Extra,
}

/// A place in the values of a plan.
#[derive(Clone, Debug)]
pub struct Site {
    /// How to get there.
    pub route: Vec<Step>,
    /// JSON Pointer to it.
    pub pointer: String,
    /// What stands there: rules, never a choice.
    pub plan: PlanId,
    /// Whether a choice between several forms lies on the way.
    pub in_choice: bool,
}

/// The name that [`Step::Extra`] stands for.
const EXTRA: &str = "key";

/// Every place, nearest first; a plan that occurs in several places is visited in the nearest alone.
pub fn sites(plans: &Plans, root: PlanId) -> Vec<Site> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([root]);
    let mut open = VecDeque::from([Site {
        route: Vec::new(),
        pointer: String::new(),
        plan: root,
        in_choice: false,
    }]);
    while let Some(site) = open.pop_front() {
        let mut visit = |step: Step, place: &str, plan: PlanId, in_choice: bool| {
            if seen.insert(plan) {
                let mut route = site.route.clone();
                route.push(step);
                open.push_back(Site {
                    route,
                    pointer: format!("{}{place}", site.pointer),
                    plan,
                    in_choice: site.in_choice || in_choice,
                });
            }
        };
        match &plans[site.plan] {
            Plan::Nothing => {}
            Plan::Choice(choice) => {
                for (index, plan) in choice.plans.iter().enumerate() {
                    visit(Step::Chosen(index), "", *plan, !choice.is_nullable);
                }
            }
            Plan::Rules(rules) => {
                for member in &rules.members {
                    let place = crate::spec::pointer_step("", &member.name);
                    visit(
                        Step::Member(member.name.clone()),
                        &place,
                        member.plan,
                        false,
                    );
                }
                if let Some(items) = rules.items.filter(|_| rules.max_items != Some(0)) {
                    visit(Step::Item, "/0", items, false);
                }
                if let Some(extra) = rules
                    .extra
                    .filter(|_| rules.open && rules.max_members != Some(0))
                {
                    visit(Step::Extra, "/key", extra, false);
                }
                found.push(site);
            }
        }
    }
    found
}

/// The smallest value that has `content` at the end of the route.
pub fn place(plans: &Plans, root: PlanId, route: &[Step], content: Tree) -> Tree {
    let Some((step, rest)) = route.split_first() else {
        return content;
    };
    match (step, &plans[root]) {
        (Step::Chosen(index), Plan::Choice(choice)) => choice
            .plans
            .get(*index)
            .map_or(Tree::Null, |plan| place(plans, *plan, rest, content)),
        (Step::Member(name), Plan::Rules(rules)) => {
            let mut members = plans.needed(rules);
            if let Some(member) = rules.members.iter().find(|member| member.name == *name) {
                members.insert(name.clone(), place(plans, member.plan, rest, content));
            }
            Tree::Object(members)
        }
        (Step::Extra, Plan::Rules(rules)) => {
            let mut members = plans.needed(rules);
            if let Some(plan) = rules.extra {
                members.insert(EXTRA.to_owned(), place(plans, plan, rest, content));
            }
            Tree::Object(members)
        }
        (Step::Item, Plan::Rules(rules)) => {
            let Some(plan) = rules.items else {
                return Tree::Null;
            };
            let first = place(plans, plan, rest, content);
            match plans.list(rules, rules.min_items.max(1), |plan, _| {
                plans.smallest(plan)
            }) {
                Tree::Array(mut items) => {
                    items[0] = first;
                    Tree::Array(items)
                }
                other => other,
            }
        }
        _ => Tree::Null,
    }
}

impl Site {
    /// The rules at the place.
    pub fn rules<'p>(&self, plans: &'p Plans) -> Option<&'p Rules> {
        match &plans[self.plan] {
            Plan::Rules(rules) => Some(rules),
            Plan::Choice(_) | Plan::Nothing => None,
        }
    }

    /// Everything particular that may stand at the place, each with what is particular about it.
    pub fn edges(&self, plans: &Plans) -> Vec<(Edge, Tree)> {
        self.rules(plans)
            .map_or_else(Vec::new, |rules| edges::of(plans, rules))
    }
}
