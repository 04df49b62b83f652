//! Making a client.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kessai_client::{
    BoxFuture, Call, Carrier, Client, ClientBuilder, Credential, Error, ErrorKind, Limits, Method,
    Operation, Part, Provider, Reply, Transport, TransportError, model::Json,
};

use crate::shop::{DESCRIPTION, KEY, SHOP, client, create, good};

fn refused(result: Result<Client, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.operation(), None);
    error.to_string()
}

#[test]
fn a_client_needs_a_credential() {
    let message = refused(Client::builder(&SHOP).transport(good()).build());
    for part in [
        "secret key",
        "SHOP_SECRET_KEY_THAT_NOBODY_SETS",
        "credential_from_env",
        "^sk_[a-z]+$",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_missing_environment_variable_is_named() {
    let message = refused(
        Client::builder(&SHOP)
            .credential_from_env()
            .transport(good())
            .build(),
    );
    assert!(
        message.contains("SHOP_SECRET_KEY_THAT_NOBODY_SETS"),
        "{message}"
    );
    assert!(message.contains("is not set"), "{message}");
}

#[tokio::test]
async fn the_environment_variable_is_used() {
    static PROVIDER: Provider = Provider {
        credentials: &[Credential {
            scheme: "key",
            name: "secret key",
            carrier: Carrier::Header("x-api-key"),
            prefix: "",
            parts: &[Part {
                name: "secret key",
                pattern: Some("^kessai-"),
                // Cargo sets this one for every test.
                environment: "CARGO_PKG_NAME",
                ..Part::DEFAULT
            }],
            ..Credential::DEFAULT
        }],
        security: &[&["key"]],
        name: "shop",
        version: "1.2.3",
        base_url: "https://api.shop.example",
        ..Provider::DEFAULT
    };
    let transport = good();
    let client = Client::builder(&PROVIDER)
        .credential_from_env()
        .transport(transport.clone())
        .build()
        .unwrap();
    create(&client).await.unwrap();
    let request = transport.requests().remove(0);
    assert_eq!(request.headers()["x-api-key"], "kessai-client");
    assert!(!request.headers().contains_key("authorization"));
}

#[test]
fn a_base_url_that_could_give_the_key_away_is_refused() {
    for url in [
        "http://api.shop.example",
        "http://10.0.0.1",
        "https://user:canary@api.shop.example",
        "https://api.shop.example?key=canary",
        "https://api.shop.example#canary",
        "api.shop.example",
    ] {
        let builder = Client::builder(&SHOP)
            .credential(KEY)
            .base_url(url)
            .transport(good());
        assert!(!format!("{builder:?}").contains("canary"));
        let message = refused(builder.build());
        assert!(message.contains("base URL"), "{message}");
        assert!(!message.contains("canary"), "{message}");
    }
}

#[tokio::test]
async fn requests_go_to_the_base_url() {
    for (base, expected) in [
        (
            "https://proxy.example/shop/",
            "https://proxy.example/shop/orders",
        ),
        ("http://localhost:4010", "http://localhost:4010/orders"),
        ("http://[::1]:4010/", "http://[::1]:4010/orders"),
    ] {
        let transport = good();
        let client = Client::builder(&SHOP)
            .credential(KEY)
            .base_url(base)
            .transport(transport.clone())
            .build()
            .unwrap();
        create(&client).await.unwrap();
        assert_eq!(transport.requests()[0].uri(), expected);
    }
}

#[tokio::test]
async fn an_operation_with_an_address_of_its_own_goes_there() {
    static BANK: Provider = Provider {
        other_base_urls: &["https://bank.shop.example"],
        ..DESCRIPTION
    };
    static CREATE_ACCOUNT: Operation = Operation {
        id: "createAccount",
        method: Method::Post,
        path: "/accounts",
        base_url: Some("https://bank.shop.example"),
        success: &[Reply::json(200)],
        ..Operation::DEFAULT
    };
    let local = "http://localhost:4010";
    for (all, bank, expected) in [
        (None, None, "https://bank.shop.example/accounts"),
        (Some(local), None, "http://localhost:4010/accounts"),
        (
            Some("https://proxy.example"),
            Some(local),
            "http://localhost:4010/accounts",
        ),
    ] {
        let transport = good();
        let mut builder = Client::builder(&BANK)
            .credential(KEY)
            .transport(transport.clone());
        if let Some(all) = all {
            builder = builder.base_url(all);
        }
        if let Some(bank) = bank {
            builder = builder.base_url_instead_of("https://bank.shop.example", bank);
        }
        let client = builder.build().unwrap();
        let call: Call<Json> = Call::new(&client, &CREATE_ACCOUNT);
        call.await.unwrap();
        assert_eq!(transport.requests()[0].uri(), expected);
    }
    let builder = Client::builder(&BANK).credential(KEY).transport(good());
    let message = refused(
        builder
            .base_url_instead_of("https://bank.example", local)
            .build(),
    );
    assert!(message.contains("https://bank.shop.example"), "{message}");
}

/// Sends nothing, and keeps what it was told not to exceed.
#[derive(Clone, Default)]
struct Limited(Arc<Mutex<Vec<Limits>>>);

impl Transport for Limited {
    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<bytes::Bytes>, TransportError>> {
        self.0.lock().unwrap().push(limits);
        Box::pin(async { Err(TransportError::not_sent("never")) })
    }
}

#[tokio::test]
async fn limits_come_from_the_call_then_the_client() {
    let transport = Limited::default();
    let builder = || {
        Client::builder(&SHOP)
            .credential(KEY)
            .max_retries(0)
            .transport(transport.clone())
    };
    let plain = builder().build().unwrap();
    let limited = builder()
        .timeout(Duration::from_secs(5))
        .response_limit(9)
        .build()
        .unwrap();
    for call in [
        create(&plain),
        create(&limited),
        create(&limited).timeout(Duration::from_secs(1)),
    ] {
        assert_eq!(call.await.unwrap_err().kind(), ErrorKind::NotSent);
    }
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    assert_eq!(
        *transport.0.lock().unwrap(),
        [
            Limits::new(16 << 20, seconds(60)),
            Limits::new(9, seconds(5)),
            Limits::new(9, seconds(1)),
        ]
    );
}

#[tokio::test]
async fn the_user_agent_names_the_crates_and_the_program() {
    let transport = good();
    create(&client(&transport)).await.unwrap();
    let builder = Client::builder(&SHOP)
        .credential(KEY)
        .transport(transport.clone());
    create(&builder.user_agent("storefront/2.1").build().unwrap())
        .await
        .unwrap();
    let own = format!("shop/1.2.3 kessai-client/{}", env!("CARGO_PKG_VERSION"));
    let requests = transport.requests();
    assert_eq!(requests[0].headers()["user-agent"], own);
    assert_eq!(
        requests[1].headers()["user-agent"],
        format!("storefront/2.1 {own}")
    );
    let builder = Client::builder(&SHOP).credential(KEY).transport(transport);
    refused(builder.user_agent("store\nfront").build());
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_transport_the_features_are_named() {
    let message = refused(Client::builder(&SHOP).credential(KEY).build());
    assert!(
        message.contains("`rustls`") && message.contains("`native-tls`"),
        "{message}"
    );
}

#[cfg(all(
    feature = "reqwest",
    not(any(feature = "rustls", feature = "native-tls"))
))]
#[test]
fn without_tls_an_https_address_is_refused_and_the_features_are_named() {
    let message = refused(Client::builder(&SHOP).credential(KEY).build());
    assert!(
        message.contains("`rustls`") && message.contains("`native-tls`"),
        "{message}"
    );
    let local = Client::builder(&SHOP)
        .credential(KEY)
        .base_url("http://127.0.0.1:9");
    assert!(local.build().is_ok());
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn with_tls_the_providers_own_address_is_used() {
    let client = Client::builder(&SHOP).credential(KEY).build().unwrap();
    assert_eq!(client.base_url(), "https://api.shop.example/v1");
    assert_eq!(client.provider(), &SHOP);
}

#[tokio::test]
async fn a_builder_makes_the_type_that_a_generated_crate_wraps_around() {
    struct Shop(Client);

    impl From<Client> for Shop {
        fn from(client: Client) -> Self {
            Self(client)
        }
    }

    let builder = ClientBuilder::<Shop>::new(&SHOP)
        .credential(KEY)
        .transport(good());
    create(&builder.build().unwrap().0).await.unwrap();
}

#[tokio::test]
async fn a_provider_that_asks_for_no_credential_gets_none() {
    static OPEN: Provider = Provider {
        name: "open",
        version: "1.2.3",
        base_url: "https://api.open.example",
        ..Provider::DEFAULT
    };
    let error = Client::builder(&OPEN)
        .credential("sk_canary")
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(
        error.to_string().contains("open takes no credential"),
        "{error}"
    );

    let transport = good();
    let client = Client::builder(&OPEN)
        .transport(transport.clone())
        .build()
        .unwrap();
    create(&client).await.unwrap();
    assert!(
        !transport.requests()[0]
            .headers()
            .contains_key("authorization")
    );
}
