//! L5: nothing, null and a value stay three things.

use super::codec::{comes_back, documents, judge_made};
use super::{Law, Scope, Tally};
use crate::json::Tree;
use crate::values::{Member, Plan, PlanId, Plans, sites};
use crate::world::World;

/// For every member of every object: the object without it, with null, and with a value, as far as the schema has them. Each
/// comes back as itself, so no two of them are one to the type.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Presence);
    for document in documents(world, scope).filter(|document| !document.is_twin) {
        let plans = world.plans(document);
        for site in sites::sites(plans, document.plan) {
            let Some(rules) = site.rules(plans) else {
                continue;
            };
            let Tree::Object(members) = plans.smallest(site.plan) else {
                continue;
            };
            for member in &rules.members {
                for (state, stands) in states(plans, member) {
                    let mut members = members.clone();
                    members.remove(&member.name);
                    members.extend(stands.map(|value| (member.name.clone(), value)));
                    let value =
                        sites::place(plans, document.plan, &site.route, Tree::Object(members));
                    let stratum = format!("{} member: {state}", class(plans, member));
                    let at = format!("{state} at {}/{}", site.pointer, member.name);
                    judge_made(world, document, &value, (&stratum, &at), &mut tally, || {
                        comes_back(document, &value)
                    });
                }
            }
        }
    }
    if scope.operation.is_none() {
        for stratum in [
            "required member: a value",
            "optional member: nothing",
            "optional member: a value",
            "optional nullable member: null",
        ] {
            tally.want(stratum);
        }
    }
    tally
}

/// What the schema has of a member.
fn states(plans: &Plans, member: &Member) -> Vec<(&'static str, Option<Tree>)> {
    let mut states = vec![("a value", Some(plans.smallest(member.plan)))];
    if !member.required {
        states.push(("nothing", None));
    }
    if may_be_null(plans, member.plan) {
        states.push(("null", Some(Tree::Null)));
    }
    states
}

fn class(plans: &Plans, member: &Member) -> &'static str {
    match (member.required, may_be_null(plans, member.plan)) {
        (true, false) => "required",
        (true, true) => "required nullable",
        (false, false) => "optional",
        (false, true) => "optional nullable",
    }
}

/// Whether null is one of the values of a plan.
pub(super) fn may_be_null(plans: &Plans, plan: PlanId) -> bool {
    match &plans[plan] {
        Plan::Nothing => false,
        Plan::Choice(choice) => choice.plans.iter().any(|plan| may_be_null(plans, *plan)),
        Plan::Rules(rules) => match &rules.listed {
            Some(listed) => listed.contains(&Tree::Null),
            None => rules.kinds.has(crate::shape::Kind::Null),
        },
    }
}
