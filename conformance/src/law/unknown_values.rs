//! L4: a value that no list has does no harm and is not lost.

use super::codec::{documents, lost};
use super::{Law, Scope, Tally};
use crate::json::Tree;
use crate::values::sites::{self, Site, Step};
use crate::values::{Plan, Plans, Rules};
use crate::world::{Document, World};

/// For every list of values: values that are not on it. The rest of the document stays typed: where a required member beside
/// it is missing, that is noticed all the same. A tag that tells forms apart is such a list, too.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::UnknownValues);
    for document in documents(world, scope).filter(|document| !document.is_twin) {
        let plans = world.plans(document);
        for site in sites::sites(plans, document.plan) {
            let Some(rules) = site.rules(plans) else {
                continue;
            };
            let unknown = unlisted(rules);
            let stratum = format!("{} list", document.name);
            if !unknown.is_empty() {
                tally.want(stratum.as_str());
            }
            for content in unknown {
                let value = sites::place(plans, document.plan, &site.route, content);
                let at = format!("unlisted at {}", site.pointer);
                tally.count(&stratum, &(&document.name, value.to_text()));
                let mut reasons = check(document, &value);
                reasons.extend(goes_blind(plans, document, &site, &value));
                tally.judge(&document.name, &at, Some(&value), reasons);
            }
        }
    }
    tally
}

/// That such a value is held back when it is sent is for the table of strictness.
pub(super) fn check(document: &Document, value: &Tree) -> Vec<String> {
    match (document.entry.recode)(value.to_text().as_bytes()) {
        Err(error) => vec![format!("does not decode: {error}")],
        Ok(recoded) => lost(&recoded, value),
    }
}

/// Values of the same kind that a list does not have: empty, in another case, with a space, in another script.
fn unlisted(rules: &Rules) -> Vec<Tree> {
    let known: Vec<&Tree> = rules.listed.iter().flatten().chain(&rules.known).collect();
    let Some(first) = known.iter().find(|value| ***value != Tree::Null) else {
        return Vec::new();
    };
    let values = match first {
        Tree::String(text) => vec![
            Tree::from(""),
            Tree::String(text.to_uppercase()),
            Tree::String(text.to_lowercase()),
            Tree::String(format!(" {text}")),
            Tree::String(format!("{text}.zz")),
            Tree::from("未知"),
        ],
        Tree::Number(_) => vec![Tree::from(987_654_321), Tree::from(-1)],
        _ => Vec::new(),
    };
    values
        .into_iter()
        .filter(|value| !known.contains(&value))
        .collect()
}

/// Whether a missing member at the top goes unnoticed beside the unknown value.
fn goes_blind(plans: &Plans, document: &Document, site: &Site, value: &Tree) -> Option<String> {
    let Plan::Rules(rules) = &plans[document.plan] else {
        return None;
    };
    let on_the_way =
        |name: &str| matches!(site.route.first(), Some(Step::Member(first)) if first == name);
    let beside = rules
        .members
        .iter()
        .find(|member| member.required && !on_the_way(&member.name))?;
    let mut value = value.clone();
    let Tree::Object(members) = &mut value else {
        return None;
    };
    members.remove(&beside.name);
    let decoded = (document.entry.recode)(value.to_text().as_bytes());
    decoded
        .is_ok()
        .then(|| format!("`{}` beside it may be missing", beside.name))
}
