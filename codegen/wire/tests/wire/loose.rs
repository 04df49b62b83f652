//! Schemas with properties that do not say `type: object`.

use kessai_wire::{Peer, answer};
use wire_course::{Client, Failure, LooseRows413Response, Pause};

async fn failure(status: u16, body: &'static str) -> Failure {
    let peer = Peer::answering(answer(status, "application/json", body));
    let client: Client = peer.client(Client::builder()).unwrap();
    let call = client.loose().rows().max_retries(0);
    call.await.unwrap_err().body_as().unwrap()
}

#[tokio::test]
async fn what_is_no_object_is_kept() {
    match failure(413, r#"{"count": 4}"#).await {
        Failure::LooseRows413Response(LooseRows413Response::Rows(rows)) => {
            assert_eq!(rows.count, 4);
        }
        other => panic!("{other:?}"),
    }
    match failure(413, r#""too many""#).await {
        Failure::LooseRows413Response(LooseRows413Response::Value(text)) => {
            assert_eq!(text.as_text(), r#""too many""#);
        }
        other => panic!("{other:?}"),
    }
    match failure(429, "[60, 120]").await {
        Failure::Pause(Pause::Value(list)) => assert_eq!(list.as_text(), "[60,120]"),
        other => panic!("{other:?}"),
    }
}
