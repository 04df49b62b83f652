//! Schemas, and values that do not fit them.

use serde_json::{Value, json};

use super::assert_schema;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn schemas_keep_what_makes_sense() {
    assert_schema(
        "{type: object, required: [id], properties: {amount: {type: integer}}}",
        "SPEC0501",
        "read without this entry",
        "/required",
        Value::Null,
    );
    assert_schema(
        "{type: string, enum: [a, b, a]}",
        "SPEC0502",
        "read without this entry",
        "/enum",
        json!(["a", "b"]),
    );
    assert_schema(
        "{type: string, enum: [a, 1]}",
        "SPEC0503",
        "read as the text `1`",
        "/enum",
        json!(["a", "1"]),
    );
    assert_schema(
        "{type: string, nullable: true, enum: [a]}",
        "SPEC0509",
        "read as if the enum listed null",
        "/enum",
        json!(["a", null]),
    );
    assert_schema(
        "{type: array}",
        "SPEC0204",
        "read as a list of any values",
        "/items",
        json!({}),
    );
    assert_schema(
        "{type: strng}",
        "SPEC0203",
        "read without `type`",
        "",
        json!({}),
    );
    assert_schema(
        "{type: object, required: null}",
        "SPEC0202",
        "read as if it were empty",
        "",
        json!({"type": "object"}),
    );
    assert_schema(
        "{type: object, properties: null}",
        "SPEC0202",
        "read as if it were empty",
        "/properties",
        json!({}),
    );
    assert_schema(
        "{type: string, default: 1}",
        "SPEC0601",
        "read without this default",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: object, properties: {a: {type: string}}, example: {a: [1]}}",
        "SPEC0601",
        "read without this example",
        "/example",
        Value::Null,
    );
    assert_schema(
        "{type: integer, minimum: 3, maximum: 1}",
        "SPEC0504",
        "read without `minimum`",
        "",
        json!({"type": "integer", "maximum": 1}),
    );
    assert_schema(
        "{type: string, pattern: '(?=a)'}",
        "SPEC0506",
        "read without `pattern`",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: integer, maxLength: 1}",
        "SPEC0512",
        "read without `maxLength`",
        "",
        json!({"type": "integer"}),
    );
    assert_schema(
        "{type: string, readOnly: true, writeOnly: true}",
        "SPEC0514",
        "read without both",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Order'}}}",
        "SPEC0510",
        "read as if `next` were optional",
        "/required",
        Value::Null,
    );
    assert_schema(
        "{oneOf: [{type: object}], discriminator: {propertyName: kind}}",
        "SPEC0513",
        "read without the discriminator",
        "",
        json!({"oneOf": [{"type": "object"}]}),
    );
    assert_schema(
        "{type: string, x-time: epoch-milliseconds}",
        "SPEC0207",
        "read without `x-time`",
        "",
        json!({"type": "string"}),
    );
    assert_schema(
        "{type: integer, maximum: 99999999999999999999}",
        "SPEC0110",
        "read without it",
        "",
        json!({"type": "integer"}),
    );
}
