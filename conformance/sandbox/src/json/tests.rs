use super::*;

fn tree(text: &str) -> Tree {
    Tree::parse(text.as_bytes()).unwrap()
}

#[test]
fn numbers_are_equal_by_decimal_value() {
    for (left, right) in [
        ("1", "1.0"),
        ("1", "10e-1"),
        ("100", "1E2"),
        ("0", "-0.0"),
        ("0.10", "1e-1"),
        (
            "123456789012345678901234567890",
            "1.2345678901234567890123456789e29",
        ),
        ("1e99999999999999999999", "1e99999999999999999999"),
    ] {
        assert!(equal(&tree(left), &tree(right)), "{left} {right}");
    }
    for (left, right) in [
        ("1", "-1"),
        ("1", "10"),
        ("0.1", "0.10000000000000000001"),
        ("9007199254740993", "9007199254740992"),
        ("1e99999999999999999999", "1e99999999999999999998"),
        ("0.01", "0.1"),
        ("1", "\"1\""),
    ] {
        assert!(!equal(&tree(left), &tree(right)), "{left} {right}");
    }
}

#[test]
fn the_order_of_members_does_not_count_and_that_of_items_does() {
    assert!(equal(
        &tree(r#"{"a":1,"b":[true,null]}"#),
        &tree(r#" { "b": [true, null], "a": 1.0 } "#)
    ));
    assert!(!equal(&tree("[1,2]"), &tree("[2,1]")));
}

#[test]
fn text_comes_back_with_its_numbers_and_escapes() {
    let text = r#"{"a":0.10000000000000000001,"b":"\"\\\u0007é","c":[1e5,null]}"#;
    assert_eq!(tree(text).to_text(), text);
    assert!(equal(&tree(&tree(text).to_text()), &tree(text)));
}

#[test]
fn faults_name_their_place() {
    let fail = |text: &[u8]| Tree::parse(text).unwrap_err().to_string();
    assert_eq!(fail(b"{\"a\":\n tru}"), "line 2 column 5: not JSON");
    assert_eq!(
        fail(b"{\"a\": 1"),
        "line 1 column 7: the text ends too early"
    );
    assert_eq!(
        fail(br#"{"a":[{"b":1,"b":2}]}"#),
        "$.a[0].b: the member comes twice"
    );
    assert_eq!(
        fail(br#"{"a b":{"c":1,"\u0063":2}}"#),
        "$[\"a b\"].c: the member comes twice"
    );
    assert_eq!(fail(b"\"\xff\""), "byte 1: not UTF-8");
    assert_eq!(
        fail(br#"{"a":"\ud800"}"#),
        "$.a: the string is not Unicode text"
    );
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let text = "[".repeat(5_000) + &"]".repeat(5_000);
    assert!(Tree::parse(text.as_bytes()).is_err());
    let allowed = "[".repeat(100) + &"]".repeat(100);
    assert!(Tree::parse(allowed.as_bytes()).is_ok());
}

#[test]
fn differences_list_every_path_and_no_value() {
    let left = tree(r#"{"id":"secret-a","list":[1,2,3],"lost":null,"kind":1,"same":{"x":1.0}}"#);
    let right = tree(r#"{"id":"secret-b","list":[1,5],"new":1,"kind":"1","same":{"x":1}}"#);
    let found: Vec<String> = difference(&left, &right)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "$.id: is another string",
            "$.kind: was number, is string",
            "$.list[1]: is another number",
            "$.list[2]: is lost",
            "$.lost: is lost",
            "$.new: was not there before",
        ]
    );
    assert!(difference(&left, &left).is_empty());
    assert!(!format!("{left:?}").contains("secret"));
}

#[test]
fn values_of_serde_json_are_the_same_trees() {
    let value = serde_json::json!({"a": [1, 2.5, "x", null, true, {}]});
    assert!(equal(&Tree::from(&value), &tree(&value.to_string())));
    assert_eq!(tree(&value.to_string()).to_value(), Some(value));
    assert_eq!(tree("1e999").to_value(), None);
}
