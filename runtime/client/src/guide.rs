//! The manual: what holds for every call of every generated crate, by subject.
//!
//! * [`errors`]: what went wrong, and what to do about it
//! * [`retries`]: when a call is sent again, and what keeps it from taking effect twice
//! * [`lists`]: lists over all of their pages, and waiting for an end
//! * [`webhooks`]: notifications, and how to know that they are the provider's
//! * [`files`]: bytes and files, whole and in pieces
//! * [`requests`]: options of a call, and endpoints that are not described
//! * [`testing`]: your own tests, without a provider and without waiting

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/files.md")]
pub mod files {}

#[doc = include_str!("guide/lists.md")]
pub mod lists {}

#[doc = include_str!("guide/requests.md")]
pub mod requests {}

#[doc = include_str!("guide/retries.md")]
pub mod retries {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/webhooks.md")]
pub mod webhooks {}
