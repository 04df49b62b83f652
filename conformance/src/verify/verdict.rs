//! What is found out about one case.

use serde::Serialize;

use crate::case::{Case, Expect, Side};
use crate::oracle::{Finding, Unknown};
use crate::places::Written;
use crate::schema::Violation;

/// What is found out about one case, as it is printed in JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// The case.
    pub id: String,
    /// Whose it is; `None` where that cannot be told.
    pub provider: Option<String>,
    /// operationId, `webhook:` and the event, or `component:` and the name.
    pub operation: String,
    /// `request`, `response` or `webhook`.
    pub direction: &'static str,
    /// Of a response.
    pub status: Option<u16>,
    /// Whether the spec has the operation, event or component.
    pub known: bool,
    /// What the spec's schemas say.
    pub schema: Schema,
    /// What the generated type says.
    pub decode: Decode,
    /// Whether what came back is what went in.
    pub roundtrip: Roundtrip,
    /// Whether all of this is as the case expects it.
    pub expected: bool,
    /// What was expected; it is not printed in JSON.
    #[serde(skip)]
    pub expect: Expect,
}

/// What the spec's schemas say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Schema {
    /// Whether every rule is kept.
    pub ok: bool,
    /// Every rule that is broken.
    pub errors: Vec<SchemaError>,
}

/// A rule of the spec that is broken.
#[derive(Clone, Debug, Serialize)]
pub struct SchemaError {
    /// `body`, or a parameter such as `query parameter limit`.
    pub part: String,
    /// JSON Pointer into the part.
    pub pointer: String,
    /// The keyword of the rule.
    pub rule: String,
    /// What was expected; never the value.
    pub message: String,
    /// JSON Pointer of the rule in the bundled spec.
    pub schema: String,
    /// `file:line:column` of the rule.
    pub place: String,
    /// For `oneOf` and `anyOf`: why each branch refused the value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<SchemaError>,
}

/// What the generated type says.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Decode {
    /// Whether it takes the body; true where there is none.
    pub ok: bool,
    /// Why it does not.
    pub error: Option<String>,
}

/// Whether what came back is what went in.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Roundtrip {
    /// Whether it decoded and is the same JSON value.
    pub ok: bool,
    /// JSON paths of what is lost or changed.
    pub lost: Vec<String>,
}

impl SchemaError {
    pub(super) fn new(finding: &Finding, written: &Written) -> Self {
        Self::of(&finding.part, &finding.violation, written)
    }

    pub(super) fn of(part: &str, violation: &Violation, written: &Written) -> Self {
        Self {
            part: part.to_owned(),
            pointer: violation.instance.clone(),
            rule: violation.rule.clone(),
            message: violation.message.clone(),
            schema: violation.schema.clone(),
            place: written.place(&violation.schema),
            branches: violation
                .branches
                .iter()
                .map(|branch| Self::of(part, branch, written))
                .collect(),
        }
    }

    /// There is no schema to break.
    pub(super) fn without_rule(unknown: &Unknown) -> Self {
        Self::bare("undeclared", unknown.to_string())
    }

    /// There is no JSON to hold against a schema.
    pub(super) fn no_json() -> Self {
        Self::bare("json", "is no JSON".to_owned())
    }

    fn bare(rule: &str, message: String) -> Self {
        Self {
            part: "body".to_owned(),
            pointer: String::new(),
            rule: rule.to_owned(),
            message,
            schema: String::new(),
            place: String::new(),
            branches: Vec::new(),
        }
    }
}

impl Verdict {
    /// A verdict on a case of which nothing is known yet.
    pub fn of(case: &Case, provider: Option<&str>) -> Self {
        let (direction, status) = match case.side {
            Side::Request => ("request", None),
            Side::Response { status } => ("response", Some(status)),
            Side::Webhook => ("webhook", None),
        };
        Self {
            id: case.id.clone(),
            provider: provider.map(str::to_owned),
            operation: case.operation.clone(),
            direction,
            status,
            known: false,
            schema: Schema::default(),
            decode: Decode::default(),
            roundtrip: Roundtrip::default(),
            expected: false,
            expect: case.expect.clone(),
        }
    }

    /// Whether nothing at all is to be said against the case.
    pub fn passes(&self) -> bool {
        self.known && self.schema.ok && self.decode.ok && self.roundtrip.ok
    }

    /// What is expected of nothing must be well; and what decodes must come back, whatever is expected.
    pub(super) fn is_as_expected(&self, expect: &Expect) -> bool {
        let schema = self.schema.ok == expect.schema.unwrap_or(true);
        let decode = match (expect.decode, expect.schema) {
            (Some(decodes), _) => self.decode.ok == decodes,
            // A body that breaks the schema may decode or not, if nobody said.
            (None, Some(false)) => true,
            (None, _) => self.decode.ok,
        };
        self.known && schema && decode && (self.roundtrip.ok || !self.decode.ok)
    }
}
