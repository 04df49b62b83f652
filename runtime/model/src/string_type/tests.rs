use crate::{InvalidValue, Sensitive, from_slice, to_checked_vec, to_vec};

crate::string_type! {
    /// The id of an order.
    pub(crate) struct OrderId where pattern("^order_[a-z0-9]+$") max_length(12);
}

#[test]
fn making_one_checks_the_rules() {
    let id = OrderId::new("order_1").unwrap();
    assert_eq!(
        (id.as_str(), id.as_ref(), id.to_string().as_str()),
        ("order_1", "order_1", "order_1")
    );
    assert_eq!("order_1".parse(), Ok(id.clone()));
    assert_eq!(OrderId::try_from("order_1"), Ok(id.clone()));
    assert_eq!(OrderId::try_from("order_1".to_owned()), Ok(id));
    let error: InvalidValue = OrderId::new("payment_4242424242424242").unwrap_err();
    assert_eq!(
        error.to_string(),
        "OrderId must have at most 12 characters and must match the pattern ^order_[a-z0-9]+$"
    );
    assert_eq!(error.type_name(), "OrderId");
    assert_eq!(error.problems().count(), 2);
}

#[test]
fn decoding_never_checks_and_sending_does() {
    let id: OrderId = from_slice(b"\"payment_1\"").unwrap();
    assert_eq!(to_vec(&id), b"\"payment_1\"");
    let (_, violations) = to_checked_vec(&id);
    assert_eq!(
        violations.to_string(),
        "$ must match the pattern ^order_[a-z0-9]+$"
    );
    assert_eq!(violations.undocumented().count(), 1);
    assert!(violations.without_undocumented().is_empty());
    // Length is no matter of what is documented.
    let long: OrderId = from_slice(b"\"order_1234567\"").unwrap();
    let (_, violations) = to_checked_vec(&Sensitive::from(long));
    assert_eq!(violations.without_undocumented().hard().count(), 1);
}

#[test]
fn ordered_and_bridged() {
    let (one, two) = (
        OrderId::new("order_1").unwrap(),
        OrderId::new("order_2").unwrap(),
    );
    assert!(one < two);
    assert_eq!(
        serde_json::from_value::<OrderId>(serde_json::to_value(&one).unwrap()).unwrap(),
        one
    );
    assert!(serde_json::from_str::<OrderId>("1").is_err());
}
