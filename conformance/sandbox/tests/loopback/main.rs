//! The sandbox over real sockets.

#![allow(clippy::expect_used, clippy::unwrap_used)] // The helpers are tests too.

mod answers;
mod client;
mod idempotency;
mod lifecycle;
