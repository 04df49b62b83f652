//! L2: decoding and encoding lose nothing.

use std::collections::BTreeSet;

use kessai_registry::{Body, Registry, Subject};

use super::Tally;
use crate::case::{Case, Side};
use crate::json::{Tree, difference};

/// Every body decodes with the type generated for it exactly where it is expected to, and comes back as the same JSON value.
/// A type of the registry that no case reaches is a failure, unless it is named in `waived` as `operation/side`.
pub fn recodes(registry: &Registry, cases: &[Case], waived: &[(&str, &str)]) -> Tally {
    let mut tally = Tally::new("L2 bodies come back unchanged");
    let mut reached = BTreeSet::new();
    for case in cases.iter().filter(|case| case.side != Side::Webhook) {
        let Some(tree) = &case.body else { continue };
        match body(registry, case) {
            Some(entry) => {
                reached.insert(entry.subject);
                tally.add(case, reasons(entry, case, tree));
            }
            None => tally.add(case, vec!["no type is generated for it".to_owned()]),
        }
    }
    for entry in registry.bodies {
        let name = match entry.subject {
            Subject::Request { operation } => format!("{operation}/request"),
            Subject::Response { operation, status } => format!("{operation}/{status}"),
            // Reached through the bodies that hold them.
            Subject::Component { .. } => continue,
        };
        if !reached.contains(&entry.subject) && !waived.iter().any(|(waived, _)| *waived == name) {
            tally.gap(name, "no case has a body for this type");
        }
    }
    tally
}

fn body(registry: &Registry, case: &Case) -> Option<&'static Body> {
    registry
        .bodies
        .iter()
        .find(|body| match (body.subject, case.side) {
            (Subject::Request { operation }, Side::Request) => operation == case.operation,
            (Subject::Response { operation, status }, Side::Response { status: wanted }) => {
                operation == case.operation && status == wanted
            }
            (Subject::Component { name }, _) => case.component() == Some(name),
            _ => false,
        })
}

fn reasons(entry: &Body, case: &Case, tree: &Tree) -> Vec<String> {
    let recoded = match (entry.recode)(tree.to_text().as_bytes()) {
        Ok(_) if case.expect.decode == Some(false) => {
            return vec!["is expected not to decode, and does".to_owned()];
        }
        Ok(recoded) => recoded,
        Err(_) if case.expect.decode == Some(false) => return Vec::new(),
        // Decode errors name JSON paths and no values.
        Err(error) => return vec![format!("does not decode: {error}")],
    };
    match Tree::parse(&recoded.json) {
        Err(error) => vec![format!("comes back as no JSON: {error}")],
        Ok(back) => difference(tree, &back)
            .iter()
            .map(ToString::to_string)
            .collect(),
    }
}
