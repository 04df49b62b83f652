//! What is checked before anything is sent.

use std::collections::BTreeMap;

use kessai_client::{Call, ErrorKind, FromAnswer, model::Decimal};
use kessai_wire::{Peer, empty};
use wire_course::{BoxValue, Client, Good, Json, ShelfCode, ShelfKind, rules::RuleArgumentsParams};

fn shop() -> (Peer, Client) {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    (peer, client)
}

/// What is wrong with a call, of which nothing may be sent.
async fn refused<T: FromAnswer + std::fmt::Debug, P>(peer: &Peer, call: Call<T, P>) -> Vec<String> {
    let before = peer.lines().len();
    let error = call.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert_eq!(peer.lines().len(), before);
    error.violations().iter().map(ToString::to_string).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn arguments_that_break_a_rule_are_not_sent() {
    let (peer, client) = shop();
    let code = ShelfCode::new("abc").unwrap();
    let tags = texts(&["a", "long", "c"]);
    let call = client
        .rules()
        .arguments(10, &code, &tags, &ShelfKind::Gift, "ABC")
        .params(
            &RuleArgumentsParams::new()
                .limit(0)
                .mail("nobody at nowhere"),
        );
    assert_eq!(
        refused(&peer, call).await,
        [
            "path.shelf must be at most 9",
            "query.tags[1] must have at most 3 characters",
            "query.tags must have at most 2 items",
            "header.Shelf-Trace must match the pattern ^[a-z]+$",
            "query.limit must be at least 1",
            "query.mail must be an e-mail address",
        ]
    );
    client
        .rules()
        .arguments(9, &code, &tags[..1], &ShelfKind::Gift, "abc")
        .params(&RuleArgumentsParams::new().limit(1).mail("a@shop.example"))
        .await
        .unwrap();
    assert_eq!(
        peer.lines(),
        ["GET /v1/rules/shelves/9/abc?tags=a&kind=gift&limit=1&mail=a%40shop.example"]
    );
}

#[tokio::test]
async fn bodies_that_break_a_rule_are_not_sent() {
    let (peer, client) = shop();
    let rules = client.rules();
    assert_eq!(
        refused(&peer, rules.tags(&texts(&["a", "b", "c", "long", "a"]))).await,
        [
            "$[3] must have at most 3 characters",
            "$ must have at most 3 items",
            "$ must hold no item twice",
        ]
    );
    let rate = |text: &str| -> Decimal { text.parse().unwrap() };
    assert_eq!(
        refused(&peer, rules.rate(Some(&rate("1.005")))).await,
        ["$ must be at most 1", "$ must be a multiple of 0.01"]
    );
    assert_eq!(
        refused(&peer, rules.rate_text(Some("a third"))).await,
        ["$ must have at most 5 characters"]
    );
    let labels = |entries: &[(&str, &str)]| -> BTreeMap<String, String> {
        let entries = entries.iter();
        entries.map(|(k, v)| ((*k).into(), (*v).into())).collect()
    };
    assert_eq!(
        refused(&peer, rules.labels(&labels(&[("a", "long")]))).await,
        ["$.a must have at most 3 characters"]
    );
    rules.tags(&texts(&["a", "b"])).await.unwrap();
    rules.rate(Some(&rate("0.35"))).await.unwrap();
    rules.rate(None).await.unwrap();
    rules.rate_text(Some("third")).await.unwrap();
    rules.labels(&labels(&[("a", "b")])).await.unwrap();
    assert_eq!(peer.lines().len(), 5);
}

#[tokio::test]
async fn what_is_not_documented_is_sent_on_request_only() {
    let (peer, client) = shop();
    let unknown = || Good::Unknown(Json::from(7));
    let code = ShelfCode::new("abc").unwrap();
    let of_kind = |kind: &str| BoxValue::new(ShelfKind::from(kind));
    let goods = [
        Good::from(code.clone()),
        unknown(),
        Good::from(of_kind("gift").inside(vec![unknown()])),
        Good::from(of_kind("sale")),
    ];
    assert_eq!(
        refused(&peer, client.rules().goods(&goods)).await,
        [
            "$[1] must have one of the documented forms",
            "$[2].inside[0] must have one of the documented forms",
            "$[3].kind must be one of the documented values",
        ]
    );
    client
        .rules()
        .goods(&goods)
        .allow_undocumented()
        .await
        .unwrap();
    assert_eq!(
        peer.requests().remove(0).body().as_ref(),
        br#"["abc",7,{"kind":"gift","inside":[7]},{"kind":"sale"}]"#
    );

    let arguments = |kind: &str| {
        let kind = ShelfKind::from(kind);
        client.rules().arguments(1, &code, &[], &kind, "abc")
    };
    assert_eq!(
        refused(&peer, arguments("sale")).await,
        ["query.kind must be one of the documented values"]
    );
    arguments("sale").allow_undocumented().await.unwrap();
    assert_eq!(
        peer.lines().remove(1),
        "GET /v1/rules/shelves/1/abc?kind=sale"
    );
}
