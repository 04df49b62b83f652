//! L1: the spec's schemas and its cases agree.

use super::{Law, Scope, Tally};
use crate::world::World;

/// Every case gets the verdict it expects. A case that expects nothing of the schema is tried for the operation alone. Every
/// operation has a case.
pub fn fits(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Examples);
    for operation in world
        .operations()
        .iter()
        .filter(|operation| scope.has(&operation.id))
    {
        tally.want(operation.id.as_str());
    }
    for case in world.cases.iter().filter(|case| scope.has(&case.operation)) {
        let reasons = match world.oracle.judge(case) {
            Err(unknown) => vec![unknown.to_string()],
            Ok(findings) => match case.expect.schema {
                Some(true) => findings.iter().map(ToString::to_string).collect(),
                Some(false) if findings.is_empty() => {
                    vec!["is expected to break the schema, and keeps it".to_owned()]
                }
                Some(false) | None => Vec::new(),
            },
        };
        tally.count(&case.operation, &case.key());
        tally.judge(&case.id, "", case.body.as_ref(), reasons);
    }
    tally
}
