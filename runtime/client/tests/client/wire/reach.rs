//! Whom a request can reach.

use std::process::{Command, Output};

use kessai_client::ErrorKind;

use super::{client, client_at, json, server::Server, whole};
use crate::shop::{ORDER, create, get};

#[tokio::test]
async fn redirects_are_not_followed() {
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        let other = Server::start([json("200 OK", ORDER)]).await;
        let location = format!(
            "{status}\r\nlocation: http://{}/v1/orders/order_1",
            other.address()
        );
        let server = Server::start([whole(&location, ""), whole(&location, "")]).await;
        let client = client(&server);
        let error = create(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
        assert_eq!(
            get(&client, "a").await.unwrap_err().kind(),
            ErrorKind::Redirect
        );
        assert_eq!(server.requests().len(), 2);
        assert!(other.requests().is_empty());
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn over_https_nothing_is_sent_before_there_is_a_session() {
    let server = Server::start([super::server::Reply::Bytes("this is no TLS\r\n".into())]).await;
    let client = client_at(&format!("https://{}", server.address()));
    let error = create(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSent, "{error:?}");
    for request in server.requests() {
        assert!(!request.contains("canary") && !request.contains("HTTP/1.1"));
    }
}

#[tokio::test]
async fn the_transport_itself_refuses_plain_http_to_other_machines() {
    use kessai_client::{Delivery, Limits, ReqwestTransport, Transport};

    let transport = ReqwestTransport::loopback().unwrap();
    for (uri, reason) in [
        (
            "http://api.shop.example/",
            "plain HTTP is for this machine alone",
        ),
        ("https://api.shop.example/", "built without TLS"),
        ("/orders", "plain HTTP is for this machine alone"),
    ] {
        let mut request = http::Request::new(bytes::Bytes::new());
        *request.uri_mut() = uri.parse().unwrap();
        let error = transport
            .send(request, Limits::new(10, None))
            .await
            .unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotSent, "{uri}");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

/// Runs a call to this base URL in a process in which every proxy variable names this proxy; the
/// environment of this process must not change.
async fn call_in_a_process_with_a_proxy(base_url: String, proxy: &Server) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "wire::reach::calls_the_address_in_the_environment",
        "--ignored",
    ]);
    child.env("SHOP_BASE_URL", base_url);
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        child.env(name, format!("http://{}", proxy.address()));
    }
    child.env_remove("no_proxy").env_remove("NO_PROXY");
    let run: Output = tokio::task::spawn_blocking(move || child.output().unwrap())
        .await
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stdout)
    );
}

#[tokio::test]
#[ignore = "other tests run it, in a process of its own"]
async fn calls_the_address_in_the_environment() {
    let Ok(base_url) = std::env::var("SHOP_BASE_URL") else {
        return;
    };
    match create(&client_at(&base_url)).await {
        Ok(order) => assert_eq!(order.id, "order_1"),
        Err(error) => assert_eq!(error.kind(), ErrorKind::NotSent, "{error}"),
    }
}

/// A proxy would see the key of a plain request.
#[tokio::test]
async fn a_proxy_is_never_asked_for_this_machine() {
    let proxy = Server::start([json("200 OK", ORDER)]).await;
    let server = Server::start([json("200 OK", ORDER)]).await;
    call_in_a_process_with_a_proxy(format!("http://{}", server.address()), &proxy).await;
    assert_eq!(server.requests().len(), 1);
    assert!(proxy.requests().is_empty());
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn a_proxy_on_the_way_to_a_provider_learns_the_host_alone() {
    let proxy = Server::start([whole("403 Forbidden", "")]).await;
    call_in_a_process_with_a_proxy("https://api.shop.example/v1".into(), &proxy).await;
    let requests = proxy.requests();
    assert_eq!(requests.len(), 1);
    assert!(
        requests[0].starts_with("CONNECT api.shop.example:443 HTTP/1.1\r\n"),
        "{requests:?}"
    );
    assert!(!requests[0].contains("canary"), "{requests:?}");
}
