//! Waiting until what was begun has come to its end.

use std::{fmt, future::IntoFuture, time::Duration};

use kessai_model::{Decode, Tape, Value};

use crate::{
    answer::Answer,
    call::Call,
    client::Client,
    error::{Error, ErrorKind},
    execute::execute,
    request::Draft,
    response::Response,
    transport::BoxFuture,
};

/// How to see that what an operation reads has come to its end, and how often to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Polling {
    /// A parameter that is set to `true`, for providers that then hold the answer back until there is news.
    pub parameter: Option<&'static str>,
    /// The members that tell, each by the way to it from the top of the answer: `["status"]`.
    pub members: &'static [&'static [&'static str]],
    /// The values that say that it goes on. A member that is not there says nothing.
    pub pending: &'static [&'static str],
    /// How long to wait before the second look. From there the wait doubles.
    pub interval: Duration,
    /// What no wait exceeds.
    pub longest_interval: Duration,
    /// How long to keep looking, in all.
    pub deadline: Duration,
    /// How many looks in a row may fail by a passing fault, such as a status of 500, after the attempts
    /// that each of them has by itself.
    pub forgiven: u32,
}

impl Polling {
    /// Looks every second at first and every eight at last, for ten minutes, and forgives three faults in
    /// a row. Name the members and the values.
    pub const DEFAULT: Self = Self {
        parameter: None,
        members: &[],
        pending: &[],
        interval: Duration::from_secs(1),
        longest_interval: Duration::from_secs(8),
        deadline: Duration::from_secs(600),
        forgiven: 3,
    };
}

/// The parameters of an operation whose answer changes until it comes to an end.
///
/// Generated crates implement it for the parameters of such operations; [`Call::wait`] is there because of it.
pub trait Polled {
    /// How to see the end.
    const POLLING: Polling;
}

impl<T, P: Polled> Call<T, P> {
    /// Makes the call again and again until what it reads has come to its end.
    pub fn wait(self) -> Wait<T> {
        Wait {
            client: self.client,
            draft: self.draft,
            polling: P::POLLING,
            until: None,
        }
    }
}

/// Whether what was read is what was waited for.
type Until<T> = Box<dyn Fn(&T) -> bool + Send + Sync>;

/// A wait that has not begun: await it, or [`send`](Self::send) it for the answer with status and headers.
///
/// It looks at once, and then at growing intervals. Each look is a call with the attempts of any read.
/// Faults that may pass are forgiven up to a number in a row; anything else ends the wait.
#[must_use = "a wait begins when it is awaited"]
pub struct Wait<T> {
    client: Client,
    draft: Draft,
    polling: Polling,
    until: Option<Until<T>>,
}

impl<T> Wait<T> {
    /// Waits until this holds, instead of what the provider suggests. Let it hold for every end that there can be: a wait for
    /// success alone goes on after a failure.
    pub fn until(mut self, holds: impl Fn(&T) -> bool + Send + Sync + 'static) -> Self {
        self.until = Some(Box::new(holds));
        self
    }

    /// How long to keep looking, in all, instead of what the provider suggests.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.polling.deadline = deadline;
        self
    }

    /// How long to wait before the second look, and at most before any, instead of what the provider suggests.
    pub fn interval(mut self, first: Duration, longest: Duration) -> Self {
        self.polling.interval = first;
        self.polling.longest_interval = longest;
        self
    }

    /// The client of the wait.
    #[cfg(feature = "blocking")]
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }
}

impl<T: Decode> Wait<T> {
    /// Looks until the end has come.
    ///
    /// # Errors
    /// [`Unsettled`](ErrorKind::Unsettled) with the last answer if it has not come within the deadline;
    /// otherwise as any read.
    pub async fn send(mut self) -> Result<Response<T>, Error> {
        let polling = self.polling;
        if let Some(name) = polling.parameter {
            self.draft.parameter(name, &true);
        }
        let clock = &self.client.inner.clock;
        let start = clock.now();
        let left = || {
            let spent = clock.now().saturating_duration_since(start);
            polling.deadline.saturating_sub(spent)
        };
        let own = self
            .draft
            .deadline
            .unwrap_or(self.client.inner.retries.deadline);
        let (mut interval, mut faults) = (polling.interval, 0);
        loop {
            let mut draft = self.draft.clone();
            draft.deadline = Some(own.min(left()));
            let mut wait = interval.min(polling.longest_interval);
            let unsettled = match execute(self.client.clone(), draft).await {
                Ok(answer) => {
                    faults = 0;
                    match self.look(answer)? {
                        Look::End(answer) => return Ok(answer),
                        Look::More(answer) => answer
                            .unusable(ErrorKind::Unsettled, "the deadline of the wait is over"),
                    }
                }
                Err(error) if passes(&error) && faults < polling.forgiven => {
                    faults += 1;
                    wait = wait.max(error.retry_after().unwrap_or_default());
                    error
                }
                Err(error) => return Err(error),
            };
            if wait >= left() {
                return Err(unsettled);
            }
            clock.sleep(wait).await;
            interval = interval.saturating_mul(2);
        }
    }
}

/// What an answer is to a wait.
enum Look<T> {
    End(Response<T>),
    More(Answer),
}

impl<T: Decode> Wait<T> {
    fn look(&self, answer: Answer) -> Result<Look<T>, Error> {
        let Some(holds) = &self.until else {
            return if self.polling.goes_on(answer.body()) {
                Ok(Look::More(answer))
            } else {
                answer.decode().map(Look::End)
            };
        };
        let read = answer.clone().decode()?;
        Ok(if holds(&read) {
            Look::End(read)
        } else {
            Look::More(answer)
        })
    }
}

impl Polling {
    fn goes_on(&self, body: &[u8]) -> bool {
        let Ok(tape) = Tape::parse(body) else {
            // Whoever decodes the body will say so.
            return false;
        };
        self.members.iter().any(|way| {
            let mut names = way.iter();
            let member = names.try_fold(tape.root(), |value, name| value.member(name));
            member
                .and_then(text)
                .is_some_and(|text| self.pending.contains(&text))
        })
    }
}

/// Numbers and truths by their JSON, so that a description can name them.
fn text(value: Value<'_>) -> Option<&str> {
    let truth = value
        .as_bool()
        .map(|truth| if truth { "true" } else { "false" });
    value.as_str().or_else(|| value.as_number()).or(truth)
}

/// Whether the next look may find what this one did not.
fn passes(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NoAnswer | ErrorKind::NotSent | ErrorKind::RateLimited | ErrorKind::Server
    )
}

impl<T: Decode + 'static> IntoFuture for Wait<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.send().await.map(Response::into_inner) })
    }
}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("operation", &self.draft.operation.id)
            .field("polling", &self.polling)
            .finish_non_exhaustive()
    }
}
