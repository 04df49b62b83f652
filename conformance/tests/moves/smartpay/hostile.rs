//! What the spec lets through, and no client of ours would send.

use super::*;

#[test]
fn a_change_reaches_no_member_that_it_may_not_change() {
    let desk = desk();
    let order = authorized(&desk);
    let payment = capture(&desk, &order, json!(100)).id();
    // Members that nobody documents are let through, and do nothing.
    let change = json!({"amount": 1_000_000, "status": "refunded", "id": "payment_test_x", "order": "order_test_x"});
    let changed = desk.call(&format!("PATCH /payments/{payment}"), &change);
    assert_eq!(changed.status, 200);
    assert_eq!(changed.body["amount"], 100);
    assert_eq!(
        get(&desk, &format!("/payments/{payment}"))["status"],
        "processed"
    );
    let refund = refund(&desk, &payment, &json!({"amount": 101}));
    assert_eq!(code(&refund), (403, "amount.insufficient"));
}

#[test]
fn a_session_is_for_the_order_that_it_opened() {
    let desk = desk();
    let body = order(&json!({"token": "paytok_test_1", "id": "checkout_test_1"}));
    let session = desk.call("POST /checkout-sessions", &body);
    assert!(session.body["token"].is_null(), "{session:?}");
    desk.act(&session.id(), Act::Pay).unwrap();
    let order = session.body["order"]["id"].as_str().unwrap();
    assert_eq!(
        get(&desk, &format!("/orders/{order}"))["status"],
        "succeeded"
    );
}

#[test]
fn an_amount_means_the_same_however_it_is_written() {
    let desk = desk();
    let order = authorized(&desk);
    let payment = desk.raw(
        "POST /payments",
        None,
        format!(
            r#"{{"order":"{order}","amount":1.0e3,"currency":"JPY","cancelRemainder":"manual"}}"#
        )
        .as_bytes(),
    );
    assert_eq!(payment.body["amount"], json!(1_000), "{payment:?}");
    assert_eq!(
        code(&capture(&desk, &order, json!(501.0))),
        (409, "payment.excessive-amount")
    );
    let payment = payment.id();
    let back = refund(&desk, &payment, &json!({"amount": 400.0}));
    assert_eq!(back.body["amount"], json!(400));
    let back = refund(&desk, &payment, &json!({"amount": 601.0}));
    assert_eq!(code(&back), (403, "amount.insufficient"));
}

#[test]
fn an_amount_that_no_counter_holds_is_refused_and_not_taken_for_another() {
    let desk = desk();
    let order = authorized(&desk);
    let payment = capture(&desk, &order, json!(1_000)).id();
    for amount in ["9223372036854775808", "18446744073709551616", "1e30"] {
        let body = format!(
            r#"{{"payment":"{payment}","currency":"JPY","reason":"fraudulent","amount":{amount}}}"#
        );
        let refund = desk.raw("POST /refunds", None, body.as_bytes());
        assert_eq!(code(&refund), (400, "request.invalid"), "{amount}");
        let body = format!(r#"{{"order":"{order}","currency":"JPY","amount":{amount}}}"#);
        let more = desk.raw("POST /payments", None, body.as_bytes());
        assert_eq!(code(&more), (400, "request.invalid"), "{amount}");
    }
    assert_eq!(get(&desk, "/refunds")["results"], 0);
    assert_eq!(get(&desk, "/payments")["results"], 1);
    let largest = capture(&desk, &order, json!(i64::MAX));
    assert_eq!(code(&largest), (409, "payment.excessive-amount"));
}

#[test]
fn null_takes_no_member_away_that_an_answer_must_have() {
    let desk = desk();
    let order = authorized(&desk);
    let payment = capture(&desk, &order, json!(100)).id();
    let coupon = json!({"name": "Summer", "discountType": "percentage", "discountPercentage": 5});
    let coupon = desk.call("POST /coupons", &coupon).id();
    let code = json!({"code": "SUMMER", "coupon": coupon, "active": null});
    let code = desk.call("POST /promotion-codes", &code).id();
    let endpoint = json!({"url": "http://127.0.0.1:9/"});
    let endpoint = desk.call("POST /webhook-endpoints", &endpoint).id();
    let all = json!({"active": null, "name": null, "metadata": null, "url": null, "description": null, "reference": null});
    for (list, id) in [
        ("payments", payment),
        ("coupons", coupon),
        ("promotion-codes", code),
        ("webhook-endpoints", endpoint),
    ] {
        let before = get(&desk, &format!("/{list}/{id}"));
        let changed = desk.call(&format!("PATCH /{list}/{id}"), &all);
        assert_eq!(changed.status, 200, "{list}: {changed:?}");
        for name in ["active", "name", "metadata", "url", "description"] {
            assert_eq!(changed.body[name], before[name], "{list}: {name}");
        }
        get(&desk, &format!("/{list}"));
    }
}

#[test]
fn what_is_answered_with_an_error_has_not_happened() {
    let desk = desk();
    // The reference has sessions of no amount and no order of none.
    let nothing = desk.call("POST /checkout-sessions", &order(&json!({"amount": 0})));
    assert_eq!(code(&nothing), (400, "request.invalid"), "{nothing:?}");
    assert_eq!(get(&desk, "/orders?expand=all")["results"], 0);
    assert_eq!(get(&desk, "/checkout-sessions")["results"], 0);
}
