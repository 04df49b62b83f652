//! Any order of checkouts, captures, refunds and cancellations.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Map;

use super::*;
use crate::walk::{Shop, acts, by_id, sum, take};

/// Of these an order gets into no other.
const FINAL: &[&str] = &["succeeded", "canceled", "rejected", "failed"];

#[derive(Clone, Debug)]
enum Step {
    Checkout(&'static str),
    Capture(Index, i64, &'static str),
    Refund(Index, Option<i64>),
    Cancel(Index),
    /// Of a checkout session.
    Visit(Index, Act),
    /// Of an order.
    Act(Index, Act),
    Settle,
}

fn steps() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let method = prop_oneof![1 => Just("automatic"), 3 => Just("manual")];
    let remainder = prop_oneof![Just("automatic"), Just("manual")];
    let visit = prop_oneof![4 => Just(Act::Pay), 1 => acts()];
    prop_oneof![
        2 => method.prop_map(Step::Checkout),
        3 => (index(), visit).prop_map(|(a, b)| Step::Visit(a, b)),
        3 => (index(), 0..1_800_i64, remainder).prop_map(|(a, b, c)| Step::Capture(a, b, c)),
        3 => (index(), prop::option::of(0..1_800_i64)).prop_map(|(a, b)| Step::Refund(a, b)),
        1 => index().prop_map(Step::Cancel),
        1 => (index(), acts()).prop_map(|(a, b)| Step::Act(a, b)),
        1 => Just(Step::Settle),
    ]
}

/// Everything that a shop has.
#[derive(Debug, PartialEq)]
struct All {
    orders: Map<String, Value>,
    payments: Map<String, Value>,
    refunds: Map<String, Value>,
}

/// The id at a place of a list, if there is any.
fn at(things: &Map<String, Value>, index: Index) -> Option<&String> {
    (!things.is_empty()).then(|| things.keys().nth(index.index(things.len())))?
}

/// A shop by its key.
#[derive(Default)]
struct Account {
    sessions: Vec<String>,
}

impl Shop for Account {
    type Step = Step;
    type All = All;

    fn all(&self, desk: &Desk) -> All {
        let list = |path: &str| by_id(&get(desk, &format!("{path}?maxResults=100"))["data"]);
        All {
            orders: list("/orders"),
            payments: list("/payments"),
            refunds: list("/refunds"),
        }
    }

    fn call(&self, _desk: &Desk, all: &All, step: &Step) -> Option<(String, Value)> {
        Some(match step {
            Step::Checkout(method) => {
                let body = order(&json!({"captureMethod": method}));
                ("POST /checkout-sessions".to_owned(), body)
            }
            Step::Capture(order, amount, remainder) => {
                let body = json!({
                    "order": at(&all.orders, *order)?, "amount": amount, "currency": "JPY", "cancelRemainder": remainder,
                });
                ("POST /payments".to_owned(), body)
            }
            Step::Refund(payment, amount) => {
                let mut body = json!({
                    "payment": at(&all.payments, *payment)?, "currency": "JPY", "reason": "requested_by_customer",
                });
                if let Some(amount) = amount {
                    body["amount"] = json!(amount);
                }
                ("POST /refunds".to_owned(), body)
            }
            Step::Cancel(order) => {
                let order = at(&all.orders, *order)?;
                (format!("PUT /orders/{order}/cancellation"), Value::Null)
            }
            Step::Visit(..) | Step::Act(..) | Step::Settle => return None,
        })
    }

    fn happen(&self, desk: &Desk, all: &All, step: &Step) {
        let _ = match step {
            Step::Visit(session, act) if !self.sessions.is_empty() => {
                desk.act(session.get(&self.sessions).as_str(), *act)
            }
            Step::Act(order, act) => {
                at(&all.orders, *order).map_or(Ok(()), |order| desk.act(order, *act))
            }
            _ => {
                desk.settle();
                Ok(())
            }
        };
    }

    fn made(&mut self, step: &Step, answer: &Answer) {
        if matches!(step, Step::Checkout(_)) {
            self.sessions.push(answer.id());
        }
    }

    fn holds(&self, before: &All, after: &All) {
        for (id, order) in &after.orders {
            let was = before.orders.get(id).and_then(|was| was["status"].as_str());
            if let Some(was) = was.filter(|was| FINAL.contains(was)) {
                assert_eq!(order["status"], was, "{order}");
            }
            let taken = after.payments.values().filter(|it| it["order"] == *id);
            let taken = sum(taken.map(|payment| &payment["amount"]));
            assert!(
                taken <= order["amount"].as_i64().unwrap(),
                "{order} {taken}"
            );
        }
        for (id, payment) in &after.payments {
            let given = after.refunds.values().filter(|it| it["payment"] == *id);
            let given = sum(given.map(|refund| &refund["amount"]));
            assert!(
                given <= payment["amount"].as_i64().unwrap(),
                "{payment} {given}"
            );
        }
        assert!(before.payments.len() <= after.payments.len(), "{after:?}");
        assert!(before.refunds.len() <= after.refunds.len(), "{after:?}");
    }
}

#[test]
fn no_order_of_calls_makes_money() {
    let actions = ["cancellation", "checkout-sessions", "payments", "refunds"];
    take(desk(), steps(), &actions, |desk, number| {
        desk.sign_in(&format!("Basic sk_test_walk{number}"));
        Account::default()
    });
}
