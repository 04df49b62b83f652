//! Calls that block a thread.

use std::{thread, time::Duration};

use kessai_client::{
    BoxFuture, Client, ErrorKind, Limits, MemoryTransport, Transport, TransportError,
};

use crate::shop::{KEY, ORDER, SHOP, client, create, get, good, response};

#[test]
fn a_call_gives_its_answer_without_a_runtime() {
    let transport = good();
    let client = client(&transport);
    let order = create(&client).idempotency_key("mine").send_blocking();
    let order = order.unwrap();
    assert_eq!((order.id.as_str(), order.attempts()), ("order_1", 1));
    assert_eq!(order.idempotency_key(), Some("mine"));
    get(&client, "a").send_blocking().unwrap();
    assert_eq!(transport.requests().len(), 2);
}

#[test]
fn its_errors_are_those_of_any_other_call() {
    let client = client(&crate::shop::answering(409, "application/json", "{}"));
    let error = create(&client).send_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    let error = get(&client, "..").send_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
}

#[test]
fn it_is_tried_again_like_any_other_call() {
    let responses = [
        response(503, "application/json", "{}"),
        response(200, "application/json", ORDER),
    ];
    let client = Client::builder(&SHOP)
        .credential(KEY)
        .backoff(Duration::from_millis(1), Duration::from_millis(1))
        .transport(MemoryTransport::responses(responses))
        .build()
        .unwrap();
    assert_eq!(create(&client).send_blocking().unwrap().attempts(), 2);
}

#[tokio::test]
async fn within_a_runtime_it_is_an_error_and_nothing_is_sent() {
    let transport = good();
    let client = client(&transport);
    let error = create(&client).send_blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Blocking);
    assert!(error.to_string().contains("spawn_blocking"), "{error}");
    assert!(transport.requests().is_empty());
}

#[test]
fn threads_share_a_client() {
    let transport = good();
    let client = client(&transport);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| create(&client).send_blocking().unwrap());
        }
    });
    assert_eq!(transport.requests().len(), 8);
}

/// Panics on a write, and answers a read.
struct Panics;

impl Transport for Panics {
    fn send(
        &self,
        request: http::Request<bytes::Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        Box::pin(async move {
            assert_eq!(request.method(), "GET", "this panic is part of the test");
            Ok(response(200, "application/json", ORDER))
        })
    }
}

#[test]
fn a_transport_that_panics_leaves_the_outcome_unknown_and_the_client_alive() {
    let builder = Client::builder(&SHOP).credential(KEY).transport(Panics);
    let client = builder.build().unwrap();
    let error = create(&client).idempotency_key("mine").send_blocking();
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert_eq!(error.operation(), Some("createOrder"));
    assert_eq!(error.idempotency_key(), Some("mine"));
    get(&client, "a").send_blocking().unwrap();
}

/// The connection belongs to the client's thread, and serves one call after the other.
#[cfg(feature = "reqwest")]
#[test]
fn calls_share_a_connection() {
    use std::{
        io::{Read as _, Write as _},
        net::TcpListener,
    };

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        for _ in 0..3 {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                head.extend(byte);
            }
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                ORDER.len()
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(ORDER.as_bytes()).unwrap();
        }
    });
    let builder = Client::builder(&SHOP).credential(KEY).max_retries(0);
    let client = builder.base_url(format!("http://{address}")).build();
    let client = client.unwrap();
    for _ in 0..3 {
        let order = get(&client, "a").send_blocking().unwrap();
        assert_eq!(order.id, "order_1");
    }
    server.join().unwrap();
}

mod lists {
    use std::time::Duration;

    use kessai_client::{
        Call, ErrorKind, MemoryTransport, NextPage, Paged, Paging, Polled, Polling, model::Json,
    };

    use crate::shop::{self, LIST_ORDERS, response};

    enum Params {}

    impl Paged for Params {
        type Page = Json;
        type Item = i64;
        const PAGING: Paging = Paging {
            position: "limit",
            size: None,
            next: NextPage::Token { member: "next" },
        };

        fn items(page: Json) -> Vec<i64> {
            vec![i64::try_from(page.as_text().len()).unwrap()]
        }
    }

    impl Polled for Params {
        const POLLING: Polling = Polling {
            members: &[&["next"]],
            pending: &["1"],
            ..Polling::DEFAULT
        };
    }

    fn call() -> Call<Json, Params> {
        let pages = [r#"{"next":"1"}"#, r#"{"next":"2"}"#, "{}"];
        let pages = pages.map(|page| response(200, "application/json", page));
        Call::new(
            &shop::client(&MemoryTransport::responses(pages)),
            &LIST_ORDERS,
        )
    }

    #[test]
    fn lists_are_iterators() {
        let items: Result<Vec<_>, _> = call().items().blocking().collect();
        assert_eq!(items.unwrap(), [12, 12, 2]);
        assert_eq!(call().pages().blocking().count(), 3);
    }

    #[test]
    fn a_wait_blocks_until_the_end() {
        let wait = call().wait().interval(Duration::ZERO, Duration::ZERO);
        let end = wait.send_blocking().unwrap();
        assert_eq!(end.as_text(), r#"{"next":"2"}"#);
    }

    #[tokio::test]
    async fn within_a_runtime_both_are_errors() {
        let mut items = call().items().blocking();
        let error = items.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Blocking);
        assert!(items.next().is_none());
        let error = call().wait().send_blocking().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Blocking);
    }
}
