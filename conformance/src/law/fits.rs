//! L1: the spec's schemas and its cases agree.

use super::Tally;
use crate::case::Case;
use crate::oracle::Oracle;

/// Every case gets the verdict it expects. A case that expects nothing of the schema is tried for the operation alone.
pub fn fits(oracle: &Oracle, cases: &[Case]) -> Tally {
    let mut tally = Tally::new("L1 cases and schemas agree");
    for case in cases {
        let reasons = match oracle.judge(case) {
            Err(unknown) => vec![unknown.to_string()],
            Ok(findings) => match case.expect.schema {
                Some(true) => findings.iter().map(ToString::to_string).collect(),
                Some(false) if findings.is_empty() => {
                    vec!["is expected to break the schema, and keeps it".to_owned()]
                }
                Some(false) | None => Vec::new(),
            },
        };
        tally.add(case, reasons);
    }
    tally
}
