//! Generated clients on the wire, by feature.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test builds must be there"
)]

mod answers;
mod bodies;
mod callbacks;
mod files;
mod headers;
mod loose;
mod moments;
mod parameters;
mod printing;
mod public;
mod rules;
mod security;
mod servers;
mod wholes;
