//! Calls from end to end, through memory and over loopback sockets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test builds must be there"
)]

mod answers;
mod arguments;
#[cfg(feature = "blocking")]
mod blocking;
mod cancellation;
mod configuration;
mod credentials;
mod faults;
mod keys;
mod outcomes;
mod paging;
mod polling;
mod raw;
mod retries;
mod script;
mod secrets;
mod security;
mod shop;
#[cfg(feature = "webhooks")]
mod webhooks;
#[cfg(feature = "reqwest")]
mod wire;
