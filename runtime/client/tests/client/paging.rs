//! Lists over all of their pages, against a model of a list that changes while it is read.

mod broken;
mod whole;

use std::sync::Mutex;

use kessai_client::{
    Call, Client, MemoryTransport, Method, NextPage, Operation, Paged, Paging, Parameter, Reply,
    model::{Decode, Encode, Rest, Value, Writer, rules},
};

use crate::shop::{self, response};

static LIST: Operation = Operation {
    id: "listOrders",
    method: Method::Get,
    path: "/orders",
    parameters: &[
        Parameter::query("at").rules(rules!(max_length(3))),
        Parameter::query("limit").rules(rules!(maximum(100))),
        Parameter::query("direction"),
    ],
    success: &[Reply::json(200)],
    ..Operation::DEFAULT
};

/// A page of ids.
#[derive(Debug)]
struct Page {
    items: Vec<Item>,
}

#[derive(Debug, PartialEq, Eq)]
struct Item(i64);

impl Decode for Page {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self {
            items: object.required("items"),
        }
    }
}

impl Decode for Item {
    fn decode(value: Value<'_>) -> Self {
        let mut object = value.object();
        Self(object.required("id"))
    }
}

macro_rules! list {
    ($name:ident, $size:expr, $next:expr) => {
        /// The parameters of the list.
        #[derive(Default)]
        struct $name {
            at: Option<String>,
            direction: Option<&'static str>,
        }

        impl Encode for $name {
            fn encode(&self, writer: &mut Writer) {
                let rest = Rest::default();
                let mut object = writer.object(&rest);
                object.optional("at", &self.at);
                object.optional("direction", &self.direction);
                object.end();
            }
        }

        impl Paged for $name {
            type Page = Page;
            type Item = Item;
            const PAGING: Paging = Paging {
                position: "at",
                size: $size,
                next: $next,
            };

            fn items(page: Page) -> Vec<Item> {
                page.items
            }
        }
    };
}

list!(ByToken, Some("limit"), NextPage::Token { member: "next" });
list!(
    ByLastItem,
    Some("limit"),
    NextPage::LastItem {
        more: "more",
        items: "items",
        id: "id",
    }
);
list!(
    ByCursor,
    None,
    NextPage::Cursor {
        more: "more",
        member: "next",
    }
);

fn list<P: Paged<Page = Page>>(client: &Client) -> Call<Page, P> {
    Call::new(client, &LIST)
}

async fn all<P: Paged<Page = Page, Item = Item>>(call: Call<Page, P>) -> Vec<i64> {
    let mut items = call.items();
    let mut ids = Vec::new();
    while let Some(Item(id)) = items.try_next().await.unwrap() {
        ids.push(id);
    }
    assert!(items.next().await.is_none());
    ids
}

/// A list of ids that gives its pages by id, and changes after each by a schedule.
struct Model {
    ids: Vec<i64>,
    schedule: Vec<fn(&mut Vec<i64>)>,
}

impl Model {
    fn transport(self) -> MemoryTransport {
        let model = Mutex::new(self);
        MemoryTransport::new(move |request| {
            let mut model = model.lock().unwrap();
            let query = request.uri().query().unwrap_or_default();
            let value = |name: &str| {
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                pairs
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| value)
            };
            let descending = value("direction") == Some("desc");
            let limit = value("limit").map_or(2, |limit| limit.parse().unwrap());
            let after = value("at").map(|at| at.parse::<i64>().unwrap());
            let mut ids = model.ids.clone();
            ids.sort_unstable();
            if descending {
                ids.reverse();
            }
            ids.retain(|id| after.is_none_or(|after| (*id > after) != descending && *id != after));
            let page: Vec<_> = ids.iter().take(limit).map(i64::to_string).collect();
            let more = ids.len() > page.len();
            let next = if more { page.last() } else { None };
            let next = next
                .map(|id| format!(r#","next":"{id}""#))
                .unwrap_or_default();
            let items: Vec<_> = page.iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
            let items = items.join(",");
            if !model.schedule.is_empty() {
                let change = model.schedule.remove(0);
                change(&mut model.ids);
            }
            let body = format!(r#"{{"items":[{items}],"more":{more}{next}}}"#);
            Ok(response(200, "application/json", &body))
        })
    }
}

/// Answers with these pages, one after the other.
fn pages(bodies: &[&str]) -> (Client, MemoryTransport) {
    let bodies = bodies
        .iter()
        .map(|body| response(200, "application/json", body));
    let transport = MemoryTransport::responses(bodies.collect::<Vec<_>>());
    (shop::client(&transport), transport)
}
