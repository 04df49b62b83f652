//! L3: a member that no schema names does no harm and is not lost.

use super::codec::{comes_back, documents, judge_made, keeps};
use super::{Law, Scope, Tally};
use crate::json::{Number, Tree};
use crate::values::sites;
use crate::world::{Document, World};

/// Names that no schema has.
const NAMES: [&str; 4] = ["zz-unknown", "未知 の", "", "zz\"\\/\u{1}"];

/// What must show in no `Debug`: nobody knows whether an unknown member is secret.
const CANARY: &str = "canary-4111";

/// For every object that may have other members: one more, of every kind of value.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::UnknownMembers);
    for document in documents(world, scope) {
        let plans = world.plans(document);
        let depth = if document.is_twin { 1 } else { usize::MAX };
        for site in sites::sites(plans, document.plan).iter().take(depth) {
            let Some(rules) = site.rules(plans) else {
                continue;
            };
            let Tree::Object(members) = plans.smallest(site.plan) else {
                continue;
            };
            // Members of a map are not unknown, and a list of values leaves no room for them.
            if !rules.open || rules.extra.is_some() || rules.listed.is_some() {
                continue;
            }
            let stratum = format!("{} object", document.name);
            for (index, unknown) in unknown().into_iter().enumerate() {
                let mut members = members.clone();
                members.insert(NAMES[index % NAMES.len()].to_owned(), unknown);
                let value = sites::place(plans, document.plan, &site.route, Tree::Object(members));
                let at = format!("unknown member at {}", site.pointer);
                judge_made(world, document, &value, (&stratum, &at), &mut tally, || {
                    let mut reasons = comes_back(document, &value);
                    reasons.extend(shows(document, &value));
                    reasons
                });
            }
        }
    }
    tally
}

pub(super) fn check(world: &World, document: &Document, value: &Tree) -> Vec<String> {
    let mut reasons = keeps(world, document, value);
    reasons.extend(shows(document, value));
    reasons
}

/// Every kind of value, four deep, with numbers that only text can hold.
fn unknown() -> Vec<Tree> {
    let number = |text: &str| Number::parse(text).map_or(Tree::Null, Tree::Number);
    let one = |name: &str, value: Tree| Tree::Object([(name.to_owned(), value)].into());
    vec![
        Tree::Null,
        Tree::Bool(true),
        number("12345678901234567890.123456789012345678901234567890"),
        Tree::from(CANARY),
        Tree::Array(vec![Tree::from(CANARY), Tree::Null, number("-0.10")]),
        one(
            "a",
            Tree::Array(vec![one("b", one("", Tree::from("\u{0}\u{2028}😀")))]),
        ),
        Tree::Object(std::collections::BTreeMap::new()),
    ]
}

fn shows(document: &Document, value: &Tree) -> Option<String> {
    let text = (document.entry.debug)(value.to_text().as_bytes()).ok()?;
    text.contains(CANARY)
        .then(|| "an unknown member shows in Debug".to_owned())
}
