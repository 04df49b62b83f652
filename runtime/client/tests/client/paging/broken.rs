//! Lists that cannot be read to their end.

use std::sync::{Arc, Mutex};

use kessai_client::{Call, ErrorKind, MemoryTransport, Paged};

use super::{ByCursor, ByLastItem, ByToken, Item, Page, all, list, pages};
use crate::shop::{self, response};

/// The ids before the error, and the error; nothing comes after it.
async fn broken<P>(call: Call<Page, P>) -> (Vec<i64>, kessai_client::Error)
where
    P: Paged<Page = Page, Item = Item>,
{
    let (mut items, mut ids) = (call.items(), Vec::new());
    loop {
        match items.next().await.unwrap() {
            Ok(Item(id)) => ids.push(id),
            Err(error) => {
                assert!(items.next().await.is_none());
                return (ids, error);
            }
        }
    }
}

#[tokio::test]
async fn a_list_that_never_ends_is_an_error_and_not_a_short_list() {
    let one = r#"{"items":[{"id":1}],"more":true,"next":"a"}"#;
    let other = r#"{"items":[{"id":2}],"more":true,"next":"b"}"#;
    for bodies in [&[one, one][..], &[one, other, one][..]] {
        let (client, transport) = pages(bodies);
        let (ids, error) = broken(list::<ByToken>(&client)).await;
        assert_eq!(ids.len(), bodies.len());
        assert_eq!(error.kind(), ErrorKind::Paging);
        assert_eq!(
            error.to_string(),
            "listOrders: the list cannot be read to its end: \
             a page names a position for the second time"
        );
        assert_eq!(transport.requests().len(), bodies.len());
    }
    // Where the reader began is a position, too.
    let (client, _) = pages(&[one]);
    let call = list::<ByToken>(&client).param("at", &"a");
    assert_eq!(broken(call).await.1.kind(), ErrorKind::Paging);
}

#[tokio::test]
async fn a_page_that_hides_where_the_next_one_begins_is_an_error() {
    for body in [
        r#"{"items":[],"more":true}"#,
        r#"{"items":[]}"#,
        r#"{"items":[],"more":"no"}"#,
    ] {
        let (client, _) = pages(&[body]);
        let (ids, error) = broken(list::<ByLastItem>(&client)).await;
        assert_eq!((ids.len(), error.kind()), (0, ErrorKind::Paging), "{body}");
    }
    let (client, _) = pages(&[r#"{"items":[{"id":1}],"next":""}"#]);
    let (ids, error) = broken(list::<ByToken>(&client)).await;
    assert_eq!((ids.len(), error.kind()), (1, ErrorKind::Paging));
}

#[tokio::test]
async fn more_pages_than_allowed_are_an_error() {
    let count = Arc::new(Mutex::new(0));
    let transport = MemoryTransport::new(move |_| {
        let mut count = count.lock().unwrap();
        *count += 1;
        let body = format!(r#"{{"items":[{{"id":{count}}}],"next":"{count}"}}"#);
        Ok(response(200, "application/json", &body))
    });
    let client = shop::client(&transport);
    let mut items = list::<ByToken>(&client).items().max_pages(3);
    for id in 1..=3 {
        assert_eq!(items.try_next().await.unwrap(), Some(Item(id)));
    }
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert_eq!(transport.requests().len(), 3);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn an_error_ends_the_list_and_says_where_to_go_on() {
    let bodies = [
        response(
            200,
            "application/json",
            r#"{"items":[{"id":1}],"next":"a b"}"#,
        ),
        response(400, "application/json", "{}"),
        response(200, "application/json", r#"{"items":[{"id":2}]}"#),
    ];
    let client = shop::client(&MemoryTransport::responses(bodies));
    let mut pages = list::<ByToken>(&client).pages();
    assert_eq!(pages.position(), None);
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.items.len(), page.request_id()), (1, Some("req_1")));
    assert_eq!(pages.try_next().await.unwrap_err().kind(), ErrorKind::Api);
    assert!(pages.try_next().await.unwrap().is_none());
    let on = ByToken {
        at: pages.position().map(str::to_owned),
        direction: None,
    };
    assert_eq!(on.at.as_deref(), Some("a b"));
    assert_eq!(all(list::<ByToken>(&client).params(&on)).await, [2]);
}

#[tokio::test]
async fn rules_judge_what_callers_set_and_not_what_pages_say() {
    let (client, transport) = pages(&[
        r#"{"items":[{"id":1}],"next":"longer"}"#,
        r#"{"items":[{"id":2}]}"#,
    ]);
    assert_eq!(all(list::<ByToken>(&client).page_size(100)).await, [1, 2]);
    let sent = transport.requests().len();
    let call = list::<ByToken>(&client)
        .page_size(101)
        .param("at", &"longer");
    let (_, error) = broken(call).await;
    assert_eq!(
        error.to_string(),
        "listOrders: not sent, the request is invalid: query.limit must be at most 100; \
         query.at must have at most 3 characters"
    );
    assert_eq!(transport.requests().len(), sent);
}

#[tokio::test]
async fn a_size_that_cannot_be_set_is_refused() {
    let (client, transport) = pages(&[]);
    let (_, error) = broken(list::<ByCursor>(&client).page_size(5)).await;
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(transport.requests().is_empty());
}
