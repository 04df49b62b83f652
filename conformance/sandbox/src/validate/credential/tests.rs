//! A small document whose operations ask for credentials of every kind, and requests that bring them or do not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use super::Credential;
use crate::provider::{Provider, Received};
use crate::schema::Schemas;
use crate::spec::Spec;
use crate::validate::Checks;

fn bundle() -> Value {
    let operation = |id: &str, security: Value| json!({"get": {"operationId": id, "security": security, "responses": {"204": {"description": "Done"}}}});
    let mut bundle = json!({
        "openapi": "3.0.3",
        "info": {"title": "Keys", "version": "1"},
        "security": [{"query": []}],
        "paths": {
            "/query": {"get": {"operationId": "query", "responses": {"204": {"description": "Done"}}}},
            "/cookie": operation("cookie", json!([{"cookie": []}])),
            "/login": operation("login", json!([{"login": []}])),
            "/parts": operation("parts", json!([{"parts": []}])),
            "/pair": operation("pair", json!([{"pair": []}])),
            "/bearer": operation("bearer", json!([{"token": []}])),
            "/both": operation("both", json!([{"query": [], "cookie": []}])),
            "/either": operation("either", json!([{"query": []}, {"login": []}])),
            "/optional": operation("optional", json!([{"query": []}, {}])),
            "/open": operation("open", json!([])),
        },
        "components": {
            "schemas": {"Key": {"type": "string"}},
            "securitySchemes": {
                "query": {"type": "apiKey", "in": "query", "name": "api key", "x-credential": {"pattern": "^k_[a-z&]+$"}},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
                "login": {"type": "http", "scheme": "basic"},
                "token": {"type": "oauth2", "flows": {}},
                "parts": {"type": "http", "scheme": "bearer", "x-credential": {
                    "format": "{secret}.{jwt}",
                    "parts": {"secret": {"optional": true, "pattern": "^s_[a-z.]+$"}, "jwt": {"claims": {"shopId": "shop_id"}}}
                }},
                "pair": {"type": "http", "scheme": "basic", "x-credential": {
                    "format": "{id}:{key}", "parts": {"id": {"pattern": "^id_[a-z]+$"}, "key": {"pattern": "^k_[a-z:]+$"}}
                }},
            }
        }
    });
    let key =
        json!([{"name": "api key", "in": "query", "schema": {"$ref": "#/components/schemas/Key"}}]);
    bundle["paths"]["/query"]["get"]["parameters"] = key.clone();
    bundle["paths"]["/login"]["get"]["parameters"] = key;
    bundle
}

fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
    let values = values.iter().map(|value| HeaderValue::from_str(value));
    values
        .map(|value| (name.parse().unwrap(), value.unwrap()))
        .collect()
}

fn look(operation: &str, query: &str, headers: &HeaderMap) -> Credential {
    let bundle = bundle();
    let spec = Spec::read(&bundle).unwrap();
    let mut faults = Vec::new();
    let schemas = Schemas::read(&bundle).unwrap();
    let checks = Checks::new(
        &bundle,
        &schemas,
        spec.operation(operation).unwrap(),
        &mut faults,
    );
    assert_eq!(faults, []);
    checks.credentials.check(headers, query)
}

#[test]
fn a_key_in_the_query_is_read_decoded() {
    for (query, expected) in [
        ("", Credential::Absent),
        ("apikey=k_one", Credential::Absent),
        ("page=2&api+key=k_one%26two", Credential::WellFormed),
        ("api%20key=k_one", Credential::WellFormed),
        ("api+key=sk_one", Credential::Malformed),
        ("api+key=", Credential::Malformed),
        ("api+key=k_one&api%20key=k_two", Credential::Malformed),
        ("api+key=k_%FF", Credential::Malformed),
    ] {
        assert_eq!(look("query", query, &HeaderMap::new()), expected, "{query}");
    }
    // It belongs into the query.
    assert_eq!(
        look("query", "", &headers("cookie", &["api key=k_one"])),
        Credential::Absent
    );
}

