//! Random orders of calls and of what happens outside of the API. One in which money is made or lost is made shorter and printed.

use std::cell::RefCell;
use std::fmt::Debug;

use kessai_sandbox::state::Act;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value};

/// Walks, and steps of the longest.
const WALKS: u32 = 200;
const STEPS: usize = 24;

/// Takes random walks, each for a shop of its own, numbered from 0; the same ones on every run.
pub(crate) fn take<S: Strategy>(steps: S, mut walk: impl FnMut(u32, &[S::Value]))
where
    S::Value: Debug,
{
    let config = Config {
        cases: WALKS,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let shop = RefCell::new(0..);
    let walk = RefCell::new(&mut walk);
    let outcome = runner.run(&vec(steps, 1..STEPS), |steps| {
        let shop = shop.borrow_mut().next().unwrap_or_default();
        (walk.borrow_mut())(shop, &steps);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
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
