use super::{Node, Tape, key_bit, parse};
use crate::fault::DecodeErrorKind;
use crate::value::{Kind, Value};

#[test]
fn nodes_stay_small() {
    assert_eq!(size_of::<Node>(), 16);
}

#[test]
fn texts_are_borrowed_unless_escaped() {
    let text = br#"{"plain":"as it is","\u0065scaped":"a\nb\ud834\udd1e"}"#;
    let tape = Tape::parse(text).unwrap();
    assert_eq!(tape.scratch, "escapeda\nb\u{1D11E}");
    let root = tape.root();
    assert_eq!(
        root.member("plain").and_then(Value::as_str),
        Some("as it is")
    );
    assert_eq!(
        root.member("escaped").and_then(Value::as_str),
        Some("a\nb\u{1D11E}")
    );
}

#[test]
fn numbers_keep_their_text() {
    let tape = Tape::parse(b"[1.50, -0, 1E+2, 123456789012345678901234567890]").unwrap();
    let numbers: Vec<_> = tape
        .root()
        .array()
        .map(|item| item.as_number().unwrap())
        .collect();
    assert_eq!(
        numbers,
        ["1.50", "-0", "1E+2", "123456789012345678901234567890"]
    );
}

#[test]
fn containers_know_their_ends() {
    let tape = Tape::parse(br#"[[],{},[1,[2]],{"a":{"b":[]},"c":3},4]"#).unwrap();
    let kinds: Vec<_> = tape.root().array().map(super::Value::kind).collect();
    assert_eq!(
        kinds,
        [
            Kind::Array,
            Kind::Object,
            Kind::Array,
            Kind::Object,
            Kind::Number
        ]
    );
    let object = tape.root().array().nth(3).unwrap();
    assert_eq!(
        object.members().map(|(name, _)| name).collect::<Vec<_>>(),
        ["a", "c"]
    );
    assert_eq!(object.member("c").unwrap().as_number(), Some("3"));
}

#[test]
fn size_is_limited() {
    assert!(parse::parse(b"[1]", 3).is_ok());
    assert_eq!(
        parse::parse(b"[1] ", 3).unwrap_err().kind(),
        DecodeErrorKind::TooLarge
    );
}

#[test]
fn hostile_texts_take_bounded_memory() {
    for item in ["1,", "[],", "{},", "\"\",", "{\"\":0},", "\"\\u0001\","] {
        let mut text = item.repeat(100_000);
        text.insert(0, '[');
        text.push('0');
        text.push(']');
        let tape = Tape::parse(text.as_bytes()).unwrap();
        let nodes = tape.nodes.len() * size_of::<Node>();
        assert!(nodes <= 8 * text.len() + 16, "{item}: {nodes}");
        let memory = tape.nodes.capacity() * size_of::<Node>() + tape.scratch.capacity();
        assert!(memory <= 17 * text.len(), "{item}: {memory}");
    }
    // What a large text took is not kept for the next one of the thread.
    let small = Tape::parse(b"[]").unwrap();
    assert!(small.nodes.capacity() <= 1 << 16);
}

#[test]
fn syntax_errors_name_the_place_and_no_value() {
    let error = Tape::parse(b"{\n  \"card\": 4242424242424242x}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not JSON: expected `,` or `}` at line 2 column 27"
    );
    let error = Tape::parse(b"[1, ?]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not JSON: expected value at line 1 column 5"
    );
    let error = Tape::parse(b"[\"\xff\"]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "not JSON: invalid UTF-8 at line 1 column 3"
    );
}

#[test]
fn every_key_sets_one_bit() {
    for key in ["", "a", "id", "amount", "lineItems", "\u{1D11E}"] {
        assert_eq!(key_bit(key.as_bytes()).count_ones(), 1, "{key}");
    }
    // A mask that is the same for all names would turn every absent member into a search.
    let bits = [
        "id",
        "amount",
        "currency",
        "status",
        "createdAt",
        "metadata",
    ]
    .map(|key| key_bit(key.as_bytes()));
    assert!(bits.iter().fold(0, |mask, bit| mask | bit).count_ones() >= 5);
}

#[test]
fn faults_are_named_by_their_paths() {
    let tape = Tape::parse(br#"{"a":[0,{"b c":[[],"x"]}],"d":{}}"#).unwrap();
    let a = tape.root().member("a").unwrap();
    a.array()
        .nth(1)
        .unwrap()
        .member("b c")
        .unwrap()
        .array()
        .nth(1)
        .unwrap()
        .reject("a number");
    tape.root()
        .member("d")
        .unwrap()
        .object()
        .required::<bool>("e");
    tape.root().reject("an array");
    let error = tape.take_faults().unwrap_err();
    assert_eq!(
        error
            .faults()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [
            r#"$.a[1]["b c"][1]: expected a number, found a string"#,
            "$.d.e: required member is missing",
            "$: expected an array, found an object",
        ]
    );
    assert!(tape.take_faults().is_ok());
}
