use std::collections::HashSet;

use crate::{from_slice, to_checked_vec, to_vec};

crate::open_enum! {
    /// Where an order stands.
    pub(crate) enum OrderStatus {
        /// It waits to be paid.
        Open = "open",
        /// It was paid.
        Paid = "paid",
    }
}

#[test]
fn known_values_are_variants_however_they_are_made() {
    for status in [
        OrderStatus::from("paid"),
        OrderStatus::from("paid".to_owned()),
        from_slice(b"\"paid\"").unwrap(),
        serde_json::from_str("\"paid\"").unwrap(),
    ] {
        assert_eq!(status, OrderStatus::Paid);
        assert!(status.is_known());
        assert_eq!(to_vec(&status), b"\"paid\"");
    }
    assert_eq!(OrderStatus::VALUES, [OrderStatus::Open, OrderStatus::Paid]);
    assert_eq!(OrderStatus::Open.to_string(), "open");
    assert_eq!(OrderStatus::from("new").as_ref(), "new");
}

#[test]
fn unknown_values_are_kept_and_not_sent_unasked() {
    let status: OrderStatus = from_slice(b"\"shipped\"").unwrap();
    assert_eq!((status.as_str(), status.is_known()), ("shipped", false));
    assert_eq!(format!("{status:?}"), "Unknown(\"shipped\")");
    assert_eq!(serde_json::to_string(&status).unwrap(), "\"shipped\"");
    let (bytes, violations) = to_checked_vec(&vec![OrderStatus::Open, status]);
    assert_eq!(bytes, br#"["open","shipped"]"#);
    assert_eq!(
        violations.to_string(),
        "$[1] must be one of the documented values"
    );
    assert!(violations.hard().next().is_none());
    assert!(violations.without_undocumented().is_empty());
}

#[test]
fn other_kinds_are_faults() {
    let error = from_slice::<OrderStatus>(b"1").unwrap_err();
    assert_eq!(error.to_string(), "$: expected a string, found a number");
}

#[test]
fn usable_as_a_key() {
    assert_eq!(
        HashSet::from([OrderStatus::Open, OrderStatus::from("open")]).len(),
        1
    );
}
