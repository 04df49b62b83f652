//! Statements about every case, and the tally of trying them.
//!
//! | Law | Says |
//! |---|---|
//! | [`fits`] | every case gets from the spec's schemas the verdict it expects (L1) |
//! | [`recodes`] | what decodes comes back as the same JSON value, and decodes exactly where it is expected to (L2) |
//! | [`effects`] | whatever goes wrong on the way, a call takes effect at most once, and nobody is told otherwise (L11) |
//! | [`secrets`] | what is secret shows nowhere (L9) |
//! | [`calls`] | a call arrives as it was meant, keeps the spec, and its answer is the one that was served (L1a, L8) |
//!
//! A law that tried nothing, or passed over something it speaks of, has failed.

mod calls;
mod effects;
mod fits;
mod recodes;
mod secrets;
mod tally;

pub use calls::{answers, calls};
pub(crate) use calls::{call, callable};
pub use effects::effects;
pub use fits::fits;
pub use recodes::recodes;
pub use secrets::secrets;
pub use tally::{Failure, Tally};
