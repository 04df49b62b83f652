#![allow(clippy::needless_pass_by_value)] // `json!` at the call reads best.

use kessai_client::Provider;
use kessai_model::Violations;
use kessai_registry::{Body, Recoded};
use serde_json::json;

use super::*;

fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "paths": {"/carts/{id}": {"post": {
            "operationId": "addToCart",
            "requestBody": {"$ref": "#/components/requestBodies/Line"},
            "responses": {
                "200": {"$ref": "#/components/responses/Cart"},
                "default": {"description": "", "content": {"text/plain": {"example": "no JSON"}}}}},
            "get": {"responses": {"200": {"$ref": "#/components/responses/Cart"}}}}},
        "components": {
            "requestBodies": {"Line": {"content": {"application/json; charset=utf-8": {
                "schema": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}},
                    "example": {"sku": "a"}},
                "examples": {"named": {"$ref": "#/components/examples/Line"}, "bad": {"value": {}}}}}}},
            "examples": {"Line": {"value": {"sku": "b", "n": 1.10}}},
            "responses": {"Cart": {"description": "", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Cart"}, "example": {"id": "c", "total": 1.50}}}}},
            "schemas": {
                "Cart": {"type": "object", "properties": {"id": {"type": "string"}, "total": {"type": "number"}},
                    "example": {"id": "d"}}}},
    })
}

fn judged(find: impl Fn(&Example) -> Option<Recode<'static>>) -> Vec<(String, String)> {
    let sound = document();
    judge(&Tree::from(&sound), &sound, find)
        .unwrap()
        .iter()
        .map(|(pointer, verdict)| {
            let told = format!("{} {}", verdict.place, verdict.outcome);
            (pointer.clone(), told)
        })
        .collect()
}

fn told(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(at, told)| ((*at).to_owned(), (*told).to_owned()))
        .collect()
}

const BODY: &str =
    "/components/requestBodies/Line/content/application~1json; charset=utf-8/examples/bad/value";
const INLINE: &str =
    "/components/requestBodies/Line/content/application~1json; charset=utf-8/schema/example";
const ANSWER: &str = "/components/responses/Cart/content/application~1json/example";

#[test]
fn every_example_is_judged_at_its_place() {
    let found = judged(|_| Some(Box::new(|bytes| Ok(bytes.to_vec()))));
    assert_eq!(
        found,
        told(&[
            (
                "/components/examples/Line/value",
                "addToCart/request identical"
            ),
            (BODY, "addToCart/request invalid"),
            (INLINE, "addToCart/request identical"),
            (ANSWER, "get /carts/{id}/200 identical"),
            ("/components/schemas/Cart/example", "schema Cart identical"),
        ])
    );
}

#[test]
fn an_example_of_several_places_counts_as_the_worst() {
    let found = judged(|example| {
        let lossy = example.place.to_string() == "addToCart/200";
        Some(Box::new(move |bytes| {
            Ok(if lossy {
                br#"{"total": 1.5}"#.to_vec()
            } else {
                bytes.to_vec()
            })
        }))
    });
    assert!(
        found.contains(&(ANSWER.to_owned(), "addToCart/200 lost".to_owned())),
        "{found:?}"
    );
}

