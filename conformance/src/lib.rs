//! The laws that generated crates keep, and the oracles that judge them.
//!
//! | Module | Holds |
//! |---|---|
//! | [`case`] | bodies and calls to try: the spec's examples, and case files |
//! | [`oracle`] | what the spec's schemas say about a value, without the generator |
//! | [`faults`] | values with one fault |
//! | [`law`] | statements about every case, and the tally of trying them |
//! | [`conform`] | laws on providers, and failures that are stored to be tried again |
//! | [`passage`] | what becomes of a body on its way through the types generated for it |
//! | [`places`] | where a rule of the spec was written |
//! | [`providers`] | everyone the laws are about |
//! | [`shape`] | the spec's schemas as values are made from them, and a second opinion on values |
//! | [`values`] | values that keep a schema: the smallest, the largest, those at its edges, random ones |
//! | [`transcript`] | what a client puts on the wire and makes of answers, as text to review |
//! | [`world`] | everything about one provider that the laws need, worked out once |
//! | [`verify`] | bodies and calls from anywhere, told to fit or not to fit |
//!
//! [`json`] (values whose numbers keep their text), [`schema`] (the spec's schemas as validators) and [`spec`] (what a
//! bundle says about operations) are the sandbox's own: it lives below this crate, and both must read a spec in one way.

pub mod case;
pub mod conform;
pub mod faults;
pub mod law;
pub mod oracle;
pub mod passage;
pub mod places;
pub mod providers;
pub mod shape;
pub mod transcript;
pub mod values;
pub mod verify;
pub mod world;

pub use case::Case;
pub use kessai_sandbox::{json, schema, spec};
pub use oracle::Oracle;
pub use world::World;

/// The program in the repository's README is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
