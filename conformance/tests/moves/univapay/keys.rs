//! Idempotency keys.

use super::*;

fn body(token: &str) -> Value {
    json!({"transaction_token_id": token, "amount": 1_000, "currency": "JPY"})
}

fn charges(desk: &Desk) -> Value {
    get(desk, "/charges")["total_hits"].clone()
}

#[test]
fn a_key_that_was_sent_with_one_call_is_no_key_for_another() {
    let desk = desk();
    let token = token(&desk, GOOD, "recurring");
    let id = made(&desk.keyed("k", "POST /charges", &body(&token)));
    desk.settle();
    let refund = json!({"amount": 1, "currency": "JPY"});
    let refund = desk.keyed("k", &format!("POST {}/refunds", path(&id)), &refund);
    assert_eq!(code(&refund), (409, "IDEMPOTENCY_KEY_CONFLICT"));
    let again = desk.keyed("k", "POST /charges", &body(&token));
    assert!(
        again.replayed && again.body["status"] == "pending" && again.id() == id,
        "{again:?}"
    );
    assert_eq!(charges(&desk), 1);
}

#[test]
fn a_key_is_its_senders_alone() {
    let mut desk = desk();
    let card = json!({
        "payment_type": "card", "type": "recurring", "email": "shopper@example.com",
        "data": {"card_number": GOOD, "exp_month": "09", "exp_year": "30"},
    });
    let first = desk.keyed("k", "POST /tokens", &card);
    desk.sign_in(&store(OTHER, "test"));
    let second = desk.keyed("k", "POST /tokens", &card);
    assert!(!second.replayed);
    assert_eq!(
        (&first.body["store_id"], &second.body["store_id"]),
        (&json!(STORE), &json!(OTHER))
    );
}

#[test]
fn a_refusal_that_is_not_for_good_leaves_the_key_free() {
    let desk = desk();
    let token = token(&desk, GOOD, "recurring");
    for choice in ["429", "503"] {
        desk.choose("createCharge", Some(choice));
        let refused = desk.keyed(choice, "POST /charges", &body(&token));
        assert_eq!(refused.status.to_string(), choice);
        desk.choose("createCharge", None);
        let made = desk.keyed(choice, "POST /charges", &body(&token));
        assert_eq!((made.status, made.replayed), (201, false));
    }
    assert_eq!(charges(&desk), 2);
}

#[test]
fn a_refused_call_is_refused_again_and_acts_never() {
    let desk = desk();
    let once = token(&desk, GOOD, "one_time");
    let id = made(&desk.keyed("a", "POST /charges", &body(&once)));
    let used = desk.keyed("b", "POST /charges", &body(&once));
    assert_eq!(code(&used), (400, "TRANSACTION_ALREADY_PROCESSED"));
    let again = desk.keyed("b", "POST /charges", &body(&once));
    assert!(again.replayed && again.body == used.body);
    assert_eq!(get(&desk, "/charges")["items"][0]["id"], id);
    assert_eq!(charges(&desk), 1);
}

#[test]
fn of_many_calls_at_once_with_one_key_one_charges() {
    let desk = desk();
    let body = body(&token(&desk, GOOD, "recurring"));
    let ids: std::collections::BTreeSet<String> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| desk.keyed("k", "POST /charges", &body).id()))
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), 1);
    assert_eq!(charges(&desk), 1);
}
