//! Subscriptions: what ends stays ended, and each payment is taken once.

use super::*;

fn subscribe(desk: &Desk, token: &str, more: &Value) -> Answer {
    let mut body = json!({"transaction_token_id": token, "amount": 500, "currency": "JPY", "period": "monthly"});
    let members = body.as_object_mut().unwrap();
    members.extend(more.as_object().unwrap().clone());
    desk.call("POST /subscriptions", &body)
}

/// A subscription whose first charge is over.
fn subscribed(desk: &Desk, more: &Value) -> String {
    let id = made(&subscribe(desk, &token(desk, GOOD, "subscription"), more));
    desk.settle();
    id
}

fn at(id: &str) -> String {
    format!("/stores/{STORE}/subscriptions/{id}")
}

fn status(desk: &Desk, id: &str) -> String {
    get(desk, &at(id))["status"].as_str().unwrap().to_owned()
}

fn patch(desk: &Desk, path: &str, body: &Value) -> Answer {
    desk.call(&format!("PATCH {path}"), body)
}

fn payments(desk: &Desk, id: &str) -> Vec<Value> {
    get(desk, &format!("{}/payments", at(id)))["items"]
        .as_array()
        .unwrap()
        .clone()
}

fn charges(desk: &Desk) -> usize {
    get(desk, "/charges?limit=100")["items"]
        .as_array()
        .unwrap()
        .len()
}

const ALL: [&str; 6] = [
    "subscription_created",
    "subscription_payment",
    "subscription_completed",
    "subscription_failure",
    "subscription_canceled",
    "subscription_suspended",
];

#[test]
fn one_that_is_canceled_while_its_first_charge_runs_stays_canceled() {
    let mut desk = desk();
    hook(&desk, &ALL);
    for number in [GOOD, "4111111111111111"] {
        let id = made(&subscribe(
            &desk,
            &token(&desk, number, "subscription"),
            &json!({}),
        ));
        assert_eq!(
            desk.call(&format!("DELETE {}", at(&id)), &Value::Null)
                .status,
            204
        );
        desk.settle();
        assert_eq!(status(&desk, &id), "canceled");
        assert_eq!(
            events(&mut desk),
            ["subscription_created", "subscription_canceled"]
        );
    }
}

#[test]
fn one_that_is_suspended_while_a_charge_waits_stays_suspended() {
    let desk = desk();
    let token = transfer(&desk, "subscription");
    let id = made(&subscribe(&desk, &token, &json!({})));
    let first = get(&desk, &format!("{}/charges/latest", at(&id)));
    desk.act(first["id"].as_str().unwrap(), Act::Pay).unwrap();
    assert_eq!(status(&desk, &id), "current");
    desk.act(&id, Act::FallDue).unwrap();
    let waiting = get(&desk, &format!("{}/charges/latest", at(&id)));
    assert_eq!(
        patch(&desk, &format!("{}/suspend", at(&id)), &json!({})).status,
        200
    );
    desk.act(waiting["id"].as_str().unwrap(), Act::Pay).unwrap();
    assert_eq!(status(&desk, &id), "suspended");
    let paid: Vec<Value> = payments(&desk, &id)
        .iter()
        .map(|payment| payment["is_paid"].clone())
        .collect();
    assert_eq!(paid, [false, true, true]);
}

#[test]
fn a_payment_whose_charge_waits_is_not_charged_once_more() {
    let desk = desk();
    let token = transfer(&desk, "subscription");
    let id = made(&subscribe(&desk, &token, &json!({})));
    desk.settle();
    let first = get(&desk, &format!("{}/charges/latest", at(&id)));
    desk.act(first["id"].as_str().unwrap(), Act::Pay).unwrap();
    desk.act(&id, Act::FallDue).unwrap();
    assert_eq!(charges(&desk), 2);
    let early = desk.act(&id, Act::FallDue).unwrap_err();
    assert!(early.contains("waits"), "{early}");
    assert_eq!(charges(&desk), 2);
}

