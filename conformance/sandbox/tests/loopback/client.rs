//! Requests as plain text, so that nothing between a test and the sandbox puts them right.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use kessai_sandbox::{Exchange, Sandbox};
use serde_json::Value;

pub(crate) fn shop() -> Value {
    serde_json::from_str(include_str!("../../fixtures/shop.json")).unwrap()
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub(crate) fn address(base_url: &str) -> &str {
    base_url
        .strip_prefix("http://")
        .unwrap()
        .split('/')
        .next()
        .unwrap()
}

/// One request as text on a connection of its own; headers are given as lines.
pub(crate) fn send(base_url: &str, request_line: &str, headers: &[&str], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address(base_url)).unwrap();
    let mut request =
        format!("{request_line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    if !body.is_empty() {
        write!(request, "content-length: {}\r\n", body.len()).unwrap();
    }
    request.push_str("\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    // A body that is too large is answered before it is read to its end.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("an answer");
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Answer {
        status,
        headers,
        body: answer[end + 4..].to_vec(),
    }
}

pub(crate) const KEY: &str = "authorization: Basic sk_test_1";
pub(crate) const JSON: &str = "content-type: application/json";
pub(crate) const ORDER: &[u8] = br#"{"amount": 5, "currency": "JPY"}"#;

pub(crate) fn last(sandbox: &Sandbox) -> Exchange {
    sandbox.journal().pop().unwrap()
}
