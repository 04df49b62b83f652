//! Credentials of two parts: what operations need of them, what they fill in, and when they are too old.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kessai_client::{
    BoxFuture, Call, Carrier, Claim, Client, Clock, Credential, CredentialParts, Error, ErrorKind,
    MemoryTransport, Method, Operation, Parameter, Part, Provider, Reply, SystemClock, model::Json,
};

use crate::shop::{answering, good, response};

static SHOP: Provider = Provider {
    name: "shop",
    version: "1.2.3",
    base_url: "https://api.shop.example",
    credentials: &[Credential {
        scheme: "key",
        name: "app token",
        carrier: Carrier::Header("authorization"),
        prefix: "Bearer ",
        parts: &[
            Part {
                name: "secret",
                environment: "SHOP_SECRET_THAT_NOBODY_SETS",
                optional: true,
                ..Part::DEFAULT
            },
            Part {
                name: "jwt",
                separator: ".",
                environment: "SHOP_JWT_THAT_NOBODY_SETS",
                claims: &[Claim {
                    name: "shop_id",
                    parameter: "shopId",
                }],
                ..Part::DEFAULT
            },
        ],
        ..Credential::DEFAULT
    }],
    security: &[&["key"]],
    ..Provider::DEFAULT
};

static GET_ORDER: Operation = Operation {
    id: "getOrder",
    method: Method::Get,
    path: "/shops/{shopId}/orders/{orderId}",
    parameters: &[Parameter::path("shopId"), Parameter::path("orderId")],
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

static CREATE_ORDER: Operation = Operation {
    id: "createOrder",
    method: Method::Post,
    path: "/orders",
    needs: &["secret", "shop_id"],
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

fn jwt(claims: &str) -> String {
    format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims))
}

/// A client with the secret.
fn client(claims: &str, transport: &MemoryTransport) -> Client {
    client_with(
        CredentialParts::from(jwt(claims)).part("secret", "canary"),
        transport,
    )
}

fn client_with(credential: impl Into<CredentialParts>, transport: &MemoryTransport) -> Client {
    Client::builder(&SHOP)
        .credential(credential)
        .transport(transport.clone())
        .clock(At(1_700_000_000))
        .max_retries(0)
        .build()
        .unwrap()
}

/// A clock that stands still, in seconds since 1970.
struct At(u64);

