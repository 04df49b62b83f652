//! What a credential is good for: what operations need of it, and what it fills in.

use std::time::SystemTime;

use kessai_model::{Json, Kind};

use super::Secret;

impl Secret {
    /// Why this credential does not do for an operation that needs a part, or a claim.
    pub(crate) fn lacks(&self, need: &str) -> Option<String> {
        let mut parts = self.description.parts.iter().zip(&self.texts);
        if let Some((part, text)) = parts.find(|(part, _)| part.name == need) {
            let problem = format!(
                "has no {need}, which this operation needs: give it to the client, or set {}",
                part.environment
            );
            return text.is_none().then_some(problem);
        }
        let claims = self.claims();
        let problem = format!("has no claim {need}, which this operation needs: use one that has");
        (!claims.is_some_and(|claims| claims.has(need))).then_some(problem)
    }

    /// Why this credential does not do for an operation that must not have a part, or a claim.
    pub(crate) fn has_too_much(&self, need_no: &str) -> Option<String> {
        let parts = self.description.parts.iter().zip(&self.texts);
        let mut given = parts.filter(|(_, text)| text.is_some());
        if given.any(|(part, _)| part.name == need_no) {
            return Some(format!(
                "has a {need_no}, which this operation does not take: use one without"
            ));
        }
        let claims = self.claims();
        let problem =
            format!("has a claim {need_no}, which this operation does not take: use one without");
        claims
            .is_some_and(|claims| claims.has(need_no))
            .then_some(problem)
    }

    /// What it says of a path parameter that a call leaves out; none if nothing was to be expected.
    pub(crate) fn parameter(&self, name: &str) -> Option<Result<&Json, String>> {
        let (part, claims) = self.claims.as_ref()?;
        let claim = part.claims.iter().find(|claim| claim.parameter == name)?;
        let value = claims.json(claim.name);
        let value = value.filter(|value| matches!(value.kind(), Kind::String | Kind::Number));
        Some(value.ok_or_else(|| {
            format!(
                "must be given, for the {} of the {} has no claim {} to take it from",
                part.name, self.description.name, claim.name
            )
        }))
    }

    /// That it is too old, if it says so.
    pub(crate) fn expired(&self, now: SystemTime) -> Option<String> {
        let (part, claims) = self.claims.as_ref()?;
        let end = claims.expires_at().filter(|end| *end <= now)?;
        Some(format!(
            "the {} of the {} expired on {}",
            part.name,
            self.description.name,
            httpdate::fmt_http_date(end)
        ))
    }

    /// What the credential is called.
    pub(crate) fn name(&self) -> &'static str {
        self.description.name
    }
}
