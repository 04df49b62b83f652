//! Any order of charges, captures, refunds and cancels.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Map;

use super::*;
use crate::walk::{Shop, acts, by_id, sum, take};

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
#[derive(Debug, PartialEq)]
struct All {
    charges: Map<String, Value>,
    refunds: Map<String, Value>,
}

/// A store, and how many charges were made in it.
struct Store {
    id: String,
    made: usize,
}

impl Store {
    fn charges(&self) -> String {
        format!("/stores/{}/charges", self.id)
    }
}

impl Shop for Store {
    type Step = Step;
    type All = All;

    fn all(&self, desk: &Desk) -> All {
        let list = |path: &str| get(desk, &format!("{path}?limit=100"))["items"].clone();
        let charges = by_id(&list(&self.charges()));
        let refunds = charges.keys().map(|id| {
            let list = list(&format!("{}/{id}/refunds", self.charges()));
            (id.clone(), list)
        });
        let refunds = refunds.collect();
        All { charges, refunds }
    }

    fn call(&self, desk: &Desk, all: &All, step: &Step) -> Option<(String, Value)> {
        let ids: Vec<_> = all.charges.keys().collect();
        let of =
            |at: &Index| (!ids.is_empty()).then(|| format!("{}/{}", self.charges(), at.get(&ids)));
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

    fn happen(&self, desk: &Desk, all: &All, step: &Step) {
        let ids: Vec<_> = all.charges.keys().collect();
        match step {
            Step::Act(at, act) if !ids.is_empty() => {
                let _ = desk.act(ids[at.index(ids.len())], *act);
            }
            _ => desk.settle(),
        }
    }

    fn made(&mut self, step: &Step, _answer: &Answer) {
        self.made += usize::from(matches!(step, Step::Charge(..)));
    }

    fn holds(&self, before: &All, after: &All) {
        assert_eq!(after.charges.len(), self.made, "charges that are listed");
        for (id, charge) in &after.charges {
            let was = before
                .charges
                .get(id)
                .and_then(|was| was["status"].as_str());
            if let Some(was) = was.filter(|was| FINAL.contains(was)) {
                assert_eq!(charge["status"], was, "{charge}");
            }
            let amount = |name: &str| charge[name].as_i64().unwrap_or(0);
            assert!(
                amount("charged_amount") <= amount("requested_amount"),
                "{charge}"
            );
            let refunds = after.refunds[id].as_array().unwrap();
            let given = refunds
                .iter()
                .filter(|refund| {
                    matches!(refund["status"].as_str(), Some("pending" | "successful"))
                })
                .map(|refund| &refund["amount"]);
            assert!(
                sum(given) <= amount("charged_amount"),
                "{charge} {refunds:?}"
            );
        }
    }
}

#[test]
fn no_order_of_calls_makes_money() {
    let actions = ["cancels", "capture", "charges", "refunds"];
    take(desk(), steps(), &actions, |desk, number| {
        let id = format!("11ee0000-0000-1000-8000-{number:012}");
        desk.sign_in(&store(&id, "test"));
        Store { id, made: 0 }
    });
}
