use std::collections::BTreeMap;

use crate::{Decimal, Encode, Rest, Rules, Violations, Writer, to_checked_vec, to_vec};

fn text<T: Encode + ?Sized>(value: &T) -> String {
    String::from_utf8(to_vec(value)).unwrap()
}

/// Writes a value as the member `v` under these rules.
struct Ruled<T>(&'static Rules, T);

impl<T: Encode> Encode for Ruled<T> {
    fn encode(&self, writer: &mut Writer) {
        let rest = Rest::default();
        let mut object = writer.object(&rest);
        object.rules(self.0).required("v", &self.1);
        object.required("after", &false);
        object.end();
    }
}

fn problems<T: Encode>(rules: &'static Rules, value: T) -> Vec<String> {
    let (bytes, violations) = to_checked_vec(&Ruled(rules, value));
    assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok());
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn scalars() {
    assert_eq!(text(&i64::MIN), "-9223372036854775808");
    assert_eq!(text(&u64::MAX), "18446744073709551615");
    assert_eq!(text(&(-5_i32)), "-5");
    assert_eq!(text(&5_u32), "5");
    assert_eq!(text(&true), "true");
    assert_eq!(text("a\"b"), r#""a\"b""#);
    assert_eq!(text(&()), "null");
    assert_eq!(text(&Box::new(&vec![1_i64, 2])), "[1,2]");
    assert_eq!(text(&"1.50".parse::<Decimal>().unwrap()), "1.50");
    for double in [0.1, -0.0, 1e300, 5e-324, f64::MAX, 1e16, 123_456.789] {
        let again: f64 = serde_json::from_str(&text(&double)).unwrap();
        assert!((again - double).abs() <= double.abs() * 1e-15, "{double}");
        assert_eq!(
            crate::from_slice::<f64>(&to_vec(&double))
                .unwrap()
                .to_bits(),
            double.to_bits()
        );
    }
}

#[test]
fn containers() {
    let map = BTreeMap::from([("b c".to_owned(), vec![1_i64]), (String::new(), vec![])]);
    assert_eq!(text(&map), r#"{"":[],"b c":[1]}"#);
}

#[test]
fn doubles_that_json_cannot_write_are_null_and_a_violation() {
    static RULES: Rules = Rules::new();
    assert_eq!(text(&f64::NAN), "null");
    assert_eq!(
        problems(&RULES, f64::INFINITY),
        ["$.v must be a finite number"]
    );
}

#[test]
fn an_implementation_that_writes_nothing_breaks_nothing() {
    struct Silent;
    impl Encode for Silent {
        fn encode(&self, _: &mut Writer) {}
    }
    assert_eq!(text(&Silent), "null");
    assert_eq!(text(&vec![Silent, Silent]), "[null,null]");
}

#[test]
fn bounds_apply_to_every_kind_of_number() {
    static RULES: Rules = Rules::new().minimum(10).maximum(20).multiple_of(5);
    static OPEN: Rules = Rules::new().exclusive_minimum(0).exclusive_maximum(10);
    assert!(problems(&RULES, 10_i64).is_empty());
    assert!(problems(&RULES, 20_u64).is_empty());
    assert!(problems(&RULES, "1.5e1".parse::<Decimal>().unwrap()).is_empty());
    assert_eq!(
        problems(&RULES, 9_i64),
        ["$.v must be at least 10", "$.v must be a multiple of 5"]
    );
    assert_eq!(
        problems(&RULES, 20.5),
        ["$.v must be at most 20", "$.v must be a multiple of 5"]
    );
    assert!(problems(&OPEN, 0.001).is_empty());
    assert_eq!(problems(&OPEN, 0_i64), ["$.v must be greater than 0"]);
    assert_eq!(problems(&OPEN, 10_i64), ["$.v must be less than 10"]);
}

#[test]
fn rules_leave_other_kinds_alone() {
    static RULES: Rules = Rules::new()
        .minimum(10)
        .min_length(5)
        .min_items(3)
        .min_properties(3);
    assert!(problems(&RULES, true).is_empty());
    assert!(problems(&RULES, ()).is_empty());
    assert_eq!(
        problems(&RULES, "abc"),
        ["$.v must have at least 5 characters"]
    );
    assert_eq!(
        problems(&RULES, vec![1_i64]),
        ["$.v must have at least 3 items"]
    );
    assert_eq!(
        problems(&RULES, BTreeMap::<String, i64>::new()),
        ["$.v must have at least 3 members"]
    );
}

#[test]
fn members_of_a_map_may_exclude_each_other() {
    static RULES: Rules = Rules::new().not_all(&[&["a", "b"], &["c"], &[]]);
    let map = |names: &[&str]| -> BTreeMap<String, bool> {
        names
            .iter()
            .map(|name| ((*name).to_owned(), true))
            .collect()
    };
    assert!(problems(&RULES, map(&["a", "d"])).is_empty());
    assert!(problems(&RULES, "a").is_empty());
    let all = [
        "$.v must not have `a` and `b` together",
        "$.v must not have `c`",
    ];
    assert_eq!(problems(&RULES, map(&["a", "b", "c"])), all);
    let json = crate::Json::parse(r#"{"c":1,"b":null,"a":[]}"#).unwrap();
    assert_eq!(problems(&RULES, json), all);
}

#[test]
fn lengths_count_characters_not_bytes() {
    static RULES: Rules = Rules::new().min_length(2).max_length(3).pattern("^[^ ]+$");
    assert!(problems(&RULES, "日本語").is_empty());
    assert_eq!(
        problems(&RULES, " 日本語"),
        [
            "$.v must have at most 3 characters",
            "$.v must match the pattern ^[^ ]+$"
        ]
    );
    assert_eq!(
        problems(&RULES, "語"),
        ["$.v must have at least 2 characters"]
    );
}

#[test]
fn rules_reach_items_keys_and_values() {
    static SHORT: Rules = Rules::new().max_length(1);
    static LIST: Rules = Rules::new().max_items(1).unique_items().items(&SHORT);
    static MAP: Rules = Rules::new().max_properties(1).keys(&SHORT).values(&LIST);
    assert!(problems(&MAP, BTreeMap::from([("k".to_owned(), vec!["v"])])).is_empty());
    let map = BTreeMap::from([
        ("k".to_owned(), vec!["v", "vv", "v"]),
        ("kk".to_owned(), vec![]),
    ]);
    assert_eq!(
        problems(&MAP, map),
        [
            "$.v.k[1] must have at most 1 character",
            "$.v.k must have at most 1 item",
            "$.v.k must hold no item twice",
            "$.v.kk key must have at most 1 character",
            "$.v must have at most 1 member",
        ]
    );
}

#[test]
fn items_are_compared_by_json_value() {
    static RULES: Rules = Rules::new().unique_items();
    let unique = |items: &[&str]| {
        let items: Vec<_> = items
            .iter()
            .map(|text| crate::Json::parse(text).unwrap())
            .collect();
        problems(&RULES, items).is_empty()
    };
    assert!(unique(&["1", "2", "\"1\"", "[1]", "null", "{}", "[]"]));
    assert!(!unique(&["1", "2", "1.0"]));
    assert!(!unique(&[
        r#"{"a":1,"b":[2]}"#,
        "0",
        r#"{"b":[2e0],"a":1}"#
    ]));
}

#[test]
fn rules_reach_into_json() {
    static RULES: Rules = Rules::new().max_items(1).items(&ITEM);
    static ITEM: Rules = Rules::new().maximum(5);
    let json = crate::Json::parse("[6.00,1]").unwrap();
    assert_eq!(
        problems(&RULES, json.clone()),
        ["$.v[0] must be at most 5", "$.v must have at most 1 item"]
    );
    assert_eq!(
        text(&Ruled(&RULES, json)),
        r#"{"v":[6.00,1],"after":false}"#
    );
}

#[test]
fn a_pattern_that_does_not_compile_lets_nothing_pass() {
    static RULES: Rules = Rules::new().pattern("(?=x)");
    assert_eq!(
        problems(&RULES, "x"),
        ["$.v cannot be checked: pattern (?=x) is not supported"]
    );
}

#[test]
fn storing_checks_nothing() {
    static RULES: Rules = Rules::new().maximum(1);
    assert_eq!(text(&Ruled(&RULES, 5_i64)), r#"{"v":5,"after":false}"#);
}

#[test]
fn violations_tell_which_member_they_are_in() {
    static EACH: Rules = Rules::new().maximum(1);
    static RULES: Rules = Rules::new().items(&EACH);
    let (_, violations) = to_checked_vec(&Ruled(&RULES, vec![0_i64, 5]));
    let within = |member| violations.iter().next().unwrap().within(member);
    assert_eq!(within("v"), Some("[1]"));
    assert_eq!(
        (within(""), within("v[1]"), within("value")),
        (None, None, None)
    );
}

#[test]
fn violations_can_be_moved_under_another_root() {
    static RULES: Rules = Rules::new().maximum(1);
    let (_, inner) = to_checked_vec(&Ruled(&RULES, vec![5_i64]));
    assert!(inner.is_empty());
    let (_, inner) = to_checked_vec(&Ruled(&RULES, 5_i64));
    let mut all = Violations::default();
    all.extend_under("body", inner);
    assert_eq!(all.to_string(), "body.v must be at most 1");
}

#[test]
fn violations_are_capped_but_counted() {
    static EACH: Rules = Rules::new().maximum(1);
    static RULES: Rules = Rules::new().items(&EACH);
    let (_, violations) = to_checked_vec(&Ruled(&RULES, vec![5_i64; 1000]));
    assert_eq!((violations.iter().count(), violations.total()), (64, 1000));
    let mut all = Violations::default();
    all.extend_under("$", violations);
    assert_eq!((all.hard().count(), all.total()), (64, 1000));
    assert!(
        all.to_string()
            .ends_with("$.v[63] must be at most 1; and 936 more")
    );
}

#[test]
fn debug_of_writers_shows_no_value() {
    struct Shown;
    impl Encode for Shown {
        fn encode(&self, writer: &mut Writer) {
            let mut array = writer.array();
            array.item("4242");
            assert!(!format!("{array:?}").contains("4242"));
            array.end();
        }
    }
    to_vec(&Shown);
}
