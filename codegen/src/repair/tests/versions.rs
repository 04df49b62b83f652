//! What other versions of OpenAPI have.

use serde_json::json;

use super::{FRAME, assert_schema, repaired};
use crate::diagnostics::Level;

#[test]
fn what_a_newer_version_has_is_read_in_the_words_of_this_one() {
    assert_schema(
        "{type: [string, 'null']}",
        "SPEC0202",
        "read as `type: string` with `nullable: true`",
        "",
        json!({"type": "string", "nullable": true}),
    );
    assert_schema(
        "{type: [string, integer]}",
        "SPEC0202",
        "read as any value",
        "",
        json!({}),
    );
    assert_schema(
        "{type: integer, exclusiveMinimum: 3}",
        "SPEC0202",
        "read as `minimum`, with the value itself excluded",
        "",
        json!({"type": "integer", "exclusiveMinimum": true, "minimum": 3}),
    );
    assert_schema(
        "{type: integer, minimum: 1, exclusiveMinimum: 3}",
        "SPEC0202",
        "read as `minimum`, with the value itself excluded",
        "",
        json!({"type": "integer", "exclusiveMinimum": true, "minimum": 3}),
    );
    assert_schema(
        "{type: integer, maximum: 3, exclusiveMaximum: 9}",
        "SPEC0202",
        "read without it, since `maximum` is narrower",
        "",
        json!({"type": "integer", "maximum": 3}),
    );
    assert_schema(
        "{enum: [a, b], const: a}",
        "SPEC0201",
        "read as an `enum` with this value",
        "",
        json!({"enum": ["a"]}),
    );
    assert_schema(
        "{const: a}",
        "SPEC0201",
        "read as an `enum` with this value",
        "",
        json!({"enum": ["a"]}),
    );
    for version in ["3.1.0", "2.0"] {
        let (document, found) =
            repaired(&FRAME.replace("openapi: 3.0.3", &format!("openapi: {version:?}")));
        assert!(document.is_none());
        assert_eq!(
            found
                .iter()
                .map(|(code, level, _)| (*code, *level))
                .collect::<Vec<_>>(),
            [("SPEC0208", Level::Error)]
        );
    }
    let (document, found) = repaired("swagger: '2.0'\ninfo: {}\npaths: {/a: {get: {}}}\n");
    assert!(document.is_none());
    assert_eq!(
        found,
        [(
            "SPEC0208",
            Level::Error,
            Some("convert it to OpenAPI 3.0 first, for example with swagger2openapi".to_owned())
        )]
    );
}
