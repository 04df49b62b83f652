//! What documents leave out.

use kessai_client::ErrorKind;
use kessai_wire::{Peer, answer, empty};
use wire_course::Client;

#[tokio::test]
async fn a_default_answer_alone_is_the_success() {
    let peer = Peer::answering(answer(201, "application/json", r#"{"sum":3}"#));
    let client = peer.client(Client::builder()).unwrap();
    assert_eq!(client.public().default().await.unwrap().sum, 3);
    let peer = Peer::answering(answer(404, "application/json", r#"{"sum":3}"#));
    let client = peer.client(Client::builder()).unwrap();
    let error = client.public().default().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
}

#[tokio::test]
async fn a_redirect_alone_is_the_success_and_not_followed() {
    let mut moved = empty(302);
    let there = http::HeaderValue::from_static("https://cdn.shop.example/a");
    moved.headers_mut().insert("location", there);
    let peer = Peer::answering(moved);
    let client = peer.client(Client::builder()).unwrap();
    let response = client.public().moved().send().await.unwrap();
    assert_eq!(response.headers()["location"], "https://cdn.shop.example/a");
    assert_eq!(peer.lines(), ["GET /v1/public/moved"]);
    // Of others it says nothing.
    let error = client.public().failures().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
}

#[tokio::test]
async fn without_a_documented_success_any_will_do() {
    let peer = Peer::answering(answer(202, "text/html", "<p>"));
    let client = peer.client(Client::builder()).unwrap();
    client.public().failures().await.unwrap();
}

#[tokio::test]
async fn operations_without_a_name_of_their_own_are_called() {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    client.public().get_nameless_name("a").await.unwrap();
    client.public().twice().await.unwrap();
    client.public().twice_2().await.unwrap();
    assert_eq!(
        peer.lines(),
        [
            "GET /v1/public/nameless/a",
            "GET /v1/public/twice",
            "POST /v1/public/twice",
        ]
    );
}
