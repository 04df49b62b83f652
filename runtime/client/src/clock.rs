//! Time, as the client takes it: what it is, and how to wait.

use std::{
    future::poll_fn,
    sync::{Arc, Mutex, PoisonError},
    task::{Poll, Waker},
    thread,
    time::{Duration, Instant, SystemTime},
};

use crate::transport::BoxFuture;

/// Where a client takes the time from, and what it waits with.
///
/// [`SystemClock`] unless [`ClientBuilder::clock`](crate::ClientBuilder::clock) says otherwise: give one
/// to run calls on an executor other than tokio, or to test waits without waiting.
pub trait Clock: Send + Sync {
    /// The present moment, on a clock that never goes back.
    fn now(&self) -> Instant;

    /// The present date, to compare with dates that a provider sends.
    fn date(&self) -> SystemTime;

    /// Waits this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clock of the system; waits with the timer of tokio, so tokio's paused time governs it.
///
/// Outside of a tokio runtime each wait takes a thread for as long as it lasts. In a runtime that was
/// built without a timer a wait panics, as everything does that waits on tokio.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if tokio::runtime::Handle::try_current().is_ok() {
            Box::pin(tokio::time::sleep(duration))
        } else {
            sleep_on_a_thread(duration)
        }
    }
}

#[derive(Default)]
struct Nap {
    over: bool,
    waker: Option<Waker>,
}

fn sleep_on_a_thread(duration: Duration) -> BoxFuture<'static, ()> {
    let nap = Arc::new(Mutex::new(Nap::default()));
    let theirs = Arc::clone(&nap);
    let sleeper = thread::Builder::new().name("kessai-sleep".to_owned());
    let started = sleeper.spawn(move || {
        thread::sleep(duration);
        let mut nap = theirs.lock().unwrap_or_else(PoisonError::into_inner);
        nap.over = true;
        if let Some(waker) = nap.waker.take() {
            waker.wake();
        }
    });
    Box::pin(poll_fn(move |context| {
        let mut nap = nap.lock().unwrap_or_else(PoisonError::into_inner);
        // Without a thread to spare, not to wait at all is better than to wait for ever.
        if nap.over || started.is_err() {
            return Poll::Ready(());
        }
        nap.waker = Some(context.waker().clone());
        Poll::Pending
    }))
}

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        sync::Arc,
        task::{Context, Poll, Wake, Waker},
        thread::{self, Thread},
        time::{Duration, Instant},
    };

    use super::{Clock, SystemClock};

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn a_wait_outside_of_a_runtime_ends() {
        let nap = Duration::from_millis(5);
        let (start, mut wait) = (Instant::now(), pin!(SystemClock.sleep(nap)));
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        while wait.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Pending {
            thread::park();
        }
        assert!(start.elapsed() >= nap);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_in_a_runtime_follows_its_time() {
        let start = SystemClock.now();
        SystemClock.sleep(Duration::from_secs(3600)).await;
        assert!(SystemClock.now() - start >= Duration::from_secs(3600));
    }
}
