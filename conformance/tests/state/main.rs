//! Providers that keep state, over loopback and through the generated clients.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)] // The helpers are tests too.

mod smartpay;
mod univapay;

#[path = "../../examples/shop/inbox.rs"]
mod inbox;

use kessai_sandbox::Sandbox;

/// Every call of a test kept the spec, and every answer too.
fn all_kept_the_spec(sandbox: &Sandbox) {
    for exchange in sandbox.journal() {
        assert!(exchange.violations.is_empty(), "{exchange}");
        assert_ne!(exchange.status, 500, "{exchange}");
    }
}
