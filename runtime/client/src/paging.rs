//! Lists that come in pages.

mod items;
mod next;
mod pages;

use kessai_model::Decode;

pub use self::{items::Items, pages::Pages};
use crate::call::Call;

/// How a list operation gives its pages.
///
/// Members and parameters are named as on the wire. What else a list takes, such as the direction of
/// its order, is an ordinary parameter and stays the same from page to page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The parameter that says where a page begins.
    pub position: &'static str,
    /// The parameter that says how many items a page holds at most, if there is one.
    pub size: Option<&'static str>,
    /// How a page says where the next one begins.
    pub next: NextPage,
}

/// How a page says where the next one begins, and that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// A member holds the next position; the last page lacks it, or holds null.
    Token {
        /// The member, such as `nextPageToken`.
        member: &'static str,
    },
    /// A member says whether there is more; the next position is the id of the last item, whichever the order
    /// of the list.
    LastItem {
        /// The member that says whether there is more, such as `has_more`.
        more: &'static str,
        /// The member that holds the items, such as `items`.
        items: &'static str,
        /// The member of an item that is its position, such as `id`.
        id: &'static str,
    },
    /// A member says whether there is more, and another one where it begins.
    Cursor {
        /// The member that says whether there is more, such as `has_more`.
        more: &'static str,
        /// The member that holds the next position, such as `next_cursor`.
        member: &'static str,
    },
}

/// The parameters of an operation that answers with a page of a list.
///
/// Generated crates implement it for the parameters of their list operations;
/// [`Call::items`] and [`Call::pages`] are there because of it.
pub trait Paged {
    /// What the operation answers.
    type Page: Decode;
    /// What the list is of.
    type Item;
    /// How it gives its pages.
    const PAGING: Paging;

    /// The items of a page.
    fn items(page: Self::Page) -> Vec<Self::Item>;
}

impl<P: Paged> Call<P::Page, P> {
    /// Every item of the list from here on, page after page.
    ///
    /// Pages are asked for when their first item is: what is not looked at is not fetched.
    pub fn items(self) -> Items<P> {
        Items::new(self.pages())
    }

    /// Every page of the list from here on.
    pub fn pages(self) -> Pages<P> {
        Pages::new(self.client, self.draft)
    }

    /// Most items in one page. What a provider takes has limits; where none can be set, the call is refused.
    pub fn page_size(mut self, items: i64) -> Self {
        match P::PAGING.size {
            Some(name) => self.draft.parameter(name, &items),
            None => self
                .draft
                .violate("page size", "cannot be set on this list"),
        }
        self
    }
}
