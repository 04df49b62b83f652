//! What only UnivaPay has, tried through the generated crates.

mod notifications;
