//! Every way in which an answer can fail.

use std::time::Duration;

use kessai_client::{Client, ErrorKind};

use super::{
    client, json,
    server::{Reply, Server},
    whole,
};
use crate::shop::{KEY, ORDER, SHOP, create, get};

#[tokio::test]
async fn failures_of_the_server() {
    let html = || {
        whole(
            "502 Bad Gateway\r\ncontent-type: text/html",
            "<h1>canary</h1>",
        )
    };
    let replies = [
        json("500 Internal Server Error", "{}"),
        json("500 Internal Server Error", "{}"),
        html(),
        html(),
    ];
    let server = Server::start(replies).await;
    let client = client(&server);
    for (status, writes, kind) in [
        (500, true, ErrorKind::OutcomeUnknown),
        (500, false, ErrorKind::Server),
        (502, true, ErrorKind::OutcomeUnknown),
        (502, false, ErrorKind::Server),
    ] {
        let call = if writes {
            create(&client)
        } else {
            get(&client, "a")
        };
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.status().unwrap(), status);
        assert!(!format!("{error} {error:?}").contains("canary"));
    }
    // Each was sent once: nothing is repeated behind the caller's back.
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn an_answer_of_another_media_type_is_no_success() {
    let server = Server::start([whole("200 OK\r\ncontent-type: text/html", ORDER)]).await;
    let error = create(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.body().unwrap(), ORDER);
}

#[tokio::test]
async fn nothing_is_decompressed() {
    let head = "200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip";
    let server = Server::start([whole(head, "\u{1f}not gzip")]).await;
    let error = create(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.body().unwrap(), "\u{1f}not gzip");
}

#[tokio::test]
async fn an_answer_cut_anywhere_is_no_answer() {
    let Reply::Bytes(answer) = json("200 OK", ORDER) else {
        unreachable!()
    };
    let body_at = answer.len() - ORDER.len();
    let cut = |at: usize| Reply::Bytes(answer[..at].into());
    let server = Server::start((0..answer.len()).flat_map(|at| [cut(at), cut(at)])).await;
    let client = client(&server);
    for at in 0..answer.len() {
        for (kind, call) in [
            (ErrorKind::OutcomeUnknown, create(&client)),
            (ErrorKind::NoAnswer, get(&client, "a")),
        ] {
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), kind, "cut at {at}: {error}");
            if at >= body_at {
                assert_eq!(error.status().unwrap(), 200);
                assert_eq!(error.request_id(), Some("req_1"));
                assert_eq!(error.body().unwrap(), &answer[body_at..at]);
            }
        }
    }
    // Each was sent once: nothing is repeated behind the caller's back.
    assert_eq!(server.requests().len(), 2 * answer.len());
}

#[tokio::test]
async fn a_chunked_answer_without_its_end_is_no_answer() {
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunk = format!("{:x}\r\n{ORDER}\r\n", ORDER.len());
    let server = Server::start([Reply::Bytes(format!("{head}{chunk}"))]).await;
    let error = create(&client(&server)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(error.body().unwrap(), ORDER);
    let server = Server::start([Reply::Bytes(format!("{head}{chunk}0\r\n\r\n"))]).await;
    assert!(create(&client(&server)).await.is_ok());
}

#[tokio::test]
async fn a_connection_reset_before_the_answer_leaves_the_outcome_unknown() {
    let server = Server::start([Reply::Reset, Reply::Reset]).await;
    let client = client(&server);
    let error = create(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(!error.is_timeout());
    assert_eq!(
        get(&client, "a").await.unwrap_err().kind(),
        ErrorKind::NoAnswer
    );
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    let server = Server::start([]).await;
    let client = client(&server);
    drop(server);
    for call in [create(&client), get(&client, "canaryid")] {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotSent, "{error:?}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}

#[tokio::test]
async fn time_that_runs_out_leaves_the_outcome_unknown() {
    let partial = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    let server = Server::start([
        Reply::Hang(String::new()),
        Reply::Hang(String::new()),
        Reply::Hang(partial.into()),
    ])
    .await;
    let client = client(&server);
    for (kind, call) in [
        (ErrorKind::OutcomeUnknown, create(&client)),
        (ErrorKind::NoAnswer, get(&client, "a")),
        (ErrorKind::OutcomeUnknown, create(&client)),
    ] {
        let error = call.timeout(Duration::from_millis(100)).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert!(error.is_timeout(), "{error:?}");
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read_to_its_end() {
    let limit = 1000;
    let large = "a".repeat(limit + 1);
    let chunked = |status: &str| {
        // No end: reading on would never return.
        Reply::Hang(format!(
            "HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{large}\r\n",
            large.len()
        ))
    };
    let announced = Reply::Hang(format!(
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n{large}"
    ));
    for (reply, kind) in [
        (chunked("200 OK"), ErrorKind::Decode),
        (chunked("400 Bad Request"), ErrorKind::Api),
        (
            chunked("500 Internal Server Error"),
            ErrorKind::OutcomeUnknown,
        ),
        (announced, ErrorKind::Decode),
    ] {
        let server = Server::start([reply]).await;
        let client = Client::builder(&SHOP)
            .credential(KEY)
            .base_url(format!("http://{}", server.address()))
            .max_retries(0)
            .response_limit(limit);
        let error = create(&client.build().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.body().unwrap().len(), limit);
        assert!(!error.is_timeout());
    }
}
