//! L2: decoding and encoding lose nothing.

use std::collections::BTreeSet;

use kessai_registry::{Registry, Subject};

use super::Tally;
use crate::case::Case;
use crate::passage::{Passage, pass, types};
use crate::spec::Webhooks;

/// Every body decodes with the type generated for it exactly where it is expected to, and comes back as the same JSON value.
/// A type of the registry that no case reaches is a failure, unless it is named in `waived` as `operation/side`.
pub fn recodes(
    registry: &Registry,
    webhooks: Option<&Webhooks>,
    cases: &[Case],
    waived: &[(&str, &str)],
) -> Tally {
    let mut tally = Tally::new("L2 bodies come back unchanged");
    let mut reached = BTreeSet::new();
    for case in cases {
        let Some(body) = &case.body else { continue };
        let types = types(registry, webhooks, case);
        if types.is_empty() {
            tally.add(case, vec!["no type is generated for it".to_owned()]);
            continue;
        }
        reached.extend(types.iter().map(|part| part.entry.subject));
        tally.add(case, reasons(&pass(&types, body), case));
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

fn reasons(passed: &Passage, case: &Case) -> Vec<String> {
    match (&passed.error, case.expect.decode) {
        (None, Some(false)) => vec!["is expected not to decode, and does".to_owned()],
        (None, _) => passed.lost.iter().map(ToString::to_string).collect(),
        (Some(_), Some(false)) => Vec::new(),
        (Some(error), _) => vec![format!("does not decode: {error}")],
    }
}
