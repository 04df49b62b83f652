//! What a ledger is made of, as tables.

mod calls;
mod keys;
mod schemas;
mod service;

use super::{Kind, Shape};
use calls::{ERROR, EVENT, PARAMETER};
use keys::{SOURCE, may, must};
use schemas::{ID, UNION};
use service::{SERVICE, WEBHOOK};

pub(in crate::evidence) use calls::{ANY, METHODS, OPERATION, STATUS};
pub(in crate::evidence) use schemas::{ENUM, MEMBER, OBJECT, VALUE};
pub(in crate::evidence) use service::{SERVICE_FACTS, WEBHOOK_FACTS};

/// The sections of a ledger, each a list of rows.
pub(in crate::evidence) static SECTIONS: &[(&str, &Kind)] = &[
    ("service", &SERVICE),
    ("parameters", &PARAMETER),
    ("operations", &OPERATION),
    ("statuses", &STATUS),
    ("objects", &OBJECT),
    ("unions", &UNION),
    ("enums", &ENUM),
    ("ids", &ID),
    ("errors", &ERROR),
    ("events", &EVENT),
    ("webhook", &WEBHOOK),
    ("vectors", &VECTOR),
    ("conflicts", &CONFLICT),
];

/// The section that is no list of rows.
pub(in crate::evidence) const COUNTS: &str = "counts";

/// What `counts` counts: its keys and the sections they count.
pub(in crate::evidence) const COUNTED: &[(&str, &str)] = &[
    ("conflicts", "conflicts"),
    ("enums", "enums"),
    ("error-codes", "errors"),
    ("events", "events"),
    ("ids", "ids"),
    ("objects", "objects"),
    ("operations", "operations"),
    ("parameters", "parameters"),
    ("unions", "unions"),
];

static VECTOR: Kind = Kind {
    name: "a signature",
    identity: "signature",
    keys: &[
        must("secret", Shape::Text),
        may("key", Shape::Text),
        must("timestamp", Shape::Text),
        must("body", Shape::Text),
        must("signature", Shape::Text),
        SOURCE,
    ],
};

static CONFLICT: Kind = Kind {
    name: "a conflict",
    identity: "number",
    keys: &[
        must("number", Shape::Whole),
        must("topic", Shape::Text),
        must("resolution", Shape::Reason),
        SOURCE,
    ],
};

/// The keys of a resolution; what `spec` may hold depends on the row.
pub(in crate::evidence) const RESOLUTION_KEYS: &[&str] =
    &["conflict", "reason", "spec", "without", "absent", "in"];
