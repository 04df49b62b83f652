//! Operations with what goes in and what comes out.

use super::keys::{
    BITS, DEFAULT, FORMAT, LIST, MAX, MAX_ITEMS, MAX_LENGTH, MIN, MIN_ITEMS, MIN_LENGTH, PATTERN,
    RESOLUTION, SENSITIVE, SOURCE, TEXTS, TIME, TYPE, VALUES, fact, may, must, must_fact,
};
use crate::evidence::format::{Kind, Shape};

pub(in crate::evidence) static PARAMETER: Kind = Kind {
    name: "a parameter",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        may("id", Shape::Text),
        must_fact("in", Shape::Word(&["path", "query", "header", "cookie"])),
        must_fact("required", Shape::Flag),
        TYPE,
        LIST,
        VALUES,
        DEFAULT,
        MIN,
        MAX,
        MIN_LENGTH,
        MAX_LENGTH,
        MIN_ITEMS,
        MAX_ITEMS,
        PATTERN,
        FORMAT,
        TIME,
        BITS,
        SENSITIVE,
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static OPERATION: Kind = Kind {
    name: "an operation",
    identity: "id",
    keys: &[
        must("id", Shape::Text),
        must("official", TEXTS),
        must_fact("method", Shape::Word(METHODS)),
        must_fact("path", Shape::Text),
        fact("server", Shape::Text),
        fact("needs", TEXTS),
        fact("needs-no", TEXTS),
        fact("polling", Shape::Object(&POLLING)),
        must_fact("parameters", TEXTS),
        fact("body", TEXTS),
        fact("body-optional", Shape::True),
        must_fact("success", Shape::Object(&SUCCESS)),
        must("errors", Shape::Rows(&STATUS)),
        SOURCE,
        RESOLUTION,
    ],
};

/// The methods of OpenAPI 3.0.
pub(in crate::evidence) const METHODS: &[&str] = &[
    "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
];

static SUCCESS: Kind = Kind {
    name: "a success",
    identity: "status",
    keys: &[
        must_fact("status", Shape::OneOrMore(&Shape::Whole)),
        fact("body", Shape::Text),
        fact("body-optional", Shape::True),
    ],
};

static POLLING: Kind = Kind {
    name: "a wait",
    identity: "parameter",
    keys: &[
        must_fact("parameter", Shape::Text),
        must_fact("members", TEXTS),
        must_fact("while", TEXTS),
    ],
};

/// What stands for all there are.
pub(in crate::evidence) const ANY: &str = "any";

pub(in crate::evidence) static STATUS: Kind = Kind {
    name: "an error status",
    identity: "status",
    keys: &[
        must("status", Shape::Scalar),
        fact("codes", Shape::Or(ANY, &TEXTS)),
        fact("body", Shape::Text),
        fact("body-optional", Shape::True),
        fact("headers", TEXTS),
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static ERROR: Kind = Kind {
    name: "an error code",
    identity: "code",
    keys: &[
        must("code", Shape::Text),
        must("statuses", Shape::List(&Shape::Scalar)),
        must("operations", Shape::Or(ANY, &TEXTS)),
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static EVENT: Kind = Kind {
    name: "a type of event",
    identity: "type",
    keys: &[
        must("type", Shape::Text),
        fact("schema", Shape::Text),
        fact("data", Shape::Text),
        SOURCE,
        RESOLUTION,
    ],
};
