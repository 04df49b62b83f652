use crate::decode::Decode;
use crate::tape::Tape;
use crate::value::Value;

fn with<T>(text: &str, look: impl FnOnce(Value<'_>) -> T) -> T {
    look(Tape::parse(text.as_bytes()).unwrap().root())
}

#[test]
fn every_kind_is_told() {
    for (at, text) in ["true", "1", "\"\"", "[]", "{}", "null"].iter().enumerate() {
        let looks = with(text, |value| {
            [
                value.is_boolean(),
                value.is_number(),
                value.is_string(),
                value.is_array(),
                value.is_object(),
            ]
        });
        for (look_at, look) in looks.into_iter().enumerate() {
            assert_eq!(look, at == look_at, "{text}");
        }
    }
}

#[test]
fn members_and_tags_are_told() {
    let text = r#"{"a":null,"kind":"card","\u0062":1}"#;
    assert!(with(text, |value| value.has(&["a", "b"])));
    assert!(!with(text, |value| value.has(&["a", "c"])));
    assert!(with(text, |value| value.lacks(&["c", "d"])));
    assert!(!with(text, |value| value.lacks(&["c", "a"])));
    assert!(with(text, |value| value.has_tag("kind", &["cash", "card"])));
    assert!(!with(text, |value| value.has_tag("b", &["1"])));
    assert!(!with("[]", |value| value.has(&["a"])));
    assert!(with("\"x\"", |value| value.is_any_of(&["y", "x"])));
    for (text, looks) in [
        ("[1,\"x\"]", [true, false]),
        ("[\"x\",1]", [false, true]),
        ("[]", [true, true]),
        ("{}", [false, false]),
    ] {
        let of = |value: Value<'_>| [value.is_array_of_numbers(), value.is_array_of_strings()];
        assert_eq!(with(text, of), looks, "{text}");
    }
}

#[test]
fn what_is_tried_leaves_no_fault() {
    let tape = Tape::parse(b"{\"a\":[1,2]}").unwrap();
    tape.root().reject("a string");
    let member = tape.root().member("a").unwrap();
    assert_eq!(member.attempt::<Vec<String>>(), None);
    assert_eq!(member.attempt::<Vec<i64>>(), Some(vec![1, 2]));
    let error = tape.take_faults().unwrap_err();
    assert_eq!(error.to_string(), "$: expected a string, found an object");
}

/// A list of itself that is always tried twice.
struct Twice;

impl Decode for Twice {
    fn decode(value: Value<'_>) -> Self {
        let tried =
            value.attempt::<Vec<Self>>().is_some() || value.attempt::<Vec<Self>>().is_some();
        if !tried {
            value.reject("a list");
        }
        Self
    }
}

#[test]
fn trials_inside_trials_come_to_an_end() {
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let tape = Tape::parse(deep.as_bytes()).unwrap();
    Twice::decode(tape.root());
    assert!(tape.take_faults().is_err());
}
