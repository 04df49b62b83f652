use serde_json::json;

use super::*;

fn shop() -> Value {
    serde_json::from_str(include_str!("../../fixtures/shop.json")).unwrap()
}

#[test]
fn operations_are_read_with_what_they_inherit() {
    let spec = Spec::read(&shop()).unwrap();
    assert_eq!(spec.base_path, "/v1");
    assert_eq!(spec.error_code.as_deref(), Some("code"));
    let ids: Vec<&str> = spec
        .operations
        .iter()
        .map(|operation| operation.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "getHealth",
            "listOrders",
            "createOrder",
            "getOrder",
            "deleteOrder"
        ]
    );
    let delete = spec.operation("deleteOrder").unwrap();
    let names: Vec<&str> = delete
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(names, ["Idempotency-Key", "orderId"]);
    assert_eq!(
        delete.idempotency_header().as_deref(),
        Some("idempotency-key")
    );
    assert_eq!(delete.parameters[1].schema, "/components/schemas/OrderId");
    assert_eq!(
        delete.security[0][0].carrier,
        Carrier::Header("authorization".to_owned())
    );
    assert!(spec.operation("getHealth").unwrap().security.is_empty());
    let body = spec
        .operation("createOrder")
        .unwrap()
        .body
        .as_ref()
        .unwrap();
    let examples: Vec<&str> = body.media[0]
        .examples
        .iter()
        .map(|example| example.name.as_str())
        .collect();
    assert_eq!(examples, ["docs-create-order", "composed-minimal"]);
    assert_eq!(body.media[0].examples[1].origin, Origin::Composed);
}

#[test]
fn a_parameter_of_the_operation_hides_that_of_its_path() {
    let mut bundle = shop();
    bundle["paths"]["/orders/{orderId}"]["get"]["parameters"] =
        json!([{"name": "orderId", "in": "path", "required": true, "schema": {"type": "integer"}}]);
    let spec = Spec::read(&bundle).unwrap();
    let get = spec.operation("getOrder").unwrap();
    assert_eq!(get.parameters.len(), 1);
    assert!(
        get.parameters[0]
            .schema
            .ends_with("/get/parameters/0/schema")
    );
}

#[test]
fn everything_half_understood_is_a_fault() {
    let mut bundle = shop();
    bundle["openapi"] = json!("3.1.0");
    let get = &mut bundle["paths"]["/orders/{orderId}"]["get"];
    get["responses"]["2000"] = json!({"description": "?"});
    get["parameters"] = json!([{"name": "c", "in": "cookie", "schema": {}}, {"$ref": "#/components/parameters/No"}, {"in": "query"}]);
    get["security"] = json!([{"noKey": []}]);
    bundle["paths"]["/orders"]["get"]["operationId"] = json!("createOrder");
    bundle["paths"]["/orders/{orderId}"]["delete"]["parameters"] =
        json!([{"name": "id", "in": "path", "required": true, "schema": {}}]);
    bundle["paths"]["/orders"]["post"]["requestBody"]["content"]["application/json"]["examples"]
        ["composed-minimal"]["x-origin"] = json!("invented");
    let faults = Spec::read(&bundle).unwrap_err();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 9, "{text:#?}");
    for part in [
        "3.0.x",
        "`2000` is no status",
        "`cookie`",
        "leads to nothing",
        "needs `name`",
        "`noKey`",
        "is taken",
        "must be a whole segment",
        "x-origin: invented",
    ] {
        assert!(
            text.iter().any(|fault| fault.contains(part)),
            "{part}: {text:#?}"
        );
    }
}

#[test]
fn a_scheme_says_what_carries_it_and_how_it_is_written() {
    let read = |scheme: Value| {
        let mut bundle = shop();
        bundle["components"]["securitySchemes"]["secretKey"] = scheme;
        let spec = Spec::read(&bundle)?;
        let scheme = spec.operation("getOrder").unwrap().security[0][0].clone();
        let separators = scheme.parts.into_iter().map(|part| part.separator);
        let separators: Vec<String> = separators.collect();
        Ok((scheme.carrier, scheme.prefix, scheme.base64, separators))
    };
    let authorization = || Carrier::Header("authorization".to_owned());
    let expected = [
        (
            json!({"type": "apiKey", "in": "query", "name": "Key"}),
            Carrier::Query("Key".to_owned()),
            "",
            (false, &[""][..]),
        ),
        (
            json!({"type": "apiKey", "in": "cookie", "name": "Key"}),
            Carrier::Cookie("Key".to_owned()),
            "",
            (false, &[""][..]),
        ),
        (
            json!({"type": "apiKey", "in": "header", "name": "Key"}),
            Carrier::Header("key".to_owned()),
            "",
            (false, &[""][..]),
        ),
        (
            json!({"type": "http", "scheme": "Bearer"}),
            authorization(),
            "Bearer ",
            (false, &[""][..]),
        ),
        (
            json!({"type": "oauth2"}),
            authorization(),
            "Bearer ",
            (false, &[""][..]),
        ),
        (
            json!({"type": "openIdConnect"}),
            authorization(),
            "Bearer ",
            (false, &[""][..]),
        ),
        (
            json!({"type": "http", "scheme": "basic"}),
            authorization(),
            "Basic ",
            (true, &["", ":"]),
        ),
        (
            json!({"type": "http", "scheme": "basic", "x-credential": {"format": "{id}/{key}", "parts": {"id": {}, "key": {}}, "prefix": "Key "}}),
            authorization(),
            "Key ",
            (true, &["", "/"]),
        ),
    ];
    for (scheme, carrier, prefix, (base64, separators)) in expected {
        let separators = separators.iter().map(ToString::to_string).collect();
        let expected = (carrier, prefix.to_owned(), base64, separators);
        assert_eq!(read(scheme), Ok(expected));
    }
    for unknown in [
        json!({"type": "http", "scheme": "digest"}),
        json!({"type": "apiKey", "in": "body", "name": "key"}),
        json!({"type": "apiKey", "in": "query"}),
    ] {
        let faults: Vec<Fault> = read(unknown).unwrap_err();
        assert!(
            faults
                .iter()
                .all(|fault| fault.pointer == "/components/securitySchemes/secretKey"),
            "{faults:?}"
        );
    }
}

