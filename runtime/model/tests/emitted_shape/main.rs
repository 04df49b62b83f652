//! What the shape that codegen emits promises, on a model written by hand.
#![allow(deprecated, missing_docs, clippy::unwrap_used, reason = "a test")]

mod builders;
mod check;
pub mod shop;

use kessai_model::{Json, Kind, Patch, Problem, from_slice, to_checked_vec, to_vec};
use proptest::prelude::*;
use shop::{Method, Order, OrderId, OrderStatus};

const FULL: &str = r#"{
    "id": "order_1", "status": "open", "amount": 1500, "rate": 0.10, "note": "hi",
    "parent": {
        "id": "legacy/7", "status": "shipped", "amount": 1e2, "rate": null, "cancelledOn": null,
        "payer": "Sato", "label": null, "lines": [], "metadata": {},
        "method": {"kind": "wallet", "balance": 12.340}
    },
    "cancelledOn": 1700000000000, "payer": "Hanako", "label": "x",
    "lines": [{"price": {"amount": 5, "tax": [0.50, {"deep": null}]}, "quantity": null}],
    "grid": [[1, 2], [], [3]], "metadata": {"a b": "c", "": "d"},
    "method": {"kind": "card", "number": "4242424242424242", "brand": "visa"},
    "newMember": {"x": [1.00, null]}, "new \"member\"": null
}"#;

fn order(text: &str) -> Order {
    from_slice(text.as_bytes()).unwrap()
}

fn text(order: &Order) -> String {
    String::from_utf8(to_vec(order)).unwrap()
}

/// A sound order with this in place of `"note": "hi"`.
fn with(member: &str) -> String {
    FULL.replacen(r#""note": "hi""#, member, 1)
}

#[test]
fn nothing_is_lost() {
    let order = order(FULL);
    assert_eq!(order.id.as_str(), "order_1");
    assert_eq!(order.status, OrderStatus::Open);
    assert_eq!(order.rate.as_ref().unwrap().as_text(), "0.10");
    assert!(matches!(&order.method, Method::Card(card) if card.number.expose().len() == 16));
    let parent = order.parent.as_ref().unwrap();
    assert_eq!((parent.amount, &parent.label), (100, &Patch::Null));
    assert!(matches!(&parent.method, Method::Unknown(json) if json.kind() == Kind::Object));
    assert_eq!(
        Json::parse(&text(&order)).unwrap(),
        Json::parse(FULL).unwrap()
    );
}

#[test]
fn serde_tells_the_same() {
    let order = order(FULL);
    let json = Json::parse(FULL).unwrap();
    let through_text: Order =
        serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
    let through_tree: Order =
        serde_json::from_value(serde_json::to_value(&order).unwrap()).unwrap();
    assert_eq!(Json::parse(&text(&through_text)).unwrap(), json);
    assert_eq!(Json::parse(&text(&through_tree)).unwrap(), json);
    let error = serde_json::from_str::<Order>("{\"id\":1}")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("$.id: expected a string") && error.contains("$.lines:"),
        "{error}"
    );
}

