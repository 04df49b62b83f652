//! A case from the text of its file.

use super::read::Reader;
use super::{Case, CaseError, Expect, Kind, Side};
use crate::json::Tree;

/// Reads one case. `file` only names the text in errors.
///
/// # Errors
///
/// Every fault of the file.
pub fn parse(file: &str, text: &[u8]) -> Result<Case, Vec<CaseError>> {
    let tree = Tree::parse(text).map_err(|error| {
        vec![CaseError {
            file: file.to_owned(),
            place: error.place,
            problem: error.problem,
        }]
    })?;
    from_tree(file, "$", &tree)
}

/// Reads one case out of a value that stands at the JSON path `place` of a file.
///
/// # Errors
///
/// Every fault of the case.
pub fn from_tree(file: &str, place: &str, tree: &Tree) -> Result<Case, Vec<CaseError>> {
    let mut reader = Reader::new(file, place, tree).map_err(|error| vec![error])?;
    let id = reader.required("id");
    let operation = reader.required("operation");
    let side = side(&mut reader, operation.starts_with("component:"));
    let provider = reader.text("provider").map(str::to_owned);
    let source = reader.text("source").map(str::to_owned);
    let note = reader.text("note").map(str::to_owned);
    let body = reader
        .value("body")
        .filter(|body| **body != Tree::Null)
        .cloned();
    let path = reader.map("path");
    let query = reader.map("query");
    let headers = reader.map("headers");
    let mut expect = Expect::default();
    let mut within = Vec::new();
    if let Some(tree) = reader.value("expect") {
        match Reader::new(file, &format!("{place}.expect"), tree) {
            Ok(mut reader) => {
                expect.schema = reader.choice("schema", "valid", "invalid");
                expect.decode = reader.choice("decode", "ok", "fails");
                expect.reason = reader.text("reason").map(str::to_owned);
                within = reader.finish();
            }
            Err(error) => within.push(error),
        }
    }
    if side.is_some_and(|side| side != Side::Request) {
        for (name, given) in [("path", &path), ("query", &query), ("headers", &headers)] {
            if !given.is_empty() {
                reader.fault(name, "belongs to a request");
            }
        }
    }
    let mut errors = reader.finish();
    errors.extend(within);
    let Some(side) = side.filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    Ok(Case {
        id,
        provider,
        operation,
        side,
        source,
        note,
        body,
        path,
        query,
        headers,
        expect,
        origin: Kind::File,
    })
}

/// `None` when a fault was noted.
fn side(reader: &mut Reader<'_>, part: bool) -> Option<Side> {
    let direction = reader.required("direction");
    let status = reader
        .value("status")
        .filter(|status| **status != Tree::Null);
    let number = status
        .and_then(|status| status.to_text().parse().ok())
        .filter(|status| (100..=599).contains(status));
    match (direction.as_str(), status, number) {
        ("response", Some(_), Some(status)) => return Some(Side::Response { status }),
        ("response", Some(_), None) => reader.fault("status", "must be a number from 100 to 599"),
        // The status of a part of a body only marks it as the provider's.
        ("response", None, _) if part => return Some(Side::Response { status: 200 }),
        ("response", None, _) => reader.fault("status", "is missing: a response has one"),
        ("request" | "webhook", Some(_), _) => reader.fault("status", "belongs to a response"),
        ("request", None, _) => return Some(Side::Request),
        ("webhook", None, _) => return Some(Side::Webhook),
        // A direction that is missing was noted already.
        ("", ..) => {}
        _ => reader.fault("direction", "must be `request`, `response` or `webhook`"),
    }
    None
}
