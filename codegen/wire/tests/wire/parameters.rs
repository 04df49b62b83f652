//! Parameters of every place and style.

use kessai_wire::{Peer, empty};
use wire_course::{
    Client, Point, PointRequired, StyleQueryDeep, styles::StyleOthersParams,
    styles::StyleQueryParams,
};

fn shop() -> (Peer, Client) {
    let peer = Peer::answering(empty(204));
    let client = peer.client(Client::builder()).unwrap();
    (peer, client)
}

fn point() -> Point {
    Point::new(PointRequired { left: 1, top: -2 })
}

#[tokio::test]
async fn path_styles() {
    let (peer, client) = shop();
    client
        .styles()
        .path(&[1, 2], &["a b".into(), "c".into()], "d;e", &point())
        .await
        .unwrap();
    assert_eq!(
        peer.lines(),
        ["GET /v1/styles/path/1,2/.a%20b.c/;matrix=d%3Be/;left=1;top=-2"]
    );
}

#[tokio::test]
async fn query_styles() {
    let (peer, client) = shop();
    let pair = || vec!["a b".to_owned(), "c".to_owned()];
    let parameters = StyleQueryParams::new()
        .plain("a&b")
        .many(pair())
        .comma(pair())
        .space(pair())
        .pipe(pair())
        .brand(pair())
        .created_from("2026-11-21")
        .flat(point())
        .back("https://shop.example/?a&b")
        .deep(StyleQueryDeep::new().at(point()).tags(pair()))
        .filter(point());
    client.styles().query().params(&parameters).await.unwrap();
    let line = peer.lines().remove(0);
    let query: Vec<_> = line.split_once('?').unwrap().1.split('&').collect();
    assert_eq!(
        query,
        [
            "plain=a%26b",
            "many=a%20b",
            "many=c",
            "comma=a%20b,c",
            "space=a%20b%20c",
            "pipe=a%20b%7Cc",
            "brand%5B%5D=a%20b",
            "brand%5B%5D=c",
            "created.from=2026-11-21",
            "left=1",
            "top=-2",
            "back=https://shop.example/?a%26b",
            "deep%5Bat%5D%5Bleft%5D=1",
            "deep%5Bat%5D%5Btop%5D=-2",
            "deep%5Btags%5D%5B%5D=a%20b",
            "deep%5Btags%5D%5B%5D=c",
            "filter=%7B%22left%22%3A1%2C%22top%22%3A-2%7D",
        ]
    );
}

#[tokio::test]
async fn headers_cookies_and_parameters_of_one_name() {
    let (peer, client) = shop();
    let parameters = StyleOthersParams::new()
        .header_id("h")
        .cookie_id("c;d")
        .shop_point(point())
        .seen(vec![1, 2]);
    client
        .styles()
        .others("p", "q", "s")
        .params(&parameters)
        .await
        .unwrap();
    assert_eq!(peer.lines(), ["GET /v1/styles/others/p?id=q"]);
    let headers = peer.requests().remove(0).headers().clone();
    assert_eq!(headers["id"], "h");
    assert_eq!(headers["shop-point"], "left=1,top=-2");
    assert_eq!(headers["cookie"], "id=c%3Bd; session=s; seen=1,2");
}
