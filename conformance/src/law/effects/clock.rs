//! A clock that leaps.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use kessai_client::{BoxFuture, Clock};

/// Time that passes only when somebody waits for it, and then at once. It serves one call at a time.
#[derive(Clone, Debug)]
pub(super) struct Leaping {
    start: Instant,
    passed: Arc<Mutex<Duration>>,
}

impl Leaping {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            passed: Arc::default(),
        }
    }

    /// How much time has passed.
    pub(super) fn passed(&self) -> Duration {
        *self.passed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn pass(&self, time: Duration) {
        *self.passed.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}

impl Clock for Leaping {
    fn now(&self) -> Instant {
        self.start + self.passed()
    }

    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        // Whoever waits for the first of several things asks the others first: time passes when nothing else can happen.
        Box::pin(async move { clock.pass(duration) })
    }
}
