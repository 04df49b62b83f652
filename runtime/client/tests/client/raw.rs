//! Calls of what no operation describes.

use kessai_client::{
    ErrorKind, Method, TransportError,
    model::{Decode, Json, Value},
};

use crate::{
    script::{Script, Step, answer, good, reset},
    shop::{KEY, ORDER, answering, client, order, response},
};

#[derive(Debug)]
struct Amount(i64);

impl Decode for Amount {
    fn decode(value: Value<'_>) -> Self {
        Self(value.object().required("amount"))
    }
}

#[tokio::test]
async fn it_is_sent_like_any_other_call() {
    let transport = answering(201, "application/json", ORDER);
    let client = client(&transport);
    let amount: Amount = client
        .request(Method::Post, "/orders/order%2F1/notes")
        .query("brand[]", &vec!["a&b".to_owned(), "c".to_owned()])
        .query("limit", &5_i64)
        .query("none", &Json::NULL)
        .header("x-trace", "t")
        .body(&order())
        .decode_as()
        .await
        .unwrap();
    assert_eq!(amount.0, 1500);
    let request = transport.requests().remove(0);
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.uri(),
        "https://api.shop.example/v1/orders/order%2F1/notes?brand%5B%5D=a%26b&brand%5B%5D=c&limit=5"
    );
    let headers = request.headers();
    assert_eq!(headers["authorization"], format!("Bearer {KEY}"));
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["x-trace"], "t");
    assert!(headers.contains_key("user-agent") && !headers.contains_key("idempotency-key"));
    assert!(request.body().starts_with(br#"{"amount":1500"#));
}

#[tokio::test]
async fn every_success_counts_and_nothing_is_null() {
    for status in [200, 201, 202, 204, 299] {
        let client = client(&answering(status, "text/plain", ""));
        let nothing = client.request(Method::Get, "/a").send().await.unwrap();
        assert_eq!(
            (nothing.status().as_u16(), &*nothing),
            (status, &Json::NULL)
        );
        let () = client
            .request(Method::Delete, "/a")
            .decode_as()
            .await
            .unwrap();
    }
    let client = client(&answering(206, "application/json", "[1, 2]"));
    let list: Vec<i64> = client.request(Method::Get, "/a").decode_as().await.unwrap();
    assert_eq!(list, [1, 2]);
}

#[tokio::test]
async fn its_errors_are_those_of_any_other_call_and_name_no_path() {
    let error = r#"{"errorCode":"order.gone","message":"No such key: sk_canarykey"}"#;
    for (status, body, kind) in [
        (404, error, ErrorKind::Api),
        (500, error, ErrorKind::OutcomeUnknown),
        (200, "{", ErrorKind::Decode),
    ] {
        let client = client(&answering(status, "application/json", body));
        let call = client
            .request(Method::Put, "/customers/canaryid")
            .query("canaryname", &"canaryvalue");
        assert!(!format!("{call:?}").contains("canary"));
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.operation(), Some("PUT request"));
        let text = format!("{error} {error:?}");
        assert!(!text.contains("canary"), "{text}");
        assert_eq!(error.code_str(), (status != 200).then_some("order.gone"));
    }
    let client = client(&answering(200, "text/html", "<p>"));
    let error = client.request(Method::Get, "/a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn what_could_name_something_else_is_refused() {
    let transport = answering(200, "application/json", "{}");
    let client = client(&transport);
    for path in ["orders", "/a/../b", "/%2e%2e/b", "/a?b=c", "/a b", "/日本"] {
        let error = client.request(Method::Get, path).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{path}");
        assert_eq!(error.violations().len(), 1);
        assert_eq!(error.violations()[0].place(), "path");
    }
    for name in ["authorization", "accept-encoding", "host", "my-key"] {
        let call = client.request(Method::Post, "/a").key_header("my-key");
        let error = call.header(name, "x").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{name}");
    }
    let call = client.request(Method::Post, "/a").idempotency_key("k");
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    let call = client.request(Method::Post, "/a").key_header("no header");
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    let nested = Json::parse("[[1]]").unwrap();
    let call = client.request(Method::Get, "/a").query("q", &nested);
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert!(transport.requests().is_empty());
}

#[tokio::test(start_paused = true)]
async fn reads_are_tried_again_and_writes_with_a_key_or_a_word() {
    for method in [Method::Get, Method::Head] {
        let script = Script::new([answer(503), good()]);
        script.client().request(method, "/a").await.unwrap();
        assert_eq!(script.seen().len(), 2);
    }
    let script = Script::new([reset(), good()]);
    let error = script
        .client()
        .request(Method::Patch, "/a")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(script.seen().len(), 1);

    let script = Script::new([reset(), good()]);
    let call = script.client().request(Method::Patch, "/a");
    let response = call.key_header("My-Key").send().await.unwrap();
    let seen = script.seen();
    let key = response.idempotency_key().unwrap();
    assert_eq!((seen.len(), key.len()), (2, 36));
    assert_eq!(seen[1].request.headers()["my-key"], key);
    script.assert_all_alike();

    let script = Script::new([reset(), good()]);
    let call = script.client().request(Method::Put, "/a");
    call.idempotent().await.unwrap();
    assert_eq!(script.seen().len(), 2);

    let script = Script::new([good()]);
    let call = script.client().request(Method::Get, "/a");
    call.key_header("my-key").await.unwrap();
    assert!(!script.seen()[0].request.headers().contains_key("my-key"));
}

#[tokio::test]
async fn limits_hold() {
    let large = TransportError::too_large(response(200, "application/json", "[1"), 2);
    let script = Script::new([Step::Fail(large)]);
    let call = script.client().request(Method::Get, "/a");
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_compressed_body_is_named_as_such() {
    let mut compressed = response(200, "application/json", "\u{1f}");
    let headers = compressed.headers_mut();
    headers.insert("content-encoding", "gzip".parse().unwrap());
    let script = Script::new([Step::Answer(compressed)]);
    let error = crate::shop::get(&script.client(), "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("compressed"), "{error}");
}
