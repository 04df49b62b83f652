//! What every answer, and every lack of one, is taken for.

use kessai_client::{Error, ErrorKind, MemoryTransport, TransportError};

use crate::shop::{ORDER, answering, cancel, client, create, get, response};

const JSON: &str = "application/json";

/// Bodies a server may send, with their media types.
const BODIES: &[(&str, &str)] = &[
    (JSON, ORDER),
    (JSON, ""),
    (JSON, "null"),
    (JSON, "[]"),
    (JSON, r#"{"id":"order_1""#),
    (
        JSON,
        r#"{"errorCode":"order.cannot-capture","message":"Too late"}"#,
    ),
    (JSON, r#"{"errorCode":{},"message":[]}"#),
    ("text/html", "<h1>Bad Gateway</h1>"),
    ("text/plain", ORDER),
    ("", ""),
];

fn expected(status: u16, writes: bool) -> ErrorKind {
    match (status, writes) {
        (200..=299, _) => ErrorKind::Decode,
        (408, true) => ErrorKind::OutcomeUnknown,
        (429, _) => ErrorKind::RateLimited,
        (400..=499, _) => ErrorKind::Api,
        (_, true) => ErrorKind::OutcomeUnknown,
        (500..=599, false) => ErrorKind::Server,
        (_, false) => ErrorKind::Redirect,
    }
}

fn check(error: &Error, status: u16, body: &str, writes: bool) {
    assert_eq!(error.kind(), expected(status, writes), "{status} {body}");
    assert_eq!(error.status().unwrap(), status);
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.body().unwrap(), body.as_bytes());
    assert_eq!(error.attempts(), 1);
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains(&status.to_string()) && shown.contains("req_1"),
        "{shown}"
    );
    assert!(!shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn any_answer_to_a_call_with_a_body() {
    for status in 100..=599 {
        for &(media_type, body) in BODIES {
            let transport = answering(status, media_type, body);
            let client = client(&transport);
            let good = status == 200 && media_type == JSON && body == ORDER;
            for (writes, result) in [
                (true, create(&client).await),
                (false, get(&client, "order_1").await),
            ] {
                match result {
                    Ok(order) => assert!(good && order.id == "order_1", "{status} {body}"),
                    Err(error) => {
                        assert!(!good);
                        check(&error, status, body, writes);
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn any_answer_to_a_call_without_a_body() {
    for status in 100..=599 {
        for &(media_type, body) in BODIES {
            let transport = answering(status, media_type, body);
            match cancel(&client(&transport), "order_1").await {
                Ok(()) => assert_eq!(status, 204),
                Err(error) => {
                    assert_ne!(status, 204);
                    check(&error, status, body, true);
                }
            }
        }
    }
}

#[tokio::test]
async fn json_has_several_media_types() {
    for (media_type, is_json) in [
        ("application/json", true),
        ("Application/JSON; charset=utf-8", true),
        ("application/vnd.shop.v1+json", true),
        ("text/json ;charset=iso-8859-1", true),
        ("application/jsonp", false),
        ("application/json-seq", false),
        ("text/html; a=application/json", false),
        ("+json", false),
        ("json", false),
    ] {
        let transport = answering(200, media_type, ORDER);
        let result = create(&client(&transport)).await;
        assert_eq!(result.is_ok(), is_json, "{media_type}");
    }
    let transport = MemoryTransport::new(|_| Ok(http::Response::new(ORDER.into())));
    let error = create(&client(&transport)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_refusal_shows_code_message_and_request_id() {
    let body = r#"{"errorCode":"order.cannot-capture","message":"Too\nlate","other":"canary"}"#;
    let error = create(&client(&answering(409, JSON, body)))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "createOrder: 409 order.cannot-capture: Too\\u{a}late (request id req_1)"
    );
    assert_eq!(error.operation(), Some("createOrder"));
    assert_eq!(error.code_str(), Some("order.cannot-capture"));
    assert_eq!(error.code::<String>().unwrap(), "order.cannot-capture");
    assert_eq!(error.message(), Some("Too\nlate"));
    let error = create(&client(&answering(
        402,
        "text/plain",
        r#"{"errorCode":12}"#,
    )))
    .await
    .unwrap_err();
    assert_eq!(error.code_str(), Some("12"));
    assert_eq!(error.to_string(), "createOrder: 402 12 (request id req_1)");
}

#[tokio::test]
async fn a_write_without_an_outcome_does_not_read_as_failed() {
    let transport = answering(503, JSON, r#"{"message":"Busy"}"#);
    let error = create(&client(&transport)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "createOrder: outcome unknown, it may have taken effect: 503: Busy (request id req_1)"
    );
    let error = create(&client(&answering(303, JSON, "")))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "createOrder: outcome unknown, it may have taken effect: 303: \
         the status tells nothing, and redirects are not followed (request id req_1)"
    );
}

#[tokio::test]
async fn a_long_message_is_capped() {
    let body = format!(r#"{{"message":"{}"}}"#, "m".repeat(100_000));
    let error = create(&client(&answering(400, JSON, &body)))
        .await
        .unwrap_err();
    assert!(error.to_string().len() < 600 && format!("{error:?}").len() < 1_500);
    assert_eq!(error.message().unwrap().len(), 100_000);
}

#[tokio::test]
async fn a_body_that_does_not_decode_is_explained() {
    let transport = answering(200, JSON, r#"{"amount":"1500"}"#);
    let error = create(&client(&transport)).await.unwrap_err();
    assert_eq!(error.faults().len(), 2);
    assert_eq!(
        error.to_string(),
        "createOrder: reported as done, but the answer is unusable: 200: \
         $.id: required member is missing; \
         $.amount: expected an integer, found a string (request id req_1)"
    );
    let transport = answering(200, JSON, "{");
    let error = create(&client(&transport)).await.unwrap_err();
    assert!(error.faults().is_empty());
    assert!(error.to_string().contains("not JSON"), "{error}");
}

#[tokio::test]
async fn no_answer_is_told_apart_by_what_may_have_left() {
    let failing = |make: fn() -> TransportError| MemoryTransport::new(move |_| Err(make()));
    let transport = failing(|| TransportError::not_sent("no route"));
    for result in [
        create(&client(&transport)).await,
        get(&client(&transport), "a").await,
    ] {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotSent);
        assert!(!error.is_timeout());
        assert!(
            error.to_string().ends_with(": not sent: no route"),
            "{error}"
        );
    }
    let transport = failing(|| TransportError::maybe_sent("gone").timed_out());
    let error = create(&client(&transport)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(error.is_timeout() && error.status().is_none() && error.body().is_none());
    assert_eq!(
        error.to_string(),
        "createOrder: outcome unknown, it may have taken effect: no answer came: gone"
    );
    let error = get(&client(&transport), "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoAnswer);
    assert!(error.is_timeout());
}

#[tokio::test]
async fn an_answer_that_broke_off_is_no_answer() {
    for status in [200, 400, 500] {
        let transport = MemoryTransport::new(move |_| {
            Err(TransportError::broken_off(
                response(status, JSON, r#"{"id""#),
                "reset",
            ))
        });
        let client = client(&transport);
        for (kind, result) in [
            (ErrorKind::OutcomeUnknown, create(&client).await),
            (ErrorKind::NoAnswer, get(&client, "a").await),
        ] {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), kind);
            assert_eq!(error.status().unwrap(), status);
            assert_eq!(error.request_id(), Some("req_1"));
            assert_eq!(error.body().unwrap(), r#"{"id""#);
        }
    }
}

#[tokio::test]
async fn the_limit_holds_for_transports_that_forget_it() {
    for (status, kind) in [
        (200, ErrorKind::Decode),
        (400, ErrorKind::Api),
        (500, ErrorKind::OutcomeUnknown),
    ] {
        let builder = kessai_client::Client::builder(&crate::shop::SHOP)
            .credential(crate::shop::KEY)
            .max_retries(0)
            .response_limit(ORDER.len() - 1)
            .transport(answering(status, JSON, ORDER));
        let error = create(&builder.build().unwrap()).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.body().unwrap(), &ORDER.as_bytes()[..ORDER.len() - 1]);
        assert!(error.to_string().contains("limit of"), "{error}");
    }
}

#[tokio::test]
async fn canned_responses_come_in_order_and_end() {
    let transport =
        MemoryTransport::responses([response(400, JSON, "{}"), response(200, JSON, ORDER)]);
    let client = client(&transport);
    assert_eq!(create(&client).await.unwrap_err().kind(), ErrorKind::Api);
    assert!(create(&client).await.is_ok());
    assert_eq!(
        create(&client).await.unwrap_err().kind(),
        ErrorKind::NotSent
    );
    assert_eq!(transport.requests().len(), 3);
}
