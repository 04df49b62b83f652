//! Bodies that are no files.

use std::collections::BTreeMap;

use kessai_client::{ErrorKind, model::Json};
use kessai_wire::{Peer, empty};
use wire_course::{BodyForm, Client, CustomerAddress, CustomerItemsItem, Note};

fn shop() -> (Peer, Client) {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    (peer, client)
}

/// The media type and the body of the only request.
fn sent(peer: &Peer) -> (String, String) {
    let request = peer.requests().remove(0);
    let media_type = request.headers()["content-type"].to_str().unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    (media_type.to_owned(), body)
}

#[tokio::test]
async fn a_form_holds_objects_lists_and_maps() {
    let (peer, client) = shop();
    let address = CustomerAddress::new()
        .city("Tōkyō")
        .lines(vec!["1-2".into(), "3".into()]);
    let items = vec![
        CustomerItemsItem::new().price("price_1").quantity(2),
        CustomerItemsItem::new().price("price_2"),
    ];
    let customer = BodyForm::new()
        .email("a&b@shop.example")
        .balance(-5)
        .address(address)
        .expand(vec!["sources".into()])
        .items(items)
        .metadata(BTreeMap::from([("k[1]".to_owned(), "v=1".to_owned())]))
        .settings(BTreeMap::from([("tax".to_owned(), true)]))
        .ids(vec![1, 2])
        .media(vec!["x".into(), "y".into()]);
    client.bodies().body_form(&customer).await.unwrap();
    let (media_type, body) = sent(&peer);
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert_eq!(
        body.split('&').collect::<Vec<_>>(),
        [
            "email=a%26b%40shop.example",
            "balance=-5",
            "address%5Bcity%5D=T%C5%8Dky%C5%8D",
            "address%5Blines%5D%5B%5D=1-2",
            "address%5Blines%5D%5B%5D=3",
            "expand%5B%5D=sources",
            "items%5B0%5D%5Bprice%5D=price_1",
            "items%5B0%5D%5Bquantity%5D=2",
            "items%5B1%5D%5Bprice%5D=price_2",
            "metadata%5Bk%5B1%5D%5D=v%3D1",
            "settings=%7B%22tax%22%3Atrue%7D",
            "ids=1,2",
            "media=x",
            "media=y",
        ]
    );
}

#[tokio::test]
async fn a_form_keeps_rules_and_says_what_it_cannot_hold() {
    let (peer, client) = shop();
    let call = client.bodies().body_form(&BodyForm::new().balance(101));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.violations()[0].place(), "$.balance");
    let deep = Json::parse(r#"{"a":{"b":1}}"#).unwrap();
    let call = client
        .bodies()
        .body_form(&BodyForm::new().undocumented("other", deep));
    let error = call.await.unwrap_err();
    assert_eq!(error.violations()[0].place(), "$.other");
    assert!(peer.requests().is_empty());
}

#[tokio::test]
async fn each_content_has_its_method() {
    let note = Note::new("hi");
    for (place, expected) in [
        ("application/json", r#"{"text":"hi"}"#),
        ("application/json-patch+json", r#"[{"text":"hi"}]"#),
        ("text/plain", "\"hi\""),
        ("application/vnd.shop.log", "a line\n"),
    ] {
        let (peer, client) = shop();
        let bodies = client.bodies();
        let call = match place {
            "application/json" => bodies.body_choice(&note),
            "application/json-patch+json" => {
                bodies.body_choice_json_patch_json(std::slice::from_ref(&note))
            }
            "text/plain" => bodies.body_choice_plain("\"hi\""),
            _ => bodies.body_choice_vnd_shop_log("a line\n"),
        };
        call.await.unwrap();
        assert_eq!(sent(&peer), (place.to_owned(), expected.to_owned()));
    }
}

#[tokio::test]
async fn an_optional_body_is_sent_or_not_there_at_all() {
    let (peer, client) = shop();
    client
        .bodies()
        .body_charset(Some(&Note::new("hi")))
        .await
        .unwrap();
    let json = "application/json; charset=utf-8".to_owned();
    assert_eq!(sent(&peer), (json, r#"{"text":"hi"}"#.to_owned()));
    let (peer, client) = shop();
    client.bodies().body_charset(None).await.unwrap();
    let request = peer.requests().remove(0);
    assert!(!request.headers().contains_key("content-type"));
    assert!(request.body().is_empty());
}

#[tokio::test]
async fn xml_is_text_and_json_without_a_schema_is_any_json() {
    let (peer, client) = shop();
    client.bodies().body_xml("<note/>").await.unwrap();
    assert_eq!(
        sent(&peer),
        ("application/xml".to_owned(), "<note/>".to_owned())
    );
    let (peer, client) = shop();
    let any = Json::parse("[1,{}]").unwrap();
    client.bodies().body_free(&any).await.unwrap();
    assert_eq!(
        sent(&peer),
        ("application/json".to_owned(), "[1,{}]".to_owned())
    );
}
