//! What authorizes calls, as it stands in the bytes that are sent.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use kessai_wire::{Peer, Server, answer, empty};
use wire_course::security::{InCookieParams, InQueryParams, PublicListParams, PublicWaitParams};
use wire_course::{AppToken, BasicLogin, Client, Credentials, Error, ErrorKind, Login};

/// A token with these claims, of which no provider knows.
fn jwt(claims: &str) -> String {
    format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
}

/// Everything that a client can have.
fn everything() -> Credentials {
    Credentials::new()
        .header_key("canary-header")
        .query_key("canary-query&x")
        .cookie_key("canary-cookie")
        .bearer_token("canary-bearer")
        .basic_login(BasicLogin::new("canary-basic", "pass:word"))
        .login(Login::new("canary-login", ""))
        .oauth_token("canary-oauth")
        .connect_token("canary-connect")
        .app_token(AppToken::new(jwt(r#"{"shop_id":"shop_1"}"#)).secret("canary"))
}

fn client(peer: &Peer, credentials: Credentials) -> Client {
    let builder = Client::builder().credential(credentials).max_retries(0);
    peer.client(builder).unwrap()
}

/// What of each request is a credential.
fn carried(peer: &Peer) -> Vec<String> {
    let of_request = |request: http::Request<bytes::Bytes>| {
        let headers = request.headers().iter();
        let headers = headers
            .filter(|(name, _)| ["authorization", "x-api-key", "cookie"].contains(&name.as_str()));
        let mut carried: Vec<String> = headers
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .collect();
        carried.sort();
        carried.extend(request.uri().query().map(str::to_owned));
        carried.join("; ")
    };
    peer.requests().into_iter().map(of_request).collect()
}

#[tokio::test]
async fn each_scheme_is_sent_as_it_is_described() {
    let peer = Peer::answering(empty(204));
    let client = client(&peer, everything());
    let security = client.security();
    security.inherited().await.unwrap();
    let size = InQueryParams::new().size(1);
    security.in_query().params(&size).await.unwrap();
    let language = InCookieParams::new().language("ja");
    security.in_cookie().params(&language).await.unwrap();
    security.optional().await.unwrap();
    security.token().await.unwrap();
    security.alternatives().await.unwrap();
    client.login().get_profile().await.unwrap();
    client.shops().delete_order("order_1").await.unwrap();
    assert_eq!(
        carried(&peer),
        [
            "x-api-key: canary-header".to_owned(),
            "size=1&api_key=canary-query%26x".to_owned(),
            "cookie: language=ja; session=canary-cookie".to_owned(),
            "authorization: Bearer canary-bearer".to_owned(),
            "authorization: Bearer canary-oauth".to_owned(),
            "cookie: session=canary-cookie; api_key=canary-query%26x".to_owned(),
            format!("authorization: Basic {}", STANDARD.encode("canary-login:")),
            format!(
                "authorization: Bearer canary.{}",
                jwt(r#"{"shop_id":"shop_1"}"#)
            ),
        ]
    );
    assert_eq!(peer.lines()[7], "DELETE /v1/shops/shop_1/orders/order_1");
}

#[tokio::test]
async fn the_first_alternative_that_the_client_has_is_sent() {
    for (credentials, expected) in [
        (
            Credentials::new().basic_login(BasicLogin::new("ada", "pass:word")),
            format!("authorization: Basic {}", STANDARD.encode("ada:pass:word")),
        ),
        (
            Credentials::new()
                .basic_login(BasicLogin::new("ada", "pass"))
                .query_key("q")
                .cookie_key("c"),
            "cookie: session=c; api_key=q".to_owned(),
        ),
    ] {
        let peer = Peer::answering(empty(204));
        let client = client(&peer, credentials);
        client.security().alternatives().await.unwrap();
        assert_eq!(carried(&peer), [expected]);
    }
}

/// Every request of a call that is public: how often it goes out, it goes out without credentials.
#[tokio::test]
async fn a_public_operation_carries_no_credential() {
    let peer = Peer::answering(empty(204));
    let client = client(&peer, everything());
    client.security().public().await.unwrap();
    client.security().public_elsewhere().await.unwrap();
    let requests = peer.requests();
    let hosts: Vec<_> = requests
        .iter()
        .map(|one| one.uri().host().unwrap())
        .collect();
    assert_eq!(hosts, ["api.wire.example", "public.shop.example"]);
    assert_eq!(carried(&peer), ["", ""]);
}

#[tokio::test]
async fn pages_and_waits_of_a_public_operation_carry_no_credential() {
    let peer = Peer::answering_in_turn(vec![
        answer(200, "application/json", r#"{"data":["a"],"next":"p2"}"#),
        answer(200, "application/json", r#"{"data":["b"]}"#),
        answer(200, "application/json", r#"{"status":"open"}"#),
        answer(200, "application/json", r#"{"status":"done"}"#),
    ]);
    let client = client(&peer, everything());
    let mut items = client
        .security()
        .public_list()
        .params(&PublicListParams::new())
        .items();
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.unwrap());
    }
    assert_eq!(all, ["a", "b"]);
    let wait = client
        .security()
        .public_wait()
        .params(&PublicWaitParams::new());
    assert_eq!(wait.wait().await.unwrap().status, "done");
    assert_eq!(carried(&peer), ["", "page=p2", "wait=true", "wait=true"]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_with_or_without_credentials() {
    let elsewhere = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Server::start(vec![elsewhere, elsewhere]);
    let client = Client::builder()
        .credential(everything())
        .base_url(server.address())
        .max_retries(0)
        .build()
        .unwrap();
    let security = client.security();
    let errors = [
        security.public().await.unwrap_err(),
        security.in_query().await.unwrap_err(),
    ];
    for error in errors {
        assert_eq!(error.kind(), ErrorKind::Redirect);
        assert!(!shown(&error).contains("canary"), "{error:?}");
    }
    let requests = server.requests();
    assert!(!requests[0].contains("canary"), "{}", requests[0]);
    let line = requests[1].lines().next().unwrap();
    assert_eq!(
        line,
        "GET /security/query?api_key=canary-query%26x HTTP/1.1"
    );
    assert_eq!(requests[1].matches("canary").count(), 1);
}

#[tokio::test]
async fn a_call_that_is_not_authorized_is_not_sent() {
    let peer = Peer::answering(empty(204));
    let client = client(&peer, Credentials::new().cookie_key("canary"));
    let error = client.security().alternatives().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let text = shown(&error);
    for part in [
        "the query key (give it to `credential`, or set SHOP_QUERY_KEY)",
        "the cookie key (which the client has)",
        "the basic login (give it to `credential`, or set WIRE_COURSE_BASIC_LOGIN_USER_NAME and WIRE_COURSE_BASIC_LOGIN_PASSWORD)",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("canary"), "{text}");
    assert!(peer.requests().is_empty());
    // Who has no credential at all can still make the calls that need none.
    let peer = Peer::answering(empty(204));
    let anonymous = peer.client(Client::builder()).unwrap();
    anonymous.security().public().await.unwrap();
    anonymous.security().optional().await.unwrap();
    assert_eq!(carried(&peer), ["", ""]);
}

#[tokio::test]
async fn a_token_may_have_to_be_without_a_claim() {
    let peer = Peer::answering(empty(204));
    let with = |claims| {
        let token = AppToken::new(jwt(claims)).secret("canary");
        client(&peer, Credentials::new().app_token(token))
    };
    let error = with(r#"{"shop_id":"s"}"#)
        .shops()
        .count_orders()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        error.violations()[0].to_string(),
        "app token has a claim shop_id, which this operation does not take: use one without"
    );
    assert!(peer.requests().is_empty());
    with("{}").shops().count_orders().await.unwrap();
    assert_eq!(peer.requests().len(), 1);
}

#[test]
fn hostile_credentials_are_refused_before_anything_is_sent() {
    let none = Credentials::new;
    for credentials in [
        none().header_key("canary\r\nx-evil: 1"),
        none().header_key("canaryé"),
        none().query_key("canary\n"),
        none().query_key("canary é"),
        none().cookie_key("canary; admin=1"),
        none().bearer_token("canary\r\n\r\nGET / HTTP/1.1"),
        none().oauth_token(" canary"),
        none().login(Login::new("canary:", "b")),
        none().login(Login::new("canary", "b\nc")),
        none().login(Login::new("canary", "é")),
        none().app_token(AppToken::new(jwt("{}")).secret("canary\r\n")),
    ] {
        let shown_before = format!("{credentials:?}");
        let peer = Peer::answering(empty(204));
        let error = peer
            .client::<Client>(Client::builder().credential(credentials))
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = shown_before + &shown(&error);
        assert!(!text.contains("canary"), "{text}");
    }
}

/// Whatever is said of a call over a key in the query, a cookie or a login, the secret is not in it.
#[tokio::test]
async fn a_refusal_that_repeats_a_credential_shows_none_of_it() {
    let login = STANDARD.encode("canary-basic:pass:word");
    let text = format!(
        "no such key: canary-header, canary-query&x, ?api_key=canary-query%26x, canary-cookie, canary-bearer, Basic {login}"
    );
    let mut refusal = answer(401, "application/json", "{}");
    let id = http::HeaderValue::from_str(&text).unwrap();
    refusal.headers_mut().insert("x-request-id", id);
    let peer = Peer::answering(refusal);
    let client = client(&peer, everything());
    let security = client.security();
    for error in [
        security.inherited().await.unwrap_err(),
        security.in_query().await.unwrap_err(),
        security.in_cookie().await.unwrap_err(),
        security.alternatives().await.unwrap_err(),
        security.public().await.unwrap_err(),
    ] {
        let text = shown(&error) + &format!("{client:?}");
        assert!(!text.contains("canary") && !text.contains(&login), "{text}");
        let id = error.request_id().unwrap();
        assert!(
            id.starts_with("no such key: [redacted], [redacted], ?api_key=[redacted]"),
            "{id}"
        );
    }
}

/// Everything that an error says.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:#} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text += &format!("{error} {error:?}");
        source = error.source();
    }
    text
}