#[test]
fn a_first_charge_that_fails_is_told_of_once() {
    let mut desk = desk();
    hook(&desk, &ALL);
    let three_ds = json!({"three_ds": {"mode": "force"}});
    let id = made(&subscribe(
        &desk,
        &token(&desk, GOOD, "subscription"),
        &three_ds,
    ));
    let charge = get(&desk, &format!("{}/charges/latest", at(&id)));
    desk.act(charge["id"].as_str().unwrap(), Act::Decline)
        .unwrap();
    desk.settle();
    assert_eq!(status(&desk, &id), "unconfirmed");
    assert_eq!(
        events(&mut desk),
        ["subscription_created", "subscription_failure"]
    );
}

#[test]
fn a_first_charge_that_is_canceled_was_no_payment() {
    let desk = desk();
    let id = made(&subscribe(
        &desk,
        &transfer(&desk, "subscription"),
        &json!({}),
    ));
    desk.settle();
    let charge = get(&desk, &format!("{}/charges/latest", at(&id)))["id"]
        .as_str()
        .unwrap()
        .to_owned();
    made(&desk.call(&format!("POST {}/cancels", path(&charge)), &json!({})));
    desk.settle();
    assert_eq!(get(&desk, &path(&charge))["status"], "canceled");
    assert_eq!(status(&desk, &id), "unconfirmed");
}

#[test]
fn a_first_payment_that_is_to_be_authorized_is_not_captured() {
    let desk = desk();
    let id = subscribed(&desk, &json!({"first_charge_authorization_only": true}));
    assert_eq!(
        get(&desk, &format!("{}/charges/latest", at(&id)))["status"],
        "authorized"
    );
    assert_eq!(status(&desk, &id), "current");
    desk.act(&id, Act::FallDue).unwrap();
    assert_eq!(
        get(&desk, &format!("{}/charges/latest", at(&id)))["status"],
        "successful"
    );
}

#[test]
fn a_subscription_that_is_refused_leaves_nothing_behind() {
    let desk = desk();
    // A transfer cannot be authorized.
    let token = transfer(&desk, "subscription");
    let refused = subscribe(
        &desk,
        &token,
        &json!({"first_charge_authorization_only": true}),
    );
    assert_eq!(code(&refused), (400, "AUTH_NOT_SUPPORTED"));
    for (name, value, reason) in [
        ("amount", json!(0), "INVALID_AMOUNT"),
        ("amount", json!(-1), "INVALID_AMOUNT"),
        ("initial_amount", json!(-1), "INVALID_AMOUNT"),
        ("cyclical_period", json!("soon"), "INVALID_FORMAT"),
        ("cyclical_period", json!("PT1H"), "INVALID_FORMAT"),
        ("cyclical_period", json!("-P1D"), "INVALID_FORMAT"),
    ] {
        let mut more = json!({"period": null});
        more.as_object_mut().unwrap().remove("period");
        more[name] = value;
        assert_eq!(fault(&subscribe(&desk, &token, &more)), (400, name, reason));
    }
    assert_eq!(get(&desk, "/subscriptions")["total_hits"], 0);
    assert_eq!(charges(&desk), 0);
    made(&subscribe(&desk, &token, &json!({})));
}

#[test]
fn a_payment_that_was_made_is_not_made_again() {
    let desk = desk();
    let id = subscribed(&desk, &json!({}));
    let [planned, first] = &payments(&desk, &id)[..] else {
        panic!()
    };
    let of = |payment: &Value| format!("{}/payments/{}", at(&id), payment["id"].as_str().unwrap());
    let again = patch(&desk, &of(first), &json!({"is_paid": false}));
    assert_eq!(fault(&again), (400, "is_paid", "NOT_ALLOWED_VALUE"));
    // Paid in another way: it counts, and the next one is planned.
    assert_eq!(
        patch(&desk, &of(planned), &json!({"is_paid": true})).body["is_paid"],
        true
    );
    let paid: Vec<Value> = payments(&desk, &id)
        .iter()
        .map(|payment| payment["is_paid"].clone())
        .collect();
    assert_eq!(paid, [false, true, true]);
    assert_eq!(charges(&desk), 1);
    desk.act(&id, Act::FallDue).unwrap();
    assert_eq!((charges(&desk), payments(&desk, &id).len()), (2, 4));
}

