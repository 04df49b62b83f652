//! One module per command.

pub(crate) mod conform;
pub(crate) mod verify;
