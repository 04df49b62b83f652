//! What stands at a place by rights, in a word or two.

use crate::json::Tree;
use crate::shape::Kind;
use crate::values::{Plan, PlanId, Plans, Rules};

/// What values of a plan are, in a word or two.
pub(super) fn what_of(plans: &Plans, plan: PlanId) -> &'static str {
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

/// The same for rules.
pub(super) fn word(rules: &Rules) -> &'static str {
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
