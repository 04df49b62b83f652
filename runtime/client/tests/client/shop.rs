//! A provider that does not exist, described as a generated crate would.

use bytes::Bytes;
use kessai_client::{
    Call, Carrier, Client, Credential, ErrorEnvelope, MemoryTransport, Method, Operation,
    Parameter, Part, Provider, Reply, Style,
    model::{
        Decode, Encode, ObjectReader, Rest, Rules, Value, Writer, open_enum, rules, string_type,
    },
};

/// Marks the secret key wherever it may turn up.
pub(crate) const KEY: &str = "sk_canarykey";

pub(crate) static SHOP: Provider = DESCRIPTION;

pub(crate) const DESCRIPTION: Provider = Provider {
    name: "shop",
    version: "1.2.3",
    base_url: "https://api.shop.example/v1",
    credentials: &[Credential {
        scheme: "key",
        name: "secret key",
        carrier: Carrier::Header("authorization"),
        prefix: "Bearer ",
        parts: &[Part {
            name: "secret key",
            pattern: Some("^sk_[a-z]+$"),
            environment: "SHOP_SECRET_KEY_THAT_NOBODY_SETS",
            ..Part::DEFAULT
        }],
        ..Credential::DEFAULT
    }],
    security: &[&["key"]],
    error: Some(ErrorEnvelope {
        code: Some("errorCode"),
        message: Some("message"),
    }),
    ..Provider::DEFAULT
};

const ORDER_ID: Parameter = Parameter::path("orderId");

pub(crate) static CREATE_ORDER: Operation = Operation {
    id: "createOrder",
    method: Method::Post,
    path: "/orders",
    idempotency_header: Some("Idempotency-Key"),
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

pub(crate) static GET_ORDER: Operation = Operation {
    id: "getOrder",
    method: Method::Get,
    path: "/orders/{orderId}",
    parameters: &[ORDER_ID, Parameter::query("expand")],
    // A read carries no key, whatever its description says.
    idempotency_header: Some("Idempotency-Key"),
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

pub(crate) static LIST_ORDERS: Operation = Operation {
    id: "listOrders",
    method: Method::Get,
    path: "/orders",
    parameters: &[
        Parameter::query("limit").rules(rules!(maximum(100))),
        Parameter::query("brand[]").rules(rules!(max_items(3) items { max_length(8) })),
        Parameter::query("created.from"),
        Parameter::query("metadata").style(Style::DeepObject),
        Parameter::header("X-Shop").rules(rules!(max_length(30))),
    ],
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

pub(crate) static CANCEL_ORDER: Operation = Operation {
    id: "cancelOrder",
    method: Method::Delete,
    path: "/orders/{orderId}",
    parameters: &[ORDER_ID],
    success: &[Reply::empty(204)],
    ..Operation::DEFAULT
};

open_enum! {
    /// A currency.
    pub(crate) enum Currency {
        /// Yen.
        Jpy = "JPY",
    }
}

string_type! {
    /// The id of an order.
    pub(crate) struct OrderId where pattern("^order_");
}

/// What the shop answers.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) amount: i64,
    #[expect(dead_code, reason = "kept for `Debug`")]
    rest: Rest,
}

impl Decode for Order {
    fn decode(value: Value<'_>) -> Self {
        let mut object: ObjectReader<'_> = value.object();
        Self {
            id: object.required("id"),
            amount: object.required("amount"),
            rest: object.rest(),
        }
    }
}

/// What the shop is asked for.
pub(crate) struct CreateOrder {
    pub(crate) amount: i64,
    pub(crate) currency: Currency,
    pub(crate) note: String,
}

impl Encode for CreateOrder {
    fn encode(&self, writer: &mut Writer) {
        static AMOUNT: Rules = Rules::new().minimum(0);
        let rest = Rest::default();
        let mut object = writer.object(&rest);
        object.rules(&AMOUNT).required("amount", &self.amount);
        object.required("currency", &self.currency);
        object.required("note", &self.note);
        object.end();
    }
}

/// The optional parameters of `listOrders`.
#[derive(Default)]
pub(crate) struct ListOrders {
    pub(crate) limit: Option<i64>,
    pub(crate) brand: Option<Vec<String>>,
}

impl Encode for ListOrders {
    fn encode(&self, writer: &mut Writer) {
        let rest = Rest::default();
        let mut object = writer.object(&rest);
        object.optional("limit", &self.limit);
        object.optional("brand[]", &self.brand);
        object.end();
    }
}

/// A client that sends each request once.
pub(crate) fn client(transport: &MemoryTransport) -> Client {
    Client::builder(&SHOP)
        .credential(KEY)
        .max_retries(0)
        .transport(transport.clone())
        .build()
        .unwrap()
}

pub(crate) fn order() -> CreateOrder {
    CreateOrder {
        amount: 1500,
        currency: Currency::Jpy,
        note: "canarybody".into(),
    }
}

pub(crate) fn create(client: &Client) -> Call<Order> {
    Call::new(client, &CREATE_ORDER).body(&order())
}

pub(crate) fn get(client: &Client, id: &str) -> Call<Order> {
    Call::new(client, &GET_ORDER).param("orderId", &id)
}

pub(crate) fn list(client: &Client) -> Call<Order, ListOrders> {
    Call::new(client, &LIST_ORDERS)
}

pub(crate) fn cancel(client: &Client, id: &str) -> Call<()> {
    Call::new(client, &CANCEL_ORDER).param("orderId", &id)
}

/// The body of every good answer.
pub(crate) const ORDER: &str = r#"{"id":"order_1","amount":1500,"later":"canaryanswer"}"#;

pub(crate) fn response(status: u16, media_type: &str, body: &str) -> http::Response<Bytes> {
    http::Response::builder()
        .status(status)
        .header("content-type", media_type)
        .header("x-request-id", "req_1")
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap()
}

/// A transport that always gives this answer.
pub(crate) fn answering(status: u16, media_type: &str, body: &str) -> MemoryTransport {
    let response = response(status, media_type, body);
    MemoryTransport::new(move |_| Ok(response.clone()))
}

/// A transport whose answers are all good.
pub(crate) fn good() -> MemoryTransport {
    answering(200, "application/json", ORDER)
}
