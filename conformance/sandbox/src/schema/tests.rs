#![allow(clippy::needless_pass_by_value)] // `json!` at the call reads best.

use super::*;

fn schemas(components: Value) -> Result<Schemas, Vec<Fault>> {
    Schemas::read(&json!({ "components": { "schemas": components } }))
}

fn judge(direction: Direction, components: Value, name: &str, value: Value) -> Vec<String> {
    let schemas = schemas(components).unwrap();
    let validator = schemas
        .at(direction, &format!("/components/schemas/{name}"))
        .unwrap();
    let violations = validator.violations(&value);
    assert_eq!(violations.is_empty(), validator.accepts(&value));
    violations
        .iter()
        .map(|violation| format!("{} {}", violation.instance, violation.schema))
        .collect()
}

fn accepts(schema: Value, value: Value) -> bool {
    judge(Direction::Request, json!({ "A": schema }), "A", value).is_empty()
}

#[test]
fn every_violation_comes_with_its_place_in_the_value_and_in_the_spec() {
    let components = json!({
        "A": {"type": "object", "required": ["id", "n"], "properties": {
            "id": {"$ref": "#/components/schemas/Id~1x"}, "n": {"type": "integer", "maximum": 3}}},
        "Id/x": {"type": "string", "pattern": "^a"},
    });
    let mut found = judge(
        Direction::Request,
        components,
        "A",
        json!({"id": "b", "n": 4}),
    );
    found.sort();
    assert_eq!(
        found,
        [
            "/id /components/schemas/Id~1x/pattern",
            "/n /components/schemas/A/properties/n/maximum"
        ]
    );
}

#[test]
fn violations_do_not_show_the_value() {
    let schemas = schemas(
        json!({"A": {"oneOf": [{"type": "string", "pattern": "^a", "maxLength": 3},
        {"type": "string", "enum": ["x"]}, {"type": "string", "format": "uuid"}]}}),
    )
    .unwrap();
    let validator = schemas
        .at(Direction::Request, "/components/schemas/A")
        .unwrap();
    let violations = validator.violations(&json!("4242424242424242"));
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].branches.len(), 4, "{violations:?}");
    assert!(
        !format!(
            "{violations:?} {} {}",
            violations[0],
            violations[0].to_json()
        )
        .contains("4242")
    );
}

#[test]
fn nullable_widens_the_type_beside_it_and_nothing_else() {
    assert!(accepts(
        json!({"type": "string", "nullable": true}),
        json!(null)
    ));
    assert!(!accepts(
        json!({"type": "string", "nullable": false}),
        json!(null)
    ));
    assert!(!accepts(json!({"type": "string"}), json!(null)));
    // A nullable enum must list null.
    assert!(!accepts(
        json!({"type": "string", "nullable": true, "enum": ["a"]}),
        json!(null)
    ));
    assert!(accepts(
        json!({"type": "string", "nullable": true, "enum": ["a", null]}),
        json!(null)
    ));
    // The referenced schema does not admit null, and `nullable` without a type does not change that.
    let components = json!({
        "A": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/B"}]},
        "N": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "nullable": true, "enum": [null]}]},
        "B": {"type": "string"},
    });
    assert_eq!(
        judge(Direction::Request, components.clone(), "A", json!(null)).len(),
        1
    );
    assert!(judge(Direction::Request, components.clone(), "N", json!(null)).is_empty());
    assert!(judge(Direction::Request, components.clone(), "N", json!("x")).is_empty());
    assert_eq!(
        judge(Direction::Request, components, "N", json!({})).len(),
        1
    );
}

#[test]
fn exclusive_bounds_are_booleans() {
    let schema = json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": false});
    assert!(!accepts(schema.clone(), json!(0)));
    assert!(accepts(schema.clone(), json!(0.1)));
    assert!(accepts(schema.clone(), json!(2)));
    assert!(!accepts(schema, json!(2.1)));
}

#[test]
fn required_members_depend_on_who_sends_them() {
    let components = json!({
        "A": {"type": "object", "required": ["id", "secret", "note"], "properties": {
            "id": {"type": "string", "readOnly": true},
            "secret": {"allOf": [{"$ref": "#/components/schemas/Secret"}]},
            "note": {"type": "string"}}},
        "Secret": {"type": "string", "writeOnly": true},
        "Whole": {"allOf": [{"type": "object", "required": ["id"]}, {"$ref": "#/components/schemas/A"}]},
    });
    for name in ["A", "Whole"] {
        let judge = |direction, value| judge(direction, components.clone(), name, value);
        assert!(
            judge(Direction::Request, json!({"secret": "s", "note": "n"})).is_empty(),
            "{name}"
        );
        assert!(
            judge(Direction::Response, json!({"id": "i", "note": "n"})).is_empty(),
            "{name}"
        );
        assert_eq!(
            judge(Direction::Request, json!({"id": "i", "note": "n"})).len(),
            1,
            "{name}"
        );
        assert!(
            !judge(Direction::Response, json!({"secret": "s", "note": "n"})).is_empty(),
            "{name}"
        );
        assert_eq!(
            judge(Direction::Request, json!({"secret": "s"})).len(),
            1,
            "{name}"
        );
    }
}

