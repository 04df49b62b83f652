//! A registry as codegen would emit it, for a provider that does not exist.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test builds must be there"
)]

use std::collections::BTreeMap;

use bytes::Bytes;
use kessai_client::{
    Call, Carrier, Client, Credential, ErrorKind, MemoryTransport, Method, Operation, Parameter,
    Part, Provider, Reply, model::Json,
};
use kessai_registry::{Arguments, Body, CallEntry, CallError, Registry, Subject};

static SHOP: Provider = Provider {
    name: "shop",
    version: "1.0.0",
    base_url: "https://api.shop.example",
    credentials: &[Credential {
        scheme: "key",
        name: "secret key",
        carrier: Carrier::Header("authorization"),
        prefix: "",
        parts: &[Part {
            name: "secret key",
            environment: "SHOP_SECRET_KEY",
            ..Part::DEFAULT
        }],
        ..Credential::DEFAULT
    }],
    security: &[&["key"]],
    ..Provider::DEFAULT
};

static UPDATE_ORDER: Operation = Operation {
    id: "updateOrder",
    method: Method::Post,
    path: "/orders/{orderId}",
    parameters: &[Parameter::path("orderId"), Parameter::query("dryRun")],
    idempotency_header: Some("idempotency-key"),
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

/// An order is a list of amounts here.
type Order = Vec<i64>;

const UPDATE_ORDER_REQUEST: Subject = Subject::Request {
    operation: "updateOrder",
};

static REGISTRY: Registry = Registry {
    provider: &SHOP,
    bodies: &[Body::of::<Order>(UPDATE_ORDER_REQUEST)],
    calls: &[CallEntry {
        operation: "updateOrder",
        call: |client, mut arguments| {
            Box::pin(async move {
                let id: String = arguments.required("orderId")?;
                let dry_run: Option<bool> = arguments.optional("dryRun")?;
                let body: Order = arguments.body()?;
                let mut call: Call<Order> = Call::new(client, &UPDATE_ORDER)
                    .param("orderId", &id)
                    .body(&body);
                if let Some(dry_run) = dry_run {
                    call = call.param("dryRun", &dry_run);
                }
                arguments.send(call).await
            })
        },
    }],
    webhook: None,
};

fn transport() -> MemoryTransport {
    MemoryTransport::new(|_| {
        let response = http::Response::builder().header("content-type", "application/json");
        Ok(response.body(Bytes::from_static(b"[ 1, 2 ]")).unwrap())
    })
}

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder(REGISTRY.provider).credential("secret");
    builder.transport(transport.clone()).build().unwrap()
}

fn arguments() -> Arguments {
    Arguments {
        parameters: BTreeMap::from([("orderId".to_owned(), Json::from("order_1"))]),
        body: Some(b"[7]".to_vec()),
        idempotency_key: None,
    }
}

#[test]
fn a_document_goes_through_its_type() {
    let entry = REGISTRY.body(&UPDATE_ORDER_REQUEST).unwrap();
    let recoded = (entry.recode)(b"[1, 2.0]").unwrap();
    assert_eq!(recoded.json, b"[1,2]");
    assert_eq!((entry.debug)(b"[1, 2.0]").unwrap(), "[1, 2]");
    assert!(recoded.violations.is_empty());
    let error = (entry.recode)(b"[1, true]").unwrap_err();
    assert_eq!(error.faults()[0].path(), "$[1]");
    assert!(
        REGISTRY
            .body(&Subject::Component { name: "Order" })
            .is_none()
    );
}

#[tokio::test]
async fn a_case_becomes_a_call() {
    let transport = transport();
    let client = client(&transport);
    let entry = REGISTRY.call("updateOrder").unwrap();
    let mut arguments = arguments();
    arguments
        .parameters
        .insert("dryRun".into(), Json::from(true));
    arguments.idempotency_key = Some("key-1".into());
    let answer = (entry.call)(&client, arguments).await.unwrap();
    assert_eq!((answer.status, answer.debug.as_str()), (200, "[1, 2]"));
    assert_eq!(answer.json, b"[1,2]");
    let request = transport.requests().remove(0);
    assert_eq!(
        request.uri(),
        "https://api.shop.example/orders/order_1?dryRun=true"
    );
    assert_eq!(request.body(), "[7]".as_bytes());
    assert_eq!(request.headers()["idempotency-key"], "key-1");
    assert!(REGISTRY.call("createOrder").is_none());
}

#[tokio::test]
async fn a_case_that_does_not_fit_is_not_sent() {
    let transport = transport();
    let client = client(&transport);
    let entry = REGISTRY.call("updateOrder").unwrap();
    let spoil: [fn(&mut Arguments); 5] = [
        |case| case.parameters.clear(),
        |case| case.body = None,
        |case| case.body = Some(b"{}".to_vec()),
        |case| drop(case.parameters.insert("dryRun".into(), Json::from(1))),
        |case| drop(case.parameters.insert("unknown".into(), Json::from(1))),
    ];
    for spoil in spoil {
        let mut arguments = arguments();
        spoil(&mut arguments);
        let error = (entry.call)(&client, arguments).await.unwrap_err();
        assert!(matches!(error, CallError::Case(_)), "{error}");
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn the_errors_of_the_client_come_through() {
    let transport = transport();
    let mut arguments = arguments();
    arguments
        .parameters
        .insert("orderId".into(), Json::from(".."));
    let entry = REGISTRY.call("updateOrder").unwrap();
    match (entry.call)(&client(&transport), arguments)
        .await
        .unwrap_err()
    {
        CallError::Client(error) => assert_eq!(error.kind(), ErrorKind::InvalidRequest),
        other => panic!("{other}"),
    }
}

#[test]
fn a_case_may_leave_a_body_out() {
    let mut case = arguments();
    assert_eq!(case.optional_body::<Order>().unwrap(), Some(vec![7]));
    assert_eq!(case.optional_body::<Order>().unwrap(), None);
    case.body = Some(b"{}".to_vec());
    assert!(case.optional_body::<Order>().is_err());
}

#[tokio::test]
async fn a_body_nobody_takes_is_noticed() {
    let transport = transport();
    let call: Call<Order> = Call::new(&client(&transport), &UPDATE_ORDER);
    let error = arguments().send(call).await.unwrap_err();
    assert!(matches!(error, CallError::Case(_)));
}
