//! Nothing that must stay out of logs is in anything that can be printed.

use std::error::Error as _;

use kessai_client::{Client, Error, ErrorKind, MemoryTransport, TransportError};

use crate::shop::{KEY, ORDER, SHOP, answering, client, create, get, good, response};

/// Everything that printing an error can show.
fn printed(error: &Error) -> String {
    let mut texts = vec![format!("{error} {error:#} {error:?} {error:#?}")];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(format!("{error} {error:?}"));
        source = error.source();
    }
    texts.concat()
}

#[test]
fn errors_are_small_and_can_be_passed_on() {
    fn anywhere<T: Send + Sync + 'static>() {}
    anywhere::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[tokio::test]
async fn errors_show_no_key_and_no_body() {
    // The provider repeats the key, and a part of the body.
    let echo = r#"{"errorCode":"sk_canarykey","message":"no such key: Bearer sk_canarykey, no such card: 4111 1111 1111 1111","a":"canarybody"}"#;
    for status in [200, 201, 302, 401, 500] {
        for media_type in ["application/json", "text/html"] {
            let client = client(&answering(status, media_type, echo));
            for result in [create(&client).await, get(&client, "a").await] {
                let error = result.unwrap_err();
                let text = printed(&error);
                assert!(!text.contains("canary") && !text.contains("4111"), "{text}");
                assert_eq!(error.body().unwrap(), echo);
            }
        }
    }
    let error = create(&client(&answering(401, "application/json", echo)))
        .await
        .unwrap_err();
    assert_eq!(
        error.message(),
        Some("no such key: Bearer [redacted], no such card: [redacted]")
    );
    assert_eq!(error.code_str(), Some("[redacted]"));
}

#[tokio::test]
async fn a_request_id_does_not_show_the_key() {
    for (status, body) in [(401, "{}"), (200, "{}"), (200, ORDER)] {
        let transport = MemoryTransport::new(move |_| {
            let mut response = response(status, "application/json", body);
            response
                .headers_mut()
                .insert("x-request-id", KEY.parse().unwrap());
            Ok(response)
        });
        match create(&client(&transport)).send().await {
            Ok(response) => assert_eq!(response.request_id(), Some("[redacted]")),
            Err(error) => {
                let text = printed(&error);
                assert!(!text.contains("canary"), "{text}");
            }
        }
    }
}

#[tokio::test]
async fn a_broken_answer_shows_no_body() {
    let transport = MemoryTransport::new(|_| {
        Err(TransportError::broken_off(
            response(200, "application/json", "canarybody"),
            "reset",
        ))
    });
    let text = printed(&create(&client(&transport)).await.unwrap_err());
    assert!(!text.contains("canary"), "{text}");
    let error =
        TransportError::broken_off(response(200, "application/json", "canarybody"), "reset");
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[tokio::test]
async fn clients_calls_and_transports_show_no_key_and_no_body() {
    let transport = good();
    let builder = Client::builder(&SHOP)
        .credential(KEY)
        .transport(transport.clone());
    let mut texts = vec![format!("{builder:?} {builder:#?}")];
    let client = builder.build().unwrap();
    let call = create(&client).idempotency_key("canaryidempotency");
    texts.push(format!("{client:?} {client:#?} {call:?} {call:#?}"));
    let response = call.send().await.unwrap();
    texts.push(format!("{response:?} {transport:?}"));
    for request in transport.requests() {
        texts.push(format!("{:?}", request.headers()["authorization"]));
    }
    let text = texts.concat();
    assert!(!text.contains("canary"), "{text}");
    assert!(text.contains("[redacted]"));
}

#[tokio::test]
async fn a_refused_key_is_not_shown() {
    for key in ["canary", "sk_canary ", "sk_canary\n", ""] {
        let error = Client::builder(&SHOP)
            .credential(key)
            .transport(good())
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = printed(&error);
        assert!(!text.contains("canary"), "{text}");
    }
}
