//! Values that keep a schema.
//!
//! [`Plans`] are shapes with their compositions worked out: what is left is one kind of value with its rules, or a choice
//! between such. From a plan come the smallest value, the largest, those at the edges of its rules ([`sites`]), and random
//! ones ([`Strategy`](strategy::Values)). Whether a value keeps the schema is never taken from how it was made: both oracles
//! are asked.

mod dice;
mod edges;
mod make;
mod merge;
mod numbers;
mod plan;
mod random;
mod shrink;
pub mod sites;
pub mod strategy;
mod texts;

pub use dice::Dice;
pub use plan::{Choice, Member, Plan, PlanId, Plans, Rules};
