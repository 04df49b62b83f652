//! The pages of a list, one after the other.

use std::{
    collections::BTreeSet,
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

use super::{Paged, next::Next};
use crate::{
    client::Client,
    error::{Error, ErrorKind},
    execute::execute,
    request::Draft,
    response::Response,
    transport::BoxFuture,
};

/// Most pages of one list unless set otherwise.
const MAX_PAGES: usize = 10_000;

/// The pages of a list: a stream that ends where the provider says that the list does.
///
/// Each page is a call of its own, with the attempts and time limits of any read. An error ends the
/// stream; [`position`](Self::position) says where to go on.
///
/// A page without items is a page. A position that comes up twice, a page that says that there is more but
/// not where, and more pages than [`max_pages`](Self::max_pages) are errors of kind
/// [`Paging`](ErrorKind::Paging): a list is never cut short in silence, nor read for ever.
#[must_use = "pages are fetched when they are asked for"]
pub struct Pages<P: Paged> {
    client: Client,
    draft: Draft,
    state: State<P::Page>,
    position: Option<String>,
    seen: BTreeSet<String>,
    fetched: usize,
    allowed: usize,
    parameters: PhantomData<fn() -> P>,
}

/// A page, and what it says of the next one.
type Fetched<T> = Result<(Response<T>, Next), Error>;

enum State<T> {
    Ready,
    Fetching(BoxFuture<'static, Fetched<T>>),
    /// The list cannot be followed; why is still to be said.
    Broken(&'static str),
    Over,
}

impl<P: Paged> Pages<P> {
    pub(super) fn new(client: Client, draft: Draft) -> Self {
        let position = draft.text(P::PAGING.position).map(str::to_owned);
        Self {
            client,
            draft,
            state: State::Ready,
            seen: position.iter().cloned().collect(),
            position,
            fetched: 0,
            allowed: MAX_PAGES,
            parameters: PhantomData,
        }
    }

    /// The client of the list.
    #[cfg(feature = "blocking")]
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Most pages before the list is taken to have no end; 10 000 unless set.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.allowed = pages;
        self
    }

    /// Where the page begins that is fetched next; `None` at the beginning and after the end of the list.
    pub fn position(&self) -> Option<&str> {
        self.position.as_deref()
    }

    /// The next page, or `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Response<P::Page>, Error>>
    where
        P::Page: 'static,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    /// As any read, or [`Paging`](ErrorKind::Paging).
    pub async fn try_next(&mut self) -> Result<Option<Response<P::Page>>, Error>
    where
        P::Page: 'static,
    {
        self.next().await.transpose()
    }

    fn fetch(&self) -> BoxFuture<'static, Fetched<P::Page>>
    where
        P::Page: 'static,
    {
        let (client, mut draft) = (self.client.clone(), self.draft.clone());
        if let Some(position) = &self.position {
            draft.continued(P::PAGING.position, position);
        }
        Box::pin(async move {
            let answer = execute(client, draft).await?;
            let next = P::PAGING.next.read(answer.body());
            Ok((answer.decode()?, next))
        })
    }

    /// Takes note of where the next page begins.
    fn follow(&mut self, next: Next) {
        self.state = match next {
            Next::End => {
                self.position = None;
                State::Over
            }
            Next::At(position) if self.seen.insert(position.clone()) => {
                self.position = Some(position);
                State::Ready
            }
            Next::At(_) => State::Broken("a page names a position for the second time"),
            Next::Nowhere => State::Broken("a page does not say where the next one begins"),
        };
    }

    fn broken(&self, problem: &str) -> Error {
        Error::new(ErrorKind::Paging, problem).with(|fields| {
            fields.operation = Some(self.draft.operation.id);
        })
    }
}

impl<P: Paged> Stream for Pages<P>
where
    P::Page: 'static,
{
    type Item = Result<Response<P::Page>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match &mut this.state {
                State::Ready if this.fetched == this.allowed => {
                    this.state = State::Broken("it has more pages than were allowed");
                }
                State::Ready => this.state = State::Fetching(this.fetch()),
                State::Fetching(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    this.state = State::Over;
                    return Poll::Ready(Some(page.map(|(page, next)| {
                        this.fetched += 1;
                        this.follow(next);
                        page
                    })));
                }
                &mut State::Broken(problem) => {
                    let error = this.broken(problem);
                    this.state = State::Over;
                    return Poll::Ready(Some(Err(error)));
                }
                State::Over => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Paged> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A position may be a customer's id.
        f.debug_struct("Pages")
            .field("operation", &self.draft.operation.id)
            .field("fetched", &self.fetched)
            .finish_non_exhaustive()
    }
}