#[test]
fn a_key_in_a_cookie_is_found_among_others() {
    for (cookies, expected) in [
        (&[][..], Credential::Absent),
        (&["theme=dark; sessions=1"], Credential::Absent),
        (&["theme=dark; session=a=b"], Credential::WellFormed),
        (&["theme=dark", "session=one"], Credential::WellFormed),
        (&["session="], Credential::Malformed),
        (&["session=one; session=two"], Credential::Malformed),
        (&["session=one", "session=two"], Credential::Malformed),
    ] {
        assert_eq!(
            look("cookie", "", &headers("cookie", cookies)),
            expected,
            "{cookies:?}"
        );
    }
    assert_eq!(
        look("cookie", "session=one", &HeaderMap::new()),
        Credential::Absent
    );
}

#[test]
fn a_login_is_a_name_and_a_password_in_base64() {
    let basic = |login: &str| format!("Basic {}", STANDARD.encode(login));
    for (header, expected) in [
        (basic("ann:secret:colon"), Credential::WellFormed),
        (basic("ann:"), Credential::WellFormed),
        (basic("ann"), Credential::Malformed),
        ("Basic ann:secret".to_owned(), Credential::Malformed),
        ("Basic ".to_owned(), Credential::Malformed),
        (
            basic("ann:secret").replace("Basic", "Bearer"),
            Credential::Malformed,
        ),
    ] {
        let given = headers("authorization", &[&header]);
        assert_eq!(look("login", "", &given), expected, "{header}");
    }
    assert_eq!(look("login", "", &HeaderMap::new()), Credential::Absent);
}

#[test]
fn each_part_has_its_own_form() {
    // {"alg":"x"}, {"shop_id":"a"}, a signature.
    let token = "eyJhbGciOiJ4In0.eyJzaG9wX2lkIjoiYSJ9.c2ln";
    let with = |secret: &str| format!("Bearer {secret}.{token}");
    for (header, expected) in [
        (format!("Bearer {token}"), Credential::WellFormed),
        (with("s_one"), Credential::WellFormed),
        // What stands between the parts may stand in one.
        (with("s_one.two"), Credential::WellFormed),
        (with("one"), Credential::Malformed),
        (with("s_1"), Credential::Malformed),
        (with(""), Credential::Malformed),
        (with("s_one "), Credential::Malformed),
        ("Bearer s_one".to_owned(), Credential::Malformed),
        ("Bearer s_one.a.b.c".to_owned(), Credential::Malformed),
        ("Bearer ".to_owned(), Credential::Malformed),
    ] {
        let given = headers("authorization", &[&header]);
        assert_eq!(look("parts", "", &given), expected, "{header}");
    }
    for (pair, expected) in [
        ("id_a:k_b", Credential::WellFormed),
        ("id_a:k_b:c", Credential::WellFormed),
        ("id_a:b", Credential::Malformed),
        ("a:k_b", Credential::Malformed),
        ("id_a", Credential::Malformed),
        (":", Credential::Malformed),
    ] {
        let basic = format!("Basic {}", STANDARD.encode(pair));
        let given = headers("authorization", &[&basic]);
        assert_eq!(look("pair", "", &given), expected, "{pair}");
    }
}

#[test]
fn a_pattern_that_is_none_is_a_fault_at_its_place() {
    let mut bundle = bundle();
    bundle["components"]["securitySchemes"]["pair"]["x-credential"]["parts"]["key"]["pattern"] =
        json!("[");
    let spec = Spec::read(&bundle).unwrap();
    let schemas = Schemas::read(&bundle).unwrap();
    let mut faults = Vec::new();
    Checks::new(
        &bundle,
        &schemas,
        spec.operation("pair").unwrap(),
        &mut faults,
    );
    assert_eq!(faults.len(), 1);
    assert_eq!(
        faults[0].pointer,
        "/components/securitySchemes/pair/x-credential/parts/key/pattern"
    );
}

#[test]
fn an_access_token_is_borne() {
    let given = |text| headers("authorization", &[text]);
    assert_eq!(
        look("bearer", "", &given("Bearer t")),
        Credential::WellFormed
    );
    assert_eq!(
        look("bearer", "", &given("Basic dDp0")),
        Credential::Malformed
    );
}

#[test]
fn schemes_of_one_requirement_hold_together() {
    let session = headers("cookie", &["session=one"]);
    let none = HeaderMap::new();
    assert_eq!(
        look("both", "api+key=k_one", &session),
        Credential::WellFormed
    );
    assert_eq!(look("both", "api+key=k_one", &none), Credential::Malformed);
    assert_eq!(look("both", "", &session), Credential::Malformed);
    assert_eq!(look("both", "", &none), Credential::Absent);
}

