//! Paths, operations and what they send and get.

use super::{EXTERNAL_DOCS, SCHEMA, SERVER, extensions, security};
use crate::check::kinds::{Keys, Kind, Value, may, must};

pub(in crate::check) static PATH_ITEM: Kind = Kind {
    name: "Path Item",
    component: None,
    members: &[
        may("$ref", Value::Text),
        may("summary", Value::Text),
        may("description", Value::Text),
        may("get", Value::Object(&OPERATION)),
        may("put", Value::Object(&OPERATION)),
        may("post", Value::Object(&OPERATION)),
        may("delete", Value::Object(&OPERATION)),
        may("options", Value::Object(&OPERATION)),
        may("head", Value::Object(&OPERATION)),
        may("patch", Value::Object(&OPERATION)),
        may("trace", Value::Object(&OPERATION)),
        may("servers", Value::Some(&Value::Object(&SERVER))),
        may("parameters", Value::List(&Value::Place(&PARAMETER))),
    ],
    extensions: &[],
};

pub(in crate::check) static OPERATION: Kind = Kind {
    name: "Operation",
    component: None,
    members: &[
        may("tags", Value::List(&Value::Text)),
        may("summary", Value::Text),
        may("description", Value::Text),
        may("externalDocs", Value::Object(&EXTERNAL_DOCS)),
        must("operationId", Value::Name),
        may("parameters", Value::List(&Value::Place(&PARAMETER))),
        may("requestBody", Value::Place(&REQUEST_BODY)),
        must(
            "responses",
            Value::Map(Keys::Status, &Value::Place(&RESPONSE)),
        ),
        may("callbacks", Value::Map(Keys::Any, &Value::Place(&CALLBACK))),
        may("deprecated", Value::Flag),
        may("security", Value::List(&security::REQUIREMENT)),
        may("servers", Value::Some(&Value::Object(&SERVER))),
    ],
    extensions: &[
        may("x-method", Value::Name),
        may("x-needs", Value::Distinct(&Value::Text)),
        may("x-needs-no", Value::Distinct(&Value::Text)),
        may("x-pagination", Value::Object(&extensions::PAGINATION)),
        may("x-polling", Value::Object(&extensions::POLLING)),
    ],
};

pub(in crate::check) static PARAMETER: Kind = Kind {
    name: "Parameter",
    component: Some("parameters"),
    members: &[
        must("name", Value::Text),
        must("in", Value::Word(&["query", "header", "path", "cookie"])),
        may("description", Value::Text),
        may("required", Value::Flag),
        may("deprecated", Value::Flag),
        may("allowEmptyValue", Value::Flag),
        may("style", Value::Word(STYLES)),
        may("explode", Value::Flag),
        may("allowReserved", Value::Flag),
        may("schema", Value::Place(&SCHEMA)),
        may("example", Value::Any),
        may("examples", Value::Map(Keys::Any, &ONE_EXAMPLE)),
        may("content", Value::Map(Keys::MediaType, &ONE_MEDIA_TYPE)),
    ],
    extensions: &[
        may("x-sensitive", Value::True),
        may("x-idempotency-key", Value::True),
        may(
            "x-idempotency-status",
            Value::Object(&extensions::IDEMPOTENCY_STATUS),
        ),
    ],
};

const STYLES: &[&str] = &[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];

static ONE_EXAMPLE: Value = Value::Place(&EXAMPLE);

static ONE_MEDIA_TYPE: Value = Value::Object(&MEDIA_TYPE);

pub(in crate::check) static REQUEST_BODY: Kind = Kind {
    name: "Request Body",
    component: Some("requestBodies"),
    members: &[
        may("description", Value::Text),
        must("content", Value::Map(Keys::MediaType, &ONE_MEDIA_TYPE)),
        may("required", Value::Flag),
    ],
    extensions: &[],
};

pub(in crate::check) static MEDIA_TYPE: Kind = Kind {
    name: "Media Type",
    component: None,
    members: &[
        may("schema", Value::Place(&SCHEMA)),
        may("example", Value::Any),
        may("examples", Value::Map(Keys::Any, &ONE_EXAMPLE)),
        may("encoding", Value::Map(Keys::Any, &Value::Object(&ENCODING))),
    ],
    extensions: &[],
};

static ENCODING: Kind = Kind {
    name: "Encoding",
    component: None,
    members: &[
        may("contentType", Value::Text),
        may("headers", Value::Map(Keys::Any, &Value::Place(&HEADER))),
        may("style", Value::Word(STYLES)),
        may("explode", Value::Flag),
        may("allowReserved", Value::Flag),
    ],
    extensions: &[],
};

pub(in crate::check) static RESPONSE: Kind = Kind {
    name: "Response",
    component: Some("responses"),
    members: &[
        must("description", Value::Text),
        may("headers", Value::Map(Keys::Any, &Value::Place(&HEADER))),
        may("content", Value::Map(Keys::MediaType, &ONE_MEDIA_TYPE)),
        may("links", Value::Map(Keys::Component, &Value::Place(&LINK))),
    ],
    extensions: &[
        may("x-body-optional", Value::True),
        may("x-no-body", Value::True),
    ],
};

pub(in crate::check) static HEADER: Kind = Kind {
    name: "Header",
    component: Some("headers"),
    members: &[
        may("description", Value::Text),
        may("required", Value::Flag),
        may("deprecated", Value::Flag),
        may("allowEmptyValue", Value::Flag),
        may("style", Value::Word(&["simple"])),
        may("explode", Value::Flag),
        may("allowReserved", Value::Flag),
        may("schema", Value::Place(&SCHEMA)),
        may("example", Value::Any),
        may("examples", Value::Map(Keys::Any, &ONE_EXAMPLE)),
        may("content", Value::Map(Keys::MediaType, &ONE_MEDIA_TYPE)),
    ],
    extensions: &[],
};

pub(in crate::check) static EXAMPLE: Kind = Kind {
    name: "Example",
    component: Some("examples"),
    members: &[
        may("summary", Value::Text),
        may("description", Value::Text),
        may("value", Value::Any),
        may("externalValue", Value::Text),
    ],
    extensions: &[
        may("x-source", Value::Text),
        may("x-origin", Value::Word(&["composed"])),
        may("x-undescribed", Value::Distinct(&Value::Text)),
    ],
};

pub(in crate::check) static LINK: Kind = Kind {
    name: "Link",
    component: Some("links"),
    members: &[
        may("operationRef", Value::Text),
        may("operationId", Value::Text),
        may("parameters", Value::Map(Keys::Any, &Value::Any)),
        may("requestBody", Value::Any),
        may("description", Value::Text),
        may("server", Value::Object(&SERVER)),
    ],
    extensions: &[],
};

/// The keys of a callback are expressions, which makes it a map rather than an object.
pub(in crate::check) static CALLBACK: Kind = Kind {
    name: "Callback",
    component: Some("callbacks"),
    members: &[],
    extensions: &[],
};
