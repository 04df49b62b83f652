use serde_json::json;

use super::*;
use crate::validate::RequestViolation;

fn bundle() -> Value {
    serde_json::from_str(include_str!("../../fixtures/shop.json")).unwrap()
}

fn answers(bundle: &Value, operation: &str) -> (Answers, Vec<Fault>) {
    let mut faults = Vec::new();
    let spec = Spec::read(bundle).unwrap();
    let schemas = Schemas::read(bundle).unwrap();
    let answers = Answers::new(
        &spec,
        &schemas,
        spec.operation(operation).unwrap(),
        &mut faults,
    );
    (answers, faults)
}

#[test]
fn documented_examples_come_before_composed_ones() {
    let (answers, faults) = answers(&bundle(), "createOrder");
    assert_eq!(faults, []);
    let reply = answers.success().unwrap();
    assert_eq!(reply.example.as_deref(), Some("201/docs-order"));
    assert_eq!(reply.headers["location"], "/orders/order_1");
    assert_eq!(reply.headers["content-type"], "application/json");
    assert_eq!(
        serde_json::from_slice::<Value>(&reply.body).unwrap()["id"],
        "order_1"
    );
}

#[test]
fn any_documented_answer_can_be_chosen() {
    let (answers, _) = answers(&bundle(), "createOrder");
    let example = |choice| answers.chosen(choice).and_then(|reply| reply.example);
    assert_eq!(example("409").as_deref(), Some("409/already-open"));
    assert_eq!(
        example("409/key-conflict").as_deref(),
        Some("409/key-conflict")
    );
    assert_eq!(
        example(" 201 / a-composed-order ").as_deref(),
        Some("201/a-composed-order")
    );
    for nothing in ["", "500", "201/no", "x", "409/"] {
        assert_eq!(example(nothing), None, "{nothing}");
    }
    assert_eq!(
        answers.choices(),
        [
            "201/docs-order",
            "201/a-composed-order",
            "400/invalid",
            "401/unauthorized",
            "409/already-open",
            "409/key-conflict"
        ]
    );
}

#[test]
fn an_answer_without_body_and_one_of_text() {
    let (empty, _) = answers(&bundle(), "deleteOrder");
    let reply = empty.success().unwrap();
    assert_eq!(
        (
            reply.status.as_u16(),
            reply.body.len(),
            reply.example.as_deref()
        ),
        (204, 0, Some("204"))
    );
    assert!(reply.headers.is_empty());
    let (text, _) = answers(&bundle(), "getHealth");
    assert_eq!(&text.success().unwrap().body[..], b"well");
}

#[test]
fn ranges_and_defaults_cover_statuses() {
    let mut bundle = bundle();
    let responses = &mut bundle["paths"]["/orders/{orderId}"]["get"]["responses"];
    let error = responses["404"].take();
    *responses = json!({"2XX": responses["200"], "5XX": error, "default": error});
    let (answers, faults) = answers(&bundle, "getOrder");
    assert_eq!(faults, []);
    assert_eq!(
        answers.success().unwrap().example.as_deref(),
        Some("200/docs-order")
    );
    assert_eq!(answers.chosen("503").unwrap().status.as_u16(), 503);
    assert_eq!(
        answers.status(400).unwrap().example.as_deref(),
        Some("400/not-found")
    );
}

#[test]
fn only_a_conflict_of_keys_is_one() {
    let (answers_of_create, _) = answers(&bundle(), "createOrder");
    assert_eq!(
        answers_of_create.key_conflict().unwrap().example.as_deref(),
        Some("409/key-conflict")
    );
    let mut bundle = bundle();
    let examples = bundle["paths"]["/orders"]["post"]["responses"]["409"]["content"]["application/json"]["examples"]
        .as_object_mut()
        .unwrap();
    examples.remove("key-conflict");
    assert!(answers(&bundle, "createOrder").0.key_conflict().is_none());
}

#[test]
fn what_cannot_be_served_is_a_fault_that_names_it() {
    let mut bundle = bundle();
    let get = &mut bundle["paths"]["/orders/{orderId}"]["get"]["responses"];
    get["200"]["content"]["application/json"]["examples"]["docs-order"]["value"]["amount"] =
        json!("1500");
    get["200"]["content"]["application/json"]["examples"]["docs-order"]["value"]["status"] =
        json!("gone");
    get["404"]["content"]["application/json"]
        .as_object_mut()
        .unwrap()
        .remove("examples");
    get["200"]["headers"] = json!({"X-A": {"required": true, "schema": {"type": "string"}},
        "X-B": {"schema": {"type": "integer"}, "example": "one"}});
    let (_, faults) = answers(&bundle, "getOrder");
    let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 5, "{found:#?}");
    let example = "/paths/~1orders~1{orderId}/get/responses/200/content/application~1json/examples/docs-order";
    assert!(
        found
            .iter()
            .any(|fault| fault.starts_with(example) && fault.contains("/amount")),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|fault| fault.contains("/status") && fault.contains("OrderStatus/enum")),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .any(|fault| fault.contains("no example of application/json")),
        "{found:#?}"
    );
}

#[test]
fn no_success_is_a_fault() {
    let mut bundle = bundle();
    bundle["paths"]["/orders/{orderId}"]["delete"]["responses"] =
        json!({"404": {"description": "No"}});
    assert_eq!(answers(&bundle, "deleteOrder").1.len(), 1);
}

#[test]
fn the_list_of_violations_fits_a_header_and_says_what_it_leaves_out() {
    let violation = |message: &str| RequestViolation {
        part: crate::validate::Part::Body,
        violation: crate::schema::Violation {
            instance: "/名".to_owned(),
            schema: "/s".to_owned(),
            rule: "r".to_owned(),
            message: message.to_owned(),
            branches: Vec::new(),
        },
    };
    let read = |violations: &[RequestViolation]| -> Vec<Value> {
        let header = violations_header(violations);
        assert!(header.len() < 4200);
        serde_json::from_str(header.to_str().unwrap()).unwrap()
    };
    let one = read(&[violation("a😀")]);
    assert_eq!(
        (&one[0]["at"], &one[0]["message"], &one[0]["in"]),
        (&json!("/名"), &json!("a😀"), &json!("body"))
    );
    let many = read(&vec![violation(&"x".repeat(1000)); 10]);
    assert_eq!(many.len(), 4);
    assert_eq!(many[3], json!({"omitted": 7}));
    assert_eq!(
        read(&[violation(&"x".repeat(9000))]),
        [json!({"omitted": 1})]
    );
}
