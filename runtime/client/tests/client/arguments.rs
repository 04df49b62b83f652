//! How arguments become a request, and what is refused before anything is sent.

use std::{collections::BTreeMap, future::IntoFuture as _};

use kessai_client::{
    Call, Client, Content, ErrorKind, MemoryTransport, Method, Operation, Reply,
    model::{Encode, Json, rules},
};

use crate::shop::{
    CREATE_ORDER, Currency, GET_ORDER, LIST_ORDERS, ListOrders, Order, OrderId, cancel, client,
    create, get, good, list, order,
};

/// The only request there was.
fn sent(transport: &MemoryTransport) -> http::Request<bytes::Bytes> {
    let mut requests = transport.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

/// The violations of a call, as text. Nothing may have been sent.
async fn refused<P: 'static>(transport: &MemoryTransport, call: Call<Order, P>) -> Vec<String> {
    let error = call.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert!(transport.requests().is_empty());
    error.violations().iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_call_is_awaited_or_sent() {
    let client = client(&good());
    let order = create(&client).await.unwrap();
    assert_eq!((order.id.as_str(), order.amount), ("order_1", 1500));
    let response = create(&client)
        .idempotency_key("mine")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.attempts(), 1);
    assert_eq!(response.idempotency_key(), Some("mine"));
    assert_eq!(response.id, "order_1");
    assert_eq!(response.into_inner().amount, 1500);
}

#[tokio::test]
async fn parameters_go_where_they_belong() {
    let transport = good();
    let metadata = BTreeMap::from([("k&".to_owned(), "v 1".to_owned())]);
    list(&client(&transport))
        .params(&ListOrders {
            limit: Some(10),
            brand: Some(vec!["visa".into(), "j/cb".into()]),
        })
        .param("created.from", &true)
        .param("metadata", &metadata)
        .param("X-Shop", &"main store")
        .await
        .unwrap();
    let request = sent(&transport);
    assert_eq!(
        request.uri(),
        "https://api.shop.example/v1/orders?limit=10&brand%5B%5D=visa&brand%5B%5D=j%2Fcb\
         &created.from=true&metadata%5Bk%26%5D=v%201"
    );
    assert_eq!(request.headers()["x-shop"], "main store");
}

#[tokio::test]
async fn the_last_value_of_a_parameter_counts_and_null_takes_it_away() {
    let transport = good();
    let null = Json::NULL;
    list(&client(&transport))
        .params(&ListOrders {
            limit: Some(10),
            brand: None,
        })
        .param("limit", &20_i64)
        .param("created.from", &1_i64)
        .param("created.from", &null)
        .await
        .unwrap();
    assert_eq!(sent(&transport).uri().query(), Some("limit=20"));
}

#[tokio::test]
async fn awkward_text_stays_one_path_segment() {
    let transport = good();
    get(&client(&transport), "a?b#c%2e;d&e=f é日本\0\\")
        .await
        .unwrap();
    assert_eq!(
        sent(&transport).uri().path(),
        "/v1/orders/a%3Fb%23c%252e%3Bd%26e%3Df%20%C3%A9%E6%97%A5%E6%9C%AC%00%5C"
    );
}

