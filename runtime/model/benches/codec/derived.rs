//! The shop's types as one writes them by hand, with serde derive.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Orders {
    object: ListObject,
    has_more: bool,
    data: Vec<Order>,
    next_cursor: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Order {
    id: String,
    object: OrderObject,
    amount: i64,
    currency: Currency,
    status: OrderStatus,
    line_items: Vec<LineItem>,
    shipping: Option<Shipping>,
    payments: Vec<String>,
    discounts: Vec<String>,
    description: Option<String>,
    reference: Option<String>,
    metadata: BTreeMap<String, String>,
    expires_at: Option<i64>,
    created_at: i64,
    updated_at: i64,
    test: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LineItem {
    id: String,
    object: LineItemObject,
    name: String,
    quantity: i64,
    amount: i64,
    currency: Currency,
    brand: Option<String>,
    url: Option<String>,
    created_at: i64,
    test: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shipping {
    line1: String,
    line2: Option<String>,
    locality: String,
    administrative_area: Option<String>,
    postal_code: String,
    country: String,
    fee_amount: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Payment {
    id: String,
    object: PaymentObject,
    order: String,
    amount: i64,
    currency: Currency,
    status: PaymentStatus,
    description: Option<String>,
    reference: Option<String>,
    statement_descriptor: Option<String>,
    line_items: Option<Vec<String>>,
    refunds: Vec<String>,
    metadata: BTreeMap<String, String>,
    canceled_at: Option<i64>,
    failure_reason: Option<String>,
    created_at: i64,
    updated_at: i64,
    test: bool,
}

macro_rules! closed_enums {
    ($($name:ident { $($variant:ident),* })*) => {$(
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) enum $name { $($variant),* }
    )*};
}

closed_enums! {
    ListObject { List }
    OrderObject { Order }
    LineItemObject { LineItem }
    PaymentObject { Payment }
    OrderStatus { RequiresAuthorization, Succeeded, Canceled, Failed, Rejected }
    PaymentStatus { Processed, Refunded, Partial }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Currency {
    Jpy,
    Usd,
    Eur,
}
