//! The tree as YAML and as JSON text, in its own order.

pub(super) mod json;
#[cfg(test)]
mod tests;
pub(super) mod yaml;
