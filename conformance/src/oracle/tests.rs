use kessai_model::{Rules, Tape, rules};
use serde_json::json;

use super::*;
use crate::case;

fn oracle() -> Oracle {
    Oracle::new(&serde_json::from_str(include_str!("../../sandbox/fixtures/shop.json")).unwrap())
        .unwrap()
}

#[test]
fn bodies_parameters_and_components_have_validators() {
    let oracle = oracle();
    let create = oracle.request("createOrder").unwrap();
    assert_eq!(create.pointer(), "/components/schemas/CreateOrder");
    let violations = create.violations(&json!({"amount": 0, "currency": "JPY"}));
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].instance, "/amount");
    assert_eq!(
        violations[0].schema,
        "/components/schemas/CreateOrder/properties/amount/exclusiveMinimum"
    );
    assert!(
        oracle
            .response("createOrder", 409)
            .unwrap()
            .accepts(&json!({"code": "c", "message": "m"}))
    );
    assert!(
        !oracle
            .parameter("listOrders", Location::Query, "limit")
            .unwrap()
            .accepts(&json!(101))
    );
    assert!(
        oracle
            .parameter("createOrder", Location::Header, "idempotency-KEY")
            .unwrap()
            .accepts(&json!("k"))
    );
    // The id is read-only: a request need not have it, an answer must.
    let order = json!({"amount": 1, "currency": "JPY", "status": "open", "createdAt": null});
    assert!(
        oracle
            .component("Order", Direction::Request)
            .unwrap()
            .accepts(&order)
    );
    assert!(
        !oracle
            .component("Order", Direction::Response)
            .unwrap()
            .accepts(&order)
    );
}

#[test]
fn what_the_spec_does_not_have_is_named() {
    let oracle = oracle();
    let text = |unknown: Result<Arc<Validator>, Unknown>| unknown.unwrap_err().to_string();
    assert_eq!(
        text(oracle.request("nothing")),
        "the spec has no operation `nothing`"
    );
    assert_eq!(
        text(oracle.request("getOrder")),
        "`getOrder` takes no JSON body"
    );
    assert_eq!(
        text(oracle.response("getOrder", 500)),
        "`getOrder` documents no JSON body for status 500"
    );
    assert_eq!(
        text(oracle.response("deleteOrder", 204)),
        "`deleteOrder` documents no JSON body for status 204"
    );
    assert_eq!(
        text(oracle.response("getHealth", 200)),
        "`getHealth` documents no JSON body for status 200"
    );
    assert_eq!(
        text(oracle.parameter("getOrder", Location::Query, "orderId")),
        "`getOrder` has no parameter `orderId` in query"
    );
    assert!(
        text(oracle.component("Nothing", Direction::Request))
            .starts_with("/components/schemas/Nothing")
    );
}

