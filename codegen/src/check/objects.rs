//! The kinds of objects of OpenAPI 3.0.3, as tables.

use super::kinds::{Keys, Kind, Value, may, must};

mod extensions;
mod operation;
mod schema;
mod security;

pub(super) use operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, MEDIA_TYPE, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY,
    RESPONSE,
};
pub(super) use schema::{DISCRIMINATOR, SCHEMA};
pub(super) use security::SECURITY_SCHEME;

/// A document.
pub(super) static DOCUMENT: Kind = Kind {
    name: "OpenAPI",
    component: None,
    members: &[
        must("openapi", Value::Version),
        must("info", Value::Object(&INFO)),
        may("servers", Value::Some(&Value::Object(&SERVER))),
        must("paths", Value::Map(Keys::Path, &Value::Object(&PATH_ITEM))),
        may("components", Value::Object(&COMPONENTS)),
        may("security", Value::List(&security::REQUIREMENT)),
        may("tags", Value::List(&Value::Object(&TAG))),
        may("externalDocs", Value::Object(&EXTERNAL_DOCS)),
    ],
    extensions: &[
        may("x-error", Value::Object(&extensions::ERROR_ENVELOPE)),
        may("x-webhook", Value::Object(&extensions::WEBHOOK)),
    ],
};

/// What a file that is not the root file may hold besides components of each kind.
pub(super) static COMPONENTS: Kind = Kind {
    name: "Components",
    component: None,
    members: &[
        may(
            "schemas",
            Value::Map(Keys::Component, &Value::Place(&SCHEMA)),
        ),
        may(
            "responses",
            Value::Map(Keys::Component, &Value::Place(&RESPONSE)),
        ),
        may(
            "parameters",
            Value::Map(Keys::Component, &Value::Place(&PARAMETER)),
        ),
        may(
            "examples",
            Value::Map(Keys::Component, &Value::Place(&EXAMPLE)),
        ),
        may(
            "requestBodies",
            Value::Map(Keys::Component, &Value::Place(&REQUEST_BODY)),
        ),
        may(
            "headers",
            Value::Map(Keys::Component, &Value::Place(&HEADER)),
        ),
        may(
            "securitySchemes",
            Value::Map(Keys::Component, &Value::Place(&SECURITY_SCHEME)),
        ),
        may("links", Value::Map(Keys::Component, &Value::Place(&LINK))),
        may(
            "callbacks",
            Value::Map(Keys::Component, &Value::Place(&CALLBACK)),
        ),
    ],
    extensions: &[],
};

static INFO: Kind = Kind {
    name: "Info",
    component: None,
    members: &[
        must("title", Value::Text),
        may("description", Value::Text),
        may("termsOfService", Value::Text),
        may("contact", Value::Object(&CONTACT)),
        may("license", Value::Object(&LICENSE)),
        must("version", Value::Text),
    ],
    extensions: &[],
};

static CONTACT: Kind = Kind {
    name: "Contact",
    component: None,
    members: &[
        may("name", Value::Text),
        may("url", Value::Text),
        may("email", Value::Text),
    ],
    extensions: &[],
};

static LICENSE: Kind = Kind {
    name: "License",
    component: None,
    members: &[must("name", Value::Text), may("url", Value::Text)],
    extensions: &[],
};

pub(super) static SERVER: Kind = Kind {
    name: "Server",
    component: None,
    members: &[
        must("url", Value::Text),
        may("description", Value::Text),
        may(
            "variables",
            Value::Map(Keys::Any, &Value::Object(&SERVER_VARIABLE)),
        ),
    ],
    extensions: &[],
};

static SERVER_VARIABLE: Kind = Kind {
    name: "Server Variable",
    component: None,
    members: &[
        may("enum", Value::Distinct(&Value::Text)),
        must("default", Value::Text),
        may("description", Value::Text),
    ],
    extensions: &[],
};

pub(super) static TAG: Kind = Kind {
    name: "Tag",
    component: None,
    members: &[
        must("name", Value::Text),
        may("description", Value::Text),
        may("externalDocs", Value::Object(&EXTERNAL_DOCS)),
    ],
    extensions: &[],
};

static EXTERNAL_DOCS: Kind = Kind {
    name: "External Documentation",
    component: None,
    members: &[must("url", Value::Text), may("description", Value::Text)],
    extensions: &[],
};