#[test]
fn what_comes_back_decides() {
    let outcome = |back: Option<Result<&'static str, &'static str>>| {
        let verdicts = judge(&Tree::from(&document()), &document(), |_| {
            let back = back?;
            Some(Box::new(move |_| {
                back.map(|text| text.as_bytes().to_vec())
                    .map_err(str::to_owned)
            }))
        });
        let verdict = verdicts
            .unwrap()
            .remove("/components/schemas/Cart/example")
            .unwrap();
        (verdict.outcome, verdict.reasons)
    };
    assert_eq!(outcome(None).0, Outcome::Untyped);
    assert_eq!(outcome(Some(Ok(r#"{"id": "d"}"#))).0, Outcome::Identical);
    assert_eq!(
        outcome(Some(Ok(r#"{"id": "d", "total": null}"#))),
        (
            Outcome::Changed,
            vec!["$.total: was not there before".to_owned()]
        )
    );
    assert_eq!(
        outcome(Some(Ok("{}"))),
        (Outcome::Lost, vec!["$.id: is lost".to_owned()])
    );
    assert_eq!(outcome(Some(Ok("{"))).0, Outcome::Lost);
    assert_eq!(
        outcome(Some(Err("total is missing"))),
        (Outcome::Undecodable, vec!["total is missing".to_owned()])
    );
}

#[test]
fn what_was_left_out_is_not_judged() {
    let written = document();
    let mut sound = document();
    sound["paths"] = json!({});
    sound["components"] = json!({"schemas": {}});
    let verdicts = judge(&Tree::from(&written), &sound, |_| {
        panic!("nothing is valid")
    })
    .unwrap();
    assert!(
        !verdicts.is_empty()
            && verdicts
                .values()
                .all(|verdict| verdict.outcome == Outcome::Unjudged),
        "{verdicts:?}"
    );
}

#[test]
fn schemas_that_cannot_be_judged_by_are_faults() {
    let mut sound = document();
    sound["components"]["schemas"]["Cart"]["requird"] = json!([]);
    let faults = judge(&Tree::from(&document()), &sound, |_| None).unwrap_err();
    assert_eq!(faults[0].pointer, "/components/schemas/Cart/requird");
}

/// What bodies of this registry come back as tells them apart.
macro_rules! body {
    ($subject:expr, $back:literal) => {
        Body {
            subject: $subject,
            recode: |_| {
                Ok(Recoded {
                    json: $back.to_vec(),
                    violations: Violations::default(),
                })
            },
            debug: |_| Ok(String::new()),
        }
    };
}

static SHOP: Provider = Provider::DEFAULT;

static REGISTRY: Registry = Registry {
    provider: &SHOP,
    bodies: &[
        body!(Subject::Request { operation: "add" }, b"1"),
        body!(
            Subject::RequestAs {
                operation: "add",
                media: "application/patch+json"
            },
            b"2"
        ),
        body!(
            Subject::Response {
                operation: "add",
                status: 200
            },
            b"3"
        ),
        body!(
            Subject::ResponseAs {
                operation: "add",
                statuses: "200",
                media: "text/json"
            },
            b"4"
        ),
        body!(
            Subject::ResponseAs {
                operation: "add",
                statuses: "4XX",
                media: "application/json"
            },
            b"5"
        ),
        body!(
            Subject::ResponseAs {
                operation: "add",
                statuses: "default",
                media: "application/json"
            },
            b"6"
        ),
    ],
    calls: &[],
    webhook: None,
};

/// Each example is a number, and comes back as it was only through the body it is of.
#[test]
fn bodies_are_told_by_status_and_media_type() {
    let number = |number: u8| json!({"schema": {"type": "integer"}, "example": number});
    let sound = json!({
        "openapi": "3.0.3",
        "paths": {"/carts": {"post": {
            "operationId": "add",
            "requestBody": {"content": {
                "application/json": number(1), "application/patch+json": number(2), "text/plain": number(9)}},
            "responses": {
                "200": {"description": "", "content": {
                    "application/json; charset=utf-8": number(3), "text/json": number(4)}},
                "4XX": {"description": "", "content": {"application/json": number(5)}},
                "500": {"description": "", "content": {"application/json": number(9)}},
                "default": {"description": "", "content": {"application/json": number(6)}}}}}},
    });
    let verdicts = judge(&Tree::from(&sound), &sound, |example| {
        through(&REGISTRY, example)
    })
    .unwrap();
    let mut told: Vec<String> = verdicts
        .values()
        .map(|verdict| format!("{} {}", verdict.place, verdict.outcome))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "add/200 as text/json identical",
            "add/200 identical",
            "add/4XX identical",
            "add/500 untyped",
            "add/default identical",
            "add/request as application/patch+json identical",
            "add/request identical",
        ]
    );
}
