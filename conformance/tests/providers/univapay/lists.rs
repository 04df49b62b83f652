//! Lists: in both directions, to the end that each of them has.

use bytes::Bytes;
use kessai_client::{Call, MemoryTransport, Paged};
use serde_json::{Value, json};
use univapay::charges::ListAllChargesParams;
use univapay::{ChargeId, CursorDirectionQuery, ErrorKind, http};

use super::{answer, client, example};

const ID: &str = "11ef32a7-3a71-8662-803f-1bc27702eeec";

/// A page of the first item of an example, under these ids, and whatever else is given.
fn page(name: &str, ids: &[&str], rest: Value) -> http::Response<Bytes> {
    let item = example(name)["items"][0].clone();
    let mut page = rest;
    let items = ids.iter().map(|id| {
        let mut item = item.clone();
        item["id"] = json!(id);
        item
    });
    page["items"] = items.collect();
    answer(200, &page)
}

/// How many items a list has, and the queries by which it was read.
async fn read<P: Paged>(
    pages: Vec<http::Response<Bytes>>,
    list: impl FnOnce(&univapay::Client) -> Call<P::Page, P>,
) -> (Result<usize, ErrorKind>, Vec<String>)
where
    P::Page: 'static,
{
    let transport = MemoryTransport::responses(pages);
    let mut items = list(&client(&transport)).items();
    let mut count = Ok(0);
    while let Some(item) = items.next().await {
        count = match item {
            Ok(_) => count.map(|count| count + 1),
            Err(error) => Err(error.kind()),
        };
    }
    let requests = transport.requests();
    let query =
        |request: &http::Request<Bytes>| request.uri().query().unwrap_or_default().to_owned();
    (count, requests.iter().map(query).collect())
}

#[tokio::test]
async fn a_list_with_a_total_goes_on_from_its_last_item_in_both_directions() {
    let name = "list-all-charges-response";
    let pages = || {
        vec![
            page(
                name,
                &["b", "c"],
                json!({"has_more": true, "total_hits": 3}),
            ),
            page(name, &["a"], json!({"has_more": false})),
        ]
    };
    let (count, queries) = read(pages(), |client| client.charges().list_all()).await;
    assert_eq!(
        (count, queries),
        (Ok(3), vec![String::new(), "cursor=c".to_owned()])
    );

    let ascending = ListAllChargesParams::new().cursor_direction(CursorDirectionQuery::Asc);
    let list = |client: &univapay::Client| client.charges().list_all().params(&ascending);
    let (count, queries) = read(pages(), list).await;
    assert_eq!(count, Ok(3));
    assert_eq!(
        queries,
        ["cursor_direction=asc", "cursor=c&cursor_direction=asc"]
    );
}

#[tokio::test]
async fn a_list_without_a_total_ends_where_there_is_no_more() {
    let name = "list-cancels-response";
    let pages = vec![
        page(name, &["a", "b"], json!({"has_more": true})),
        page(name, &[], json!({"has_more": false})),
    ];
    let charge = ChargeId::new(ID).unwrap();
    let list = |client: &univapay::Client| client.cancels().list(&charge).page_size(2);
    let (count, queries) = read(pages, list).await;
    assert_eq!(count, Ok(2));
    assert_eq!(queries, ["limit=2", "limit=2&cursor=b"]);
}

#[tokio::test]
async fn the_history_goes_on_from_the_cursor_that_it_names() {
    let name = "list-transaction-history-response";
    let list = |client: &univapay::Client| client.transaction_history().list();
    let pages = vec![
        page(
            name,
            &["a"],
            json!({"has_more": true, "next_cursor": "x", "total_hits": 3}),
        ),
        page(name, &["b"], json!({"has_more": true, "next_cursor": "y"})),
        page(name, &["c"], json!({"has_more": false, "total_hits": 3})),
    ];
    let (count, queries) = read(pages, list).await;
    assert_eq!(count, Ok(3));
    assert_eq!(queries, ["", "cursor=x", "cursor=y"]);

    // That there is more, but not where, is no end.
    let pages = vec![page(name, &["a"], json!({"has_more": true}))];
    assert_eq!(read(pages, list).await.0, Err(ErrorKind::Paging));
}
