#![allow(clippy::needless_pass_by_value)] // `json!` at the call reads best.

use serde_json::json;

use super::*;
use crate::spec::Location;

fn parameter(name: &str, location: Location, style: Style, explode: bool) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location,
        required: false,
        style,
        explode,
        schema: "/s".to_owned(),
        example: None,
        idempotency_key: false,
        idempotency_status: None,
    }
}

fn query(raw: &str, style: Style, explode: bool, schema: Value) -> (Found, Vec<String>) {
    let shape = Shape::of(&json!({ "s": schema }), "/s");
    let mut query = Query::new(raw);
    let found = query.read(&parameter("p", Location::Query, style, explode), &shape);
    (
        found,
        query.left_over().iter().map(ToString::to_string).collect(),
    )
}

fn value(raw: &str, style: Style, explode: bool, schema: Value) -> Value {
    match query(raw, style, explode, schema).0 {
        Found::Readings(readings) => readings[0].clone(),
        other => panic!("{raw}: {other:?}"),
    }
}

#[test]
fn scalars_are_read_as_the_schema_has_them() {
    let form = |raw: &str, kind: &str| value(raw, Style::Form, true, json!({ "type": kind }));
    assert_eq!(form("p=12", "integer"), json!(12));
    assert_eq!(form("p=12", "string"), json!("12"));
    assert_eq!(form("p=-1.5e2", "number"), json!(-150.0));
    assert_eq!(form("p=true", "boolean"), json!(true));
    assert_eq!(form("p=a%20b+c%2Bd", "string"), json!("a b c+d"));
    assert_eq!(form("p", "string"), json!(""));
    // What is no number stays text, and the schema refuses it.
    for text in ["12x", "%2012", "0x1", "1.", "01", "Infinity", ""] {
        assert!(form(&format!("p={text}"), "integer").is_string(), "{text}");
    }
}

#[test]
fn open_schemas_leave_both_readings() {
    let schema = json!({"anyOf": [{"type": "integer"}, {"type": "string"}]});
    let (found, _) = query("p=7", Style::Form, true, schema);
    assert_eq!(found, Found::Readings(vec![json!(7), json!("7")]));
}

#[test]
fn lists_and_objects_are_read_by_style() {
    let list = json!({"type": "array", "items": {"type": "integer"}});
    assert_eq!(
        value("p=1&p=2", Style::Form, true, list.clone()),
        json!([1, 2])
    );
    assert_eq!(
        value("p=1,2", Style::Form, false, list.clone()),
        json!([1, 2])
    );
    assert_eq!(
        value("p=1%202", Style::Space, false, list.clone()),
        json!([1, 2])
    );
    assert_eq!(
        value("p=1%7C2|3", Style::Pipe, false, list),
        json!([1, 2, 3])
    );
    // A separator that is encoded belongs to the item.
    let words = json!({"type": "array", "items": {"type": "string"}});
    assert_eq!(
        value("p=a%2Cb,c", Style::Form, false, words),
        json!(["a,b", "c"])
    );
    let object = json!({"type": "object", "properties": {"n": {"type": "integer"}, "b": {"type": "boolean"}}});
    assert_eq!(
        value(
            "p[n]=1&p%5Bb%5D=false",
            Style::DeepObject,
            true,
            object.clone()
        ),
        json!({"n": 1, "b": false})
    );
    assert_eq!(
        value("n=1&x=2", Style::Form, true, object.clone()),
        json!({"n": 1})
    );
    assert_eq!(
        value("p=n,1,b,true", Style::Form, false, object),
        json!({"n": 1, "b": true})
    );
    assert_eq!(
        value(
            "p=%7B%22a%22%3A1%7D",
            Style::Json,
            false,
            json!({"type": "object"})
        ),
        json!({"a": 1})
    );
}

#[test]
fn what_cannot_be_read_is_broken_and_not_absent() {
    let string = || json!({"type": "string"});
    for raw in ["p=1&p=2", "p=%F", "p=%ff", "p=%zz"] {
        assert!(
            matches!(query(raw, Style::Form, true, string()).0, Found::Broken(_)),
            "{raw}"
        );
    }
    let object = json!({"type": "object", "properties": {"n": {"type": "integer"}}});
    assert!(matches!(
        query("p[n]=1&p[n]=2", Style::DeepObject, true, object.clone()).0,
        Found::Broken(_)
    ));
    assert!(matches!(
        query("p=n", Style::Form, false, object).0,
        Found::Broken(_)
    ));
    assert!(matches!(
        query("p=%7B", Style::Json, false, string()).0,
        Found::Broken(_)
    ));
}

#[test]
fn what_nobody_takes_is_left_over() {
    let (found, left) = query(
        "a=1&p=x&&b&a=2",
        Style::Form,
        true,
        json!({"type": "string"}),
    );
    assert_eq!(found, Found::Readings(vec![json!("x")]));
    assert_eq!(left, ["a", "b"]);
    assert_eq!(query("", Style::Form, true, json!({})).0, Found::Absent);
}
