//! Schemas.

use super::{EXTERNAL_DOCS, extensions::URL_PARAMETER};
use crate::check::kinds::{Keys, Kind, Value, may, must};

pub(in crate::check) static SCHEMA: Kind = Kind {
    name: "Schema",
    component: Some("schemas"),
    members: &[
        may("title", Value::Text),
        may("description", Value::Text),
        may("type", Value::Type),
        may("format", Value::Text),
        may("enum", Value::Some(&Value::Any)),
        may("nullable", Value::Flag),
        may("default", Value::Any),
        may("example", Value::Any),
        may("multipleOf", Value::Number),
        may("minimum", Value::Number),
        may("maximum", Value::Number),
        may("exclusiveMinimum", Value::Flag),
        may("exclusiveMaximum", Value::Flag),
        may("minLength", Value::Count),
        may("maxLength", Value::Count),
        may("pattern", Value::Text),
        may("items", Value::Place(&SCHEMA)),
        may("minItems", Value::Count),
        may("maxItems", Value::Count),
        may("uniqueItems", Value::Flag),
        may("required", Value::Distinct(&Value::Text)),
        may("properties", Value::Map(Keys::Any, &Value::Place(&SCHEMA))),
        may("additionalProperties", Value::FlagOrPlace(&SCHEMA)),
        may("minProperties", Value::Count),
        may("maxProperties", Value::Count),
        may("allOf", Value::Some(&Value::Place(&SCHEMA))),
        may("oneOf", Value::Some(&Value::Place(&SCHEMA))),
        may("anyOf", Value::Some(&Value::Place(&SCHEMA))),
        may("not", Value::Place(&SCHEMA)),
        may("discriminator", Value::Object(&DISCRIMINATOR)),
        may("readOnly", Value::Flag),
        may("writeOnly", Value::Flag),
        may("deprecated", Value::Flag),
        may("xml", Value::Object(&XML)),
        may("externalDocs", Value::Object(&EXTERNAL_DOCS)),
    ],
    extensions: &[
        may("x-any", Value::True),
        may("x-sensitive", Value::True),
        may("x-time", Value::Word(&["epoch-milliseconds"])),
        may("x-enum-descriptions", Value::Map(Keys::Any, &Value::Text)),
        may("x-extensible-enum", Value::Distinct(&Value::Any)),
        may(
            "x-url-parameters",
            Value::Map(Keys::Any, &Value::Object(&URL_PARAMETER)),
        ),
    ],
};

pub(in crate::check) static DISCRIMINATOR: Kind = Kind {
    name: "Discriminator",
    component: None,
    members: &[
        must("propertyName", Value::Text),
        may("mapping", Value::Map(Keys::Any, &Value::Text)),
    ],
    extensions: &[],
};

static XML: Kind = Kind {
    name: "XML",
    component: None,
    members: &[
        may("name", Value::Text),
        may("namespace", Value::Text),
        may("prefix", Value::Text),
        may("attribute", Value::Flag),
        may("wrapped", Value::Flag),
    ],
    extensions: &[],
};