#[test]
fn cases_are_judged_by_body_and_parameters() {
    let oracle = oracle();
    let judge = |members: &str| -> Vec<String> {
        let text = format!(r#"{{"id": "a", "source": "s", {members}}}"#);
        let case = case::parse("c.json", text.as_bytes()).unwrap();
        let findings = oracle.judge(&case).unwrap();
        findings
            .iter()
            .map(|found| format!("{} {}", found.part, found.violation.rule))
            .collect()
    };
    let get = r#""operation": "getOrder", "direction": "request""#;
    assert_eq!(
        judge(&format!(r#"{get}, "path": {{"orderId": "order_1"}}"#)),
        Vec::<String>::new()
    );
    assert_eq!(
        judge(&format!(r#"{get}, "path": {{"orderId": "x"}}"#)),
        ["path parameter orderId pattern"]
    );
    // A case that gives no parameter is about its body alone.
    assert_eq!(judge(get), Vec::<String>::new());
    assert_eq!(
        judge(&format!(r#"{get}, "headers": {{"x-any": "1"}}"#)),
        ["path parameter orderId required"]
    );
    assert_eq!(
        judge(&format!(
            r#"{get}, "path": {{"orderId": "order_1"}}, "query": {{"expand": "no"}}"#
        )),
        ["query parameter expand undeclared"]
    );
    let list = r#""operation": "listOrders", "direction": "request""#;
    assert_eq!(
        judge(&format!(
            r#"{list}, "query": {{"limit": 0, "status": ["lost"]}}"#
        ))
        .len(),
        2
    );
    assert_eq!(
        judge(r#""operation": "createOrder", "direction": "request""#),
        ["body required"]
    );
    assert_eq!(
        judge(
            r#""operation": "createOrder", "direction": "request", "body": {"amount": 1e999, "currency": "JPY"}"#
        ),
        ["body number"]
    );
    assert_eq!(
        judge(&format!(
            r#"{get}, "path": {{"orderId": "order_1"}}, "body": {{}}"#
        )),
        ["body undeclared"]
    );
    let got = r#""operation": "getOrder", "direction": "response""#;
    assert_eq!(
        judge(&format!(r#"{got}, "status": 500, "body": {{}}"#)),
        ["status undeclared"]
    );
    assert_eq!(
        judge(&format!(r#"{got}, "status": 200"#)),
        ["body required"]
    );
    let deleted = r#""operation": "deleteOrder", "direction": "response", "status": 204"#;
    assert_eq!(judge(deleted), Vec::<String>::new());
}

#[test]
fn a_case_about_nothing_in_the_spec_has_no_verdict() {
    let oracle = oracle();
    for members in [
        r#""operation": "nothing", "direction": "request""#,
        r#""operation": "component:Nothing", "direction": "response", "body": {}"#,
        r#""operation": "webhook:order.paid", "direction": "webhook", "body": {}"#,
        r#""operation": "getOrder", "direction": "webhook", "body": {}"#,
    ] {
        let text = format!(r#"{{"id": "a", "source": "s", {members}}}"#);
        assert!(
            oracle
                .judge(&case::parse("c.json", text.as_bytes()).unwrap())
                .is_err(),
            "{members}"
        );
    }
}

#[test]
fn a_faulty_spec_makes_no_oracle() {
    let mut bundle: Value =
        serde_json::from_str(include_str!("../../sandbox/fixtures/shop.json")).unwrap();
    bundle["components"]["schemas"]["Order"]["propertys"] = json!({});
    let faults = Oracle::new(&bundle).unwrap_err();
    assert_eq!(faults[0].pointer, "/components/schemas/Order/propertys");
}

#[test]
fn deliveries_are_judged_by_body_type_and_data() {
    let mut bundle: Value =
        serde_json::from_str(include_str!("../../sandbox/fixtures/shop.json")).unwrap();
    bundle["components"]["schemas"]["Delivery"] = json!({
        "type": "object", "required": ["kind", "order"],
        "properties": {"kind": {"type": "string"}, "order": {"type": "object"}}
    });
    bundle["x-webhook"] = json!({
        "bearer": {"header": "Authorization", "prefix": "Bearer "},
        "event": {"schema": "Delivery", "type": "/kind", "data": "/order"},
        "events": {"order.paid": {"data": "Order"}, "shop.closed": {}}
    });
    let oracle = Oracle::new(&bundle).unwrap();
    let judge = |event: &str, body: &str| -> Vec<String> {
        let text = format!(
            r#"{{"id": "a", "operation": "webhook:{event}", "direction": "webhook", "body": {body}}}"#
        );
        let findings = oracle
            .judge(&case::parse("c.json", text.as_bytes()).unwrap())
            .unwrap();
        let mut places: Vec<String> = findings
            .iter()
            .map(|found| format!("{} {}", found.violation.instance, found.violation.rule))
            .collect();
        places.sort();
        places
    };
    let order =
        r#"{"id": "order_1", "amount": 1, "currency": "JPY", "status": "open", "createdAt": null}"#;
    let paid = format!(r#"{{"kind": "order.paid", "order": {order}}}"#);
    assert_eq!(judge("order.paid", &paid), Vec::<String>::new());
    assert_eq!(judge("shop.closed", &paid), ["/kind type"]);
    assert_eq!(
        judge(
            "order.paid",
            r#"{"kind": "order.paid", "order": {"id": 1}}"#
        )
        .iter()
        .filter(|place| place.starts_with("/order "))
        .count(),
        4
    );
    assert_eq!(
        judge("shop.closed", r#"{"kind": "shop.closed"}"#),
        [" required"]
    );
    assert_eq!(judge("shop.closed", "null"), [" required"]);
}

/// Requests are never held back for a format that the oracle finds. What they let through and the oracle does not
/// is listed: readers of these formats differ, and the provider's is not known.
#[test]
fn rules_of_formats_refuse_nothing_that_the_oracle_takes() {
    let formats: [(&str, &Rules, &[&str], &[&str]); 4] = [
        (
            "email",
            rules!(email()),
            &[
                "a@b.example",
                "first.last+tag@sub.shop.example",
                "\"a b\"@shop.example",
                "\"a@b\"@shop.example",
                "te~st@shop.example",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "",
                "a",
                "a@",
                "@b.example",
                "a b@c.example",
                "a@b c.example",
            ],
            &["花子@例え.example", ".a@shop.example", "a..b@shop.example"],
        ),
        (
            "uri",
            rules!(uri()),
            &[
                "https://shop.example/",
                "a:b",
                "urn:uuid:0",
                "https://shop.example:8443/?q=%20#f",
                "ldap://[2001:db8::7]/c=GB?objectClass?one",
                "tel:+1-816-555-1212",
                "",
                "shop.example",
                "//shop.example/a",
                "/orders",
                "1a:b",
                "https://shop.example/a b",
            ],
            &[
                "https://shop.example/{id}",
                "https://例え.example/",
                "a:<b>",
            ],
        ),
        (
            "ipv4",
            rules!(ipv4()),
            &[
                "192.0.2.1",
                "0.0.0.0",
                "256.0.0.1",
                "1.2.3",
                "01.2.3.4",
                "::1",
                "",
            ],
            &[],
        ),
        (
            "ipv6",
            rules!(ipv6()),
            &[
                "::",
                "2001:db8::1",
                "::ffff:192.0.2.1",
                "::1::",
                "1.2.3.4",
                "12345::",
                "",
            ],
            &[],
        ),
    ];
    for (format, rules, alike, looser) in formats {
        let bundle = json!({
            "paths": {},
            "components": {"schemas": {"Text": {"type": "string", "format": format}}},
        });
        let schemas = Schemas::read(&bundle).unwrap();
        let oracle = schemas
            .at(Direction::Request, "/components/schemas/Text")
            .unwrap();
        let passes = |text: &str| {
            let json = serde_json::to_vec(text).unwrap();
            rules
                .violations(Tape::parse(&json).unwrap().root())
                .is_empty()
        };
        for text in alike {
            assert_eq!(
                passes(text),
                oracle.accepts(&json!(text)),
                "{format} {text:?}"
            );
        }
        for text in looser {
            let both = (passes(text), oracle.accepts(&json!(text)));
            assert_eq!(both, (true, false), "{format} {text:?}");
        }
    }
}
