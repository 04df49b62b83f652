//! How long to wait before the next attempt.

use std::time::Duration;

use uuid::Uuid;

/// Longest wait before the second attempt unless set otherwise.
const FIRST: Duration = Duration::from_millis(500);

/// Longest wait before any attempt unless set otherwise.
const LONGEST: Duration = Duration::from_secs(8);

/// Exponential backoff with full jitter: each wait lies anywhere between nothing and a ceiling, and the
/// ceiling doubles from one attempt to the next. So callers that failed together do not return together.
pub(crate) struct Backoff {
    /// The ceiling of the first wait.
    pub(crate) first: Duration,
    /// What no ceiling exceeds.
    pub(crate) longest: Duration,
    /// Picks a wait between nothing and the ceiling.
    pub(crate) jitter: Box<dyn Fn(Duration) -> Duration + Send + Sync>,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            first: FIRST,
            longest: LONGEST,
            jitter: Box::new(random),
        }
    }
}

impl Backoff {
    /// A wait after this many attempts, the first of which is 1.
    pub(crate) fn wait(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let ceiling = self.first.saturating_mul(doubled).min(self.longest);
        (self.jitter)(ceiling).min(ceiling)
    }
}

/// Any wait up to the ceiling, with equal chances. The randomness is that of the idempotency keys.
fn random(ceiling: Duration) -> Duration {
    let [.., a, b, c, d] = Uuid::new_v4().into_bytes();
    let share = f64::from(u32::from_be_bytes([a, b, c, d])) / f64::from(u32::MAX);
    ceiling.mul_f64(share)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Backoff, random};

    #[test]
    fn ceilings_double_up_to_the_longest() {
        let backoff = Backoff {
            jitter: Box::new(|ceiling| ceiling),
            ..Backoff::default()
        };
        let waits = [1, 2, 3, 4, 5, 6, 40, u32::MAX].map(|attempts| backoff.wait(attempts));
        let expected = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
        assert_eq!(waits, expected.map(Duration::from_millis));
    }

    #[test]
    fn no_jitter_exceeds_the_ceiling() {
        let backoff = Backoff {
            jitter: Box::new(|ceiling| ceiling * 3),
            ..Backoff::default()
        };
        assert_eq!(backoff.wait(1), Duration::from_millis(500));
    }

    #[test]
    fn random_waits_spread_over_the_whole_range() {
        let ceiling = Duration::from_secs(1);
        let mut quarters = [0_u32; 4];
        for _ in 0..1000 {
            let wait = random(ceiling);
            assert!(wait <= ceiling);
            let quarter = wait.as_millis() * 4 / 1001;
            quarters[usize::try_from(quarter).unwrap()] += 1;
        }
        // The chance that a fair quarter gets fewer than 150 of 1000 is below one in ten billion.
        assert!(quarters.iter().all(|count| *count > 150), "{quarters:?}");
        assert_eq!(random(Duration::ZERO), Duration::ZERO);
    }
}
