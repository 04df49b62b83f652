//! Random values as a proptest strategy.

use std::fmt;
use std::rc::Rc;

use proptest::prelude::Rng as _;
use proptest::strategy::{NewTree, Strategy};
use proptest::test_runner::TestRunner;

use super::shrink::Shrinking;
use super::{Dice, PlanId, Plans};
use crate::json::Tree;

/// Attempts at one value before it is given up.
const ATTEMPTS: usize = 30;

/// Depth of a random value, where its plan needs no more.
const DEPTH: usize = 5;

/// Values of a plan that a judge accepts.
pub struct Values<'p, J> {
    plans: &'p Plans,
    plan: PlanId,
    judge: Rc<J>,
}

impl<'p, J: Fn(&Tree) -> bool> Values<'p, J> {
    /// Values of a plan; `judge` says whether a value keeps the schema.
    pub fn new(plans: &'p Plans, plan: PlanId, judge: J) -> Self {
        Self {
            plans,
            plan,
            judge: Rc::new(judge),
        }
    }

    /// One value, or none if all that were made broke some rule.
    pub fn make(&self, dice: &mut Dice) -> Option<Tree> {
        (0..ATTEMPTS)
            .map(|_| self.plans.random(self.plan, dice, DEPTH))
            .find(|value| (self.judge)(value))
    }
}

impl<J> fmt::Debug for Values<'_, J> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Values").field(&self.plan).finish()
    }
}

impl<J: Fn(&Tree) -> bool> Strategy for Values<'_, J> {
    type Tree = Shrinking<J>;
    type Value = Tree;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut dice = Dice::new(runner.rng().next_u64());
        let value = self.make(&mut dice).ok_or("no value keeps the schema")?;
        Ok(Shrinking::new(value, Rc::clone(&self.judge)))
    }
}
