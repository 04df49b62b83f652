//! Components whose names are not allowed.

use serde_json::{Value, json};

use super::{FRAME, ORDER, repaired};
use crate::tree::{Document, Node};

/// The frame with other schemas, as it is read.
#[track_caller]
fn read(schemas: &str) -> Document {
    let (document, found) = repaired(&FRAME.replace(ORDER, &format!("{ORDER}{schemas}")));
    document.unwrap_or_else(|| panic!("{found:?}"))
}

fn at(document: &Document, pointer: &str) -> Value {
    let pointer = format!("/components/schemas/{pointer}");
    document.get(&pointer).map_or(Value::Null, Node::to_json)
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

#[test]
fn no_two_components_get_the_same_name() {
    let document = read(
        "    'Part «1»': {type: object, properties: {a: {type: string}}}
    'Part <1>': {type: object, properties: {b: {type: string}}}
    Both:
      type: object
      properties:
        a: {$ref: '#/components/schemas/Part «1»'}
        b: {$ref: '#/components/schemas/Part <1>'}
",
    );
    for member in ["a", "b"] {
        let reference = at(&document, &format!("Both/properties/{member}/$ref"));
        let name = reference.as_str().unwrap().rsplit('/').next().unwrap();
        let properties = at(&document, &format!("{name}/properties"));
        assert_eq!(properties, json!({member: {"type": "string"}}));
    }
}

#[test]
fn names_without_a_letter_of_ascii_do_not_run_out() {
    let mut schemas = String::new();
    for number in 0..150_u32 {
        let letter = char::from_u32(0x4e00 + number).unwrap();
        schemas.push_str(&format!("    注文{letter}: {{type: object}}\n"));
    }
    let document = read(&schemas);
    let all = document.get("/components/schemas").unwrap().entries();
    assert_eq!(all.len(), 151);
    assert!(all.iter().any(|entry| entry.key == "component_150"));
}

#[test]
fn what_takes_the_place_of_a_reference_refers_to_the_new_name() {
    let document = read(
        "    'Part 1': {type: object, properties: {a: {type: string}}}
    Whole: {type: object, properties: {part: {type: array, items: {$ref: '#/components/schemas/Part 1'}}}}
    Other: {type: object, properties: {part: {$ref: '#/components/schemas/Whole/properties/part'}}}
",
    );
    assert_eq!(
        at(&document, "Other/properties/part/items"),
        json!({"$ref": "#/components/schemas/Part_1"})
    );
}

const KINDS: &str = "    'Card (new)': {type: object, required: [kind], properties: {kind: {type: string}, number: {type: string}}}
    Bank: {type: object, required: [kind], properties: {kind: {type: string}, branch: {type: string}}}
";

#[test]
fn discriminators_choose_by_the_old_name() {
    let one_of = "      oneOf: [{$ref: '#/components/schemas/Card (new)'}, {$ref: '#/components/schemas/Bank'}]";
    let document = read(&format!(
        "{KINDS}    Way:\n{one_of}\n      discriminator: {{propertyName: kind}}\n"
    ));
    assert_eq!(
        at(&document, "Way/discriminator/mapping"),
        json!({"Card (new)": "#/components/schemas/Card_new"})
    );
    for target in ["Card (new)", "'#/components/schemas/Card (new)'"] {
        let document = read(&format!(
            "{KINDS}    Way:\n{one_of}\n      discriminator: {{propertyName: kind, mapping: {{card: {target}}}}}\n"
        ));
        assert_eq!(
            at(&document, "Way/discriminator/mapping"),
            json!({"card": "#/components/schemas/Card_new"})
        );
    }
}

#[test]
fn what_builds_on_a_base_is_told_by_its_old_name() {
    let document = read(
        "    Way: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    'Card (new)':
      allOf: [{$ref: '#/components/schemas/Way'}, {type: object, properties: {number: {type: string}}}]
",
    );
    assert_eq!(
        at(&document, "Way/discriminator/mapping"),
        json!({"Card (new)": "#/components/schemas/Card_new"})
    );
}
