//! What JSON leaves open, or what a text may have that is none: one test for each decision.
//!
//! That readers agree on everything else is tried in `parity`; the limit of size, which no text here can reach, beside the
//! reader.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

use std::collections::BTreeMap;

use kessai_model::{Decimal, DecodeError, DecodeErrorKind, Json, Tape, from_slice, object, to_vec};

object! {
    /// A price.
    pub struct Price {
        /// In yen.
        required amount: i64 = "amount",
    }
    new(amount: i64)
}

fn refused(text: impl AsRef<[u8]>) -> DecodeError {
    from_slice::<Json>(text.as_ref()).unwrap_err()
}

/// Why it is refused, for texts that are no JSON.
fn syntax(text: impl AsRef<[u8]>) -> String {
    let error = refused(text);
    assert_eq!(error.kind(), DecodeErrorKind::Syntax);
    error.to_string()
}

fn decimal(text: &str) -> Decimal {
    from_slice(text.as_bytes()).unwrap()
}

#[test]
fn a_key_that_stands_twice_is_refused_whatever_reads_it() {
    let twice = "the key stands twice in its object";
    for text in [
        r#"{"amount":1,"amount":1}"#,
        r#"{"amount":1,"\u0061mount":2}"#,
        r#"{"new":[],"amount":1,"new":[]}"#,
    ] {
        let bytes = text.as_bytes();
        let errors = [
            from_slice::<Price>(bytes).map(drop),
            from_slice::<Json>(bytes).map(drop),
            from_slice::<BTreeMap<String, Json>>(bytes).map(drop),
        ];
        for error in errors.map(Result::unwrap_err) {
            assert_eq!(error.kind(), DecodeErrorKind::Faults);
            assert!(error.to_string().ends_with(twice), "{text}: {error}");
        }
    }
    assert!(from_slice::<Price>(br#"{"amount":1,"Amount":1}"#).is_ok());
}

#[test]
fn more_than_128_levels_are_refused() {
    let nested = |depth: usize| {
        format!(
            "{}1{}",
            r#"{"a":["#.repeat(depth / 2),
            "]}".repeat(depth / 2)
        )
    };
    assert!(from_slice::<Json>(nested(128).as_bytes()).is_ok());
    assert_eq!(refused(nested(130)).kind(), DecodeErrorKind::TooDeep);
    // Before any memory is taken for what is within.
    assert_eq!(
        refused("[".repeat(1 << 20)).kind(),
        DecodeErrorKind::TooDeep
    );
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "01", "-01", "00", "1.", ".5", "1.e5", "1e", "1e+", "-", "+1", "0x10", "1_000", "--1",
    ] {
        syntax(text);
    }
    for text in ["NaN", "-NaN", "Infinity", "-Infinity", "nan", "inf"] {
        syntax(text);
    }
}

#[test]
fn a_number_of_any_size_is_kept_to_the_last_digit() {
    for text in [
        "123456789012345678901234567890",
        "0.1234567890123456789012345678901234567890",
        "1e400",
        "-0",
        "1.50",
    ] {
        assert_eq!(to_vec(&decimal(text)), text.as_bytes());
        assert_eq!(from_slice::<Json>(text.as_bytes()).unwrap().as_text(), text);
    }
    let nines = "9".repeat(100_000);
    assert_eq!(decimal(&nines).as_text(), nines);
}

#[test]
fn a_number_that_its_type_cannot_hold_is_a_fault_and_never_rounded() {
    for text in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "0.5",
    ] {
        let text = format!(r#"{{"amount":{text}}}"#);
        let error = from_slice::<Price>(text.as_bytes()).unwrap_err();
        assert_eq!(error.faults()[0].path(), "$.amount", "{text}");
    }
    assert!(from_slice::<f64>(b"1e400").is_err());
    for text in ["1.0", "10e-1", "0.1e1"] {
        assert_eq!(from_slice::<i64>(text.as_bytes()).unwrap(), 1);
    }
}

#[test]
fn exponents_beyond_computing_are_refused() {
    assert!(from_slice::<Json>(b"1e999999999999999999").is_ok());
    let zeros = "0".repeat(40);
    assert!(from_slice::<Json>(format!("[1e-{zeros}1]").as_bytes()).is_ok());
    assert!(syntax("1e1000000000000000000").contains("number out of range"));
    assert!(syntax("1e-1000000000000000000").contains("number out of range"));
}

#[test]
fn half_a_surrogate_pair_is_refused() {
    for text in [
        r#""\ud834""#,
        r#""\udd1e""#,
        r#""\udd1e\ud834""#,
        r#""\ud834\ud834""#,
        r#""\ud834x""#,
        r#"{"\ud834":1}"#,
    ] {
        assert!(
            syntax(text).contains("invalid escape in a string"),
            "{text}"
        );
    }
    assert_eq!(
        from_slice::<String>(br#""\ud834\udd1e""#).unwrap(),
        "\u{1D11E}"
    );
}

#[test]
fn what_is_not_utf8_is_refused_wherever_it_is() {
    for text in [
        &b"\"\xff\""[..],
        b"\"\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\xaf\"",
        b"\"\xf4\x90\x80\x80\"",
        b"{\"\xff\":1}",
        b"[1]\xff",
        b"\xff",
    ] {
        assert!(syntax(text).contains("invalid UTF-8"));
    }
    // Other encodings, with their marks and without.
    for text in [&b"\xff\xfe1\0"[..], b"1\0", b"\x001"] {
        syntax(text);
    }
}

#[test]
fn a_byte_order_mark_is_refused() {
    let error = syntax(b"\xef\xbb\xbf{\"amount\":1}");
    assert_eq!(error, "not JSON: expected value at line 1 column 1");
}

#[test]
fn nothing_but_white_space_may_follow_the_value() {
    assert!(from_slice::<Json>(b"1 \r\n\t").is_ok());
    for text in [
        "1 2", "{}{}", "[1],", "null x", "[1]]", "1\0", "1//", "1\u{a0}",
    ] {
        assert!(
            syntax(text).contains("expected the end of the text"),
            "{text}"
        );
    }
}

#[test]
fn nothing_is_added_to_json() {
    for text in [
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "{a:1}",
        "{'a':1}",
        "'a'",
        "/**/1",
        "[1 2]",
        "True",
        "\"\t\"",
        "\"\\x41\"",
        "\"\n\"",
    ] {
        syntax(text);
    }
}

#[test]
fn an_empty_text_is_no_value() {
    for text in ["", " ", "\n"] {
        syntax(text);
        assert!(Tape::parse(text.as_bytes()).is_err());
    }
    assert!(from_slice::<()>(b"").is_ok());
}
