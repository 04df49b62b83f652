//! L6: whatever keeps the schema decodes and comes back.

use std::cell::RefCell;

use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use super::codec::{comes_back, documents, judge_made};
use super::{Law, Scope, Tally, codec};
use crate::json::Tree;
use crate::values::strategy::Values;
use crate::values::{Dice, sites};
use crate::world::{Document, Opinion, World};

/// Random values of a document whose schema had its turn already.
const FEW: u32 = 4;

/// Steps on the way to a smaller case.
const SHRINKING: u32 = 4000;

/// For every document: the smallest value, the largest, each optional member alone, both ends of every rule, every listed
/// value, null wherever it may be – at every place there is – and random values.
pub(super) fn run(world: &World, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Generated);
    for document in documents(world, scope) {
        edges(world, document, &mut tally);
        chance(world, document, scope, &mut tally);
    }
    tally
}

fn edges(world: &World, document: &Document, tally: &mut Tally) {
    let plans = world.plans(document);
    let depth = if document.is_twin { 1 } else { usize::MAX };
    for site in sites::sites(plans, document.plan).iter().take(depth) {
        for (edge, content) in site.edges(plans) {
            let value = sites::place(plans, document.plan, &site.route, content);
            let stratum = format!("{} {}", document.name, edge.as_str());
            tally.want(stratum.as_str());
            let at = format!("{} at {}", edge.as_str(), site.pointer);
            judge_made(world, document, &value, (&stratum, &at), tally, || {
                comes_back(document, &value)
            });
        }
    }
}

/// The law on random values of one document alone.
pub fn random(world: &World, document: &Document, scope: &Scope) -> Tally {
    let mut tally = Tally::new(Law::Generated);
    chance(world, document, scope, &mut tally);
    tally
}

fn chance(world: &World, document: &Document, scope: &Scope, tally: &mut Tally) {
    let stratum = format!("{} random", document.name);
    tally.want(stratum.as_str());
    let mut seed = Dice::new(scope.seed ^ fingerprint(&document.name));
    let seed: Vec<u8> = (0..4).flat_map(|_| seed.bits().to_le_bytes()).collect();
    let config = Config {
        cases: if document.is_twin {
            FEW.min(scope.cases)
        } else {
            scope.cases
        },
        failure_persistence: None,
        max_shrink_iters: SHRINKING,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let discarded = RefCell::new(0);
    let divided = RefCell::new(None);
    let values = Values::new(
        world.plans(document),
        document.plan,
        |value: &Tree| match world.opinion(document, value) {
            Opinion::Keeps => true,
            Opinion::Breaks => {
                *discarded.borrow_mut() += 1;
                false
            }
            Opinion::Divided => {
                divided.borrow_mut().get_or_insert_with(|| value.clone());
                false
            }
        },
    );
    let tried = RefCell::new(Vec::new());
    let outcome = runner.run(&values, |value| {
        tried.borrow_mut().push(value.to_text());
        let reasons = comes_back(document, &value);
        if reasons.is_empty() {
            Ok(())
        } else {
            Err(TestCaseError::fail(reasons.join("\n")))
        }
    });
    for text in tried.into_inner() {
        tally.count(&stratum, &(&document.name, text));
    }
    // What was thrown away while a failure was made smaller is no waste.
    if outcome.is_ok() {
        (0..*discarded.borrow()).for_each(|_| tally.discard());
    }
    if let Some(value) = divided.into_inner() {
        tally.judge(
            &document.name,
            "random",
            Some(&value),
            vec![codec::DIVIDED.to_owned()],
        );
    }
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => {
            let reasons = reason.message().lines().map(str::to_owned).collect();
            tally.judge(&document.name, "random", Some(&value), reasons);
        }
        Err(TestError::Abort(reason)) => {
            tally.judge(
                &document.name,
                "random",
                None,
                vec![reason.message().to_owned()],
            );
        }
    }
}

/// The same on every machine and in every version, so that a seed gives the same values.
pub(super) fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
