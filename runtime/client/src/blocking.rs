//! The same calls for programs without an async runtime.
//!
//! A client that is used so has a thread of its own, which carries out the calls and keeps the
//! connections; it starts with the first call and ends with the last clone of the client.

use std::{
    fmt,
    pin::Pin,
    sync::{OnceLock, mpsc},
    thread,
};

use bytes::Bytes;
use futures_core::Stream;
use kessai_model::Decode;
use tokio::{
    runtime::{Builder, Handle},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use crate::{
    call::Call,
    client::Client,
    download::Download,
    error::{Error, ErrorKind},
    paging::{Items, Paged, Pages},
    polling::Wait,
    received::FromAnswer,
    response::Response,
    trace,
    transport::BoxFuture,
};

type Job = BoxFuture<'static, ()>;

/// The thread of a client; not there until it is needed.
#[derive(Default)]
pub(crate) struct Worker(OnceLock<Result<UnboundedSender<Job>, String>>);

impl Worker {
    fn jobs(&self) -> Result<&UnboundedSender<Job>, Error> {
        let start = || start().map_err(|error| error.to_string());
        let jobs = self.0.get_or_init(start).as_ref();
        jobs.map_err(|problem| {
            refused("the thread for calls that block cannot be started").because(problem.as_str())
        })
    }
}

fn start() -> std::io::Result<UnboundedSender<Job>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (sender, receiver) = unbounded_channel();
    let worker = thread::Builder::new().name("kessai-client".to_owned());
    worker.spawn(move || runtime.block_on(work(receiver)))?;
    Ok(sender)
}

/// Each job is a task, so that one that waits, or panics, does not hold up the others.
async fn work(mut jobs: UnboundedReceiver<Job>) {
    while let Some(job) = jobs.recv().await {
        tokio::spawn(job);
    }
}

/// Lets the client's thread carry this out, and blocks this one until it is done.
fn block<T: Send + 'static>(
    client: &Client,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
    lost: impl FnOnce() -> Error,
) -> Result<T, Error> {
    if Handle::try_current().is_ok() {
        return Err(refused(
            "this thread belongs to an async runtime, which blocking would halt: await the call, or hand \
             it to the runtime's `Handle::block_on` in a `spawn_blocking`",
        ));
    }
    let (result, done) = mpsc::sync_channel(1);
    let job = trace::in_this_span(async move {
        // Nobody listens if the waiting thread is gone.
        let _ = result.send(future.await);
    });
    let jobs = client.inner.worker.jobs()?;
    if jobs.send(Box::pin(job)).is_err() {
        return Err(refused("the thread for calls that block has ended"));
    }
    // Without a result the transport has panicked, and what it sent is not known.
    done.recv().unwrap_or_else(|_| Err(lost()))
}

fn refused(problem: &str) -> Error {
    Error::new(ErrorKind::Blocking, problem)
}

impl<T: FromAnswer + Send + 'static, P: 'static> Call<T, P> {
    /// Sends the call and blocks this thread until its answer is there.
    ///
    /// # Errors
    /// As [`send`](Self::send), and [`Blocking`](ErrorKind::Blocking) on a thread of an async runtime.
    pub fn send_blocking(mut self) -> Result<Response<T>, Error> {
        let (client, operation) = (self.client.clone(), self.draft.operation);
        let key = self.draft.key().map(str::to_owned);
        block(&client, self.send(), || {
            let kind = if operation.method.writes() {
                ErrorKind::OutcomeUnknown
            } else {
                ErrorKind::NoAnswer
            };
            Error::new(kind, LOST).with(|fields| {
                fields.operation = Some(operation.id);
                fields.idempotency_key = key;
            })
        })
    }
}

const LOST: &str = "the call broke off within this program";

fn lost() -> Error {
    Error::new(ErrorKind::NoAnswer, LOST)
}

impl<T: Decode + Send + 'static> Wait<T> {
    /// Looks until the end has come, and blocks this thread until then.
    ///
    /// # Errors
    /// As [`send`](Self::send), and [`Blocking`](ErrorKind::Blocking) on a thread of an async runtime.
    pub fn send_blocking(self) -> Result<Response<T>, Error> {
        let client = self.client().clone();
        block(&client, self.send(), lost)
    }
}

impl Download {
    /// Everything, in memory, while this thread is blocked.
    ///
    /// # Errors
    /// As [`bytes`](Self::bytes), and [`Blocking`](ErrorKind::Blocking) on a thread of an async runtime.
    pub fn bytes_blocking(self) -> Result<Bytes, Error> {
        match self.client().cloned() {
            Some(client) => block(&client, self.bytes(), lost),
            None => Ok(self.into_whole()),
        }
    }
}

impl<P: Paged> Pages<P> {
    /// The pages as an iterator that blocks this thread while it fetches one.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self.client().clone(), self)
    }
}

impl<P: Paged> Items<P> {
    /// The items as an iterator that blocks this thread while it fetches a page.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking::new(self.client().clone(), self)
    }
}

/// A list as an iterator; see [`Pages::blocking`] and [`Items::blocking`].
///
/// On a thread of an async runtime its only item is an error of kind [`Blocking`](ErrorKind::Blocking).
#[must_use = "pages are fetched when they are asked for"]
pub struct Blocking<S> {
    client: Client,
    /// Away while a page is fetched, and after an error.
    list: Option<S>,
}

impl<S> Blocking<S> {
    fn new(client: Client, list: S) -> Self {
        Self {
            client,
            list: Some(list),
        }
    }
}

impl<S, T> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut list = self.list.take()?;
        let fetch = async move {
            let item = std::future::poll_fn(|context| Pin::new(&mut list).poll_next(context)).await;
            Ok((list, item))
        };
        match block(&self.client, fetch, lost) {
            Ok((list, item)) => {
                self.list = Some(list);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.list).finish()
    }
}
