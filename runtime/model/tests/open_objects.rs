//! Objects whose other members are typed or not allowed, and items that may be null, in the
//! shape that codegen emits.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

use kessai_model::{
    Decode, Encode, Json, Patch, Rest, Rules, Value, Writer, from_slice, object, to_checked_vec,
    to_vec,
};

object! {
    /// Stock by warehouse: two known members, all others are numbers.
    pub struct Stock {
        required product: String = "product",
        optional note: String = "note",
        .. extra: i64 where keys { max_length(8) } values { minimum(0) },
    }
    new(product: impl Into<String>)
}

object! {
    /// A point, and nothing else.
    pub struct Point {
        required x: i64 = "x",
        .. none
    }
    new(x: i64)
}

fn message<T: Decode>(text: &str) -> String {
    from_slice::<T>(text.as_bytes())
        .map(drop)
        .unwrap_err()
        .to_string()
}

fn same(written: &[u8], text: &str) {
    assert_eq!(
        from_slice::<Json>(written).unwrap(),
        Json::parse(text).unwrap()
    );
}

#[test]
fn other_members_are_typed_wherever_they_stand() {
    let text = r#"{"tokyo":3,"note":null,"product":"mug","os\u0061ka":4}"#;
    let stock: Stock = from_slice(text.as_bytes()).unwrap();
    let extra = [("osaka".to_owned(), 4), ("tokyo".to_owned(), 3)];
    assert_eq!(stock.extra, BTreeMap::from(extra));
    assert_eq!(stock.rest.names().collect::<Vec<_>>(), ["note"]);
    same(&to_vec(&stock), text);
    let serde: Stock = serde_json::from_str(&serde_json::to_string(&stock).unwrap()).unwrap();
    same(&to_vec(&serde), text);
    let none: Stock = from_slice(br#"{"product":"mug"}"#).unwrap();
    assert!(none.extra.is_empty());
}

#[test]
fn faults_of_other_members_have_their_paths() {
    assert_eq!(
        message::<Stock>(r#"{"product":"mug","a":"x","b":null,"a":1,"product":"cup","c":0.5}"#),
        "$.a: the key stands twice in its object; \
         $.product: the key stands twice in its object; \
         $.a: expected an integer, found a string; \
         $.b: expected an integer, found null; \
         $.c: expected an integer, found a number with a fraction"
    );
    assert_eq!(
        message::<Stock>("[]"),
        "$: expected an object, found an array"
    );
    let many = format!(
        "{{\"product\":\"mug\"{}}}",
        (0..500).fold(String::new(), |text, index| text
            + &format!(",\"k{index}\":true"))
    );
    let error = from_slice::<Stock>(many.as_bytes()).unwrap_err();
    assert_eq!((error.faults().len(), error.fault_count()), (64, 65));
}

#[test]
fn rules_hold_for_the_other_members_and_known_names_are_refused() {
    let mut stock: Stock = from_slice(br#"{"product":"mug","tokyo":-1}"#).unwrap();
    stock.extra.insert("far too long".to_owned(), 1);
    stock.extra.insert("note".to_owned(), 1);
    let (bytes, violations) = to_checked_vec(&stock);
    assert_eq!(bytes, br#"{"product":"mug","far too long":1,"tokyo":-1}"#);
    assert_eq!(
        violations.to_string(),
        r#"$["far too long"] key must have at most 8 characters; $.note must be set by the field of this name; $.tokyo must be at least 0"#
    );
    assert_eq!(violations.hard().count(), 3);
}

#[test]
fn a_closed_object_is_read_whole_and_sent_only_on_request() {
    let text = r#"{"x":1,"y":2}"#;
    let point: Point = from_slice(text.as_bytes()).unwrap();
    assert_eq!(to_vec(&point), text.as_bytes());
    let (bytes, violations) = to_checked_vec(&point);
    assert_eq!(bytes, text.as_bytes());
    assert_eq!(
        violations.to_string(),
        "$.y must not be there: the schema allows no other members"
    );
    assert!(violations.without_undocumented().is_empty());
    let sound: Point = from_slice(br#"{"x":1}"#).unwrap();
    assert!(to_checked_vec(&sound).1.is_empty());
}

#[test]
fn items_may_be_null() {
    type Nested = BTreeMap<String, Vec<Option<i64>>>;
    static AT_LEAST_TWO: Rules = Rules::new().minimum(2);
    static ITEMS: Rules = Rules::new().items(&AT_LEAST_TWO);

    struct Body(Vec<Option<i64>>);
    impl Encode for Body {
        fn encode(&self, writer: &mut Writer) {
            let rest = Rest::default();
            let mut object = writer.object(&rest);
            object.rules(&ITEMS).required("items", &self.0);
            object.end();
        }
    }

    let text = br#"{"a":[1,null],"b":[]}"#;
    let nested: Nested = from_slice(text).unwrap();
    assert_eq!(nested["a"], [Some(1), None]);
    assert_eq!(to_vec(&nested), text);
    let map: BTreeMap<String, Option<String>> = from_slice(br#"{"a":null,"b":"x"}"#).unwrap();
    assert_eq!(to_vec(&map), br#"{"a":null,"b":"x"}"#);
    assert_eq!(from_slice::<Option<bool>>(b"null"), Ok(None));
    assert_eq!(
        message::<Vec<Option<i64>>>("[null,true]"),
        "$[1]: expected an integer, found a boolean"
    );
    let (bytes, violations) = to_checked_vec(&Body(vec![None, Some(1), Some(2)]));
    assert_eq!(bytes, br#"{"items":[null,1,2]}"#);
    assert_eq!(violations.to_string(), "$.items[1] must be at least 2");
}

#[test]
fn a_member_of_a_nullable_type_must_still_be_there() {
    struct Holder {
        note: Option<String>,
        label: Patch<Option<i64>>,
        rest: Rest,
    }
    impl Decode for Holder {
        fn decode(value: Value<'_>) -> Self {
            let mut object = value.object();
            Self {
                note: object.required("note"),
                label: object.patch("label"),
                rest: object.rest(),
            }
        }
    }
    let holder: Holder = from_slice(br#"{"note":null}"#).unwrap();
    assert!(holder.note.is_none() && holder.label.is_absent() && holder.rest.is_empty());
    assert_eq!(
        message::<Holder>("{}"),
        "$.note: required member is missing"
    );
}