impl Clock for At {
    fn now(&self) -> std::time::Instant {
        SystemClock.now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

fn get(client: &Client) -> Call<Json> {
    Call::new(client, &GET_ORDER).param("orderId", &"order_1")
}

fn create(client: &Client) -> Call<Json> {
    Call::new(client, &CREATE_ORDER)
}

/// The one violation of a call that was not sent.
fn violation(error: &Error, transport: &MemoryTransport) -> String {
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(transport.requests().is_empty());
    assert_eq!(error.violations().len(), 1, "{error}");
    error.violations()[0].to_string()
}

#[tokio::test]
async fn a_path_parameter_is_the_calls_then_the_clients_then_the_claims() {
    let transport = good();
    let client = client(r#"{"shop_id":"shop_1"}"#, &transport);
    let other = client.with_parameter("shopId", "shop_2");
    get(&client).await.unwrap();
    get(&other).await.unwrap();
    get(&other.with_parameter("shopId", "shop_3"))
        .await
        .unwrap();
    get(&other).param("shopId", &"shop_4").await.unwrap();
    let requests = transport.requests();
    let paths: Vec<_> = requests
        .iter()
        .map(|request| request.uri().path())
        .collect();
    let expected = ["shop_1", "shop_2", "shop_3", "shop_4"];
    assert_eq!(
        paths,
        expected.map(|shop| format!("/shops/{shop}/orders/order_1"))
    );
    assert_eq!(
        requests[0].headers()["authorization"],
        format!("Bearer canary.{}", jwt(r#"{"shop_id":"shop_1"}"#))
    );
}

#[tokio::test]
async fn a_parameter_that_is_nowhere_is_asked_for() {
    for claims in ["{}", r#"{"shop_id":null}"#, r#"{"shop_id":["a"]}"#] {
        let transport = good();
        let error = get(&client(claims, &transport)).await.unwrap_err();
        assert_eq!(
            violation(&error, &transport),
            "path.shopId must be given, for the jwt of the app token has no claim shop_id to take it from"
        );
    }
    // What stands in a claim is not trusted more than what a caller gives.
    for claims in [
        r#"{"shop_id":""}"#,
        r#"{"shop_id":".."}"#,
        r#"{"shop_id":"../canary"}"#,
    ] {
        let transport = good();
        let error = get(&client(claims, &transport)).await.unwrap_err();
        let violation = violation(&error, &transport);
        assert!(violation.starts_with("path.shopId"), "{violation}");
        assert!(!violation.contains("canary"), "{violation}");
    }
}

#[tokio::test]
async fn a_parameter_elsewhere_of_the_same_name_is_another() {
    static COPY_SHOP: Operation = Operation {
        id: "copyShop",
        method: Method::Get,
        path: "/shops/{shopId}",
        parameters: &[Parameter::query("shopId"), Parameter::path("shopId")],
        success: &[Reply::json(200)],
        ..Operation::DEFAULT
    };
    let transport = good();
    let client = client(r#"{"shop_id":"shop_1"}"#, &transport);
    let call: Call<Json> = Call::new(&client, &COPY_SHOP).param("shopId", &"shop_2");
    call.await.unwrap();
    let request = transport.requests().remove(0);
    assert_eq!(request.uri().path(), "/shops/shop_1");
    assert_eq!(request.uri().query(), Some("shopId=shop_2"));
}

#[tokio::test]
async fn an_operation_that_needs_more_than_there_is_is_not_sent() {
    let transport = good();
    let jwt_alone = client_with(jwt(r#"{"shop_id":"a"}"#), &transport);
    let error = create(&jwt_alone).await.unwrap_err();
    assert_eq!(
        violation(&error, &transport),
        "app token has no secret, which this operation needs: give it to the client, or set SHOP_SECRET_THAT_NOBODY_SETS"
    );
    let of_no_shop = client("{}", &transport);
    let error = create(&of_no_shop).await.unwrap_err();
    assert_eq!(
        violation(&error, &transport),
        "app token has no claim shop_id, which this operation needs: use one that has"
    );
    // Documentation may be wrong.
    create(&jwt_alone).allow_undocumented().await.unwrap();
    create(&client(r#"{"shop_id":"a"}"#, &transport))
        .await
        .unwrap();
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test]
async fn a_refusal_of_a_token_that_is_too_old_says_so() {
    let refusal = r#"{"code":"BAD_TOKEN"}"#;
    for (claims, expired) in [
        (r#"{"shop_id":"a","exp":1699999999}"#, true),
        (r#"{"shop_id":"a","exp":1700000001}"#, false),
        (r#"{"shop_id":"a"}"#, false),
    ] {
        for status in [401, 403] {
            let transport = answering(status, "application/json", refusal);
            let error = get(&client(claims, &transport)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Api);
            let text = error.to_string();
            let says_so =
                text.contains("the jwt of the app token expired on Tue, 14 Nov 2023 22:13:19 GMT");
            assert_eq!(says_so, expired && status == 401, "{text}");
        }
    }
    // The clock of this machine may be wrong: an old token is sent all the same.
    let transport = MemoryTransport::new(|_| Ok(response(200, "application/json", "{}")));
    get(&client(r#"{"shop_id":"a","exp":1}"#, &transport))
        .await
        .unwrap();
}

#[test]
fn the_claims_can_be_read() {
    let client = client(
        r#"{"shop_id":"shop_1","mode":"test","exp":1700000000}"#,
        &good(),
    );
    let claims = client.claims().unwrap();
    assert_eq!(claims.text("mode").as_deref(), Some("test"));
    assert!(claims.expires_at().is_some());
    let shown = format!("{client:?} {claims:?}");
    assert!(
        !shown.contains("shop_1") && !shown.contains("canary"),
        "{shown}"
    );
    assert!(crate::shop::client(&good()).claims().is_none());
}