#[tokio::test]
async fn path_values_that_name_another_resource_are_refused() {
    let transport = good();
    let client = client(&transport);
    for id in ["", ".", "..", "a/b"] {
        let violations = refused(&transport, get(&client, id)).await;
        assert_eq!(violations.len(), 1, "{id:?}");
        assert!(violations[0].starts_with("path.orderId "), "{violations:?}");
        let error = cancel(&client, id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once_and_not_shown() {
    let transport = good();
    let mut order = order();
    order.amount = -1;
    order.currency = Currency::from("canaryvalue");
    let call: Call<Order> = Call::new(&client(&transport), &CREATE_ORDER)
        .body(&order)
        .param("unknown", &"canaryvalue")
        .idempotency_key("canary value")
        .header("bad name", "x")
        .header("x-trace", "canary\nvalue")
        .header("Authorization", "canaryvalue")
        .header("idempotency-key", "canaryvalue")
        .header("Content-Length", "1");
    let violations = refused(&transport, call).await;
    let expected = [
        "$.amount must be at least 0",
        "parameter unknown is not a parameter of this operation",
        "header.bad name is not a header name",
        "header.x-trace has a value that a header cannot carry",
        "$.currency ",
        "header.authorization belongs to the client and cannot be set",
        "header.idempotency-key belongs to the client and cannot be set",
        "header.content-length belongs to the client and cannot be set",
        "idempotency key holds characters other than visible ASCII",
    ];
    assert_eq!(violations.len(), expected.len(), "{violations:#?}");
    for (violation, expected) in violations.iter().zip(expected) {
        assert!(violation.starts_with(expected), "{violation} / {expected}");
        assert!(!violation.contains("canary"), "{violation}");
    }
}

#[tokio::test]
async fn violations_of_parameters_name_them() {
    let transport = good();
    let client = client(&transport);
    let call = list(&client).params(&ListOrders {
        limit: Some(101),
        brand: None,
    });
    assert_eq!(
        refused(&transport, call).await,
        ["query.limit must be at most 100"]
    );
    let nested = BTreeMap::from([("a".to_owned(), vec![1_i64])]);
    let call = list(&client).param("brand[]", &nested);
    let violations = refused(&transport, call).await;
    assert!(
        violations[0].starts_with("query.brand[] nests"),
        "{violations:?}"
    );
    let call = list(&client).param("limit", &Json::parse("[1, null]").unwrap());
    assert_eq!(
        refused(&transport, call).await,
        ["query.limit holds null in a list"]
    );
    let call = Call::<Order>::new(&client, &LIST_ORDERS).param("X-Shop", &"a\r\nx-evil: b");
    let violations = refused(&transport, call).await;
    assert!(
        violations[0].starts_with("header.X-Shop holds"),
        "{violations:?}"
    );
    let call = Call::<Order>::new(&client, &GET_ORDER);
    let violations = refused(&transport, call).await;
    assert_eq!(
        violations,
        ["path.orderId is part of the path and must be given"]
    );
}

#[tokio::test]
async fn rules_of_parameters_hold_however_they_are_set() {
    let transport = good();
    let client = client(&transport);
    let long = || vec!["visa".to_owned(), "mastercard".to_owned()];
    let set = |limit, brand| {
        list(&client).params(&ListOrders {
            limit: Some(limit),
            brand: Some(brand),
        })
    };
    let too_long = "query.brand[][1] must have at most 8 characters";
    assert_eq!(
        refused(&transport, set(101, long())).await,
        ["query.limit must be at most 100", too_long]
    );
    let call = list(&client)
        .param("limit", &101)
        .param("brand[]", &long())
        .param("X-Shop", &"x".repeat(31).as_str())
        .allow_undocumented();
    assert_eq!(
        refused(&transport, call).await,
        [
            "query.limit must be at most 100",
            too_long,
            "header.X-Shop must have at most 30 characters"
        ]
    );
    set(100, vec!["visa".to_owned()]).await.unwrap();
    assert_eq!(
        sent(&transport).uri().path_and_query().unwrap(),
        "/v1/orders?limit=100&brand%5B%5D=visa"
    );
}

#[tokio::test]
async fn rules_of_bodies_that_are_no_objects_hold() {
    static TAGS: Operation = Operation {
        id: "setTags",
        method: Method::Put,
        path: "/tags",
        contents: &[
            Content::JSON.rules(rules!(max_items(2) items { pattern("^[a-z]+$") })),
            Content::text("text/plain").rules(rules!(max_length(4))),
        ],
        success: &[Reply::json(200)],
        ..Operation::DEFAULT
    };
    let transport = good();
    let client = client(&transport);
    let set = || Call::<Order>::new(&client, &TAGS);
    assert_eq!(
        refused(&transport, set().body(&["a", "B", "c"].as_slice())).await,
        [
            "$[1] must match the pattern ^[a-z]+$",
            "$ must have at most 2 items"
        ]
    );
    assert_eq!(
        refused(&transport, set().content(1).body(&"a, b, c")).await,
        ["$ must have at most 4 characters"]
    );
    set().content(1).body(&"a, b").await.unwrap();
    assert_eq!(sent(&transport).body().as_ref(), b"a, b");
}

#[tokio::test]
async fn undocumented_values_pass_on_request_and_broken_rules_never() {
    let transport = good();
    let mut order = order();
    order.currency = Currency::from("XTS");
    let id: OrderId = kessai_client::model::from_slice(b"\"other_1\"").unwrap();
    let client = client(&transport);
    let create = || Call::<Order>::new(&client, &CREATE_ORDER).body(&order);
    let get = || Call::<Order>::new(&client, &GET_ORDER).param("orderId", &id);

    let violations = refused(&transport, create()).await;
    assert!(violations[0].starts_with("$.currency "), "{violations:?}");
    let violations = refused(&transport, get()).await;
    assert!(
        violations[0].starts_with("path.orderId must match"),
        "{violations:?}"
    );
    order.amount = -1;
    let create = || Call::<Order>::new(&client, &CREATE_ORDER).body(&order);
    let violations = refused(&transport, create().allow_undocumented()).await;
    assert_eq!(violations, ["$.amount must be at least 0"]);

    get().allow_undocumented().await.unwrap();
    assert_eq!(sent(&transport).uri().path(), "/v1/orders/other_1");
}

#[tokio::test]
async fn an_address_beyond_all_bounds_is_refused() {
    let transport = good();
    let violations = refused(&transport, get(&client(&transport), &"a".repeat(70_000))).await;
    assert_eq!(violations.len(), 1);
}

#[tokio::test]
async fn callers_may_add_and_replace_headers() {
    let transport = good();
    create(&client(&transport))
        .header("X-Trace", "1")
        .header("x-trace", "2")
        .header("user-agent", "mine")
        .await
        .unwrap();
    let request = sent(&transport);
    let all: Vec<_> = request.headers().get_all("x-trace").iter().collect();
    assert_eq!(all, ["2"]);
    assert_eq!(request.headers()["user-agent"], "mine");
}

#[tokio::test]
async fn a_body_can_be_left_out() {
    let transport = good();
    let client = client(&transport);
    for body in [None, Some(&order())] {
        let body = body.map(|body| body as &dyn Encode);
        let call: Call<Order> = Call::new(&client, &CREATE_ORDER).optional_body(body);
        call.await.unwrap();
    }
    let requests = transport.requests();
    assert!(requests[0].body().is_empty());
    assert!(!requests[0].headers().contains_key("content-type"));
    assert!(!requests[1].body().is_empty());
    assert_eq!(requests[1].headers()["content-type"], "application/json");
}

#[tokio::test]
async fn calls_can_be_moved_to_other_threads() {
    fn movable<T: Send + 'static>(value: T) -> T {
        value
    }
    let client: Client = movable(client(&good()));
    let call = movable(create(&client));
    drop(client);
    movable(call.into_future()).await.unwrap();
}