#[test]
fn two_credentials_cannot_stand_in_one_place() {
    let mut bundle = shop();
    bundle["components"]["securitySchemes"]["login"] = json!({"type": "http", "scheme": "basic"});
    bundle["paths"]["/orders"]["get"]["security"] = json!([{"secretKey": []}, {"login": []}]);
    assert!(Spec::read(&bundle).is_ok());
    bundle["paths"]["/orders"]["get"]["security"] = json!([{"secretKey": [], "login": []}]);
    let faults = Spec::read(&bundle).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].pointer, "/paths/~1orders/get/security/0");
}

#[test]
fn statuses_cover_what_they_name() {
    assert!(Status::Exact(404).covers(404) && !Status::Exact(404).covers(400));
    assert!(Status::Range(4).covers(404) && !Status::Range(4).covers(500));
    assert!(Status::Default.covers(503));
    assert_eq!(
        ["404", "4XX", "default", "6XX", "99", "x"].map(|key| Status::read(key).is_some()),
        [true, true, true, false, false, false]
    );
}

#[test]
fn deliveries_are_read_with_their_examples() {
    let mut bundle = shop();
    assert!(Spec::read(&bundle).unwrap().webhooks.is_none());
    bundle["components"]["examples"] =
        json!({"paid": {"x-source": "[docs:/paid]", "value": {"kind": "order.paid"}}});
    bundle["x-webhook"] = json!({
        "bearer": {"header": "Authorization", "prefix": "Bearer "},
        "event": {"schema": "Delivery", "type": "/kind", "data": "/order"},
        "events": {"order.paid": {"description": "Paid.", "data": "Order", "examples": ["paid"]}, "shop.closed": {"schema": "Closed"}}
    });
    let webhooks = Spec::read(&bundle).unwrap().webhooks.unwrap();
    assert_eq!(
        (
            webhooks.schema.as_str(),
            webhooks.type_.as_str(),
            webhooks.data.as_str()
        ),
        ("Delivery", "/kind", "/order")
    );
    let paid = &webhooks.events["order.paid"];
    assert_eq!(
        (paid.data.as_deref(), paid.schema.as_deref()),
        (Some("Order"), None)
    );
    assert_eq!(paid.examples[0].name, "paid");
    assert_eq!(paid.examples[0].origin, Origin::Documented);
    assert_eq!(paid.pointer, "/x-webhook/events/order.paid");
    assert_eq!(
        webhooks.events["shop.closed"].schema.as_deref(),
        Some("Closed")
    );
    assert!(
        matches!(&webhooks.proof, Proof::Token { header, prefix } if header == "authorization" && prefix == "Bearer ")
    );

    bundle["x-webhook"]["events"]["order.paid"]["examples"] = json!(["lost"]);
    bundle["x-webhook"]["event"]
        .as_object_mut()
        .unwrap()
        .remove("data");
    let faults = Spec::read(&bundle).unwrap_err();
    let places: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(
        places,
        [
            "/x-webhook/event",
            "/x-webhook/events/order.paid/examples/0"
        ]
    );
}

#[test]
fn the_proof_of_deliveries_is_read() {
    let mut bundle = shop();
    let signature = json!({
        "algorithm": "hmac-sha256", "header": "Shop-Signature", "encoding": "hex", "message": "{timestamp}.{body}",
        "timestamp": {"header": "Shop-Timestamp", "unit": "milliseconds"}, "endpoint": {"header": "Shop-Endpoint"},
        "secret": {"encoding": "base62", "bytes": 30}
    });
    bundle["x-webhook"] = json!({
        "signature": signature, "event": {"schema": "Delivery", "type": "/kind", "data": "/order"}, "events": {}
    });
    let read = |bundle: &Value| Spec::read(bundle).map(|spec| spec.webhooks.unwrap().proof);
    let Proof::Signature(read_back) = read(&bundle).unwrap() else {
        panic!("it is a signature");
    };
    assert_eq!(read_back.header, "shop-signature");
    assert_eq!(read_back.timestamp, "shop-timestamp");
    assert_eq!(read_back.endpoint.as_deref(), Some("shop-endpoint"));
    assert_eq!(
        (read_back.milliseconds, read_back.base62_bytes),
        (true, Some(30))
    );

    bundle["x-webhook"]["signature"]["encoding"] = json!("base64");
    let faults = read(&bundle).unwrap_err();
    assert!(
        faults[0].problem.contains("`encoding` must be `hex`"),
        "{faults:?}"
    );
    bundle["x-webhook"]
        .as_object_mut()
        .unwrap()
        .remove("signature");
    let faults = read(&bundle).unwrap_err();
    assert!(faults[0].problem.contains("`bearer`"), "{faults:?}");
}
