use http::HeaderValue;
use serde_json::json;

use super::*;
use crate::spec::Spec;

fn bundle() -> Value {
    serde_json::from_str(include_str!("../../fixtures/shop.json")).unwrap()
}

fn checks(bundle: &Value, operation: &str) -> Checks {
    let mut faults = Vec::new();
    let spec = Spec::read(bundle).unwrap();
    let checks = Checks::new(
        bundle,
        &Schemas::read(bundle).unwrap(),
        spec.operation(operation).unwrap(),
        &mut faults,
    );
    assert_eq!(faults, []);
    checks
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| {
            (
                (*name).try_into().unwrap(),
                HeaderValue::from_str(value).unwrap(),
            )
        })
        .collect()
}

fn found(operation: &str, query: &str, given: &[(&'static str, &str)], body: &str) -> Vec<String> {
    let variables = [("orderId".to_owned(), Some("order_1".to_owned()))];
    let headers = headers(given);
    let call = Call {
        variables: &variables,
        query,
        headers: &headers,
        body: body.as_bytes(),
    };
    let mut found: Vec<String> = checks(&bundle(), operation)
        .check(call)
        .violations
        .iter()
        .map(|found| {
            format!(
                "{:?} {} {}",
                found.part, found.violation.rule, found.violation.instance
            )
        })
        .collect();
    found.sort();
    found
}

const JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

#[test]
fn a_request_that_keeps_the_spec_has_no_violations() {
    let body = r#"{"amount": 1, "currency": "JPY", "customer": null, "undeclared": [1]}"#;
    assert!(found("createOrder", "", &[JSON, ("idempotency-key", "k")], body).is_empty());
    assert!(
        found(
            "listOrders",
            "limit=100&status=open&status=paid&filter[paid]=true",
            &[],
            ""
        )
        .is_empty()
    );
    assert!(found("getOrder", "", &[("user-agent", "x")], "").is_empty());
}

#[test]
fn all_violations_of_a_body_are_found() {
    let body = r#"{"amount": 0, "currency": "USD", "customer": {}, "note": "12345678901", "metadata": {"a": 1}}"#;
    assert_eq!(
        found("createOrder", "", &[JSON], body),
        [
            "Body anyOf /customer",
            "Body enum /currency",
            "Body exclusiveMinimum /amount",
            "Body maxLength /note",
            "Body type /metadata/a",
        ]
    );
    assert_eq!(
        found("createOrder", "", &[JSON], "{}"),
        ["Body required ", "Body required "]
    );
    assert_eq!(found("createOrder", "", &[JSON], ""), ["Body required "]);
    assert_eq!(found("createOrder", "", &[JSON], "{"), ["Body json "]);
    assert_eq!(
        found(
            "createOrder",
            "",
            &[JSON],
            r#"{"amount":1,"currency":"JPY","amount":1}"#
        ),
        ["Body json "]
    );
}

#[test]
fn a_body_has_its_media_type_and_is_declared() {
    let body = r#"{"amount": 1}"#;
    assert_eq!(
        found("createOrder", "", &[("content-type", "text/plain")], body),
        ["Body required ", "Header(\"content-type\") media type "]
    );
    assert_eq!(found("createOrder", "", &[], body).len(), 2);
    assert_eq!(found("getOrder", "", &[JSON], "{}"), ["Body undeclared "]);
}

#[test]
fn a_declared_media_type_that_is_not_checked_does_not_pass() {
    let mut bundle = bundle();
    bundle["paths"]["/orders"]["post"]["requestBody"]["content"]["text/csv"] =
        json!({"schema": {"type": "string"}});
    let headers = headers(&[("content-type", "text/csv")]);
    let call = Call {
        variables: &[],
        query: "",
        headers: &headers,
        body: b"a,b",
    };
    let violations = checks(&bundle, "createOrder").check(call).violations;
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].violation.rule, "media type");
}

#[test]
fn parameters_are_judged_and_the_query_is_closed() {
    assert_eq!(
        found(
            "listOrders",
            "limit=0&status=lost&filter[paid]=maybe&page=2&page=3",
            &[],
            ""
        ),
        [
            "Query(\"filter\") type /paid",
            "Query(\"limit\") minimum ",
            "Query(\"page\") undeclared ",
            "Query(\"status\") enum /0",
        ]
    );
    assert_eq!(
        found("listOrders", "limit=many", &[], ""),
        ["Query(\"limit\") type "]
    );
    assert_eq!(
        found("listOrders", "limit=1&limit=2", &[], ""),
        ["Query(\"limit\") style "]
    );
    let long = "x".repeat(65);
    assert_eq!(
        found("deleteOrder", "", &[("idempotency-key", &long)], ""),
        ["Header(\"Idempotency-Key\") maxLength "]
    );
}

#[test]
fn path_parameters_are_judged() {
    let checks = checks(&bundle(), "getOrder");
    let rules = |text: Option<&str>| -> Vec<String> {
        let variables = [("orderId".to_owned(), text.map(str::to_owned))];
        let headers = HeaderMap::new();
        let call = Call {
            variables: &variables,
            query: "",
            headers: &headers,
            body: b"",
        };
        checks
            .check(call)
            .violations
            .into_iter()
            .map(|found| found.violation.rule)
            .collect()
    };
    assert_eq!(rules(Some("order_9")), Vec::<String>::new());
    assert_eq!(rules(Some("../secret")), ["pattern"]);
    assert_eq!(rules(None), ["style"]);
}

#[test]
fn credentials_are_told_by_form() {
    let bundle = bundle();
    let check = |given: &[(&'static str, &str)]| {
        checks(&bundle, "getOrder")
            .credentials
            .check(&headers(given), "")
    };
    assert_eq!(check(&[]), Credential::Absent);
    assert_eq!(
        check(&[("authorization", "Basic sk_test_1")]),
        Credential::WellFormed
    );
    for wrong in [
        "sk_test_1",
        "Bearer sk_test_1",
        "Basic ",
        "Basic pk_test_1",
        "Basic  sk_test_1",
    ] {
        assert_eq!(
            check(&[("authorization", wrong)]),
            Credential::Malformed,
            "{wrong}"
        );
    }
    assert_eq!(
        checks(&bundle, "getHealth")
            .credentials
            .check(&HeaderMap::new(), ""),
        Credential::NotAsked
    );
}

#[test]
fn two_credentials_in_one_header_are_none_of_the_right_form() {
    let mut headers = HeaderMap::new();
    headers.append("authorization", HeaderValue::from_static("Basic sk_test_1"));
    headers.append("authorization", HeaderValue::from_static("Basic sk_test_2"));
    assert_eq!(
        checks(&bundle(), "getOrder")
            .credentials
            .check(&headers, ""),
        Credential::Malformed
    );
}

#[test]
fn parameters_come_back_as_the_values_they_stand_for() {
    let headers = headers(&[]);
    let call = Call {
        variables: &[],
        query: "status=open&limit=7&filter[paid]=false",
        headers: &headers,
        body: b"",
    };
    let found = checks(&bundle(), "listOrders").check(call).parameters;
    assert_eq!(
        found,
        [
            (Location::Query, "limit".to_owned(), json!(7)),
            (Location::Query, "status".to_owned(), json!(["open"])),
            (Location::Query, "filter".to_owned(), json!({"paid": false})),
        ]
    );
}
