//! What authorizes a call: the first that its operation takes of what the client has, all of it, and nothing where nothing is
//! needed.

use bytes::Bytes;
use http::Request;
use kessai_client::{
    Call, Carrier, Client, ClientBuilder, Credential, CredentialParts, Credentials, Error,
    ErrorKind, MemoryTransport, Method, Operation, Parameter, Part, Provider, Reply, Requirement,
    model::Json,
};

use crate::shop::good;

const fn credential(scheme: &'static str, carrier: Carrier, parts: &'static [Part]) -> Credential {
    Credential {
        scheme,
        name: scheme,
        carrier,
        parts,
        ..Credential::DEFAULT
    }
}

const fn part(name: &'static str, environment: &'static str) -> Part {
    Part {
        name,
        environment,
        ..Part::DEFAULT
    }
}

static SHOP: Provider = Provider {
    name: "shop",
    base_url: "https://api.shop.example/v1",
    credentials: &[
        credential(
            "header",
            Carrier::Header("x-api-key"),
            &[part("header", "HEADER_THAT_NOBODY_SETS")],
        ),
        credential(
            "query",
            Carrier::Query("key"),
            &[part("query", "QUERY_THAT_NOBODY_SETS")],
        ),
        credential(
            "cookie",
            Carrier::Cookie("session"),
            &[part("cookie", "COOKIE_THAT_NOBODY_SETS")],
        ),
        Credential {
            scheme: "login",
            name: "login",
            prefix: "Basic ",
            base64: true,
            parts: &[
                part("user name", "USER_THAT_NOBODY_SETS"),
                Part {
                    separator: ":",
                    ..part("password", "PASSWORD_THAT_NOBODY_SETS")
                },
            ],
            ..Credential::DEFAULT
        },
    ],
    security: &[&["header"]],
    anonymous: true,
    ..Provider::DEFAULT
};

const SUCCESS: &[Reply] = &[Reply::json(200)];
const PARAMETERS: &[Parameter] = &[
    Parameter::query("key"),
    Parameter::cookie("session"),
    Parameter::header("X-Api-Key"),
    Parameter::query("page"),
];

const fn get(security: Option<&'static [Requirement]>) -> Operation {
    Operation {
        id: "getOrder",
        path: "/orders",
        parameters: PARAMETERS,
        security,
        success: SUCCESS,
        ..Operation::DEFAULT
    }
}

static INHERITS: Operation = get(None);
static PUBLIC: Operation = get(Some(&[]));
static OPTIONAL: Operation = get(Some(&[&[], &["query"]]));
static ALTERNATIVES: Operation = get(Some(&[&["login", "cookie"], &["query"], &["login"]]));

fn login() -> CredentialParts {
    CredentialParts::new()
        .part("user name", "ada")
        .part("password", "canary")
}

fn builder(transport: &MemoryTransport) -> ClientBuilder {
    let transport = transport.clone();
    Client::builder(&SHOP).transport(transport).max_retries(0)
}

/// Everything that a client may have.
fn all() -> Credentials {
    Credentials::new()
        .with("header", "canary1")
        .with("query", "canary2&")
        .with("cookie", "canary3")
        .with("login", login())
}

async fn sent(given: Credentials, operation: &'static Operation) -> Result<Request<Bytes>, Error> {
    let transport = good();
    let client = builder(&transport).credential(given).build()?;
    let call: Call<Json> = Call::new(&client, operation);
    let result = call.await;
    assert_eq!(transport.requests().len(), usize::from(result.is_ok()));
    result.map(|_| transport.requests().remove(0))
}

