//! Starting, stopping, and limits.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use kessai_sandbox::{Error, Sandbox};
use serde_json::json;

use crate::client::{JSON, KEY, address, send, shop};

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let sandbox = Sandbox::start(&shop()).unwrap();
    let body = vec![b' '; kessai_sandbox::provider::BODY_LIMIT + 1];
    let mut stream = TcpStream::connect(address(&sandbox.base_url())).unwrap();
    let head = format!(
        "POST /v1/orders HTTP/1.1\r\nhost: x\r\n{KEY}\r\n{JSON}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(&body);
    let mut start = [0; 12];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 413");
}

/// Whether something holds once in three times: a port that was given up may be taken by another program before the test comes
/// to it, but not each time.
fn once_in_three(holds: impl Fn() -> bool) -> bool {
    (0..3).any(|_| holds())
}

#[test]
fn dropping_the_sandbox_closes_its_port() {
    assert!(once_in_three(|| {
        let sandbox = Sandbox::start(&shop()).unwrap();
        let url = sandbox.base_url();
        let idle = TcpStream::connect(address(&url)).unwrap();
        send(&url, "GET /v1/health", &[], b"");
        drop(sandbox);
        let closed = TcpStream::connect(address(&url)).is_err();
        let mut rest = Vec::new();
        assert!(matches!((&idle).read_to_end(&mut rest), Ok(0) | Err(_)));
        closed
    }));
}

#[test]
fn a_port_can_be_chosen_and_a_taken_one_is_an_error() {
    assert!(once_in_three(|| {
        let first = Sandbox::start(&shop()).unwrap();
        let port = address(&first.base_url())
            .rsplit(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(matches!(
            Sandbox::start_on(&shop(), port),
            Err(Error::Listen(_))
        ));
        drop(first);
        Sandbox::start_on(&shop(), port)
            .is_ok_and(|second| second.base_url().contains(&format!(":{port}/")))
    }));
}

#[test]
fn every_fault_of_the_spec_is_named_at_the_start() {
    let mut spec = shop();
    spec["components"]["schemas"]["Order"]["requird"] = json!(["id"]);
    spec["paths"]["/orders"]["get"]["operationId"] = json!("createOrder");
    let Err(Error::Spec(faults)) = Sandbox::start(&spec) else {
        panic!("it started")
    };
    let text = Error::Spec(faults).to_string();
    assert!(text.contains("/components/schemas/Order/requird"), "{text}");
    assert!(text.contains("`createOrder` is taken"), "{text}");

    let mut spec = shop();
    spec["components"]["responses"]["BadRequest"]["content"]["application/json"]["examples"]["invalid"]
        ["value"] = json!({"code": 1});
    let Err(Error::Spec(faults)) = Sandbox::start(&spec) else {
        panic!("it started")
    };
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0]
            .pointer
            .ends_with("/BadRequest/content/application~1json/examples/invalid")
    );
}

#[test]
fn the_binary_prints_its_url_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    std::fs::write(&file, shop().to_string()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kessai-sandbox"))
        .arg(&file)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut url = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(child.stdout.as_mut().unwrap()),
        &mut url,
    )
    .unwrap();
    let answer = send(url.trim(), "GET /v1/health", &[], b"");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(answer.status, 200);

    for arguments in [
        &[][..],
        &["--port", "x"],
        &["a", "b"],
        &["--what"],
        &["/nonexistent.json"],
        &["a", "--state"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_kessai-sandbox"))
            .args(arguments)
            .output()
            .unwrap();
        assert!(
            !output.status.success() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}
