//! L2: decoding and encoding lose nothing of an example.

use std::collections::BTreeSet;

use kessai_registry::Subject;

use super::{Law, Scope, Tally};
use crate::case::Case;
use crate::passage::{Passage, pass, types};
use crate::world::World;

/// Every body decodes with the type generated for it exactly where it is expected to, and comes back as the same JSON value.
/// Every type of a whole body has a case, unless it is waived.
pub fn recodes(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Fixpoint);
    let registry = world.provider.registry;
    for document in &world.bodies {
        if document
            .operation
            .is_some_and(|operation| scope.has(operation))
        {
            tally.want(document.name.as_str());
        }
    }
    for (waived, _) in world.provider.waived {
        if scope.operation.is_none() {
            tally.waive(*waived);
        }
    }
    let webhooks = world.oracle.spec().webhooks.as_ref();
    for case in world.cases.iter().filter(|case| scope.has(&case.operation)) {
        let Some(body) = &case.body else { continue };
        let types = types(registry, webhooks, case);
        let names: BTreeSet<String> = types.iter().map(|part| name(part.entry.subject)).collect();
        let reasons = if types.is_empty() {
            vec!["no type is generated for it".to_owned()]
        } else {
            reasons(&pass(&types, body), case)
        };
        let stratum = names
            .first()
            .map_or(case.operation.as_str(), String::as_str);
        tally.count(stratum, &case.key());
        tally.judge(&case.id, "", Some(body), reasons);
    }
    tally
}

fn name(subject: Subject) -> String {
    match subject {
        Subject::Request { operation } => format!("{operation}/request"),
        Subject::Response { operation, status } => format!("{operation}/{status}"),
        Subject::RequestAs { operation, media } => format!("{operation}/request as {media}"),
        Subject::ResponseAs {
            operation,
            statuses,
            media,
        } => format!("{operation}/{statuses} as {media}"),
        Subject::Component { name } => format!("component {name}"),
    }
}

fn reasons(passed: &Passage, case: &Case) -> Vec<String> {
    match (&passed.error, case.expect.decode) {
        (None, Some(false)) => vec!["is expected not to decode, and does".to_owned()],
        (None, _) => passed.lost.iter().map(ToString::to_string).collect(),
        (Some(_), Some(false)) => Vec::new(),
        (Some(error), _) => vec![format!("does not decode: {error}")],
    }
}
