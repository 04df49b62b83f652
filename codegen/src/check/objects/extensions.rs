//! What extensions hold that are objects themselves.

use crate::check::kinds::{Keys, Kind, Value, may, must};

/// Where the body of an error keeps its parts.
pub(super) static ERROR_ENVELOPE: Kind = Kind {
    name: "Error Envelope",
    component: None,
    members: &[
        must("code", Value::Text),
        may("message", Value::Text),
        may("details", Value::Text),
    ],
    extensions: &[],
};

/// What a key is called and where it comes from.
pub(super) static CREDENTIAL: Kind = Kind {
    name: "Credential",
    component: None,
    members: &[
        must("name", Value::Text),
        may("prefix", Value::Text),
        may("pattern", Value::Text),
        may("environment", Value::Text),
        may("format", Value::Text),
        may("parts", Value::Map(Keys::Any, &Value::Object(&PART))),
    ],
    extensions: &[],
};

static PART: Kind = Kind {
    name: "Credential Part",
    component: None,
    members: &[
        must("environment", Value::Text),
        may("optional", Value::True),
        may("pattern", Value::Text),
        may("claims", Value::Map(Keys::Any, &Value::Text)),
    ],
    extensions: &[],
};

/// What an answer says became of an idempotency key.
pub(super) static IDEMPOTENCY_STATUS: Kind = Kind {
    name: "Idempotency Status",
    component: None,
    members: &[
        must("header", Value::Text),
        must("not-stored", Value::Distinct(&Value::Text)),
        may("replayed", Value::Distinct(&Value::Text)),
    ],
    extensions: &[],
};

/// A list in pages.
pub(super) static PAGINATION: Kind = Kind {
    name: "Pagination",
    component: None,
    members: &[
        may("style", Value::Word(&["token", "cursor"])),
        must("request", Value::Text),
        must("limit", Value::Text),
        may("direction", Value::Text),
        must("items", Value::Text),
        may("next", Value::Text),
        may("more", Value::Text),
        may("key", Value::Text),
        may("total", Value::Text),
    ],
    extensions: &[],
};

/// An answer that waits for something to change.
pub(super) static POLLING: Kind = Kind {
    name: "Polling",
    component: None,
    members: &[
        must("parameter", Value::Text),
        must("members", Value::Distinct(&Value::Text)),
        must("while", Value::Distinct(&Value::Text)),
    ],
    extensions: &[],
};

/// A query parameter that callers may add to a URL.
pub(super) static URL_PARAMETER: Kind = Kind {
    name: "URL Parameter",
    component: None,
    members: &[must("description", Value::Text)],
    extensions: &[],
};

/// What the provider posts by itself.
pub(super) static WEBHOOK: Kind = Kind {
    name: "Webhook",
    component: None,
    members: &[
        may("signature", Value::Object(&SIGNATURE)),
        may("bearer", Value::Object(&BEARER)),
        must("event", Value::Object(&EVENT)),
        must("events", Value::Map(Keys::Any, &Value::Object(&EVENT_TYPE))),
    ],
    extensions: &[],
};

static SIGNATURE: Kind = Kind {
    name: "Signature",
    component: None,
    members: &[
        must("algorithm", Value::Word(&["hmac-sha256"])),
        must("header", Value::Text),
        may("timestamp", Value::Object(&TIMESTAMP)),
        may("endpoint", Value::Object(&ENDPOINT)),
        must("secret", Value::Object(&SECRET)),
        must("message", Value::Text),
        must("encoding", Value::Word(&["hex", "base64"])),
    ],
    extensions: &[],
};

static TIMESTAMP: Kind = Kind {
    name: "Signature Timestamp",
    component: None,
    members: &[
        must("header", Value::Text),
        must("unit", Value::Word(&["milliseconds", "seconds"])),
    ],
    extensions: &[],
};

static ENDPOINT: Kind = Kind {
    name: "Signature Endpoint",
    component: None,
    members: &[must("header", Value::Text)],
    extensions: &[],
};

static SECRET: Kind = Kind {
    name: "Signature Secret",
    component: None,
    members: &[
        must("encoding", Value::Word(&["base62", "text"])),
        may("bytes", Value::Count),
    ],
    extensions: &[],
};

static BEARER: Kind = Kind {
    name: "Webhook Bearer",
    component: None,
    members: &[
        must("header", Value::Text),
        may("prefix", Value::Text),
        may("secret", Value::Text),
    ],
    extensions: &[],
};

static EVENT: Kind = Kind {
    name: "Webhook Event",
    component: None,
    members: &[
        must("schema", Value::Text),
        may("id-header", Value::Text),
        may("id", Value::Text),
        must("type", Value::Text),
        must("data", Value::Text),
    ],
    extensions: &[],
};

static EVENT_TYPE: Kind = Kind {
    name: "Webhook Event Type",
    component: None,
    members: &[
        must("description", Value::Text),
        may("schema", Value::Text),
        may("data", Value::Text),
        may("examples", Value::Distinct(&Value::Text)),
    ],
    extensions: &[],
};
