use std::collections::BTreeMap;

use crate::{Decimal, Decode, DecodeError, DecodeErrorKind, Rest, Value, from_slice};

fn decode<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_slice(text.as_bytes())
}

fn message<T: Decode>(text: &str) -> String {
    decode::<T>(text).map(drop).unwrap_err().to_string()
}

#[test]
fn integers_hold_their_whole_range_and_no_more() {
    assert_eq!(decode::<i64>("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(decode::<i64>("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(decode::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(decode::<i32>("-2147483648"), Ok(i32::MIN));
    assert_eq!(decode::<u32>("4294967295"), Ok(u32::MAX));
    for (text, by_value) in [
        ("1.0", 1),
        ("1e2", 100),
        ("-0", 0),
        ("-0.0", 0),
        ("12.50e1", 125),
    ] {
        assert_eq!(decode::<i64>(text), Ok(by_value), "{text}");
        assert_eq!(decode::<i32>(text).map(i64::from), Ok(by_value), "{text}");
    }
    let out_of_range = "found a number out of that range";
    assert_eq!(
        message::<i64>("9223372036854775808"),
        format!("$: expected an integer of 64 bits, {out_of_range}")
    );
    assert_eq!(
        message::<u64>("-1"),
        format!("$: expected a non-negative integer of 64 bits, {out_of_range}")
    );
    assert_eq!(
        message::<i32>("2147483648"),
        format!("$: expected an integer of 32 bits, {out_of_range}")
    );
    assert_eq!(
        message::<u32>("1e10"),
        format!("$: expected a non-negative integer of 32 bits, {out_of_range}")
    );
    assert_eq!(
        message::<i64>("1.5"),
        "$: expected an integer, found a number with a fraction"
    );
    assert_eq!(
        message::<i64>("\"1\""),
        "$: expected an integer, found a string"
    );
}

#[test]
fn doubles_are_finite() {
    assert_eq!(decode::<f64>("1.5e3"), Ok(1500.0));
    assert_eq!(
        message::<f64>("1e309"),
        "$: expected a number that a double can hold, found a number out of that range"
    );
    assert_eq!(message::<f64>("null"), "$: expected a number, found null");
}

#[test]
fn other_scalars() {
    assert_eq!(decode::<bool>("true"), Ok(true));
    assert_eq!(decode::<String>(r#""\u00e9""#), Ok("é".to_owned()));
    assert_eq!(decode::<Decimal>("1.50").unwrap().as_text(), "1.50");
    assert_eq!(decode::<Box<i64>>("7"), Ok(Box::new(7)));
    assert_eq!(
        message::<bool>("0"),
        "$: expected a boolean, found a number"
    );
    assert_eq!(
        message::<String>("[]"),
        "$: expected a string, found an array"
    );
    assert_eq!(
        message::<Decimal>("\"1\""),
        "$: expected a number, found a string"
    );
}

#[test]
fn an_empty_text_is_nothing_and_only_nothing() {
    assert_eq!(decode::<()>(""), Ok(()));
    assert_eq!(decode::<()>(" \n"), Ok(()));
    assert_eq!(decode::<()>("{\"any\":1}"), Ok(()));
    assert_eq!(
        decode::<()>("{").unwrap_err().kind(),
        DecodeErrorKind::Syntax
    );
    assert_eq!(
        decode::<String>("").unwrap_err().kind(),
        DecodeErrorKind::Syntax
    );
}

#[test]
fn lists_and_maps_report_every_entry() {
    assert_eq!(
        decode::<Vec<Vec<i64>>>("[[1,2],[]]"),
        Ok(vec![vec![1, 2], vec![]])
    );
    assert_eq!(
        message::<Vec<i64>>("[1,true,3,\"x\"]"),
        "$[1]: expected an integer, found a boolean; $[3]: expected an integer, found a string"
    );
    let map = decode::<BTreeMap<String, i64>>(r#"{"b":2,"a":1}"#).unwrap();
    assert_eq!(
        map.into_iter().collect::<Vec<_>>(),
        [("a".to_owned(), 1), ("b".to_owned(), 2)]
    );
    assert_eq!(
        message::<BTreeMap<String, i64>>(r#"{"a":1,"b":null,"\u0061":2}"#),
        "$.b: expected an integer, found null; $.a: the key stands twice in its object"
    );
    assert_eq!(
        message::<Vec<i64>>("{}"),
        "$: expected an array, found an object"
    );
    assert_eq!(
        message::<BTreeMap<String, i64>>("[]"),
        "$: expected an object, found an array"
    );
}

#[test]
fn faults_are_capped_and_hopeless_lists_are_left() {
    let error = decode::<Vec<i64>>(&format!("[{}0]", "null,".repeat(100_000))).unwrap_err();
    assert_eq!((error.faults().len(), error.fault_count()), (64, 65));
    assert!(
        error
            .to_string()
            .ends_with("$[63]: expected an integer, found null; and 1 more")
    );
}

#[derive(Debug)]
struct Wide {
    first: i64,
    last: Option<i64>,
    rest: Rest,
}

impl Decode for Wide {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            first: object.required("n0"),
            last: object.optional("n199"),
            rest: object.rest(),
        }
    }
}

#[test]
fn members_are_found_in_any_order_of_any_number() {
    let mut members: Vec<_> = (0..200)
        .map(|index| format!("\"n{index}\":{index}"))
        .collect();
    for _ in 0..2 {
        let wide: Wide = decode(&format!("{{{}}}", members.join(","))).unwrap();
        assert_eq!((wide.first, wide.last), (0, Some(199)));
        assert_eq!(wide.rest.names().count(), 198);
        assert_eq!(wide.rest.get("n100").unwrap().as_text(), "100");
        members.reverse();
    }
    members.push("\"n0\":7".to_owned());
    members.push("\"n50\":7".to_owned());
    assert_eq!(
        message::<Wide>(&format!("{{{}}}", members.join(","))),
        "$.n0: the key stands twice in its object; $.n50: the key stands twice in its object"
    );
}

#[test]
fn debug_of_readers_shows_no_value() {
    let tape = crate::Tape::parse(br#"{"card":"4242","next":null,"other":1}"#).unwrap();
    let mut object = tape.root().object();
    let _: Option<bool> = object.optional("next");
    let shown = format!(
        "{tape:?} {:?} {object:?} {:?}",
        tape.root(),
        tape.root().members()
    );
    assert!(!shown.contains("4242"), "{shown}");
}