#[test]
fn one_alternative_is_enough() {
    let login = headers("authorization", &["Basic YW5uOnNlY3JldA=="]);
    let none = HeaderMap::new();
    assert_eq!(
        look("either", "api+key=k_one", &none),
        Credential::WellFormed
    );
    assert_eq!(look("either", "", &login), Credential::WellFormed);
    assert_eq!(
        look("either", "api+key=wrong", &login),
        Credential::WellFormed
    );
    assert_eq!(
        look("either", "api+key=wrong", &none),
        Credential::Malformed
    );
    assert_eq!(look("either", "", &none), Credential::Absent);
}

#[test]
fn what_may_be_missing_must_be_right_if_it_is_there() {
    let none = HeaderMap::new();
    assert_eq!(look("optional", "", &none), Credential::NotAsked);
    assert_eq!(
        look("optional", "api+key=k_one", &none),
        Credential::WellFormed
    );
    assert_eq!(
        look("optional", "api+key=wrong", &none),
        Credential::Malformed
    );
    assert_eq!(look("open", "api+key=wrong", &none), Credential::NotAsked);
}

#[test]
fn where_nothing_is_said_each_may_be_there() {
    let mut bundle = bundle();
    bundle.as_object_mut().unwrap().remove("security");
    bundle["components"]["securitySchemes"]["digest"] = json!({"type": "http", "scheme": "digest"});
    let open = bundle["paths"]["/query"].take();
    bundle["paths"] = json!({"/query": open});
    let provider = Provider::new(&bundle).unwrap();
    for (query, expected) in [
        ("", (204, Credential::NotAsked)),
        ("api+key=k_canary", (204, Credential::WellFormed)),
        ("api+key=canary", (401, Credential::Malformed)),
    ] {
        let reply = provider.answer(Received {
            method: "GET".to_owned(),
            path: "/query".to_owned(),
            query: Some(query.to_owned()),
            headers: HeaderMap::new(),
            body: Some("".into()),
        });
        let exchange = provider.journal().exchanges().pop().unwrap();
        assert_eq!((reply.status.as_u16(), exchange.credential), expected);
        assert_eq!(exchange.query.as_deref(), Some(""));
    }
    // One operation that says something says it for all: the others need nothing.
    bundle["paths"]["/closed"] = json!({"get": {
        "operationId": "closed", "security": [{"cookie": []}], "responses": {"204": {"description": "Done"}}
    }});
    let spec = Spec::read(&bundle).unwrap();
    assert!(spec.operation("query").unwrap().security.is_empty());
}

#[test]
fn no_credential_gets_into_the_journal() {
    let provider = Provider::new(&bundle()).unwrap();
    let send = |path: &str, query: &str, headers: HeaderMap| {
        let reply = provider.answer(Received {
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: Some(query.to_owned()),
            headers,
            body: Some("".into()),
        });
        let exchange = provider.journal().exchanges().pop().unwrap();
        let text = format!(
            "{:?} {:?} {:?} {:?}",
            exchange.query, exchange.headers, exchange.parameters, exchange.violations
        );
        assert!(!text.contains("k_canary"), "{text}");
        (reply.status.as_u16(), exchange.query.unwrap())
    };
    let session = || headers("cookie", &["session=k_canary"]);
    let login = || headers("authorization", &["Basic YW5uOnNlY3JldA=="]);
    assert_eq!(
        send("/query", "api+key=k_canary", HeaderMap::new()),
        (204, String::new())
    );
    assert_eq!(
        send("/both", "api%20key=k_canary", session()),
        (204, String::new())
    );
    // A parameter there, a credential elsewhere.
    assert_eq!(
        send("/login", "api+key=k_canary", login()),
        (204, String::new())
    );
    // Nobody declared `page`; it stays as it came.
    assert_eq!(
        send("/query", "page=%31&api+key=k_canary", HeaderMap::new()),
        (400, "page=%31".to_owned())
    );
    // Not where the document says: no credential, and no business of the journal either.
    assert_eq!(send("/cookie", "api+key=k_canary", HeaderMap::new()).0, 401);
    assert_eq!(
        send("/open", "api+key=k_canary", HeaderMap::new()),
        (400, String::new())
    );
    assert_eq!(send("/nowhere", "api+key=k_canary", session()).0, 404);
}
