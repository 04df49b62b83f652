//! What goes over the wire when all is well.

use kessai_client::ErrorKind;

use super::{
    client, json,
    server::{Reply, Server},
};
use crate::shop::{KEY, ORDER, cancel, create, get};

#[tokio::test]
async fn a_write_is_exactly_this() {
    let server = Server::start([json("200 OK", ORDER)]).await;
    create(&client(&server))
        .idempotency_key("key-1")
        .await
        .unwrap();
    let request = server.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    assert_eq!(lines.next(), Some("POST /v1/orders HTTP/1.1"));
    let mut headers: Vec<_> = lines.map(str::to_ascii_lowercase).collect();
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            "accept: application/json".to_owned(),
            format!("authorization: bearer {KEY}"),
            format!("content-length: {}", body.len()),
            "content-type: application/json".to_owned(),
            format!("host: {}", server.address()),
            "idempotency-key: key-1".to_owned(),
            format!(
                "user-agent: shop/1.2.3 kessai-client/{}",
                env!("CARGO_PKG_VERSION")
            ),
        ]
    );
    assert_eq!(
        body,
        r#"{"amount":1500,"currency":"JPY","note":"canarybody"}"#
    );
}

#[tokio::test]
async fn a_read_is_exactly_this() {
    let server = Server::start([json("200 OK", ORDER)]).await;
    get(&client(&server), "a b?%2F#é..")
        .param("expand", &"a/b=c&d+e'[]")
        .await
        .unwrap();
    let request = server.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    assert_eq!(
        lines.next(),
        Some("GET /v1/orders/a%20b%3F%252F%23%C3%A9..?expand=a%2Fb%3Dc%26d%2Be%27%5B%5D HTTP/1.1")
    );
    let mut names: Vec<_> = lines.map(|line| line.split(':').next().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
    assert_eq!(body, "");
}

#[tokio::test]
async fn an_empty_answer_to_a_delete() {
    let server = Server::start([Reply::Bytes("HTTP/1.1 204 No Content\r\n\r\n".into())]).await;
    cancel(&client(&server), "order_1").await.unwrap();
    assert!(server.requests()[0].starts_with("DELETE /v1/orders/order_1 HTTP/1.1\r\n"));
}

#[tokio::test]
async fn refused_arguments_open_no_connection() {
    let server = Server::start([json("200 OK", ORDER)]).await;
    for id in ["", ".", "..", "a/b"] {
        let error = get(&client(&server), id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }
    assert!(server.requests().is_empty());
}
