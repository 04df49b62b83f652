//! Where the next page begins, by the words of this one.

use kessai_model::{Kind, Tape, Value};

use super::NextPage;

/// What a page says of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// There is none.
    End,
    /// It begins here.
    At(String),
    /// There is one, but the page does not say where.
    Nowhere,
}

impl NextPage {
    /// Reads a page. Only the documented end is an end; anything else that is wrong is not taken for one.
    pub(super) fn read(&self, body: &[u8]) -> Next {
        let Ok(tape) = Tape::parse(body) else {
            return Next::Nowhere;
        };
        let page = tape.root();
        let (more, position) = match *self {
            Self::Token { member } => {
                return match page.member(member) {
                    Some(token) if token.kind() != Kind::Null => at(Some(token)),
                    _ => Next::End,
                };
            }
            Self::LastItem { more, items, id } => {
                let last = page.member(items).and_then(last);
                (more, last.and_then(|item| item.member(id)))
            }
            Self::Cursor { more, member } => (more, page.member(member)),
        };
        match page.member(more).and_then(Value::as_bool) {
            Some(true) => at(position),
            Some(false) => Next::End,
            None => Next::Nowhere,
        }
    }
}

fn at(position: Option<Value<'_>>) -> Next {
    let text = position.and_then(|value| value.as_str().or_else(|| value.as_number()));
    match text {
        Some(text) if !text.is_empty() => Next::At(text.to_owned()),
        _ => Next::Nowhere,
    }
}

fn last(items: Value<'_>) -> Option<Value<'_>> {
    match items.kind() {
        Kind::Array => items.array().last(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Next, NextPage};

    fn at(text: &str) -> Next {
        Next::At(text.to_owned())
    }

    #[test]
    fn a_token_names_the_next_page_until_it_is_missing() {
        let token = NextPage::Token { member: "next" };
        for (page, next) in [
            (r#"{"next":"b"}"#, at("b")),
            (r#"{"next":7,"items":[]}"#, at("7")),
            (r#"{"next":null}"#, Next::End),
            ("{}", Next::End),
            (r#"{"next":""}"#, Next::Nowhere),
            (r#"{"next":{}}"#, Next::Nowhere),
            ("{", Next::Nowhere),
        ] {
            assert_eq!(token.read(page.as_bytes()), next, "{page}");
        }
    }

    #[test]
    fn the_last_item_is_where_the_next_page_begins_until_there_is_no_more() {
        let cursor = NextPage::LastItem {
            more: "more",
            items: "items",
            id: "id",
        };
        for (page, next) in [
            (r#"{"more":true,"items":[{"id":"a"},{"id":"b"}]}"#, at("b")),
            (r#"{"more":true,"items":[{"id":12}]}"#, at("12")),
            (r#"{"more":false,"items":[{"id":"a"}]}"#, Next::End),
            (r#"{"more":true,"items":[]}"#, Next::Nowhere),
            (r#"{"more":true,"items":[{}]}"#, Next::Nowhere),
            (r#"{"more":true,"items":7}"#, Next::Nowhere),
            (r#"{"more":true}"#, Next::Nowhere),
            (r#"{"items":[{"id":"a"}]}"#, Next::Nowhere),
            (r#"{"more":null,"items":[{"id":"a"}]}"#, Next::Nowhere),
        ] {
            assert_eq!(cursor.read(page.as_bytes()), next, "{page}");
        }
    }

    #[test]
    fn a_cursor_is_named_until_there_is_no_more() {
        let cursor = NextPage::Cursor {
            more: "more",
            member: "next",
        };
        for (page, next) in [
            (r#"{"more":true,"next":"c","items":[]}"#, at("c")),
            (r#"{"more":true,"next":"c","items":[{"id":"a"}]}"#, at("c")),
            (
                r#"{"more":true,"next":null,"items":[{"id":"a"}]}"#,
                Next::Nowhere,
            ),
            (r#"{"more":true,"items":[{"id":"a"}]}"#, Next::Nowhere),
            (r#"{"more":false,"next":"c"}"#, Next::End),
            (r#"{"next":"c"}"#, Next::Nowhere),
        ] {
            assert_eq!(cursor.read(page.as_bytes()), next, "{page}");
        }
    }
}
