//! Pages of lists.

use serde_json::Value;

use super::World;
use super::plan::{Pages, Plan};
use super::rules::{Asked, Rules};
use super::store::{Object, Record};

/// A page of what there is of a kind: those that belong to the path's things, pass the query's filters, and are listed.
pub(super) fn page(
    world: &World,
    rules: &dyn Rules,
    plan: &Plan,
    pages: &Pages,
    asked: &Asked<'_>,
) -> Value {
    let pagination = &pages.pagination;
    let known = [
        Some(&pagination.request),
        Some(&pagination.limit),
        pagination.direction.as_ref(),
    ];
    let mut found: Vec<&Record> = world
        .store
        .all(&plan.kind)
        .filter(|record| rules.is_listed(asked, record) && belongs(record, asked))
        .filter(|record| {
            asked
                .query
                .iter()
                .filter(|(name, _)| !known.iter().flatten().any(|known| known.as_str() == **name))
                .all(|(name, value)| passes(record, name, value))
        })
        .collect();
    let direction = pagination
        .direction
        .as_deref()
        .and_then(|name| asked.parameter(name));
    if direction.map_or(pages.newest_first, |direction| direction == "desc") {
        found.reverse();
    }
    let total = found.len();
    let limit = asked
        .query
        .get(pagination.limit.as_str())
        .and_then(|limit| usize::try_from(limit.as_u64()?).ok())
        .unwrap_or(pages.limit);
    let cursor = asked.parameter(&pagination.request);
    if let Some(cursor) = cursor {
        let at = found.iter().position(|record| record.id == cursor);
        // By key, the page begins after the last entry that was seen; by token, with the one that the token names.
        let skipped = match (at, pagination.next.is_some()) {
            (Some(at), true) => at,
            (Some(at), false) => at + 1,
            (None, _) => total,
        };
        found.drain(..skipped);
    }
    let rest = found.get(limit).copied();
    found.truncate(limit);
    let mut page = Object::new();
    let items: Vec<Value> = found
        .iter()
        .map(|record| rules.show(world, asked, record, true))
        .collect();
    page.insert(pagination.items.clone(), Value::Array(items));
    if let Some(more) = &pagination.more {
        page.insert(more.clone(), Value::from(rest.is_some()));
    }
    if let (Some(name), Some(rest)) = (&pagination.next, rest) {
        page.insert(name.clone(), Value::from(rest.id.as_str()));
    }
    if let (Some(name), None) = (&pagination.total, cursor) {
        page.insert(name.clone(), Value::from(total));
    }
    rules.page(asked, &mut page);
    Value::Object(page)
}

/// Whether a thing passes a filter of the query. What it does not have, or has in another form, it cannot be filtered by.
fn passes(record: &Record, name: &str, value: &Value) -> bool {
    record.body.get(name).is_none_or(|own| {
        own == value || std::mem::discriminant(own) != std::mem::discriminant(value)
    })
}

/// Whether a thing belongs to those that the path names. A variable `chargeId` is the member `charge_id` or `chargeId`.
pub(super) fn belongs(record: &Record, asked: &Asked<'_>) -> bool {
    asked.path.iter().all(|(name, value)| {
        [snake(name), (*name).to_owned()].iter().all(|member| {
            let own = record.notes.get(member).or_else(|| record.body.get(member));
            // `id` is the thing that the path ends with, or its owner; which of them says the plan.
            *name == "id" || own.is_none_or(|own| own == value)
        })
    })
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}
