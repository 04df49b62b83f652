use super::*;

fn number(text: &str) -> NodeKind {
    NodeKind::Number(text.to_owned())
}

#[test]
fn the_core_schema_decides() {
    for text in ["", "~", "null", "Null", "NULL"] {
        assert_eq!(resolve(text).kind, NodeKind::Null, "{text}");
    }
    for (text, value) in [("true", true), ("True", true), ("FALSE", false)] {
        assert_eq!(resolve(text).kind, NodeKind::Bool(value), "{text}");
    }
    for (text, value) in [
        ("12", "12"),
        ("-12", "-12"),
        ("+1.50", "1.50"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e+3", "1e3"),
    ] {
        assert_eq!(
            resolve(text),
            Scalar {
                kind: number(value),
                doubt: None
            },
            "{text}"
        );
    }
    for text in [
        "tRue", "nUll", "1.2.3", "-", "+", ".", "1e", "a1", "12a", "3.0.3", "名前", "-x", "1 2",
        "::1",
    ] {
        assert_eq!(
            resolve(text),
            Scalar {
                kind: NodeKind::String(text.into()),
                doubt: None
            },
            "{text}"
        );
    }
}

#[test]
fn words_that_older_readers_take_for_booleans_are_doubtful() {
    for text in ["yes", "Yes", "YES", "no", "on", "Off", "OFF", "y", "Y", "n"] {
        assert_eq!(resolve(text).doubt, Some(Doubt::Boolean), "{text}");
    }
    for text in ["yEs", "none", "yesterday", "oN", "only"] {
        assert_eq!(resolve(text).doubt, None, "{text}");
    }
}

#[test]
fn numbers_that_readers_disagree_on_are_doubtful() {
    for (text, value) in [
        ("0123", "123"),
        ("007", "7"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("-012", "-12"),
    ] {
        assert_eq!(
            resolve(text),
            Scalar {
                kind: number(value),
                doubt: Some(Doubt::Number)
            },
            "{text}"
        );
    }
    for text in ["1_000", "12:30", "190:20:30", "0b101"] {
        assert_eq!(resolve(text).doubt, Some(Doubt::Number), "{text}");
        assert_eq!(resolve(text).kind, NodeKind::String(text.into()), "{text}");
    }
    for text in ["0", "0.5", "-0", "10", "1-2", "12:", "a:1"] {
        assert_eq!(resolve(text).doubt, None, "{text}");
    }
}

#[test]
fn dates_are_doubtful() {
    for text in [
        "2024-01-31",
        "2024-1-3",
        "2024-01-31T10:00:00Z",
        "2024-01-31 10:00:00",
    ] {
        assert_eq!(resolve(text).doubt, Some(Doubt::Date), "{text}");
    }
    for text in ["2024-01", "2024-01-31x", "024-01-31"] {
        assert_eq!(resolve(text).doubt, None, "{text}");
    }
}

#[test]
fn numbers_that_do_not_fit_are_doubtful() {
    for text in [
        "18446744073709551616",
        "0.1234567890123456789",
        "1e400",
        ".inf",
        "-.Inf",
        ".nan",
    ] {
        assert_eq!(resolve(text).doubt, Some(Doubt::Range), "{text}");
    }
    for text in [
        "18446744073709551615",
        "-9223372036854775808",
        "0.1",
        "1.10",
        "1e300",
        "123456.789",
    ] {
        assert_eq!(resolve(text).doubt, None, "{text}");
    }
}
