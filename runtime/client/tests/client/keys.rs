//! Idempotency keys.

use kessai_client::{Call, ErrorKind};

use crate::shop::{GET_ORDER, Order, answering, cancel, client, create, get, good};

#[tokio::test]
async fn a_write_carries_a_fresh_key_of_its_own() {
    let transport = good();
    let client = client(&transport);
    let first = create(&client).send().await.unwrap();
    let second = create(&client).send().await.unwrap();
    let keys: Vec<_> = transport
        .requests()
        .iter()
        .map(|request| {
            let keys: Vec<_> = request
                .headers()
                .get_all("idempotency-key")
                .iter()
                .collect();
            assert_eq!(keys.len(), 1);
            keys[0].to_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(first.idempotency_key(), Some(keys[0].as_str()));
    assert_eq!(second.idempotency_key(), Some(keys[1].as_str()));
    assert_ne!(keys[0], keys[1]);
    for key in keys {
        assert_eq!(key.len(), 36);
        assert_eq!(key.as_bytes()[14], b'4');
    }
}

#[tokio::test]
async fn a_read_and_an_operation_without_a_key_header_carry_none() {
    let transport = good();
    let client = client(&transport);
    let response = get(&client, "order_1").send().await.unwrap();
    assert_eq!(response.idempotency_key(), None);
    let _ = cancel(&client, "order_1").await;
    let requests = transport.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert!(!request.headers().contains_key("idempotency-key"));
    }
}

#[tokio::test]
async fn the_callers_key_is_used_as_it_is() {
    let transport = good();
    create(&client(&transport))
        .idempotency_key("my-key_1")
        .await
        .unwrap();
    assert_eq!(
        transport.requests()[0].headers()["idempotency-key"],
        "my-key_1"
    );
}

#[tokio::test]
async fn a_key_that_cannot_be_sent_or_would_not_count_is_refused() {
    let transport = good();
    let client = client(&transport);
    for key in ["", "a b", "ключ", "a\r\nb", &"k".repeat(256)] {
        let error = create(&client).idempotency_key(key).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{key:?}");
    }
    let error = cancel(&client, "order_1")
        .idempotency_key("k")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let call: Call<Order> = Call::new(&client, &GET_ORDER);
    let error = call
        .param("orderId", &"order_1")
        .idempotency_key("k")
        .await
        .unwrap_err();
    assert_eq!(error.violations().len(), 1);
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn an_error_gives_the_key_to_repeat_the_call_with() {
    let transport = answering(500, "application/json", "{}");
    let error = create(&client(&transport)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    let sent = transport.requests()[0].headers()["idempotency-key"].clone();
    assert_eq!(error.idempotency_key(), Some(sent.to_str().unwrap()));
}
