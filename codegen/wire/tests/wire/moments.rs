//! Moments that are a text or a number.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use kessai_model::{from_slice, to_vec};
use kessai_wire::{Peer, answer};
use wire_course::{Client, CreateOrder, Order, OrderBodyWanted, OrderMade, TimestampMillis};

/// 2017-04-03T08:44:15.635Z.
const MADE: Duration = Duration::from_millis(1_491_209_055_635);

fn made() -> SystemTime {
    UNIX_EPOCH + MADE
}

#[tokio::test]
async fn an_order_tells_when_it_was_made_in_either_form() {
    for form in [r#""2017-04-03T17:44:15.635+09:00""#, "1491209055635"] {
        let body = format!(r#"{{"made":{form},"paid":{form},"due":60}}"#);
        let peer = Peer::answering(answer(200, "application/json", body.clone()));
        let client: Client = peer.client(Client::builder()).unwrap();
        let wanted = OrderBodyWanted::from(TimestampMillis::from(made()));
        let order = client.orders().create(&CreateOrder::new(wanted)).await;
        let order = order.unwrap();
        assert_eq!(order.made.to_system_time(), Some(made()), "{form}");
        let paid = order.paid.as_ref().unwrap();
        assert_eq!(paid.to_system_time(), Some(made()), "{form}");
        assert_eq!(String::from_utf8(to_vec(&order)).unwrap(), body);
        let sent = peer.requests().remove(0).into_body();
        assert_eq!(sent, r#"{"wanted":1491209055635}"#.as_bytes());
    }
}

#[test]
fn what_is_no_moment_tells_none_and_comes_back() {
    let text = br#"{"made":"yesterday","paid":null}"#;
    let order: Order = from_slice(text).unwrap();
    assert!(matches!(order.made, OrderMade::Timestamp(_)));
    assert_eq!(order.made.to_system_time(), None);
    assert!(order.paid.is_none());
    assert_eq!(to_vec(&order), text);

    let text = br#"{"made":{"year":2017}}"#;
    let order: Order = from_slice(text).unwrap();
    assert!(matches!(order.made, OrderMade::Unknown(_)));
    assert_eq!(order.made.to_system_time(), None);
    assert_eq!(to_vec(&order), text);
}
