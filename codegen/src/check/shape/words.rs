//! Words for what is wrong with a shape.

use crate::check::kinds::Kind;

/// A kind of component with its article, from its plural.
pub(super) fn article(components: &str) -> String {
    match components {
        "schemas" => "a schema".to_owned(),
        "requestBodies" => "a request body".to_owned(),
        "securitySchemes" => "a security scheme".to_owned(),
        "examples" => "an example".to_owned(),
        other => format!("a {}", other.trim_end_matches('s')),
    }
}

/// What to write instead of a key that other versions of OpenAPI and JSON Schema have.
pub(super) fn advice_for(kind: &Kind, key: &str) -> Option<&'static str> {
    match (kind.name, key) {
        ("Schema", "const") => Some("OpenAPI 3.0 has no `const`: write an `enum` with one value"),
        ("Schema", "examples") => Some("a schema has one `example` in OpenAPI 3.0"),
        ("Schema", "$defs" | "definitions") => Some("named schemas stand in `components.schemas`"),
        (
            "Schema",
            "prefixItems" | "patternProperties" | "propertyNames" | "contains" | "if" | "then"
            | "else",
        ) => Some("OpenAPI 3.0 does not have this keyword of JSON Schema"),
        ("OpenAPI", "webhooks") => Some("OpenAPI 3.0 has no webhooks"),
        ("Parameter" | "Header", "type" | "format" | "enum" | "items" | "default") => {
            Some("the type of a parameter stands in its `schema`")
        }
        ("Response", "schema") => {
            Some("the schema of a response stands in `content`, below its media type")
        }
        _ => None,
    }
}

/// Whether text can name something in code.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
