//! Marked parameters of a call, with one value and with another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::filled::values;
use super::marked::{is_marked, others};
use crate::case::Case;
use crate::json::Tree;
use crate::oracle::Oracle;
use crate::spec::{Location, Parameter};

/// Gives every marked parameter of the two calls a value, one that is the other's in none, and tells where the marks stand.
pub(super) fn differ(
    oracle: &Oracle,
    bundle: &Value,
    one: &mut Case,
    two: &mut Case,
) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    let operation = oracle.spec().operation(&one.operation);
    for parameter in operation
        .into_iter()
        .flat_map(|operation| &operation.parameters)
    {
        let Some(mark) = mark(bundle, &parameter.schema) else {
            continue;
        };
        let given = arguments(one, parameter.location)
            .get(&parameter.name)
            .cloned();
        let example = parameter.example.as_ref().map(Tree::from);
        let made = values(bundle, &parameter.schema);
        let pair = given
            .into_iter()
            .chain(example)
            .chain(made)
            .find_map(|value| {
                let left = fitting(oracle, one, parameter, value.clone())?;
                let mut right = variants(&value).into_iter().filter(|other| *other != value);
                let right = right.find_map(|other| fitting(oracle, two, parameter, other))?;
                Some((left, right))
            });
        if let Some((left, right)) = pair {
            (*one, *two) = (left, right);
            marks.insert(mark.to_owned());
        }
    }
    marks
}

/// Where the parameter, or its schema, is marked.
fn mark<'p>(bundle: &Value, schema: &'p str) -> Option<&'p str> {
    let owner = schema
        .find("/content/")
        .map_or_else(|| schema.strip_suffix("/schema"), |end| schema.get(..end));
    let mut places = owner.into_iter().chain([schema]);
    places.find(|place| bundle.pointer(place).is_some_and(is_marked))
}

fn arguments(case: &mut Case, location: Location) -> &mut BTreeMap<String, Tree> {
    match location {
        Location::Path => &mut case.path,
        Location::Query => &mut case.query,
        Location::Header => &mut case.headers,
    }
}

/// The call with this argument, if it still keeps the spec.
fn fitting(oracle: &Oracle, case: &Case, parameter: &Parameter, value: Tree) -> Option<Case> {
    let mut case = case.clone();
    arguments(&mut case, parameter.location).insert(parameter.name.clone(), value);
    let findings = oracle.judge(&case).ok()?;
    findings.is_empty().then_some(case)
}

/// The value with others in all of its places.
fn variants(value: &Tree) -> Vec<Tree> {
    fn variant(value: &Tree, number: usize) -> Tree {
        match value {
            Tree::Array(items) => {
                Tree::Array(items.iter().map(|item| variant(item, number)).collect())
            }
            Tree::Object(members) => {
                let members = members.iter();
                Tree::Object(
                    members
                        .map(|(name, member)| (name.clone(), variant(member, number)))
                        .collect(),
                )
            }
            single => {
                let others = others(single, &BTreeSet::new());
                others
                    .get(number)
                    .or(others.first())
                    .unwrap_or(single)
                    .clone()
            }
        }
    }
    (0..4).map(|number| variant(value, number)).collect()
}
