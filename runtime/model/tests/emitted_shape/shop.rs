//! A model of a shop in the shape that codegen emits.

use kessai_model::{
    Decimal, Rest, Sensitive, TimestampMillis, object, one_of, open_enum, response, string_type,
};
use std::collections::BTreeMap;

string_type! {
    /// The id of an order.
    pub struct OrderId where pattern("^order_[a-z0-9]+$");
}

open_enum! {
    /// Where an order stands.
    pub enum OrderStatus {
        /// It waits to be paid.
        Open = "open",
        /// It was paid.
        Paid = "paid",
    }
}

object! {
    /// An order with every form of presence.
    pub struct Order {
        required id: OrderId = "id",
        required status: OrderStatus = "status",
        required amount: i64 = "amount" where minimum(0),
        optional rate: Decimal = "rate",
        optional note: String = "note" where max_length(5),
        optional parent: Box<Order> = "parent",
        nullable cancelled_on: TimestampMillis = "cancelledOn",
        required payer: Sensitive<String> = "payer",
        patch(clear_label) label: String = "label",
        required lines: Vec<Line> = "lines",
        optional grid: Vec<Vec<i64>> = "grid" where items { items { maximum(9) } },
        required metadata: BTreeMap<String, String> = "metadata"
            where max_properties(2) keys { pattern("^[a-z]+$") } values { min_length(1) },
        required method: Method = "method",
    }
    new(..OrderRequired)
}

/// What an [`Order`] must have.
#[derive(Clone, Debug)]
pub struct OrderRequired {
    pub id: OrderId,
    pub status: OrderStatus,
    pub amount: i64,
    pub cancelled_on: Option<TimestampMillis>,
    pub payer: Sensitive<String>,
    pub lines: Vec<Line>,
    pub metadata: BTreeMap<String, String>,
    pub method: Method,
}

impl Order {
    pub fn rest_mut(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

object! {
    /// A line of an order.
    pub struct Line {
        required price: Price = "price",
        optional quantity: u32 = "quantity",
    }
    new(price: Price)
}

object! {
    /// What a line costs.
    pub struct Price {
        required amount: i64 = "amount" where minimum(1),
    }
    new(amount: i64)
}

one_of! {
    /// How an order is paid.
    pub enum Method: From {
        Card(Box<Card>) if has_tag("kind", &["card"]),
        Transfer(Box<Transfer>) if has(&["bank", "account"]),
    }
}

open_enum! {
    /// What says that it is a card.
    pub enum CardKind {
        /// It is.
        Card = "card",
    }
}

object! {
    /// A card.
    pub struct Card {
        constant kind: CardKind = "kind",
        required number: Sensitive<String> = "number" where min_length(12) pattern("^[0-9]+$"),
        optional holder: Sensitive<String> = "holder",
    }
    new(number: impl Into<Sensitive<String>>)
}

object! {
    /// A bank transfer.
    pub struct Transfer {
        required bank: String = "bank",
        required account: String = "account",
    }
    new(..TransferRequired)
}

/// What a [`Transfer`] must have.
#[derive(Clone, Debug)]
pub struct TransferRequired {
    pub bank: String,
    pub account: String,
}

object! {
    /// What narrows a list of orders.
    pub struct Filter {
        optional status: OrderStatus = "status",
        optional parent: Box<Filter> = "parent",
        .. labels: String where max_properties(2) values { max_length(3) },
    }
    new()
}

response! {
    /// A page of orders.
    pub struct Page {
        required total: i64 = "total",
        optional first: Order = "first",
    }
}

one_of! {
    /// Amounts that only their members' types tell apart.
    pub enum Quantity {
        Price(Box<Price>) try is_object(),
        Named(Box<Name>) try is_object(),
        Flags(Vec<bool>) try,
        Texts(Vec<String>) try,
    }
}

response! {
    /// An amount in words.
    pub struct Name {
        required amount: String = "amount",
    }
}
