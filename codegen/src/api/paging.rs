//! How lists come in pages, by `x-pagination`.

use serde_json::Value;

use super::extensions::text;

/// How an operation gives a list in pages; names are those on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// The query parameter that says where a page begins.
    pub position: String,
    /// The query parameter that says how long a page may be.
    pub size: Option<String>,
    /// The member that holds the items.
    pub items: String,
    /// How a page says where the next one begins.
    pub next: NextPage,
}

/// How a page says where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage {
    /// A member holds the next position; the last page lacks it.
    Token {
        /// The member.
        member: String,
    },
    /// A member says whether there is more; the next position is a member of the last item.
    LastItem {
        /// The member that says whether there is more.
        more: String,
        /// The member of an item that is its position.
        id: String,
    },
    /// A member says whether there is more, and another one where it begins.
    Cursor {
        /// The member that says whether there is more.
        more: String,
        /// The member that holds the next position.
        member: String,
    },
}

/// Reads the extension of an operation.
pub(super) fn read(extension: &Value) -> Option<Paging> {
    let next = match (text(extension, "more"), text(extension, "next")) {
        (None, Some(member)) => NextPage::Token { member },
        (Some(more), Some(member)) => NextPage::Cursor { more, member },
        (Some(more), None) => NextPage::LastItem {
            more,
            id: text(extension, "key")?,
        },
        (None, None) => return None,
    };
    Some(Paging {
        position: text(extension, "request")?,
        size: text(extension, "limit"),
        items: text(extension, "items")?,
        next,
    })
}
