//! One operation: what it asks of a request, and what it can answer.

use std::sync::{Mutex, PoisonError};

use http::{HeaderName, HeaderValue};

use crate::answer::{Answers, Problem, Reply, violations_header};
use crate::spec::KeyStatus;
use crate::validate::{Checks, Part, RequestViolation};

#[derive(Debug)]
pub(super) struct Endpoint {
    pub(super) id: String,
    pub(super) checks: Checks,
    pub(super) answers: Answers,
    pub(super) idempotency_header: Option<String>,
    pub(super) idempotency_status: Option<KeyStatus>,
    /// What `Provider::choose` set.
    pub(super) chosen: Mutex<Option<Reply>>,
}

impl Endpoint {
    pub(super) fn chosen(&self) -> Option<Reply> {
        self.chosen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The answer to a request that breaks the spec.
    pub(super) fn refused(&self, violations: &[RequestViolation]) -> Reply {
        let reply = self.answers.status(400);
        let mut reply = reply.unwrap_or_else(|| Problem::Violations.reply());
        let header = violations_header(violations);
        reply.headers.insert("x-sandbox-violations", header);
        reply
    }

    /// The spec has nothing against it, but what is kept is counted in 64 bits.
    pub(super) fn too_large(&self, place: &str) -> RequestViolation {
        let message = format!("{place} is beyond 64 bits, and this sandbox counts in those");
        RequestViolation::new(Part::Body, "int64", self.checks.pointer(), message)
    }

    /// An answer to a call without a key: it does not say what became of one.
    pub(super) fn without_key(&self, mut reply: Reply) -> Reply {
        if let Some(status) = &self.idempotency_status {
            reply.headers.remove(&status.header);
        }
        reply
    }

    /// An answer that was given before, marked as such.
    pub(super) fn once_more(&self, mut reply: Reply) -> Reply {
        let mark = HeaderValue::from_static("true");
        reply.headers.insert("x-sandbox-replayed", mark);
        if let Some(status) = &self.idempotency_status
            && let Some(value) = &status.replayed
            && let (Ok(name), Ok(value)) = (
                HeaderName::try_from(&status.header),
                HeaderValue::try_from(value),
            )
        {
            reply.headers.insert(name, value);
        }
        reply
    }
}
