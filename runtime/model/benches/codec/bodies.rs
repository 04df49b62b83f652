//! Bodies as a shop's API answers them.

use std::fmt::Write as _;

/// About 400 bytes, a third of its members null.
pub(crate) const PAYMENT: &str = concat!(
    r#"{"id":"payment_2kXhw8Yb1TqMzF6a","object":"payment","order":"order_IN7sOz5jjzc7h0iKPmhx","#,
    r#""amount":25000,"currency":"JPY","status":"processed","description":null,"reference":null,"#,
    r#""statementDescriptor":null,"lineItems":null,"refunds":[],"metadata":{},"canceledAt":null,"#,
    r#""failureReason":null,"createdAt":1646125200000,"updatedAt":1646125200123,"test":true}"#,
);

/// About 900 bytes.
pub(crate) const ORDER: &str = concat!(
    r#"{"id":"order_IN7sOz5jjzc7h0iKPmhx","object":"order","amount":21600,"currency":"JPY","#,
    r#""status":"succeeded","lineItems":[{"id":"li_Lj1ofPS7HabmT3i0Xsy","object":"lineItem","#,
    r#""name":"ウールのセーター","quantity":2,"amount":10500,"currency":"JPY","brand":"Nordwind","#,
    r#""url":"https://shop.example/products/10001","createdAt":1646125200000,"test":true}],"#,
    r#""shipping":{"line1":"虎ノ門1-17-1","line2":"ヒルズタワー 15階","locality":"港区","#,
    r#""administrativeArea":"東京都","postalCode":"105-6415","country":"JP","feeAmount":600},"#,
    r#""payments":["payment_2kXhw8Yb1TqMzF6a"],"discounts":[],"description":"Winter order, deliver in the morning","#,
    r#""reference":"shop-2022-000123","metadata":{"channel":"web","campaign":"winter sale 2022"},"#,
    r#""expiresAt":1646730000000,"createdAt":1646125200000,"updatedAt":1646125200123,"test":true}"#,
);

/// The body of an order with line breaks and indents.
pub(crate) fn pretty(body: &str) -> String {
    let order: crate::derived::Order = serde_json::from_str(body).unwrap();
    serde_json::to_string_pretty(&order).unwrap()
}

/// The body with its members sorted by name, which is not the order of the schema.
pub(crate) fn sorted(body: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(body).unwrap();
    value.to_string()
}

/// The body with every character beyond ASCII escaped, as many servers send it.
pub(crate) fn escaped(body: &str) -> String {
    let mut text = String::new();
    for character in body.chars() {
        if character.is_ascii() {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(text, "\\u{unit:04x}").unwrap();
        }
    }
    text
}

/// The body of an order with its optional members null.
pub(crate) fn with_nulls(body: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(body).unwrap();
    for name in ["shipping", "description", "reference", "expiresAt"] {
        value[name] = serde_json::Value::Null;
    }
    for name in ["brand", "url"] {
        value["lineItems"][0][name] = serde_json::Value::Null;
    }
    // In the order of the schema, which a map of serde_json does not keep.
    let order: crate::derived::Order = serde_json::from_value(value).unwrap();
    serde_json::to_string(&order).unwrap()
}

/// A page of orders.
pub(crate) fn list(orders: usize) -> String {
    let orders = vec![ORDER; orders].join(",");
    format!(
        r#"{{"object":"list","hasMore":true,"data":[{orders}],"nextCursor":"cursor_8s7f6a5d"}}"#
    )
}
