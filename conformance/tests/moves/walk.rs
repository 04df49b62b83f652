//! Random orders of calls and of what happens outside of the API. One in which money is made or lost is made shorter and printed.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;

use kessai_sandbox::state::Act;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value};

use crate::desk::{Answer, Desk};

/// Walks, and steps of the longest.
const WALKS: u32 = 200;
const STEPS: usize = 24;

/// A shop at a provider, and what random steps are in it.
pub(crate) trait Shop {
    type Step: Debug;
    /// Everything that the shop has.
    type All: Debug + PartialEq;

    fn all(&self, desk: &Desk) -> Self::All;

    /// The call of a step; none for what happens outside of the API, or is about what is not there yet.
    fn call(&self, desk: &Desk, all: &Self::All, step: &Self::Step) -> Option<(String, Value)>;

    /// Something happens outside of the API. What nobody waits for is refused, which is no fault.
    fn happen(&self, desk: &Desk, all: &Self::All, step: &Self::Step);

    /// A call was answered with success.
    fn made(&mut self, step: &Self::Step, answer: &Answer);

    /// What must hold whatever was called.
    fn holds(&self, before: &Self::All, after: &Self::All);
}

/// Takes random walks, each in a shop of its own that is opened by its number from 0; the same ones on every run. Holds that a
/// refused call changes nothing, and a repeated one nothing more. Each of the `actions`, by the end of their paths, must be done.
pub(crate) fn take<S: Shop>(
    desk: Desk,
    steps: impl Strategy<Value = S::Step>,
    actions: &[&str],
    open: impl Fn(&mut Desk, u32) -> S,
) {
    let config = Config {
        cases: WALKS,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let state = RefCell::new((desk, 0, Tally::default()));
    let outcome = runner.run(&vec(steps, 1..STEPS), |steps| {
        let (desk, number, tally) = &mut *state.borrow_mut();
        let mut shop = open(desk, *number);
        walk(desk, &mut shop, *number, &steps, tally);
        *number += 1;
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let tally = state.into_inner().2;
    let actions = actions.iter().map(|action| (*action).to_owned());
    assert_eq!(tally.done, actions.collect());
    assert!(tally.refused > 0);
}

/// What was tried: nothing holds of calls that were never made.
#[derive(Default)]
struct Tally {
    done: BTreeSet<String>,
    refused: u32,
}

fn walk<S: Shop>(desk: &Desk, shop: &mut S, number: u32, steps: &[S::Step], tally: &mut Tally) {
    let mut before = shop.all(desk);
    for (at, step) in steps.iter().enumerate() {
        if let Some((target, body)) = shop.call(desk, &before, step) {
            let key = format!("{number}-{at}");
            let answer = desk.keyed(&key, &target, &body);
            let after = shop.all(desk);
            if answer.status < 300 {
                tally
                    .done
                    .insert(target.rsplit('/').next().unwrap().to_owned());
                shop.made(step, &answer);
                let again = desk.keyed(&key, &target, &body);
                assert_eq!((&again.body, again.replayed), (&answer.body, true));
            } else {
                tally.refused += 1;
                assert_eq!(before, after, "{target} was refused with {answer:?}");
            }
            assert_eq!(after, shop.all(desk), "{target} acted again");
        } else {
            shop.happen(desk, &before, step);
        }
        let after = shop.all(desk);
        shop.holds(&before, &after);
        before = after;
    }
}

pub(crate) fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![Just(Act::Pay), Just(Act::Decline), Just(Act::FallDue)]
}

/// The things of a list by their ids, of which none is there twice.
pub(crate) fn by_id(list: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    for thing in list.as_array().unwrap() {
        let id = thing["id"].as_str().unwrap().to_owned();
        assert!(found.insert(id, thing.clone()).is_none(), "twice: {thing}");
    }
    found
}

/// What comes together of amounts; one that is null or not there is nothing.
pub(crate) fn sum<'a>(amounts: impl Iterator<Item = &'a Value>) -> i64 {
    amounts.map(|amount| amount.as_i64().unwrap_or(0)).sum()
}
