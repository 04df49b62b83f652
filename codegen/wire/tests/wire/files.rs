//! Bytes and files, whole and in pieces.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use kessai_client::ErrorKind;
use kessai_wire::{Peer, Server, answer, empty};
use wire_course::{
    About, ByteStream, Client, FileForm, FileFormBodyLink, Upload, files::FileStateAnswer,
};

/// A stream of these pieces, of which nobody knows how many there are.
struct Pieces(VecDeque<&'static str>);

impl Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(piece.into())))
    }
}

fn stream(pieces: &[&'static str]) -> ByteStream {
    ByteStream::new(Pieces(pieces.iter().copied().collect()))
}

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.address())
        .build()
        .unwrap()
}

/// The parts of a form: head and content of each.
fn parts(request: &http::Request<Bytes>) -> Vec<(String, String)> {
    let media_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    let text = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let begin = format!("--{boundary}\r\n");
    let part = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        (
            head.to_owned(),
            content.strip_suffix("\r\n").unwrap().to_owned(),
        )
    };
    text.split(&begin).skip(1).map(part).collect()
}

#[tokio::test]
async fn bytes_are_sent_as_they_are() {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    client.files().raw(vec![0, 255]).await.unwrap();
    client.files().picture(None).await.unwrap();
    let png = Upload::from("png").media_type("image/png");
    client.files().picture(Some(png)).await.unwrap();
    let requests = peer.requests();
    assert_eq!(
        requests[0].headers()["content-type"],
        "application/octet-stream"
    );
    assert_eq!(requests[0].body()[..], [0, 255]);
    assert!(!requests[1].headers().contains_key("content-type"));
    assert_eq!(requests[2].headers()["content-type"], "image/png");
}

#[tokio::test]
async fn a_stream_is_sent_in_pieces() {
    let server = Server::start(vec!["HTTP/1.1 204 No Content\r\n\r\n"]);
    let upload = Upload::stream(stream(&["ab", "c"]));
    client(&server).files().raw(upload).await.unwrap();
    let request = server.requests().remove(0);
    assert!(
        request.contains("\r\ntransfer-encoding: chunked\r\n"),
        "{request}"
    );
    assert!(
        request.ends_with("2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"),
        "{request}"
    );

    let server = Server::start(vec!["HTTP/1.1 204 No Content\r\n\r\n"]);
    let upload = Upload::stream(stream(&["ab", "c"]).with_length(3));
    client(&server).files().raw(upload).await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.contains("\r\ncontent-length: 3\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\nabc"), "{request}");
}

#[tokio::test]
async fn a_stream_is_never_sent_twice() {
    let peer = Peer::answering(empty(503));
    let client = peer.client(Client::builder()).unwrap();
    // Whole bytes with a key are sent again, a stream is not.
    let backoff = std::time::Duration::ZERO;
    let quick = peer
        .client(Client::builder().backoff(backoff, backoff))
        .unwrap();
    quick.files().raw("abc").await.unwrap_err();
    assert_eq!(peer.requests().len(), 3);
    let call = client.files().raw(Upload::stream(stream(&["abc"])));
    let error = call.clone().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(!error.is_retryable());
    assert_eq!(peer.requests().len(), 4);
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent);
    assert!(error.to_string().contains("sent before"), "{error}");
    assert_eq!(peer.requests().len(), 4);
}

