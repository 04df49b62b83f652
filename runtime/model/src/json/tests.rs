use std::collections::BTreeMap;

use super::Json;
use crate::value::Kind;

fn json(text: &str) -> Json {
    Json::parse(text).unwrap()
}

#[test]
fn text_is_compact_and_numbers_are_as_written() {
    let text = json(" { \"b\" : [ 1.50 , -0, 1E2 ] , \"a\" : \"\\u00e9\\n\" } ");
    assert_eq!(text.as_text(), r#"{"b":[1.50,-0,1E2],"a":"é\n"}"#);
}

#[test]
fn equal_by_value() {
    for (one, other) in [
        ("1", "1.0"),
        (
            r#"{"a":1,"b":{"c":[],"d":null}}"#,
            r#"{"b":{"d":null,"c":[]},"a":10e-1}"#,
        ),
        (r#""\u0041""#, r#""A""#),
    ] {
        assert_eq!(json(one), json(other));
    }
    for (one, other) in [
        ("1", "\"1\""),
        ("0.1", "0.1000000000000000055511151231257827"),
        ("[1,2]", "[2,1]"),
        ("{}", "[]"),
        (r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
        ("[[],[]]", "[[[]]]"),
        ("true", "false"),
    ] {
        assert_ne!(json(one), json(other));
    }
}

#[test]
fn a_key_that_stands_twice_is_refused_wherever_it_is() {
    let error = Json::parse(r#"[{"x":{"a":1,"b":2,"a":3}}]"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$[0].x.a: the key stands twice in its object"
    );
    // Distinct keys whose bits coincide are none the less distinct.
    let many: Vec<_> = (0..500).map(|index| format!("\"k{index}\":0")).collect();
    assert!(Json::parse(&format!("{{{}}}", many.join(","))).is_ok());
}

#[test]
fn made_of_values() {
    assert_eq!(Json::from(true), json("true"));
    assert_eq!(Json::from(i64::MIN), json("-9223372036854775808"));
    assert_eq!(Json::from("a\"b"), json(r#""a\"b""#));
    assert_eq!(Json::from("x".to_owned()).as_text(), "\"x\"");
    assert_eq!(Json::default(), Json::NULL);
}

#[test]
fn kinds_and_decoding() {
    for (text, kind) in [
        ("null", Kind::Null),
        ("true", Kind::Bool),
        ("false", Kind::Bool),
        ("-1", Kind::Number),
        ("\"\"", Kind::String),
        ("[]", Kind::Array),
        ("{}", Kind::Object),
    ] {
        assert_eq!(json(text).kind(), kind);
    }
    let map: BTreeMap<String, i64> = json(r#"{"a":1}"#).decode().unwrap();
    assert_eq!(map["a"], 1);
    assert!(json("[]").decode::<bool>().is_err());
}

#[test]
fn debug_shows_kind_and_length_only() {
    let card = json(r#"{"card":"4242"}"#);
    assert_eq!(format!("{card:?}"), "Json(an object, 15 bytes)");
}
