//! The reader gives the same verdict and the same value as `serde_json`. Intended differences:
//! numbers beyond a double are kept, and the limits of depth differ by one.

#![allow(clippy::unwrap_used, reason = "a test")]

mod check;

use check::{keeps_the_value, reads_as_serde_json};
use kessai_model::{DecodeErrorKind, Tape};
use proptest::prelude::*;

/// One text a line would be a long file.
#[rustfmt::skip]
const CORNER_CASES: &[&[u8]] = &[
    b"", b" ", b"nul", b"nulL", b"null", b" null\t\r\n", b"null null", b"null,", b"true", b"tru",
    b"True", b"false", b"falsey", b"NaN", b"-NaN", b"Infinity", b"-Infinity", b"nan", b"0", b"-0",
    b"-", b"+1", b"01", b"-01", b"00", b"1.", b".5", b"1.5", b"1.e5", b"1e", b"1e+", b"1e5",
    b"1E-5", b"1e05", b"1.0e+00", b"0x10", b"1_000", b"1 2", b"0.", b"0e", b"0e1", b"-0.0",
    b"--1", b"9223372036854775807", b"9223372036854775808", b"-9223372036854775808",
    b"18446744073709551616", b"123456789012345678901234567890", b"1e400", b"\"\"", b"\"", b"\"a",
    b"'a'", b"\"a\\\"", b"\"\\x\"", b"\"\\u12\"", b"\"\\u12g4\"", b"\"\\u0041\"", b"\"\\u0000\"",
    b"\"\\ud834\\udd1e\"", b"\"\\ud834\"", b"\"\\udd1e\"", b"\"\\ud834\\ud834\"", b"\"\\ud834x\"",
    b"\"\\udd1e\\ud834\"", b"\"\\ud834\\n\"", b"\"\\u\"", b"\"\\", b"\"\n\"", b"\"\t\"",
    b"\"\x1f\"", b"\"\x7f\"", b"\"\x00\"", b"\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"", b"\"\xff\"",
    b"\"\xc3\x28\"", b"\"\xc3\"", b"\"\xed\xa0\x80\"", b"\"\xf4\x90\x80\x80\"",
    b"\"\xe2\x82\xac\"", b"\"\xc0\xaf\"", b"{\"\xff\":1}", b"\xff", b"[1]\xff",
    b"\xef\xbb\xbfnull", b"null\0", b"\x0bnull", b"\x0cnull", b"\xc2\xa0null", b"[]", b"[", b"]",
    b"[1,]", b"[,1]", b"[1 2]", b"[1,,2]", b"[1", b"[1,", b"[[]", b"[]]", b"[1}", b"{}", b"{",
    b"}", b"{\"a\"}", b"{\"a\":}", b"{\"a\":1,}", b"{,}", b"{\"a\":1 \"b\":2}", b"{a:1}",
    b"{1:1}", b"{\"a\":1", b"{\"a\":1,", b"{\"a\":1]", b"{\"a\" : 1 , \"b\" : [ ] }", b"{\"\":0}",
    b"{\"a\":1,\"a\":2}", b"{\"\\u0061\":1}", b"{null:1}", b"[NaN]", b"[-Infinity]", b"[01]",
    b"[\"\\ud800\"]", b"{\"\\ud800\":1}", b"/**/1", b"1//", b"[1]x",
];

#[test]
fn corner_cases() {
    for case in CORNER_CASES {
        reads_as_serde_json(case).unwrap();
        keeps_the_value(case).unwrap();
    }
}

#[test]
fn depth_is_limited_before_memory_is() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Tape::parse(nested(128).as_bytes()).is_ok());
    assert_eq!(
        Tape::parse(nested(129).as_bytes()).unwrap_err().kind(),
        DecodeErrorKind::TooDeep
    );
    let objects = "{\"a\":".repeat(1_000_000);
    assert_eq!(
        Tape::parse(objects.as_bytes()).unwrap_err().kind(),
        DecodeErrorKind::TooDeep
    );
}

/// Texts of JSON values with spaces wherever they may stand.
fn json_text() -> impl Strategy<Value = String> {
    let space = || prop_oneof![4 => Just(""), 1 => Just(" "), 1 => Just("\r\n\t")];
    let string = prop_oneof![
        "[a-z]{0,12}".prop_map(|text| format!("\"{text}\"")),
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        r#"(\\u[0-9a-f]{4}|\\[nrtbf/"\\]|[a-zé]){0,6}"#.prop_map(|text| format!("\"{text}\"")),
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        r"-?(0|[1-9][0-9]{0,24})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
        string.clone(),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        let spaced = (space(), inner, space()).prop_map(|(a, text, b)| format!("{a}{text}{b}"));
        let member = (space(), string.clone(), space(), spaced.clone())
            .prop_map(|(a, key, b, value)| format!("{a}{key}{b}:{value}"));
        prop_oneof![
            prop::collection::vec(spaced, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..6).prop_map(|all| format!("{{{}}}", all.join(","))),
        ]
    })
}

#[derive(Clone, Debug)]
enum Change {
    Replace(u8),
    Insert(u8),
    Remove,
    Cut,
}

fn change() -> impl Strategy<Value = Change> {
    let byte = || prop_oneof![3 => prop::sample::select(b"{}[]\",:\\-+.eE019unt \0".to_vec()), 1 => any::<u8>()];
    prop_oneof![
        byte().prop_map(Change::Replace),
        byte().prop_map(Change::Insert),
        Just(Change::Remove),
        Just(Change::Cut),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn same_verdict_and_value(text in json_text()) {
        reads_as_serde_json(text.as_bytes()).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn same_verdict_on_damaged_texts(
        text in json_text(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), change()), 1..4),
    ) {
        let mut bytes = text.into_bytes();
        for (place, change) in changes {
            let at = place.index(bytes.len() + 1);
            match change {
                Change::Insert(byte) => bytes.insert(at, byte),
                Change::Replace(byte) if at < bytes.len() => bytes[at] = byte,
                Change::Remove if at < bytes.len() => { bytes.remove(at); }
                Change::Cut => bytes.truncate(at),
                _ => {}
            }
        }
        reads_as_serde_json(&bytes).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn same_verdict_on_noise(bytes in prop::collection::vec(any::<u8>(), 0..16)) {
        reads_as_serde_json(&bytes).map_err(TestCaseError::fail)?;
    }

    /// What is kept as [`Json`] is the same value, and refused only for a key that stands twice.
    #[test]
    fn json_keeps_the_value(text in json_text()) {
        keeps_the_value(text.as_bytes()).map_err(TestCaseError::fail)?;
    }
}
