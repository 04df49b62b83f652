//! Lists that are read to their end.

use std::{
    pin::{Pin, pin},
    sync::Mutex,
};

use futures_core::Stream;
use kessai_client::{Client, MemoryTransport, TransportError};

use super::{ByCursor, ByLastItem, ByToken, Item, Model, all, list, pages};
use crate::shop::{self, KEY, SHOP, response};

#[tokio::test]
async fn every_item_once_and_in_order_for_every_style_and_size() {
    for count in 0..7 {
        let ids: Vec<i64> = (1..=count).collect();
        let transport = Model {
            ids: ids.clone(),
            schedule: Vec::new(),
        }
        .transport();
        let client = shop::client(&transport);
        for size in 1..4 {
            assert_eq!(all(list::<ByToken>(&client).page_size(size)).await, ids);
            assert_eq!(all(list::<ByLastItem>(&client).page_size(size)).await, ids);
        }
        assert_eq!(all(list::<ByCursor>(&client)).await, ids);
        let descending = ByLastItem {
            direction: Some("desc"),
            at: None,
        };
        let mut reversed = ids.clone();
        reversed.reverse();
        assert_eq!(all(list(&client).params(&descending)).await, reversed);
    }
}

#[tokio::test]
async fn items_that_stay_are_given_once_whatever_comes_and_goes() {
    let changes: [fn(&mut Vec<i64>); 5] = [
        |_| {},
        // Before, at and after where the reader is.
        |ids| ids.insert(0, 1),
        |ids| ids.retain(|id| *id != 20),
        |ids| ids.push(25),
        |ids| ids.retain(|id| *id != 50),
    ];
    for first in changes {
        for second in changes {
            for third in changes {
                let model = Model {
                    ids: vec![10, 20, 30, 40, 50, 60],
                    schedule: vec![first, second, third],
                };
                let ids = all(list::<ByLastItem>(&shop::client(&model.transport()))).await;
                let stay: Vec<_> = ids
                    .iter()
                    .filter(|id| [10, 30, 40, 60].contains(id))
                    .collect();
                assert_eq!(stay, [&10, &30, &40, &60], "{ids:?}");
                assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_empty_page_is_not_the_end() {
    let (client, _) = pages(&[
        r#"{"items":[],"next":"a"}"#,
        r#"{"items":[{"id":1}],"next":"b"}"#,
        r#"{"items":[],"next":"c"}"#,
        r#"{"items":[{"id":2}]}"#,
    ]);
    assert_eq!(all(list::<ByToken>(&client)).await, [1, 2]);
    let (client, _) = pages(&[
        r#"{"items":[],"more":true,"next":"a"}"#,
        r#"{"items":[{"id":1}],"more":false}"#,
    ]);
    assert_eq!(all(list::<ByCursor>(&client)).await, [1]);
}

#[tokio::test(start_paused = true)]
async fn each_page_is_tried_again_like_any_read() {
    let pages = Mutex::new(0);
    let transport = MemoryTransport::new(move |request| {
        let mut count = pages.lock().unwrap();
        *count += 1;
        match (*count % 3, request.uri().query()) {
            (1, _) => Err(TransportError::maybe_sent("reset")),
            (2, _) => Ok(response(503, "application/json", "")),
            (_, None) => Ok(response(
                200,
                "application/json",
                r#"{"items":[{"id":1}],"next":"a"}"#,
            )),
            _ => Ok(response(200, "application/json", r#"{"items":[{"id":2}]}"#)),
        }
    });
    let builder = Client::builder(&SHOP).credential(KEY);
    let client = builder.transport(transport.clone()).build().unwrap();
    assert_eq!(all(list::<ByToken>(&client)).await, [1, 2]);
    assert_eq!(transport.requests().len(), 6);
}

#[tokio::test]
async fn options_and_parameters_stay_from_page_to_page() {
    let (client, transport) = pages(&[
        r#"{"items":[{"id":1}],"next":"a/b"}"#,
        r#"{"items":[{"id":2}],"next":"c"}"#,
        r#"{"items":[]}"#,
    ]);
    let call = list::<ByToken>(&client)
        .params(&ByToken {
            at: None,
            direction: Some("desc"),
        })
        .page_size(1)
        .header("x-trace", "t");
    assert_eq!(all(call).await, [1, 2]);
    let requests = transport.requests();
    let queries: Vec<_> = requests
        .iter()
        .map(|request| request.uri().query())
        .collect();
    assert_eq!(
        queries,
        [
            Some("limit=1&direction=desc"),
            Some("at=a%2Fb&limit=1&direction=desc"),
            Some("at=c&limit=1&direction=desc"),
        ]
    );
    assert!(
        requests
            .iter()
            .all(|request| request.headers()["x-trace"] == "t")
    );
}

#[tokio::test]
async fn nothing_is_fetched_before_it_is_asked_for_and_nothing_is_shown() {
    let (client, transport) = pages(&[
        r#"{"items":[{"id":1},{"id":2}],"next":"canary"}"#,
        r#"{"items":[]}"#,
    ]);
    let mut items = list::<ByToken>(&client).items();
    assert!(transport.requests().is_empty());
    for _ in 0..2 {
        items.try_next().await.unwrap().unwrap();
        assert_eq!(transport.requests().len(), 1);
    }
    assert!(!format!("{items:?}").contains("canary"));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test]
async fn lists_are_streams_that_can_be_moved_to_other_threads() {
    fn stream<S: Stream<Item = Result<T, kessai_client::Error>> + Send + Unpin, T>(list: S) -> S {
        list
    }
    let (client, _) = pages(&[r#"{"items":[{"id":1}]}"#]);
    drop(stream(list::<ByToken>(&client).pages()));
    let mut items = pin!(stream(list::<ByToken>(&client).items()));
    let first = std::future::poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert_eq!(first.unwrap().unwrap(), Item(1));
}
