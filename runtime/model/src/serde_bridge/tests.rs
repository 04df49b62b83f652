use std::collections::BTreeMap;

use serde::de::value::{Error as ValueError, MapDeserializer};

use crate::{Decimal, Json, TimestampMillis};

/// Through `serde_json`'s text and through its tree.
fn round_trip(text: &str) {
    let json = Json::parse(text).unwrap();
    let written = serde_json::to_string(&json).unwrap();
    assert_eq!(
        serde_json::from_str::<Json>(&written).unwrap(),
        json,
        "{text}"
    );
    let tree = serde_json::to_value(&json).unwrap();
    assert_eq!(
        serde_json::from_value::<Json>(tree).unwrap(),
        json,
        "{text}"
    );
}

#[test]
fn values_survive_text_and_tree() {
    for text in [
        "null",
        "true",
        "-1",
        "18446744073709551615",
        "1.50",
        "1e-7",
        "\"a\\n\\u0000\u{1D11E}\"",
        "[]",
        "{}",
        r#"{"b":[1,{"c":null}],"a b":{"":[[]]}}"#,
    ] {
        round_trip(text);
    }
    let timestamp = TimestampMillis::from_millis(-5);
    assert_eq!(
        serde_json::from_str::<TimestampMillis>("-5").unwrap(),
        timestamp
    );
    let amount: Decimal = serde_json::from_str("12.5").unwrap();
    assert_eq!(amount.as_text(), "12.5");
}

#[test]
fn numbers_are_exact_or_an_error() {
    let serialized = |text: &str| serde_json::to_string(&text.parse::<Decimal>().unwrap());
    assert_eq!(serialized("1.10").unwrap(), "1.1");
    assert_eq!(
        serialized("1180591620717411303424").unwrap(),
        "1180591620717411303424"
    );
    for text in [
        "0.1000000000000000055511151231257827",
        "1e400",
        "1.00000000000000000001",
    ] {
        let error = serialized(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a number has more digits than serde's numbers hold"
        );
    }
}

#[test]
fn faults_reach_serde_with_their_paths() {
    let error = serde_json::from_str::<TimestampMillis>("\"x\"").unwrap_err();
    assert!(
        error
            .to_string()
            .contains("$: expected an integer, found a string"),
        "{error}"
    );
    let error = serde_json::from_str::<Json>(r#"{"a":1,"a":2}"#).unwrap_err();
    assert!(
        error.to_string().contains("$.a: the key stands twice"),
        "{error}"
    );
}

#[test]
fn depth_is_limited() {
    let mut value = serde_json::Value::Null;
    for _ in 0..128 {
        value = serde_json::Value::Array(vec![value]);
    }
    assert!(serde_json::from_value::<Json>(value.clone()).is_ok());
    let deeper = serde_json::Value::Array(vec![value]);
    assert!(serde_json::from_value::<Json>(deeper).is_err());
}

/// What `serde_json` hands over when a program switches its `arbitrary_precision` on.
fn disguised(number: &str) -> Json {
    let map = BTreeMap::from([("$serde_json::private::Number", number)]);
    let deserializer = MapDeserializer::<_, ValueError>::new(map.into_iter());
    serde::Deserialize::deserialize(deserializer).unwrap()
}

#[test]
fn numbers_of_arbitrary_precision_are_numbers() {
    assert_eq!(
        disguised("1.234567890123456789012").as_text(),
        "1.234567890123456789012"
    );
    assert_eq!(
        disguised("no number").as_text(),
        r#"{"$serde_json::private::Number":"no number"}"#
    );
    assert_eq!(
        disguised("[1]").as_text(),
        r#"{"$serde_json::private::Number":"[1]"}"#
    );
}