/// What of a request is a credential.
fn carried(request: &Request<Bytes>) -> Vec<String> {
    let headers = ["authorization", "x-api-key", "cookie"];
    let headers = headers.iter().filter_map(|name| {
        let value = request.headers().get(*name)?;
        assert!(value.is_sensitive(), "{name}");
        Some(format!("{name}: {}", value.to_str().unwrap()))
    });
    headers
        .chain(request.uri().query().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn a_call_carries_what_its_operation_needs_and_nothing_else() {
    let nothing: [&str; 0] = [];
    for (operation, expected) in [
        (&INHERITS, &["x-api-key: canary1"][..]),
        (&PUBLIC, &nothing),
        (&OPTIONAL, &["key=canary2%26"]),
        (
            &ALTERNATIVES,
            &[
                "authorization: Basic YWRhOmNhbmFyeQ==",
                "cookie: session=canary3",
            ],
        ),
    ] {
        let request = sent(all(), operation).await.unwrap();
        assert_eq!(carried(&request), expected);
    }
}

#[tokio::test]
async fn the_first_alternative_is_taken_that_the_client_has_all_of() {
    for (given, expected) in [
        (Credentials::new().with("query", "canary"), "key=canary"),
        (
            Credentials::new().with("login", login()),
            "authorization: Basic YWRhOmNhbmFyeQ==",
        ),
        (
            Credentials::new()
                .with("cookie", "canary")
                .with("query", "c"),
            "key=c",
        ),
    ] {
        let request = sent(given, &ALTERNATIVES).await.unwrap();
        assert_eq!(carried(&request), [expected]);
    }
    let request = sent(Credentials::new(), &OPTIONAL).await.unwrap();
    assert_eq!(request.uri(), "https://api.shop.example/v1/orders");
    sent(Credentials::new(), &PUBLIC).await.unwrap();
}

#[tokio::test]
async fn a_call_without_what_it_needs_is_not_sent_and_says_what_to_set() {
    for (given, operation, problem) in [
        (
            Credentials::new().with("cookie", "canary"),
            &ALTERNATIVES,
            "credential is missing: this operation needs the cookie (which the client has) together with the login (give it to \
             `credential`, or set USER_THAT_NOBODY_SETS and PASSWORD_THAT_NOBODY_SETS), or the query (give it to `credential`, or set \
             QUERY_THAT_NOBODY_SETS), or the login (give it to `credential`, or set USER_THAT_NOBODY_SETS and \
             PASSWORD_THAT_NOBODY_SETS)",
        ),
        (
            Credentials::new(),
            &INHERITS,
            "credential is missing: this operation needs the header (give it to `credential`, or set HEADER_THAT_NOBODY_SETS)",
        ),
    ] {
        let error = sent(given, operation).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.violations().len(), 1);
        assert_eq!(error.violations()[0].to_string(), problem);
    }
    // Documentation may be wrong.
    let transport = good();
    let client = builder(&transport).build().unwrap();
    let call: Call<Json> = Call::new(&client, &INHERITS);
    call.allow_undocumented().await.unwrap();
    assert!(carried(&transport.requests()[0]).is_empty());
}

#[tokio::test]
async fn a_credential_stands_beside_what_the_caller_gives() {
    let transport = good();
    let client = builder(&transport).credential(all()).build().unwrap();
    let call: Call<Json> = Call::new(&client, &ALTERNATIVES);
    // Names of credentials that this call does not carry.
    let call = call.param("X-Api-Key", &"mine").param("key", &"mine");
    call.await.unwrap();
    let call: Call<Json> = Call::new(&client, &OPTIONAL);
    call.param("page", &2)
        .param("session", &"mine")
        .await
        .unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].headers()["x-api-key"], "mine");
    assert_eq!(requests[0].uri().query(), Some("key=mine"));
    assert_eq!(requests[1].uri().query(), Some("page=2&key=canary2%26"));
    assert_eq!(requests[1].headers()["cookie"], "session=mine");
}

#[tokio::test]
async fn the_place_of_a_credential_is_the_clients() {
    for (operation, change, place) in [
        (&OPTIONAL, "key", "query.key"),
        (&ALTERNATIVES, "session", "cookie.session"),
        (&INHERITS, "X-Api-Key", "header.x-api-key"),
    ] {
        let transport = good();
        let client = builder(&transport).credential(all()).build().unwrap();
        let call: Call<Json> = Call::new(&client, operation);
        let error = call.param(change, &"mine").await.unwrap_err();
        assert!(transport.requests().is_empty());
        assert_eq!(error.violations().len(), 1, "{error}");
        let violation = error.violations()[0].to_string();
        assert!(violation.starts_with(place), "{violation}");
        assert!(violation.ends_with("belongs to the client and cannot be set"));
    }
    // Headers that carry credentials of any call are nobody's to add.
    for header in ["authorization", "x-api-key", "cookie"] {
        let transport = good();
        let client = builder(&transport).build().unwrap();
        let call: Call<Json> = Call::new(&client, &PUBLIC);
        let error = call.header(header, "mine").await.unwrap_err();
        assert!(transport.requests().is_empty());
        assert_eq!(error.violations().len(), 1, "{header}");
    }
}

#[tokio::test]
async fn what_no_operation_describes_carries_what_is_usual() {
    let transport = good();
    let client = builder(&transport).credential(all()).build().unwrap();
    client.request(Method::Get, "/notes").await.unwrap();
    let requests = transport.requests();
    assert_eq!(carried(&requests[0]), ["x-api-key: canary1"]);
}

#[tokio::test]
async fn a_credential_that_nobody_knows_is_refused() {
    for given in [
        Credentials::from("canary"),
        Credentials::new().with("haeder", "canary"),
    ] {
        let error = builder(&good()).credential(given).build().unwrap_err();
        let text = format!("{error} {error:?}");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(text.contains("header, query, cookie, login"), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn clients_and_credentials_show_none_of_it() {
    let builder = builder(&good()).credential(all());
    let mut shown = format!("{builder:?} {:?}", all());
    shown += &format!("{:#?}", builder.build().unwrap());
    assert!(!shown.contains("canary"), "{shown}");
    assert!(shown.contains("login"), "{shown}");
}
