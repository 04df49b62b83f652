//! A registry as codegen would emit it, for a provider that does not exist.

use kessai_client::{
    Call, Carrier, Client, Credential, ErrorEnvelope, Method, Operation, Parameter, Part, Provider,
    Reply, Style,
};
use kessai_model::{Decode, Encode, Json, open_enum, string_type};
use kessai_registry::{Answer, Arguments, Body, CallEntry, CallError, Registry, Subject};
use serde_json::Value;

pub(crate) static SHOP: Provider = Provider {
    name: "shop",
    version: "0.0.0",
    base_url: "https://api.shop.example/v1",
    credentials: &[Credential {
        scheme: "key",
        name: "secret key",
        carrier: Carrier::Header("authorization"),
        prefix: "Basic ",
        parts: &[Part {
            name: "secret key",
            environment: "SHOP_SECRET_KEY",
            ..Part::DEFAULT
        }],
        ..Credential::DEFAULT
    }],
    security: &[&["key"]],
    error: Some(ErrorEnvelope {
        code: Some("code"),
        message: Some("message"),
    }),
    ..Provider::DEFAULT
};

const fn operation(
    id: &'static str,
    method: Method,
    path: &'static str,
    parameters: &'static [Parameter],
    success: &'static [Reply],
) -> Operation {
    Operation {
        id,
        method,
        path,
        parameters,
        success,
        ..Operation::DEFAULT
    }
}

const ORDER_ID: &[Parameter] = &[Parameter::path("orderId")];
const JSON_200: &[Reply] = &[Reply::json(200)];

pub(crate) static CREATE: Operation = Operation {
    idempotency_header: Some("Idempotency-Key"),
    ..operation(
        "createOrder",
        Method::Post,
        "/orders",
        &[],
        &[Reply::json(201)],
    )
};
pub(crate) static GET: Operation = operation(
    "getOrder",
    Method::Get,
    "/orders/{orderId}",
    ORDER_ID,
    JSON_200,
);
pub(crate) static DELETE: Operation = operation(
    "deleteOrder",
    Method::Delete,
    "/orders/{orderId}",
    ORDER_ID,
    &[Reply::empty(204)],
);
pub(crate) static LIST: Operation = operation(
    "listOrders",
    Method::Get,
    "/orders",
    &[
        Parameter::query("limit"),
        Parameter::query("status"),
        Parameter::query("filter").style(Style::DeepObject),
    ],
    JSON_200,
);

string_type! {
    /// The id of an order.
    struct OrderId where pattern("^order_[0-9a-z]+$");
}

open_enum! {
    /// What becomes of an order.
    enum OrderStatus {
        /// Still to be paid.
        Open = "open",
        /// Paid.
        Paid = "paid",
    }
}

/// Takes every argument of the case and calls the operation.
pub(crate) async fn call<T: Decode + Encode + std::fmt::Debug>(
    client: &Client,
    operation: &'static Operation,
    mut arguments: Arguments,
) -> Result<Answer, CallError> {
    let mut call: Call<T> = Call::new(client, operation);
    for parameter in operation.parameters {
        let name = parameter.name;
        call = match name {
            "orderId" => match arguments.optional::<OrderId>(name)? {
                Some(id) => call.param(name, &id),
                None => call,
            },
            "status" => match arguments.optional::<Vec<OrderStatus>>(name)? {
                Some(status) => call.param(name, &status),
                None => call,
            },
            _ => match arguments.optional::<Json>(name)? {
                Some(value) => call.param(name, &value),
                None => call,
            },
        };
    }
    if arguments.body.is_some() {
        call = call.body(&arguments.body::<Json>()?);
    }
    arguments.send(call).await
}

const CALLS: [CallEntry; 4] = [
    CallEntry {
        operation: "createOrder",
        call: |client, given| Box::pin(call::<Json>(client, &CREATE, given)),
    },
    CallEntry {
        operation: "getOrder",
        call: |client, given| Box::pin(call::<Json>(client, &GET, given)),
    },
    CallEntry {
        operation: "deleteOrder",
        call: |client, given| Box::pin(call::<()>(client, &DELETE, given)),
    },
    CallEntry {
        operation: "listOrders",
        call: |client, given| Box::pin(call::<Json>(client, &LIST, given)),
    },
];

pub(crate) const fn answer(operation: &'static str, status: u16) -> Body {
    Body::of::<Json>(Subject::Response { operation, status })
}

/// `Json` keeps whatever it reads, so this registry is faithful.
const BODIES: [Body; 9] = [
    Body::of::<Json>(Subject::Request {
        operation: "createOrder",
    }),
    answer("createOrder", 201),
    answer("createOrder", 400),
    answer("createOrder", 401),
    answer("createOrder", 409),
    answer("getOrder", 200),
    answer("getOrder", 401),
    answer("getOrder", 404),
    answer("listOrders", 200),
];
const UNAUTHORIZED: Body = answer("listOrders", 401);

pub(crate) fn registry(change: impl FnOnce(&mut Vec<Body>, &mut Vec<CallEntry>)) -> Registry {
    let mut bodies = BODIES.to_vec();
    bodies.push(UNAUTHORIZED);
    let mut calls = CALLS.to_vec();
    change(&mut bodies, &mut calls);
    Registry {
        provider: &SHOP,
        bodies: bodies.leak(),
        calls: calls.leak(),
        webhook: None,
    }
}

pub(crate) fn shop() -> Value {
    let mut bundle: Value =
        serde_json::from_str(include_str!("../../sandbox/fixtures/shop.json")).unwrap();
    // It answers text, which no generated type stands for.
    bundle["paths"].as_object_mut().unwrap().remove("/health");
    bundle
}
