//! What becomes of a body on its way through the types that were generated for it.

use kessai_registry::{Body, Registry, Subject};

use crate::case::{Case, Side};
use crate::json::{Difference, Tree, difference};
use crate::oracle::parts;
use crate::spec::Webhooks;

/// A type that a body, or a part of it, is made for.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The way through the type.
    pub entry: &'static Body,
    /// JSON Pointer into the body; empty for the whole of it.
    pub place: &'a str,
}

/// What became of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Why it did not decode, with JSON paths and without values.
    pub error: Option<String>,
    /// Where what came back differs from what went in.
    pub lost: Vec<Difference>,
}

/// The types that a case's body goes through: one for most, for a delivery one for each part whose form is known. None: no
/// type was generated for it.
pub fn types<'w>(
    registry: &Registry,
    webhooks: Option<&'w Webhooks>,
    case: &Case,
) -> Vec<Part<'w>> {
    let component = |name: &str| {
        registry
            .bodies
            .iter()
            .find(|body| matches!(body.subject, Subject::Component { name: own } if own == name))
    };
    let whole = |entry| vec![Part { entry, place: "" }];
    if let Some(name) = case.component() {
        return component(name).map_or_else(Vec::new, whole);
    }
    if let Some(event) = case.event() {
        let found = webhooks
            .filter(|webhooks| webhooks.events.contains_key(event))
            .map(|webhooks| parts(webhooks, event))
            .unwrap_or_default();
        let types: Option<Vec<Part<'w>>> = found
            .into_iter()
            .map(|(name, place)| component(name).map(|entry| Part { entry, place }))
            .collect();
        return types.unwrap_or_default();
    }
    registry
        .bodies
        .iter()
        .find(|body| match (body.subject, case.side) {
            (Subject::Request { operation }, Side::Request) => operation == case.operation,
            (Subject::Response { operation, status }, Side::Response { status: wanted }) => {
                operation == case.operation && status == wanted
            }
            _ => false,
        })
        .map_or_else(Vec::new, whole)
}

/// Sends a body through its types. A part that is not there goes through none.
pub fn pass(types: &[Part<'_>], body: &Tree) -> Passage {
    let mut passage = Passage::default();
    for part in types {
        let Some(tree) = body.pointer(part.place) else {
            continue;
        };
        match (part.entry.recode)(tree.to_text().as_bytes()) {
            // Decode errors name JSON paths and no values.
            Err(error) => {
                let error = if part.place.is_empty() {
                    error.to_string()
                } else {
                    format!("in {}: {error}", part.place)
                };
                passage.error.get_or_insert(error);
            }
            Ok(recoded) => match Tree::parse(&recoded.json) {
                Err(error) => {
                    let error = format!("comes back as no JSON: {error}");
                    passage.error.get_or_insert(error);
                }
                Ok(back) => {
                    for difference in difference(tree, &back) {
                        if !passage.lost.contains(&difference) {
                            passage.lost.push(difference);
                        }
                    }
                }
            },
        }
    }
    passage
}
