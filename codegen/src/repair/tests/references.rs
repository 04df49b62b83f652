//! References, and the names that they go by.

use serde_json::{Value, json};

use super::{FRAME, ORDER, assert_read, assert_schema, loaded, repair_within};

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
fn what_takes_the_place_of_references_is_bounded_in_all() {
    let mut schemas = String::new();
    for number in 0..10 {
        schemas.push_str(&format!(
            "    Part{number}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/Order/properties/a'}}}}}}\n"
        ));
    }
    let order = "    Order: {type: object, properties: {a: {type: object, properties: {b: {type: string}}}}}\n";
    let (document, found) = loaded(&FRAME.replace(ORDER, &format!("{order}{schemas}")));
    // Each copy has five values.
    let (document, found) = repair_within(document, found, 17);
    let said = |text: &str| {
        let help = found.iter().filter_map(|found| found.help.last());
        help.filter(|help| help.text == text).count()
    };
    assert_eq!(said("read as what it points at"), 3);
    assert_eq!(said("read as any value"), 7);
    assert!(document.is_some());
}