#[test]
fn formats_are_asserted() {
    for (format, good, bad) in [
        ("date", "2026-02-28", "2026-02-30"),
        ("date-time", "2026-02-28T01:02:03.45Z", "2026-02-28 01:02"),
        ("email", "a@b.example", "a"),
        ("ipv4", "192.0.2.1", "192.0.2.256"),
        ("ipv6", "2001:db8::1", "192.0.2.1"),
        ("uuid", "01234567-89ab-cdef-0123-456789abcdef", "0123"),
        ("uri", "https://shop.example/x?y=1", "not a uri"),
    ] {
        let schema = json!({"type": "string", "format": format});
        assert!(accepts(schema.clone(), json!(good)), "{format}");
        assert!(!accepts(schema, json!(bad)), "{format}");
    }
    // Others describe and do not judge, those that JSON Schema knows among them.
    assert!(accepts(
        json!({"type": "string", "format": "hostname"}),
        json!("not a host")
    ));
    assert!(accepts(
        json!({"type": "integer", "format": "int64"}),
        json!(1)
    ));
}

#[test]
fn a_member_named_like_a_keyword_is_a_member() {
    let schema = json!({"type": "object", "required": ["$ref"], "properties": {
        "$ref": {"type": "string"}, "nullable": {"type": "boolean"}, "example": {"type": "integer"}}});
    assert!(accepts(
        schema.clone(),
        json!({"$ref": "x", "nullable": true, "example": 1})
    ));
    assert!(!accepts(
        schema.clone(),
        json!({"$ref": "x", "example": "1"})
    ));
    assert!(!accepts(schema, json!({})));
}

#[test]
fn descriptions_and_examples_do_not_judge() {
    let schema = json!({"type": "string", "example": {"$ref": "nowhere.json"}, "default": 5, "title": "t",
        "description": "d", "deprecated": true, "x-sensitive": true, "discriminator": {"propertyName": "kind"}});
    assert!(accepts(schema, json!("x")));
}

#[test]
fn recursive_schemas_end() {
    let components = json!({"Node": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"},
        "name": {"type": "string"}}, "allOf": [{"$ref": "#/components/schemas/Node2"}]},
        "Node2": {"allOf": [{"$ref": "#/components/schemas/Leaf"}]}, "Leaf": {"type": "object"}});
    let value = json!({"next": {"next": {"name": 1}}});
    assert_eq!(
        judge(Direction::Response, components, "Node", value),
        ["/next/next/name /components/schemas/Node/properties/name/type"]
    );
}

#[test]
fn a_schema_that_cannot_be_trusted_is_a_fault_at_its_place() {
    let faults = schemas(json!({
        "A": {"type": "object", "requird": ["x"], "properties": {"y": {"type": "integr"}}},
        "B": {"$ref": "#/components/schemas/Nothing"},
        "C": {"items": {"$ref": "other.yaml#/X"}},
        "D": {"type": "integer", "exclusiveMinimum": 3},
        "E": {"oneOf": []},
        "F": {"const": 1},
        "G": {"type": ["string", "null"]},
        "H": true,
    }))
    .unwrap_err();
    let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(
        places,
        [
            "/components/schemas/A/properties/y/type",
            "/components/schemas/A/requird",
            "/components/schemas/B/$ref",
            "/components/schemas/C/items/$ref",
            "/components/schemas/D/exclusiveMinimum",
            "/components/schemas/E/oneOf",
            "/components/schemas/F/const",
            "/components/schemas/G/type",
            "/components/schemas/H",
        ]
    );
}

#[test]
fn places_without_a_usable_schema_are_errors() {
    let schemas = schemas(json!({"A": {"type": "string", "pattern": "("}})).unwrap();
    assert!(
        schemas
            .at(Direction::Request, "/components/schemas/A")
            .is_err()
    );
    assert!(
        schemas
            .at(Direction::Request, "/components/schemas/B")
            .is_err()
    );
}

#[test]
fn schemas_of_operations_are_found_where_they_stand() {
    let bundle: Value = serde_json::from_str(include_str!("../../fixtures/shop.json")).unwrap();
    let schemas = Schemas::read(&bundle).unwrap();
    let at = |pointer| schemas.at(Direction::Request, pointer).unwrap();
    assert!(
        at("/paths/~1orders/post/requestBody/content/application~1json/schema")
            .accepts(&json!({"amount": 1, "currency": "JPY"}))
    );
    assert!(!at("/paths/~1orders/get/parameters/0/schema").accepts(&json!(0)));
    assert!(!at("/components/parameters/OrderId/schema").accepts(&json!("x")));
    assert!(
        !at("/components/responses/BadRequest/content/application~1json/schema")
            .accepts(&json!({}))
    );
    assert!(Arc::ptr_eq(
        &at("/components/schemas/Order"),
        &at("/components/schemas/Order")
    ));
}
