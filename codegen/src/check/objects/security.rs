//! Security schemes and requirements.

use super::extensions::CREDENTIAL;
use crate::check::kinds::{Keys, Kind, Value, may, must};

pub(in crate::check) static SECURITY_SCHEME: Kind = Kind {
    name: "Security Scheme",
    component: Some("securitySchemes"),
    members: &[
        must(
            "type",
            Value::Word(&["apiKey", "http", "oauth2", "openIdConnect"]),
        ),
        may("description", Value::Text),
        may("name", Value::Text),
        may("in", Value::Word(&["query", "header", "cookie"])),
        may("scheme", Value::Text),
        may("bearerFormat", Value::Text),
        may("flows", Value::Object(&FLOWS)),
        may("openIdConnectUrl", Value::Text),
    ],
    extensions: &[may("x-credential", Value::Object(&CREDENTIAL))],
};

/// Names of schemes with the scopes they need.
pub(super) static REQUIREMENT: Value = Value::Map(Keys::Any, &Value::List(&Value::Text));

static FLOWS: Kind = Kind {
    name: "OAuth Flows",
    component: None,
    members: &[
        may("implicit", Value::Object(&FLOW)),
        may("password", Value::Object(&FLOW)),
        may("clientCredentials", Value::Object(&FLOW)),
        may("authorizationCode", Value::Object(&FLOW)),
    ],
    extensions: &[],
};

static FLOW: Kind = Kind {
    name: "OAuth Flow",
    component: None,
    members: &[
        may("authorizationUrl", Value::Text),
        may("tokenUrl", Value::Text),
        may("refreshUrl", Value::Text),
        must("scopes", Value::Map(Keys::Any, &Value::Text)),
    ],
    extensions: &[],
};
