//! Addresses of the provider, of paths and of operations.

use kessai_wire::{Peer, empty};
use wire_course::Client;

async fn addresses(base_url: Option<&str>) -> Vec<String> {
    let peer = Peer::answering(empty(204));
    let builder = match base_url {
        Some(base_url) => Client::builder().base_url(base_url),
        None => Client::builder(),
    };
    let client = peer.client(builder).unwrap();
    client.servers().usual().await.unwrap();
    client.servers().path().await.unwrap();
    client.servers().operation().await.unwrap();
    client.servers().host().await.unwrap();
    let requests = peer.requests();
    requests
        .iter()
        .map(|request| request.uri().to_string())
        .collect()
}

#[tokio::test]
async fn each_operation_goes_to_its_address_with_variables_filled_in() {
    assert_eq!(
        addresses(None).await,
        [
            "https://api.wire.example/v1/servers/usual",
            "https://path.shop.example/servers/path",
            "https://bank.shop.example/v2/servers/path",
            "https://api.wire.example/health/servers/host",
        ]
    );
}

#[tokio::test]
async fn an_address_of_the_callers_goes_before_all_of_them() {
    for address in addresses(Some("https://proxy.example")).await {
        assert!(
            address.starts_with("https://proxy.example/servers/")
                || address == "https://proxy.example/health/servers/host",
            "{address}"
        );
    }
}