#[tokio::test]
async fn a_form_has_a_part_for_each_member_and_file() {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    let body = FileForm::new(About::new("T"))
        .tags(vec!["a".into(), "b".into()])
        .link(FileFormBodyLink::new().create(true))
        .size(3);
    let file = Upload::from("text")
        .file_name("a.txt")
        .media_type("text/plain");
    let preview = Upload::stream(stream(&["p", "ng"]));
    let pages = [Upload::from("1"), Upload::from("2")];
    client
        .files()
        .form(&body, file, Some(preview), &pages)
        .await
        .unwrap();
    let name = |name: &str| format!("content-disposition: form-data; name=\"{name}\"");
    let found = parts(&peer.requests()[0]);
    let json = "\r\ncontent-type: application/json; charset=utf-8";
    let octets = "\r\ncontent-type: application/octet-stream";
    let expected = [
        (name("about") + json, r#"{"title":"T"}"#),
        (name("tags"), "a"),
        (name("tags"), "b"),
        (name("link[create]"), "true"),
        (name("size"), "3"),
        (
            name("file") + "; filename=\"a.txt\"\r\ncontent-type: text/plain",
            "text",
        ),
        (
            name("preview") + "; filename=\"preview\"\r\ncontent-type: image/png",
            "png",
        ),
        (name("pages") + "; filename=\"pages\"" + octets, "1"),
        (name("pages") + "; filename=\"pages\"" + octets, "2"),
    ];
    let expected = expected.map(|(head, content)| (head, content.to_owned()));
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_form_keeps_the_rules_of_its_members() {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    let body = FileForm::new(About::new("T")).size(0);
    let error = client.files().form(&body, "", None, &[]).await.unwrap_err();
    assert_eq!(error.violations()[0].place(), "$.size");
    assert!(peer.requests().is_empty());
    client.files().parts(None).await.unwrap();
    client.files().parts(Some(&About::new("T"))).await.unwrap();
    let requests = peer.requests();
    assert!(!requests[0].headers().contains_key("content-type"));
    assert_eq!(parts(&requests[1])[0].1, "T");
}

#[tokio::test]
async fn a_file_is_read_whole_or_in_pieces() {
    let response = "HTTP/1.1 200 OK\r\ncontent-type: application/octet-stream\r\ntransfer-encoding: chunked\r\n\r\n\
                    3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    let server = Server::start(vec![response; 2]);
    let client = client(&server);
    let file = client.files().get("a").await.unwrap();
    assert_eq!(file.media_type(), Some("application/octet-stream"));
    assert_eq!(file.bytes().await.unwrap(), "abcde");
    let mut file = client.files().get("a").await.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = file.chunk().await {
        all.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(all, b"abcde");
    let request = server.requests().remove(0);
    assert!(
        request.contains("\r\naccept: application/octet-stream, application/json\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn a_file_in_memory_has_a_limit_and_one_in_pieces_has_none() {
    let response =
        "HTTP/1.1 200 OK\r\ncontent-type: application/zip\r\ncontent-length: 5\r\n\r\nabcde";
    let server = Server::start(vec![response; 3]);
    let small = Client::builder()
        .base_url(server.address())
        .response_limit(4)
        .build()
        .unwrap();
    let file = small.files().get("a").await.unwrap();
    assert_eq!(file.length(), Some(5));
    let error = file.bytes().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("limit of 4 bytes"), "{error}");
    let file = small.files().get("a").await.unwrap();
    assert_eq!(file.limit(5).bytes().await.unwrap(), "abcde");
    let mut file = small.files().get("a").await.unwrap();
    let mut length = 0;
    while let Some(piece) = file.chunk().await {
        length += piece.unwrap().len();
    }
    assert_eq!(length, 5);
}

#[tokio::test]
async fn a_file_that_breaks_off_is_an_error_and_clones_share_it() {
    let broken = "HTTP/1.1 200 OK\r\ncontent-type: application/zip\r\ncontent-length: 9\r\n\r\nabc";
    let server = Server::start(vec![broken]);
    let file = client(&server).files().get("a").await.unwrap();
    let clone = file.clone();
    let error = file.bytes().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAnswer);
    assert_eq!(error.operation(), Some("fileGet"));
    let error = clone.bytes().await.unwrap_err();
    assert!(error.to_string().contains("has been read"), "{error}");
}

#[tokio::test]
async fn what_is_no_file_is_read_at_once() {
    let fault = "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{\"title\":\"T\"}";
    let server = Server::start(vec![fault]);
    let error = client(&server).files().get("a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.body_as::<About>().unwrap().title, "T");
}

#[tokio::test]
async fn an_answer_is_a_file_or_says_how_far_it_is() {
    let peer = Peer::answering(answer(200, "image/jpeg", "jpeg"));
    let client = peer.client(Client::builder()).unwrap();
    let FileStateAnswer::Ok(picture) = client.files().state("a").await.unwrap() else {
        panic!("there is a picture");
    };
    assert_eq!(picture.media_type(), Some("image/jpeg"));
    assert_eq!(picture.bytes().await.unwrap(), "jpeg");
    let peer = Peer::answering(answer(202, "application/json", r#"{"title":"T"}"#));
    let client = peer.client(Client::builder()).unwrap();
    let state = client.files().state("a").await.unwrap();
    assert!(matches!(state, FileStateAnswer::Accepted(about) if about.title == "T"));
}
