//! What a ledger is made of, as tables.

use super::{Key, Kind, Role, Shape};

const fn key(name: &'static str, shape: Shape, required: bool, role: Role) -> Key {
    Key {
        name,
        shape,
        required,
        role,
    }
}

const fn must(name: &'static str, shape: Shape) -> Key {
    key(name, shape, true, Role::Record)
}

const fn may(name: &'static str, shape: Shape) -> Key {
    key(name, shape, false, Role::Record)
}

const fn must_fact(name: &'static str, shape: Shape) -> Key {
    key(name, shape, true, Role::Fact)
}

const fn fact(name: &'static str, shape: Shape) -> Key {
    key(name, shape, false, Role::Fact)
}

const SOURCE: Key = must("source", Shape::Sources);
const RESOLUTION: Key = may("resolution", Shape::Resolution);
const TEXTS: Shape = Shape::List(&Shape::Text);

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

/// Facts of the service as a whole.
pub(in crate::evidence) const SERVICE_FACTS: &[&str] = &[
    "base-url",
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

const TYPE: Key = must_fact("type", Shape::OneOrMore(&Shape::Text));
const LIST: Key = fact("list", Shape::Flag);
const NULLS: Key = fact("nulls", Shape::Word(&["allowed", "unknown", "never"]));
const VALUES: Key = fact("values", Shape::List(&Shape::Scalar));
const DEFAULT: Key = fact("default", Shape::Scalar);
const MIN: Key = fact("min", Shape::Number);
const MAX: Key = fact("max", Shape::Number);
const MIN_LENGTH: Key = fact("min-length", Shape::Whole);
const MAX_LENGTH: Key = fact("max-length", Shape::Whole);
const MIN_ITEMS: Key = fact("min-items", Shape::Whole);
const MAX_ITEMS: Key = fact("max-items", Shape::Whole);
const PATTERN: Key = fact("pattern", Shape::Text);
const FORMAT: Key = fact(
    "format",
    Shape::Word(&[
        "uri",
        "email",
        "date",
        "date-time",
        "uuid",
        "byte",
        "double",
        "float",
    ]),
);
const TIME: Key = fact("time", Shape::Word(&["milliseconds", "seconds"]));
const BITS: Key = key("bits", Shape::Choice(&[32, 64]), false, Role::Resolved);

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
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static OBJECT: Kind = Kind {
    name: "an object",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        must_fact(
            "direction",
            Shape::Word(&["request", "response", "both", "webhook"]),
        ),
        may("members", Shape::Rows(&MEMBER)),
        fact("map", Shape::Object(&MAP)),
        fact("closed", Shape::True),
        may("like", Shape::Text),
        may("item", Shape::Text),
        may("expanded", Shape::True),
        may("template", Shape::True),
        SOURCE,
        RESOLUTION,
    ],
};

static MAP: Kind = Kind {
    name: "a map",
    identity: "type",
    keys: &[
        TYPE,
        LIST,
        NULLS,
        FORMAT,
        MAX_LENGTH,
        fact("max-pairs", Shape::Whole),
        may("max-key-length", Shape::Whole),
    ],
};

pub(in crate::evidence) static MEMBER: Kind = Kind {
    name: "a member",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        TYPE,
        must_fact(
            "presence",
            Shape::Word(&["required", "expected", "optional", "conditional"]),
        ),
        fact("expanded", Shape::Text),
        LIST,
        NULLS,
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
        SOURCE,
        RESOLUTION,
    ],
};

static UNION: Kind = Kind {
    name: "a union",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        TYPE,
        fact("by", Shape::Text),
        LIST,
        NULLS,
        FORMAT,
        BITS,
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static ENUM: Kind = Kind {
    name: "an enum",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        must("values", Shape::Rows(&VALUE)),
        fact("type", Shape::Word(&["integer", "string"])),
        DEFAULT,
        BITS,
        SOURCE,
        RESOLUTION,
    ],
};

pub(in crate::evidence) static VALUE: Kind = Kind {
    name: "a value",
    identity: "value",
    keys: &[must("value", Shape::Scalar), SOURCE, RESOLUTION],
};

pub(in crate::evidence) static ID: Kind = Kind {
    name: "a kind of id",
    identity: "name",
    keys: &[
        must("name", Shape::Text),
        PATTERN,
        fact("prefix", Shape::Text),
        may("sample", Shape::Text),
        MIN_LENGTH,
        MAX_LENGTH,
        FORMAT,
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
