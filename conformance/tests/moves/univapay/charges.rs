//! Charges, and what is given back of them.

use super::*;

#[test]
fn a_change_reaches_no_member_that_it_may_not_change() {
    let desk = desk();
    let id = charged(&desk, GOOD, &json!({}));
    let change = json!({
        "charged_amount": 1_000_000, "status": "pending", "id": OTHER, "store_id": OTHER, "metadata": {"a": 1},
    });
    let changed = desk.call(&format!("PATCH {}", path(&id)), &change);
    assert_eq!(changed.status, 200);
    let shown = get(&desk, &path(&id));
    assert_eq!(
        (&shown["charged_amount"], &shown["status"]),
        (&json!(1_000), &json!("successful"))
    );
    assert_eq!(
        (&shown["id"], &shown["metadata"]),
        (&json!(id), &json!({"a": 1}))
    );
    let too_much = refund(&desk, &id, json!(1_001));
    assert_eq!(code(&too_much), (400, "REFUND_EXCEEDS_CHARGE_AMOUNT"));
}

#[test]
fn refunds_in_any_writing_of_their_amounts_come_to_no_more_than_the_charge() {
    let desk = desk();
    let id = charged(&desk, GOOD, &json!({}));
    assert_eq!(refund(&desk, &id, json!(600.0)).body["amount"], json!(600));
    assert_eq!(
        code(&refund(&desk, &id, json!(600.0))),
        (400, "REFUND_NOT_WITHIN_BOUNDS")
    );
    for amount in ["9223372036854775808", "1e30"] {
        let body = format!(r#"{{"amount":{amount},"currency":"JPY"}}"#);
        let refund = desk.raw(
            &format!("POST {}/refunds", path(&id)),
            None,
            body.as_bytes(),
        );
        assert_eq!(refund.status, 400, "{amount}");
    }
    assert_eq!(
        code(&refund(&desk, &id, json!(i64::MAX))),
        (400, "REFUND_EXCEEDS_CHARGE_AMOUNT")
    );
    assert_eq!(
        get(&desk, &format!("{}/refunds", path(&id)))["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn many_refunds_at_once_come_to_no_more_than_the_charge() {
    let desk = desk();
    let id = charged(&desk, GOOD, &json!({}));
    let made = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| refund(&desk, &id, json!(300)).status))
            .collect();
        calls
            .into_iter()
            .map(|call| call.join().unwrap())
            .filter(|status| *status == 201)
            .count()
    });
    assert_eq!(made, 3);
}

#[test]
fn nothing_is_charged_or_captured_that_is_no_amount() {
    let desk = desk();
    let wrong = (400, "amount", "INVALID_AMOUNT");
    let once = token(&desk, GOOD, "one_time");
    for amount in [0, -1, i64::MIN] {
        assert_eq!(
            fault(&charge(&desk, &once, &json!({"amount": amount}))),
            wrong,
            "{amount}"
        );
    }
    let id = made(&charge(&desk, &once, &json!({"capture": false})));
    desk.settle();
    for amount in [0, -700] {
        let captured = desk.call(
            &format!("POST {}/capture", path(&id)),
            &json!({"amount": amount}),
        );
        assert_eq!(fault(&captured), wrong, "{amount}");
    }
    assert_eq!(get(&desk, &path(&id))["status"], "authorized");
}

#[test]
fn a_token_that_nobody_made_is_no_token() {
    let desk = desk();
    let unknown = (400, "transaction_token_id", "NOT_FOUND");
    assert_eq!(fault(&charge(&desk, OTHER, &json!({}))), unknown);
    let body = json!({"transaction_token_id": OTHER, "amount": 500, "currency": "JPY", "period": "monthly"});
    assert_eq!(fault(&desk.call("POST /subscriptions", &body)), unknown);
    assert_eq!(get(&desk, "/subscriptions")["total_hits"], 0);
}

#[test]
fn a_deposit_is_told_of_beside_its_charge() {
    let mut desk = desk();
    hook(&desk, &["bank_transfer_status_updated", "charge_finished"]);
    for (act, told) in [
        (
            Act::Pay,
            &["bank_transfer_status_updated", "charge_finished"][..],
        ),
        (Act::Decline, &["charge_finished"][..]),
    ] {
        let token = transfer(&desk, "one_time");
        let id = made(&charge(&desk, &token, &json!({})));
        desk.act(&id, act).unwrap();
        let posted = desk.posted();
        let events: Vec<&str> = posted.iter().map(|(event, _)| event.as_str()).collect();
        assert_eq!(events, told);
        if act == Act::Pay {
            let data = &posted[0].1["data"];
            assert_eq!(
                (&data["charge_id"], &data["payment_status"], &data["amount"]),
                (&json!(id), &json!("exact"), &json!(1_000))
            );
        }
    }
}

#[test]
fn a_token_is_deleted_once() {
    let mut desk = desk();
    hook(&desk, &["recurring_token_deleted"]);
    let id = token(&desk, GOOD, "recurring");
    for _ in 0..2 {
        let path = format!("DELETE /stores/{STORE}/tokens/{id}");
        assert_eq!(desk.call(&path, &Value::Null).status, 204);
    }
    assert_eq!(events(&mut desk), ["recurring_token_deleted"]);
}
