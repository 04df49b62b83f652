//! Calls from end to end, through memory and over loopback sockets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test builds must be there"
)]

mod answers;
mod arguments;
mod configuration;
mod keys;
mod secrets;
mod shop;
#[cfg(feature = "reqwest")]
mod wire;
