//! The items of a list, page after page.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::{Paged, pages::Pages};
use crate::error::Error;

/// The items of a list: a stream over all of its pages. See [`Pages`], which it reads.
///
/// Items of one page are there at once; the next page is fetched when they are used up. An error comes
/// after every item before it, and ends the stream.
#[must_use = "pages are fetched when their items are asked for"]
pub struct Items<P: Paged> {
    pages: Pages<P>,
    page: vec::IntoIter<P::Item>,
}

/// No item is ever borrowed from within.
impl<P: Paged> Unpin for Items<P> {}

impl<P: Paged> Items<P> {
    pub(super) fn new(pages: Pages<P>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    /// The client of the list.
    #[cfg(feature = "blocking")]
    pub(crate) fn client(&self) -> &crate::client::Client {
        self.pages.client()
    }

    /// Most pages before the list is taken to have no end; 10 000 unless set.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// The next item, or `None` after the last.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>>
    where
        P::Page: 'static,
    {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next item, or `None` after the last.
    ///
    /// # Errors
    /// As any read, or [`Paging`](crate::ErrorKind::Paging).
    pub async fn try_next(&mut self) -> Result<Option<P::Item>, Error>
    where
        P::Page: 'static,
    {
        self.next().await.transpose()
    }
}

impl<P: Paged> Stream for Items<P>
where
    P::Page: 'static,
{
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.page = P::items(page.into_inner()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Paged> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.page.len())
            .finish()
    }
}
