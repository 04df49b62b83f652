//! Waiting until what was begun has come to its end.

use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

use kessai_model::{Decode, Tape, Value};

use crate::{
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
    /// The way to the member that tells, from the top of the answer: `["status"]`.
    pub member: &'static [&'static str],
    /// Which values are the end.
    pub until: Until,
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
    /// a row. Name the member and the values.
    pub const DEFAULT: Self = Self {
        parameter: None,
        member: &[],
        until: Until::Is(&[]),
        interval: Duration::from_secs(1),
        longest_interval: Duration::from_secs(8),
        deadline: Duration::from_secs(600),
        forgiven: 3,
    };
}

/// Which values of a member are the end. A member that is missing is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// These.
    Is(&'static [&'static str]),
    /// All but these.
    Leaves(&'static [&'static str]),
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
            types: PhantomData,
        }
    }
}

/// A wait that has not begun: await it, or [`send`](Self::send) it for the answer with status and headers.
///
/// It looks at once, and then at growing intervals. Each look is a call with the attempts of any read.
/// Faults that may pass are forgiven up to a number in a row; anything else ends the wait.
#[must_use = "a wait begins when it is awaited"]
pub struct Wait<T> {
    client: Client,
    draft: Draft,
    polling: Polling,
    types: PhantomData<fn() -> T>,
}

impl<T> Wait<T> {
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
                Ok(answer) if polling.ended(answer.body()) => return answer.decode(),
                Ok(answer) => {
                    faults = 0;
                    answer.unusable(ErrorKind::Unsettled, "the deadline of the wait is over")
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

impl Polling {
    fn ended(&self, body: &[u8]) -> bool {
        let Ok(tape) = Tape::parse(body) else {
            // Whoever decodes the body will say so.
            return true;
        };
        let mut names = self.member.iter();
        let member = names.try_fold(tape.root(), |value, name| value.member(name));
        let is_one_of = |values: &[&str]| {
            let text = member.and_then(text)?;
            Some(values.contains(&text))
        };
        match self.until {
            Until::Is(values) => is_one_of(values) == Some(true),
            Until::Leaves(values) => is_one_of(values) == Some(false),
        }
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
