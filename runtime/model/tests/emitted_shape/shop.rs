//! A model of a shop in the shape that codegen emits.

use std::collections::BTreeMap;

use kessai_model::{
    Decimal, Decode, Encode, Json, Patch, Rest, Rules, Sensitive, TimestampMillis, Value, Writer,
    open_enum, serde_bridge, string_type,
};

string_type! {
    /// The id of an order.
    #[rules(Rules::new().pattern("^order_[a-z0-9]+$"))]
    pub struct OrderId;
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

/// An order with every form of presence.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Order {
    pub id: OrderId,
    pub status: OrderStatus,
    pub amount: i64,
    pub rate: Option<Decimal>,
    pub note: Option<String>,
    pub parent: Option<Box<Order>>,
    pub cancelled_on: Option<TimestampMillis>,
    pub payer: Sensitive<String>,
    pub label: Patch<String>,
    pub lines: Vec<Line>,
    pub grid: Option<Vec<Vec<i64>>>,
    pub metadata: BTreeMap<String, String>,
    pub method: Method,
    rest: Rest,
}

impl Order {
    pub fn rest_mut(&mut self) -> &mut Rest {
        &mut self.rest
    }
}

impl Decode for Order {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            id: object.required("id"),
            status: object.required("status"),
            amount: object.required("amount"),
            rate: object.optional("rate"),
            note: object.optional("note"),
            parent: object.optional("parent"),
            cancelled_on: object.nullable("cancelledOn"),
            payer: object.required("payer"),
            label: object.patch("label"),
            lines: object.required("lines"),
            grid: object.optional("grid"),
            metadata: object.required("metadata"),
            method: object.required("method"),
            rest: object.rest(),
        }
    }
}

impl Encode for Order {
    fn encode(&self, writer: &mut Writer) {
        static AMOUNT: Rules = Rules::new().minimum(0);
        static NOTE: Rules = Rules::new().max_length(5);
        static GRID: Rules = Rules::new().items(&GRID_ITEM);
        static GRID_ITEM: Rules = Rules::new().items(&GRID_ITEM_ITEM);
        static GRID_ITEM_ITEM: Rules = Rules::new().maximum(9);
        static METADATA: Rules = Rules::new()
            .max_properties(2)
            .keys(&METADATA_KEY)
            .values(&METADATA_VALUE);
        static METADATA_KEY: Rules = Rules::new().pattern("^[a-z]+$");
        static METADATA_VALUE: Rules = Rules::new().min_length(1);
        let mut object = writer.object(&self.rest);
        object.required("id", &self.id);
        object.required("status", &self.status);
        object.rules(&AMOUNT).required("amount", &self.amount);
        object.optional("rate", &self.rate);
        object.rules(&NOTE).optional("note", &self.note);
        object.optional("parent", &self.parent);
        object.nullable("cancelledOn", &self.cancelled_on);
        object.required("payer", &self.payer);
        object.patch("label", &self.label);
        object.required("lines", &self.lines);
        object.rules(&GRID).optional("grid", &self.grid);
        object.rules(&METADATA).required("metadata", &self.metadata);
        object.required("method", &self.method);
        object.end();
    }
}

/// A line of an order.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    pub price: Price,
    pub quantity: Option<u32>,
    rest: Rest,
}

impl Decode for Line {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            price: object.required("price"),
            quantity: object.optional("quantity"),
            rest: object.rest(),
        }
    }
}

impl Encode for Line {
    fn encode(&self, writer: &mut Writer) {
        let mut object = writer.object(&self.rest);
        object.required("price", &self.price);
        object.optional("quantity", &self.quantity);
        object.end();
    }
}

/// What a line costs.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Price {
    pub amount: i64,
    rest: Rest,
}

impl Decode for Price {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            amount: object.required("amount"),
            rest: object.rest(),
        }
    }
}

impl Encode for Price {
    fn encode(&self, writer: &mut Writer) {
        static AMOUNT: Rules = Rules::new().minimum(1);
        let mut object = writer.object(&self.rest);
        object.rules(&AMOUNT).required("amount", &self.amount);
        object.end();
    }
}

/// How an order is paid.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Method {
    Card(Box<Card>),
    Transfer(Box<Transfer>),
    Unknown(Json),
}

impl Decode for Method {
    fn decode(value: Value<'_>) -> Self {
        if value.tag("kind") == Some("card") {
            return Self::Card(Box::new(Decode::decode(value)));
        }
        if value.has(&["bank", "account"]) {
            return Self::Transfer(Decode::decode(value));
        }
        Self::Unknown(Decode::decode(value))
    }
}

impl Encode for Method {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Card(inner) => writer.value(&**inner),
            Self::Transfer(inner) => inner.encode(writer),
            Self::Unknown(inner) => inner.encode(writer),
        }
    }
}

/// A card.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Card {
    pub kind: String,
    pub number: Sensitive<String>,
    rest: Rest,
}

impl Decode for Card {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            kind: object.required("kind"),
            number: object.required("number"),
            rest: object.rest(),
        }
    }
}

impl Encode for Card {
    fn encode(&self, writer: &mut Writer) {
        static NUMBER: Rules = Rules::new().min_length(12).pattern("^[0-9]+$");
        let mut object = writer.object(&self.rest);
        object.required("kind", &self.kind);
        object.rules(&NUMBER).required("number", &self.number);
        object.end();
    }
}

/// A bank transfer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Transfer {
    pub bank: String,
    pub account: String,
    rest: Rest,
}

impl Decode for Transfer {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            bank: object.required("bank"),
            account: object.required("account"),
            rest: object.rest(),
        }
    }
}

impl Encode for Transfer {
    fn encode(&self, writer: &mut Writer) {
        let mut object = writer.object(&self.rest);
        object.required("bank", &self.bank);
        object.required("account", &self.account);
        object.end();
    }
}

serde_bridge!(Order, Line, Price, Method, Card, Transfer);
