//! Who sees what, and who is told.

use super::*;

#[test]
fn an_endpoint_that_names_no_events_is_told_of_all() {
    let mut desk = desk();
    let all = json!({"url": "http://127.0.0.1:9/all"});
    desk.call("POST /webhook-endpoints", &all);
    let one = json!({"url": "http://127.0.0.1:9/one", "eventSubscriptions": ["payment.created"]});
    desk.call("POST /webhook-endpoints", &one);
    let (session, _) = session(&desk, &json!({}));
    desk.act(&session.id(), Act::Pay).unwrap();
    let told: Vec<String> = desk.posted().into_iter().map(|(event, _)| event).collect();
    assert_eq!(
        told,
        ["order.authorized", "payment.created", "payment.created"]
    );
}

#[test]
fn a_key_of_another_mode_reaches_nothing_and_its_endpoints_are_told_nothing() {
    let mut desk = desk();
    desk.call(
        "POST /webhook-endpoints",
        &json!({"url": "http://127.0.0.1:9/test"}),
    );
    desk.sign_in("Basic sk_live_1");
    let (session, order) = session(&desk, &json!({"captureMethod": "manual"}));
    desk.act(&session.id(), Act::Pay).unwrap();
    assert_eq!(desk.posted(), []);
    desk.call(
        "POST /webhook-endpoints",
        &json!({"url": "http://127.0.0.1:9/live"}),
    );
    let payment = capture(&desk, &order, json!(10)).id();
    let told = desk.posted();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].1["test"], false, "{told:?}");
    desk.sign_in("Basic sk_test_1");
    for path in [
        format!("/orders/{order}"),
        format!("/payments/{payment}"),
        format!("/checkout-sessions/{}", session.id()),
    ] {
        assert_eq!(
            desk.call(&format!("GET {path}"), &Value::Null).status,
            404,
            "{path}"
        );
    }
    assert_eq!(
        code(&capture(&desk, &order, json!(10))),
        (404, "order.not-found")
    );
    assert_eq!(
        code(&refund(&desk, &payment, &json!({}))),
        (404, "payment.not-found")
    );
    assert_eq!(get(&desk, "/orders")["results"], 0);
}

#[test]
fn the_day_comes_on_which_an_order_can_be_captured_no_more() {
    let mut desk = desk();
    desk.call(
        "POST /webhook-endpoints",
        &json!({"url": "http://127.0.0.1:9/", "eventSubscriptions": ["order.canceled"]}),
    );
    let order = authorized(&desk);
    desk.act(&order, Act::FallDue).unwrap();
    assert_eq!(
        get(&desk, &format!("/orders/{order}"))["status"],
        "canceled"
    );
    assert_eq!(desk.posted().len(), 1);
    assert_eq!(
        code(&capture(&desk, &order, json!(1))),
        (409, "order.cannot-capture")
    );
    assert!(desk.act(&order, Act::FallDue).is_err());
    assert_eq!(desk.posted(), []);
}
