//! What is sensitive, printed.

use kessai_wire::{Peer, answer};
use wire_course::{Client, Pin, buyers::FindBuyerParams};

#[tokio::test]
async fn what_is_sensitive_is_never_printed() {
    let body = r#"{
        "name": "hidden", "itself": "hidden", "named": "hidden", "described": "hidden", "nullable": "hidden",
        "branch": "hidden", "listed": ["hidden"], "mapped": {"key": "hidden"}, "plain": "shown",
        "outer": {"brand": "shown", "number": "hidden"}
    }"#;
    let peer = Peer::answering(answer(200, "application/json", body));
    let client: Client = peer.client(Client::builder()).unwrap();
    let parameters = FindBuyerParams::new().pin(Pin::new("hidden").unwrap());
    let call = client.buyers().find().params(&parameters);
    let asked = format!("{call:?}");
    assert!(!asked.contains("hidden"), "{asked}");
    let buyer = call.await.unwrap();
    assert_eq!(peer.lines(), ["GET /v1/buyers?pin=hidden"]);
    let answered = format!("{buyer:?}");
    assert!(!answered.contains("hidden"), "{answered}");
    assert_eq!(answered.matches("shown").count(), 2, "{answered}");
    assert_eq!(buyer.mapped.unwrap().expose()["key"], "hidden");
}