#[test]
fn a_planned_end_comes_instead_of_the_payment() {
    let mut desk = desk();
    hook(&desk, &ALL);
    for (end, event) in [
        ("suspended", "subscription_suspended"),
        ("canceled", "subscription_canceled"),
    ] {
        let id = subscribed(&desk, &json!({}));
        let before = charges(&desk);
        let payment = get(&desk, &at(&id))["next_payment"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let path = format!("{}/payments/{payment}", at(&id));
        assert_eq!(
            patch(&desk, &path, &json!({"terminate_with_status": end})).status,
            200
        );
        assert_eq!(status(&desk, &id), "current");
        events(&mut desk);
        desk.act(&id, Act::FallDue).unwrap();
        assert_eq!(
            (status(&desk, &id), charges(&desk)),
            (end.to_owned(), before)
        );
        assert_eq!(events(&mut desk), [event]);
    }
    // The same by a suspension that is to wait, and taken back in time.
    let id = subscribed(&desk, &json!({}));
    let later = json!({"schedule_settings": {"termination_mode": "on_next_payment"}});
    let shown = patch(&desk, &format!("{}/suspend", at(&id)), &later);
    assert_eq!(
        (
            &shown.body["status"],
            &shown.body["next_payment"]["terminate_with_status"]
        ),
        (&json!("current"), &json!("suspended"))
    );
    let change = json!({"next_payment": {"terminate_with_status": null, "amount": 700, "due_date": "2999-01-01"}});
    let shown = patch(&desk, &at(&id), &change);
    assert_eq!(shown.body["next_payment"]["amount"], 700);
    desk.act(&id, Act::FallDue).unwrap();
    assert_eq!(
        get(&desk, &format!("{}/charges/latest", at(&id)))["charged_amount"],
        700
    );
    assert_eq!(
        get(&desk, &at(&id))["next_payment"]["due_date"],
        "2999-02-01"
    );
}

#[test]
fn a_change_of_its_status_is_a_move_like_any_other() {
    let mut desk = desk();
    hook(&desk, &ALL);
    let failed = made(&subscribe(
        &desk,
        &token(&desk, "4111111111111111", "subscription"),
        &json!({}),
    ));
    desk.settle();
    for to in ["suspended", "unpaid"] {
        let moved = patch(&desk, &at(&failed), &json!({"status": to}));
        assert_eq!(fault(&moved), (400, "status", "NOT_ALLOWED_VALUE"));
    }
    assert_eq!(status(&desk, &failed), "unconfirmed");
    let id = subscribed(&desk, &json!({}));
    events(&mut desk);
    assert_eq!(
        patch(&desk, &at(&id), &json!({"status": "suspended"})).body["status"],
        "suspended"
    );
    assert_eq!(events(&mut desk), ["subscription_suspended"]);
    assert_eq!(
        patch(&desk, &at(&id), &json!({"status": "unpaid"})).body["status"],
        "unpaid"
    );
}

#[test]
fn a_token_is_looked_at_wherever_it_is_given() {
    let desk = desk();
    let id = subscribed(&desk, &json!({}));
    let own = get(&desk, &at(&id))["transaction_token_id"].clone();
    let once = token(&desk, GOOD, "one_time");
    for (given, wanted) in [
        (once.as_str(), (400, "NOT_SUBSCRIPTION_TOKEN")),
        (OTHER, (400, "VALIDATION_ERROR")),
    ] {
        let change = json!({"transaction_token_id": given});
        assert_eq!(code(&patch(&desk, &at(&id), &change)), wanted);
        assert_eq!(
            code(&patch(&desk, &format!("{}/token", at(&id)), &change)),
            wanted
        );
    }
    assert_eq!(get(&desk, &at(&id))["transaction_token_id"], own);
    let other = token(&desk, GOOD, "recurring");
    let change = json!({"transaction_token_id": other});
    assert_eq!(
        patch(&desk, &at(&id), &change).body["transaction_token_id"],
        other
    );
    let begun = made(&subscribe(
        &desk,
        &token(&desk, GOOD, "subscription"),
        &json!({}),
    ));
    let early = patch(&desk, &format!("{}/token", at(&begun)), &change);
    assert_eq!(code(&early), (400, "CANNOT_CHANGE_TOKEN"));
}
