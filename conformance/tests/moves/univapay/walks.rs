//! Any order of charges, captures, refunds and cancels.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Map;

use super::*;
use crate::walk::{acts, by_id, sum, take};

/// A number whose charges fail.
const BAD: &str = "4111111111111111";

/// Of these a charge gets into no other.
const FINAL: &[&str] = &["successful", "failed", "error", "canceled"];

#[derive(Clone, Debug)]
enum Step {
    Charge(i64, bool, &'static str),
    Capture(Index, i64),
    Refund(Index, i64),
    Cancel(Index),
    Act(Index, Act),
    Settle,
}

fn steps() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let number = prop_oneof![4 => Just(GOOD), 1 => Just(BAD)];
    prop_oneof![
        3 => (1..2_000_i64, any::<bool>(), number).prop_map(|(a, b, c)| Step::Charge(a, b, c)),
        2 => (index(), 0..2_500_i64).prop_map(|(a, b)| Step::Capture(a, b)),
        3 => (index(), 0..1_500_i64).prop_map(|(a, b)| Step::Refund(a, b)),
        2 => index().prop_map(Step::Cancel),
        1 => (index(), acts()).prop_map(|(a, b)| Step::Act(a, b)),
        3 => Just(Step::Settle),
    ]
}

/// Everything that a store has: its charges, and their refunds.
fn all(desk: &Desk, shop: &str) -> (Map<String, Value>, Map<String, Value>) {
    let charges = by_id(&get(desk, &format!("/stores/{shop}/charges?limit=100"))["items"]);
    let refunds = charges.keys().map(|id| {
        let list = get(
            desk,
            &format!("/stores/{shop}/charges/{id}/refunds?limit=100"),
        );
        (id.clone(), list["items"].clone())
    });
    let refunds = refunds.collect();
    (charges, refunds)
}

/// The call of a step; none for what is no call, or is about a charge before there is one.
fn call(
    desk: &Desk,
    shop: &str,
    charges: &Map<String, Value>,
    step: &Step,
) -> Option<(String, Value)> {
    let ids: Vec<_> = charges.keys().collect();
    let of =
        |at: &Index| (!ids.is_empty()).then(|| format!("/stores/{shop}/charges/{}", at.get(&ids)));
    Some(match step {
        Step::Charge(amount, capture, number) => {
            let token = token(desk, number, "one_time");
            let body = json!({"transaction_token_id": token, "amount": amount, "currency": "JPY", "capture": capture});
            ("POST /charges".to_owned(), body)
        }
        Step::Capture(at, amount) => {
            let body = json!({"amount": amount, "currency": "JPY"});
            (format!("POST {}/capture", of(at)?), body)
        }
        Step::Refund(at, amount) => {
            let body = json!({"amount": amount, "currency": "JPY"});
            (format!("POST {}/refunds", of(at)?), body)
        }
        Step::Cancel(at) => (format!("POST {}/cancels", of(at)?), json!({})),
        Step::Act(..) | Step::Settle => return None,
    })
}

#[test]
fn no_order_of_calls_makes_money() {
    let mut desk = desk();
    let (mut done, mut refused) = (BTreeSet::new(), 0);
    take(steps(), |number, walk| {
        let shop = format!("11ee0000-0000-1000-8000-{number:012}");
        desk.sign_in(&store(&shop, "test"));
        let mut made = 0;
        let mut before = all(&desk, &shop);
        for (at, step) in walk.iter().enumerate() {
            if let Some((target, body)) = call(&desk, &shop, &before.0, step) {
                let key = format!("{number}-{at}");
                let answer = desk.keyed(&key, &target, &body);
                let after = all(&desk, &shop);
                if answer.status < 300 {
                    done.insert(target.rsplit('/').next().unwrap().to_owned());
                    made += usize::from(target == "POST /charges");
                    let again = desk.keyed(&key, &target, &body);
                    assert_eq!((&again.body, again.replayed), (&answer.body, true));
                } else {
                    refused += 1;
                    assert_eq!(before, after, "{target} was refused with {answer:?}");
                }
                assert_eq!(after, all(&desk, &shop), "{target} acted again");
            } else if let Step::Act(at, act) = step {
                let ids: Vec<_> = before.0.keys().collect();
                if !ids.is_empty() {
                    // What nobody waits for is refused.
                    let _ = desk.act(ids[at.index(ids.len())], *act);
                }
            } else {
                desk.settle();
            }
            let after = all(&desk, &shop);
            assert_eq!(after.0.len(), made, "charges that are listed");
            keeps(&before.0, &after);
            before = after;
        }
    });
    let all_done = ["cancels", "capture", "charges", "refunds"].map(str::to_owned);
    assert_eq!(done, BTreeSet::from(all_done));
    assert!(refused > 0);
}

/// What must hold whatever was called.
fn keeps(
    before: &Map<String, Value>,
    (charges, refunds): &(Map<String, Value>, Map<String, Value>),
) {
    for (id, charge) in charges {
        let was = before.get(id).and_then(|was| was["status"].as_str());
        if let Some(was) = was.filter(|was| FINAL.contains(was)) {
            assert_eq!(charge["status"], was, "{charge}");
        }
        let amount = |name: &str| charge[name].as_i64().unwrap_or(0);
        assert!(
            amount("charged_amount") <= amount("requested_amount"),
            "{charge}"
        );
        let refunds = refunds[id].as_array().unwrap();
        let given = refunds
            .iter()
            .filter(|refund| matches!(refund["status"].as_str(), Some("pending" | "successful")))
            .map(|refund| &refund["amount"]);
        assert!(
            sum(given) <= amount("charged_amount"),
            "{charge} {refunds:?}"
        );
    }
}
