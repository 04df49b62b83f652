//! The service as a whole, and its deliveries.

use super::keys::{RESOLUTION, SOURCE, must, must_fact};
use crate::evidence::format::{Kind, Shape};

/// Facts of the service as a whole.
pub(in crate::evidence) const SERVICE_FACTS: &[&str] = &[
    "base-url",
    "credential-name",
    "credential-header",
    "credential-scheme",
    "credential-prefix",
    "credential-format",
    "credential-pattern",
    "credential-environment",
    "credential-optional",
    "credential-claim",
    "media-type",
    "error-code",
    "error-message",
    "error-details",
    "pagination-request",
    "pagination-limit",
    "pagination-items",
    "pagination-next",
    "pagination-direction",
    "pagination-more",
    "pagination-total",
    "pagination-key",
    "idempotency-header",
    "idempotency-not-stored",
    "answer-header",
    "url-parameter",
];

/// Facts of deliveries, with where they stand in `x-webhook`.
pub(in crate::evidence) const WEBHOOK_FACTS: &[(&str, &[&str])] = &[
    ("schema", &["event", "schema"]),
    ("type", &["event", "type"]),
    ("data", &["event", "data"]),
    ("id-header", &["event", "id-header"]),
    ("id", &["event", "id"]),
    ("bearer-header", &["bearer", "header"]),
    ("bearer-prefix", &["bearer", "prefix"]),
    ("bearer-secret", &["bearer", "secret"]),
    ("signature-header", &["signature", "header"]),
    ("timestamp-header", &["signature", "timestamp", "header"]),
    ("timestamp-unit", &["signature", "timestamp", "unit"]),
    ("endpoint-header", &["signature", "endpoint", "header"]),
    ("algorithm", &["signature", "algorithm"]),
    ("message", &["signature", "message"]),
    ("encoding", &["signature", "encoding"]),
    ("secret-encoding", &["signature", "secret", "encoding"]),
    ("secret-bytes", &["signature", "secret", "bytes"]),
];

const WEBHOOK_WORDS: [&str; WEBHOOK_FACTS.len()] = {
    let mut words = [""; WEBHOOK_FACTS.len()];
    let mut index = 0;
    while index < words.len() {
        words[index] = WEBHOOK_FACTS[index].0;
        index += 1;
    }
    words
};

pub(in crate::evidence) static SERVICE: Kind = Kind {
    name: "a fact of the service",
    identity: "fact",
    keys: &[
        must("fact", Shape::Word(SERVICE_FACTS)),
        must_fact("value", Shape::Text),
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static WEBHOOK: Kind = Kind {
    name: "a fact of deliveries",
    identity: "fact",
    keys: &[
        must("fact", Shape::Word(&WEBHOOK_WORDS)),
        must_fact("value", Shape::Text),
        SOURCE,
        RESOLUTION,
    ],
};
