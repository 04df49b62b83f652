//! The state in memory: calls that no client of ours would make, and orders of calls in which money could be lost.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // What the tests share is a test too.
#![allow(clippy::needless_pass_by_value)] // Amounts are written as JSON where they are given.

mod desk;
mod smartpay;
mod univapay;
mod walk;
