//! A call whose future is dropped, at any moment, can be made again with its key.

use std::{
    collections::HashMap,
    future::Future as _,
    pin::pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use kessai_client::{BoxFuture, Client, Limits, Transport, TransportError};

use crate::shop::{KEY, ORDER, SHOP, create, response};

/// A server that takes three turns for an answer and acts in the second; the first time it fails.
#[derive(Clone, Default)]
struct Slow(Arc<Mutex<HashMap<String, u32>>>);

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let key = request.headers()["idempotency-key"].to_str().unwrap();
            let again = {
                let mut effects = self.0.lock().unwrap();
                effects.insert(key.to_owned(), 1).is_some()
            };
            tokio::task::yield_now().await;
            let status = if again { 200 } else { 503 };
            Ok(response(status, "application/json", ORDER))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_at_any_moment_is_safe_to_repeat() {
    let mut dropped = 0;
    for turns in 0.. {
        let server = Slow::default();
        let builder = Client::builder(&SHOP).credential(KEY);
        let client = builder.transport(server.clone()).build().unwrap();
        let mut call = create(&client);
        let key = call.key().unwrap().to_owned();
        let again = call.clone();
        let over = {
            let mut sending = pin!(call.send());
            let mut over = false;
            for _ in 0..turns {
                // A second ends every wait, so each turn gets on.
                over = matches!(
                    sending
                        .as_mut()
                        .poll(&mut Context::from_waker(Waker::noop())),
                    Poll::Ready(Ok(_))
                );
                tokio::time::advance(Duration::from_secs(1)).await;
                if over {
                    break;
                }
            }
            over
        };
        assert_eq!(again.await.unwrap().id, "order_1");
        let effects = server.0.lock().unwrap();
        assert_eq!(*effects, HashMap::from([(key, 1)]));
        if over {
            break;
        }
        dropped += 1;
    }
    // Before it began, twice in each of two attempts, and in the wait between.
    assert!(dropped >= 6, "{dropped}");
}

#[tokio::test]
async fn a_clone_is_the_same_call_once_there_is_a_key() {
    let transport = crate::shop::good();
    let client = crate::shop::client(&transport);
    let mut call = create(&client);
    let other = call.clone();
    let key = call.key().unwrap().to_owned();
    assert_eq!(call.key(), Some(key.as_str()));
    let same = call.clone();
    for call in [call, same, other] {
        call.await.unwrap();
    }
    let keys: Vec<_> = transport
        .requests()
        .iter()
        .map(|request| request.headers()["idempotency-key"].clone())
        .collect();
    assert_eq!(keys[0], key);
    assert_eq!(keys[1], key);
    assert_ne!(keys[2], key);
    assert_eq!(crate::shop::get(&client, "a").key(), None);
}
