//! Verdicts on recorded traffic.

use std::path::Path;

use kessai_sandbox::validate::{Call, Checks, Part};

use super::routes::Found;
use super::traffic::{Content, Recorded};
use super::verdict::{SchemaError, Verdict};
use super::{Judge, Schemas};
use crate::case::{Case, Side};

/// Whose an exchange is.
#[derive(Debug)]
pub enum Whose {
    /// A provider's: the verdict on the request and, if one came, on the answer.
    Ours(Vec<Verdict>),
    /// Nobody's: no spec has the host.
    Nobodys(String),
    /// That cannot be told.
    Unclear(String),
}

/// Holds an exchange against the spec that has its host. What was sent to this machine, such as to a sandbox, is of the one spec
/// that has its path.
pub fn exchange(judges: &[Judge], file: &Path, recorded: &Recorded) -> Whose {
    let host = recorded.url.host().unwrap_or_default();
    let here = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    let mut found: Vec<(&Judge, Found)> = judges
        .iter()
        .map(|judge| {
            (
                judge,
                judge.routes.find(judge.oracle.spec(), recorded, here),
            )
        })
        .filter(|(_, found)| !matches!(found, Found::Elsewhere))
        .collect();
    if found.len() > 1 {
        found.retain(|(_, found)| matches!(found, Found::Operation(..)));
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let id = format!("{name} {}", recorded.place);
    if found.len() > 1 {
        return Whose::Unclear(format!(
            "more than one spec has {} {}: say whose it is with --provider",
            recorded.method,
            recorded.url.path()
        ));
    }
    match found.pop() {
        Some((judge, found)) => Whose::Ours(judge.exchange(id.trim_end(), recorded, &found)),
        None => Whose::Nobodys(host.to_owned()),
    }
}

impl Judge {
    fn exchange(&self, id: &str, recorded: &Recorded, found: &Found) -> Vec<Verdict> {
        let (index, variables) = match found {
            Found::Operation(index, variables) => (*index, variables),
            Found::Unknown(problem) => {
                let operation = format!("{} {}", recorded.method, recorded.url.path());
                let case = Case::new(id, operation, Side::Request);
                let mut verdict = Verdict::of(&case, Some(self.provider.name));
                verdict.decode.error = Some(problem.clone());
                return vec![verdict];
            }
            Found::Elsewhere => return Vec::new(),
        };
        let operation = &self.oracle.spec().operations[index];
        let mut verdicts = vec![self.message(id, &operation.id, Side::Request, &recorded.request)];
        let mut faults = Vec::new();
        let schemas = self
            .schemas
            .get_or_init(|| Schemas::read(&self.written.bundle).ok());
        if let (Some(request), Some(schemas)) = (verdicts.first_mut(), schemas) {
            let checks = Checks::new(&self.written.bundle, schemas, operation, &mut faults);
            let checked = checks.check(Call {
                variables,
                query: recorded.url.query().unwrap_or_default(),
                headers: &recorded.headers,
                body: b"",
            });
            // The body has its verdict already.
            let parameters = checked.violations.iter().filter_map(|found| {
                let part = match &found.part {
                    Part::Path(name) => format!("path parameter {name}"),
                    Part::Query(name) => format!("query parameter {name}"),
                    Part::Header(name) => format!("header parameter {name}"),
                    Part::Body => return None,
                };
                Some(SchemaError::of(&part, &found.violation, &self.written))
            });
            request.schema.errors.extend(parameters);
            request.schema.ok = request.schema.errors.is_empty();
            request.expected &= request.schema.ok;
        }
        verdicts.extend(recorded.answer.iter().map(|(status, body)| {
            self.message(id, &operation.id, Side::Response { status: *status }, body)
        }));
        verdicts
    }

    /// The verdict on one of the two.
    fn message(&self, id: &str, operation: &str, side: Side, content: &Content) -> Verdict {
        let mut case = Case::new(id, operation, side);
        if let Content::Json(body) = content {
            case.body = Some(body.clone());
        }
        let mut verdict = self.verdict(&case);
        if matches!(content, Content::Other) {
            verdict.schema.errors = vec![SchemaError::no_json()];
            verdict.schema.ok = false;
            verdict.decode.ok = false;
            verdict.decode.error = Some("the body is no JSON".to_owned());
            verdict.roundtrip.ok = false;
            verdict.expected = false;
        }
        verdict
    }
}
