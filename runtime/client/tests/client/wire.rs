//! Calls over sockets of this machine.

mod broken;
mod exact;
mod reach;
mod server;

use kessai_client::Client;

use self::server::{Reply, Server};
use crate::shop::{KEY, SHOP};

fn client(server: &Server) -> Client {
    client_at(&format!("http://{}/v1", server.address()))
}

fn client_at(base_url: &str) -> Client {
    Client::builder(&SHOP)
        .credential(KEY)
        .base_url(base_url)
        .max_retries(0)
        .build()
        .unwrap()
}

/// A whole response.
fn whole(head: &str, body: &str) -> Reply {
    Reply::Bytes(format!(
        "HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    ))
}

fn json(status: &str, body: &str) -> Reply {
    whole(
        &format!("{status}\r\ncontent-type: application/json\r\nx-request-id: req_1"),
        body,
    )
}
