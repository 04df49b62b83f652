use super::*;

const WHOLE: &str = r#"{"id": "a", "operation": "getOrder", "direction": "request", "source": "[docs:/x]", "note": "n",
    "path": {"orderId": "order_1"}, "query": {"limit": 1.50}, "headers": {}, "body": null,
    "expect": {"schema": "valid", "decode": "fails", "reason": "r"}}"#;

fn errors(text: &str) -> Vec<String> {
    let mut errors: Vec<String> = parse("c.json", text.as_bytes())
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    errors.sort();
    errors
}

#[test]
fn a_case_file_is_read_whole() {
    let case = parse("c.json", WHOLE.as_bytes()).unwrap();
    assert_eq!(
        (case.id.as_str(), case.operation.as_str(), case.side),
        ("a", "getOrder", Side::Request)
    );
    assert_eq!(
        (case.source.as_deref(), case.note.as_deref()),
        (Some("[docs:/x]"), Some("n"))
    );
    assert_eq!(case.path["orderId"].as_str(), Some("order_1"));
    assert_eq!(case.query["limit"].to_text(), "1.50");
    assert_eq!(case.body, None);
    let expect = Expect {
        schema: Some(true),
        decode: Some(false),
        reason: Some("r".to_owned()),
    };
    assert_eq!((case.expect.clone(), case.origin), (expect, Kind::File));
    assert!(case.is_call());

    let text = r#"{"id": "b", "operation": "o", "direction": "response", "status": 200, "source": "s", "body": {"a": 1}}"#;
    let case = parse("c.json", text.as_bytes()).unwrap();
    assert_eq!(
        (case.side, case.expect.clone()),
        (Side::Response { status: 200 }, Expect::default())
    );
    assert_eq!(case.body.as_ref().unwrap().to_text(), r#"{"a":1}"#);
    assert!(!case.is_call());
    assert!(!format!("{case:?}").contains("\"a\""));
}

#[test]
fn every_fault_of_a_file_is_named_at_its_place() {
    assert_eq!(
        errors(
            r#"{"id": "", "operation": 1, "direction": "up", "bod": 1, "path": [], "expect": {"schema": "yes", "x": 1}}"#
        ),
        [
            "c.json: $.bod: is no member of the format; there are id, operation, direction, status, provider, source, note, \
             body, path, query, headers, expect",
            "c.json: $.direction: must be `request`, `response` or `webhook`",
            "c.json: $.expect.schema: must be `valid` or `invalid`",
            "c.json: $.expect.x: is no member of the format; there are schema, decode, reason",
            "c.json: $.id: is empty",
            "c.json: $.operation: must be a string, is number",
            "c.json: $.path: must be an object, is array",
        ]
    );
    assert_eq!(
        errors("{\n  \"id\": }"),
        ["c.json: line 2 column 9: not JSON"]
    );
    assert_eq!(errors("[]"), ["c.json: $: must be an object, is array"]);
    assert_eq!(
        errors(r#"{"id": "a", "id": "b"}"#),
        ["c.json: $.id: the member comes twice"]
    );
}

#[test]
fn a_status_belongs_to_a_response() {
    let case = |members: &str| {
        errors(&format!(
            r#"{{"id": "a", "operation": "o", "source": "s", {members}}}"#
        ))
    };
    assert_eq!(
        case(r#""direction": "response""#),
        ["c.json: $.status: is missing: a response has one"]
    );
    assert_eq!(
        case(r#""direction": "request", "status": 200"#),
        ["c.json: $.status: belongs to a response"]
    );
    for status in ["99", "600", "\"200\"", "2e2"] {
        assert_eq!(
            case(&format!(r#""direction": "response", "status": {status}"#)),
            ["c.json: $.status: must be a number from 100 to 599"],
            "{status}"
        );
    }
    assert_eq!(
        case(r#""direction": "response", "status": null"#),
        ["c.json: $.status: is missing: a response has one"]
    );
    let part =
        r#"{"id": "a", "operation": "component:Order", "direction": "response", "x-own": 1}"#;
    let part = parse("c.json", part.as_bytes()).unwrap();
    assert_eq!(part.side, Side::Response { status: 200 });
    assert_eq!(
        case(r#""direction": "webhook", "query": {"a": 1}"#),
        ["c.json: $.query: belongs to a request"]
    );
}

#[test]
fn one_file_that_is_wrong_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("1.json", WHOLE);
    write("2.json", "{");
    write("3.json", &WHOLE.replace("\"a\"", "\"b\""));
    write("4.json", WHOLE);
    write(
        "5.json",
        &WHOLE
            .replace("source", "x-source")
            .replace("\"a\"", "\"c\""),
    );
    write("notes.txt", "no case");
    let (cases, errors) = from_folder(folder.path());
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(
        errors[0].file.ends_with("2.json") && errors[0].place == "line 1 column 1",
        "{errors:?}"
    );
    assert!(
        errors[1].file.ends_with("4.json") && errors[1].problem.contains("1.json"),
        "{errors:?}"
    );
    assert!(
        errors[2].file.ends_with("5.json") && errors[2].place == "$.source",
        "{errors:?}"
    );

    let (cases, errors) = from_folder(&folder.path().join("nothing"));
    assert!(cases.is_empty());
    assert_eq!(errors.len(), 1);
}

#[test]
fn the_examples_of_a_spec_become_cases() {
    let bundle = serde_json::from_str(include_str!("../../sandbox/fixtures/shop.json")).unwrap();
    let cases = from_spec(&crate::spec::Spec::read(&bundle).unwrap());
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "getHealth/request/parameters",
            "listOrders/request/parameters",
            "listOrders/200/composed-empty",
            "listOrders/401/unauthorized",
            "createOrder/request/docs-create-order",
            "createOrder/request/composed-minimal",
            "createOrder/201/docs-order",
            "createOrder/201/a-composed-order",
            "createOrder/400/invalid",
            "createOrder/401/unauthorized",
            "createOrder/409/already-open",
            "createOrder/409/key-conflict",
            "getOrder/request/parameters",
            "getOrder/200/docs-order",
            "getOrder/401/unauthorized",
            "getOrder/404/not-found",
            "deleteOrder/request/parameters",
        ]
    );
    let case = |id: &str| cases.iter().find(|case| case.id == id).unwrap();
    let created = case("createOrder/201/docs-order");
    assert_eq!(
        (created.side, created.origin),
        (Side::Response { status: 201 }, Kind::Documented)
    );
    assert_eq!(
        (created.source.as_deref(), created.note.as_deref()),
        (Some("[docs:/orders/create]"), Some("The order made"))
    );
    assert_eq!(
        case("createOrder/request/composed-minimal").origin,
        Kind::Composed
    );
    let delete = case("deleteOrder/request/parameters");
    assert_eq!(delete.path["orderId"].as_str(), Some("order_1"));
    assert!(
        delete.headers.is_empty(),
        "the key is the client's business"
    );
    assert_eq!(case("listOrders/request/parameters").query.len(), 3);
    assert_eq!(created.example_name(), Some("docs-order"));
    assert_eq!(delete.example_name(), None);
}