#[test]
fn null_and_absent_are_told_apart() {
    let null = order(&with(r#""note": null"#));
    let absent = order(&with(r#""other": 1"#));
    assert_eq!((&null.note, &absent.note), (&None, &None));
    assert!(text(&null).contains(r#""note":null"#));
    assert!(!text(&absent).contains("note"));
    // A value set later wins over the null remembered.
    let mut changed = null;
    changed.note = Some("set".to_owned());
    assert!(text(&changed).contains(r#""note":"set""#));
    assert!(!text(&changed).contains("null,\"parent\""));
    changed.label = Patch::Absent;
    changed.cancelled_on = None;
    let written = text(&changed);
    assert!(written.contains(r#""cancelledOn":null,"payer""#));
    assert!(!written.contains("\"label\":\"x\""));
}

#[test]
fn unknown_members_are_kept_in_order_and_known_ones_win() {
    let mut order = order(FULL);
    let names: Vec<_> = order.rest_mut().names().map(str::to_owned).collect();
    assert_eq!(names, ["newMember", "new \"member\""]);
    order.rest_mut().insert("amount", Json::from(1));
    order.rest_mut().insert("note", Json::from("hidden"));
    order.rest_mut().insert("added", Json::from(true));
    order.note = None;
    let written = text(&order);
    assert!(
        written.ends_with(r#","newMember":{"x":[1.00,null]},"new \"member\"":null,"added":true}"#)
    );
    assert!(!written.contains("hidden"));
    assert_eq!(Json::parse(&written).map(drop), Ok(()));
}

#[test]
fn every_fault_is_in_one_error() {
    let error = from_slice::<Order>(
        br#"{
            "id": 5, "status": null, "amount": 10.5, "note": ["secret"], "parent": {"id": "x"},
            "label": 7, "lines": [{"price": {}}, 3, {"price": {"amount": "9"}, "quantity": -1}],
            "grid": [[1], [true]], "metadata": {"a b": 1, "c": {}},
            "method": {"kind": "card", "number": 4242424242424242},
            "id": 6, "twice": 1, "twice": 2
        }"#,
    )
    .unwrap_err();
    let faults: Vec<_> = error.faults().iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "$.id: expected a string, found a number",
            "$.status: expected a string, found null",
            "$.amount: expected an integer, found a number with a fraction",
            "$.note: expected a string, found an array",
            "$.parent.status: required member is missing",
            "$.parent.amount: required member is missing",
            "$.parent.cancelledOn: required member is missing",
            "$.parent.payer: required member is missing",
            "$.parent.lines: required member is missing",
            "$.parent.metadata: required member is missing",
            "$.parent.method: required member is missing",
            "$.cancelledOn: required member is missing",
            "$.payer: required member is missing",
            "$.label: expected a string, found a number",
            "$.lines[0].price.amount: required member is missing",
            "$.lines[1]: expected an object, found a number",
            "$.lines[2].price.amount: expected an integer, found a string",
            "$.lines[2].quantity: expected a non-negative integer of 32 bits, found a number out of that range",
            "$.grid[1][0]: expected an integer, found a boolean",
            "$.metadata[\"a b\"]: expected a string, found a number",
            "$.metadata.c: expected a string, found an object",
            "$.method.number: expected a string, found a number",
            "$.id: the key stands twice in its object",
            "$.twice: the key stands twice in its object",
        ]
    );
    assert_eq!(error.fault_count(), faults.len());
    assert_eq!(error.faults()[4].problem(), Problem::Missing);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("secret") && !shown.contains("4242"));
}

#[test]
fn keys_that_stand_twice_are_found_in_unknown_values_too() {
    for (member, path) in [
        (r#""extra": [{"a": 1, "b": 2, "a": 3}]"#, "$.extra[0].a"),
        (r#""note": "a", "no\u0074e": "b""#, "$.note"),
    ] {
        let error = from_slice::<Order>(with(member).as_bytes()).unwrap_err();
        let faults: Vec<_> = error
            .faults()
            .iter()
            .map(|fault| (fault.path(), fault.problem()))
            .collect();
        assert_eq!(faults, [(path, Problem::Duplicate)]);
    }
}

#[test]
fn sending_checks_what_storing_does_not() {
    let mut order = order(FULL);
    assert_eq!(order.parent.as_mut().unwrap().amount, 100);
    order.amount = -1;
    order.note = Some("é".repeat(6));
    order.lines[0].price.amount = 0;
    order.grid = Some(vec![vec![1], vec![2, 10]]);
    order.metadata.insert("ok".to_owned(), String::new());
    if let Method::Card(card) = &mut order.method {
        card.number = "4242-4242".into();
    }
    let (bytes, violations) = to_checked_vec(&order);
    assert_eq!(bytes, to_vec(&order));
    let hard: Vec<_> = violations.hard().map(ToString::to_string).collect();
    assert_eq!(
        hard,
        [
            "$.amount must be at least 0",
            "$.note must have at most 5 characters",
            "$.lines[0].price.amount must be at least 1",
            "$.grid[1][1] must be at most 9",
            "$.metadata[\"\"] key must match the pattern ^[a-z]+$",
            "$.metadata[\"a b\"] key must match the pattern ^[a-z]+$",
            "$.metadata.ok must have at least 1 character",
            "$.metadata must have at most 2 members",
            "$.method.number must have at least 12 characters",
            "$.method.number must match the pattern ^[0-9]+$",
        ]
    );
    let undocumented: Vec<_> = violations.undocumented().map(ToString::to_string).collect();
    assert_eq!(
        undocumented,
        [
            "$.parent.id must match the pattern ^order_[a-z0-9]+$",
            "$.parent.status must be one of the documented values",
            "$.parent.method must have one of the documented forms",
        ]
    );
    assert_eq!(violations.total(), 13);
    assert_eq!(violations.clone().without_undocumented().total(), 10);
    assert!(!violations.to_string().contains("4242"));
}

#[test]
fn a_sound_order_breaks_no_rule() {
    let mut order = order(FULL);
    order.parent = None;
    order.metadata.clear();
    let (_, violations) = to_checked_vec(&order);
    assert!(violations.is_empty(), "{violations}");
}

#[test]
fn debug_shows_no_secret_and_no_unknown_value() {
    let shown = format!("{:?}", order(FULL));
    for secret in ["Hanako", "Sato", "4242", "visa", "12.34", "0.50"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    for name in ["[redacted]", "newMember", "brand", "order_1"] {
        assert!(shown.contains(name), "{name} not in {shown}");
    }
}

#[test]
fn a_union_decodes_by_its_tag_then_by_its_members() {
    let method = |text: &str| from_slice::<Method>(text.as_bytes()).unwrap();
    assert!(matches!(
        method(r#"{"account":"1","bank":"b"}"#),
        Method::Transfer(_)
    ));
    assert!(matches!(method(r#"{"bank":"b"}"#), Method::Unknown(_)));
    assert!(matches!(
        method(r#"{"kind":7,"number":"1"}"#),
        Method::Unknown(_)
    ));
    assert!(matches!(method("3"), Method::Unknown(_)));
    let error = from_slice::<Method>(br#"{"kind":"card"}"#).unwrap_err();
    assert_eq!(error.to_string(), "$.number: required member is missing");
}

#[test]
fn recursion_ends_at_the_depth_limit() {
    let nested = |depth: usize| {
        let tail = r#""status":"open","amount":1,"cancelledOn":null,"payer":"","lines":[],"metadata":{},"method":null}"#;
        let mut text = format!("{{\"id\":\"order_1\",{tail}");
        for _ in 1..depth {
            text = format!("{{\"id\":\"order_1\",\"parent\":{text},{tail}");
        }
        from_slice::<Order>(text.as_bytes()).map(drop)
    };
    assert!(nested(127).is_ok());
    assert_eq!(
        nested(200).unwrap_err().to_string(),
        "arrays and objects are nested more than 128 deep"
    );
}

#[test]
fn ids_are_checked_where_they_are_made() {
    assert!(OrderId::new("order_1").is_ok());
    assert!(OrderId::new("order/1").is_err());
}

fn unknown_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..4).prop_map(|members| members
                .into_iter()
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Members in any order, some absent, some null, some unknown: all come back.
    #[test]
    fn whatever_decodes_encodes_to_the_same_value(
        unknown in prop::collection::btree_map("[a-z ]{1,9}", unknown_value(), 0..5),
        optional in prop::sample::subsequence(vec!["rate", "note", "parent", "label", "grid"], 0..5),
        null in any::<bool>(),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(FULL).unwrap();
        for name in optional {
            if null { all.insert(name.to_owned(), serde_json::Value::Null); } else { all.remove(name); }
        }
        for (name, value) in unknown {
            all.entry(name).or_insert(value);
        }
        let mut members: Vec<_> = all.into_iter().collect();
        let turn = seed.index(members.len());
        members.rotate_left(turn);
        let members: Vec<_> = members.iter().map(|(name, value)| format!("{}:{value}", serde_json::Value::from(name.as_str()))).collect();
        let source = format!("{{{}}}", members.join(","));
        prop_assert_eq!(check::comes_back(source.as_bytes()), Ok(true));
    }
}
