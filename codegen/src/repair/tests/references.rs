//! References, and the names that they go by.

use serde_json::{Value, json};

use super::{FRAME, assert_read, assert_schema, repaired};

#[test]
fn references_that_lead_nowhere_are_any_value_or_left_out() {
    assert_schema(
        "{type: object, properties: {a: {$ref: '#/components/schemas/Gone'}}}",
        "SPEC0302",
        "read as any value",
        "/properties/a",
        json!({}),
    );
    assert_schema(
        "{allOf: [{$ref: 'gone.yaml#/components/schemas/Gone'}, {type: object}]}",
        "SPEC0301",
        "read as any value",
        "/allOf",
        json!([{}, {"type": "object"}]),
    );
    assert_schema(
        "{type: object, properties: {a: {$ref: 'https://shop.example/a.yaml'}}}",
        "SPEC0303",
        "read as any value",
        "/properties/a",
        json!({}),
    );
    assert_schema(
        "{$ref: '#/components/schemas/Order'}",
        "SPEC0304",
        "read as any value",
        "",
        json!({}),
    );
    assert_schema(
        "{type: object, properties: {a: {type: string}, b: {$ref: '#/components/schemas/Order/properties/a'}}}",
        "SPEC0311",
        "read as what it points at",
        "/properties/b",
        json!({"type": "string"}),
    );
    let whole = "{$ref: '#/components/schemas/Order'}";
    let with = "{$ref: '#/components/schemas/Order', description: lost}";
    let schema = "/paths/~1orders~1{id}/get/responses/200/content/application~1json/schema";
    assert_read(
        whole,
        with,
        "SPEC0306",
        "read without it",
        schema,
        &json!({"$ref": "#/components/schemas/Order"}),
    );
    let list = "      - {name: id,";
    let gone = format!("      - {{$ref: '#/components/parameters/Gone'}}\n{list}");
    let count = "/paths/~1orders~1{id}/get/parameters/1";
    assert_read(
        list,
        &gone,
        "SPEC0302",
        "read without it",
        count,
        &Value::Null,
    );
}

#[test]
fn components_with_odd_names_are_renamed_with_the_references_to_them() {
    let text = FRAME
        .replace(
            "'#/components/schemas/Order'",
            "'#/components/schemas/Order%20%C2%AB1%C2%BB'",
        )
        .replace("    Order:", "    'Order «1»':");
    let (document, found) = repaired(&text);
    let document = document.unwrap_or_else(|| panic!("{found:?}"));
    assert!(
        document.get("/components/schemas/Order_1").is_some(),
        "{found:?}"
    );
}
