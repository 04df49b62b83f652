//! Who sees what.

use super::*;

#[test]
fn a_store_sees_its_own_things_and_its_merchant_all() {
    let mut desk = desk();
    let reusable = token(&desk, GOOD, "recurring");
    let id = made(&charge(&desk, &reusable, &json!({})));
    desk.settle();
    desk.sign_in(&store(OTHER, "test"));
    for list in ["/charges", "/tokens", "/transaction_history"] {
        assert_eq!(get(&desk, list)["total_hits"], 0, "{list}");
    }
    assert_eq!(
        desk.call(&format!("GET {}", path(&id)), &Value::Null)
            .status,
        404
    );
    assert_eq!(code(&refund(&desk, &id, json!(1))), (404, "NOT_FOUND"));
    assert_eq!(
        fault(&charge(&desk, &reusable, &json!({}))),
        (400, "transaction_token_id", "NOT_FOUND")
    );
    desk.sign_in(&merchant());
    assert_eq!(get(&desk, "/charges")["total_hits"], 1);
    // What a merchant gives back is the store's, like its charge.
    let given = made(&refund(&desk, &id, json!(1)));
    desk.sign_in(&store(STORE, "test"));
    let given = get(&desk, &format!("{}/refunds/{given}", path(&id)));
    assert_eq!(
        (&given["store_id"], &given["mode"]),
        (&json!(STORE), &json!("test"))
    );
}

#[test]
fn a_token_is_charged_in_its_own_mode_alone() {
    let mut desk = desk();
    let reusable = token(&desk, GOOD, "recurring");
    desk.sign_in(&store(STORE, "live"));
    let charge = charge(&desk, &reusable, &json!({}));
    assert_eq!(code(&charge), (400, "PROCESSING_MODE_MISMATCH"));
    let body = json!({"transaction_token_id": reusable, "amount": 500, "currency": "JPY", "period": "monthly"});
    assert_eq!(
        code(&desk.call("POST /subscriptions", &body)),
        (400, "PROCESSING_MODE_MISMATCH")
    );
}

#[test]
fn each_store_registers_a_url_once() {
    let mut desk = desk();
    hook(&desk, &["charge_finished"]);
    let body = json!({"url": "http://127.0.0.1:9/", "triggers": ["charge_finished"]});
    let again = desk.call(&format!("POST /stores/{STORE}/webhooks"), &body);
    assert_eq!(code(&again), (409, "WEBHOOK_URL_EXISTS"));
    desk.sign_in(&store(OTHER, "test"));
    made(&desk.call(&format!("POST /stores/{OTHER}/webhooks"), &body));
    charged(&desk, GOOD, &json!({}));
    assert_eq!(
        events(&mut desk).len(),
        1,
        "the other store is told nothing"
    );
}
