//! When a call is sent again, and when no more.

mod after;
mod backoff;
mod verdict;

use std::time::Duration;

pub(crate) use self::{
    after::retry_after,
    backoff::Backoff,
    verdict::{Verdict, refuses},
};

/// How often a call is sent again unless set otherwise.
const MAX_RETRIES: u32 = 2;

/// Longest time for a call unless set otherwise: two attempts that run into their time limit.
const DEADLINE: Duration = Duration::from_secs(120);

/// What a client does about attempts that failed.
pub(crate) struct Retries {
    /// Most attempts after the first.
    pub(crate) max: u32,
    /// Longest time for a call with all of its attempts and waits.
    pub(crate) deadline: Duration,
    pub(crate) backoff: Backoff,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            max: MAX_RETRIES,
            deadline: DEADLINE,
            backoff: Backoff::default(),
        }
    }
}
