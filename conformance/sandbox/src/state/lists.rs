//! Pages of lists.

use std::cmp::Ordering;

use serde_json::Value;

use super::World;
use super::asked::Asked;
use super::plan::{Pages, Plan};
use super::rules::Rules;
use super::store::{Object, Place, Record};

/// A page of what there is of a kind: those that belong to the path's things, pass the query's filters, and are listed.
///
/// A page goes on from the place of the thing that its cursor names, which may have left the list since.
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
    let mut found: Vec<(Place, &Record)> = world
        .store
        .placed(&plan.kind)
        .filter(|(_, record)| asked.reaches(record) && belongs(record, asked))
        .filter(|(_, record)| rules.is_listed(asked, record))
        .filter(|(_, record)| {
            asked
                .query
                .iter()
                .filter(|(name, _)| !known.iter().flatten().any(|known| known.as_str() == **name))
                .all(|(name, value)| {
                    let own = rules.passes(record, name, value);
                    own.unwrap_or_else(|| passes(record, name, value))
                })
        })
        .collect();
    let direction = pagination
        .direction
        .as_deref()
        .and_then(|name| asked.parameter(name));
    let newest_first = direction.map_or(pages.newest_first, |direction| direction == "desc");
    if newest_first {
        found.reverse();
    }
    let total = found.len();
    let limit = asked
        .query
        .get(pagination.limit.as_str())
        .and_then(|limit| usize::try_from(limit.as_u64()?).ok())
        // Pages without entries would go on for ever.
        .filter(|limit| *limit > 0)
        .unwrap_or(pages.limit);
    let cursor = asked.parameter(&pagination.request);
    if let Some(cursor) = cursor {
        let cursor = world.store.place(&plan.kind, cursor);
        // By key, the page begins after the last entry that was seen; by token, with the one that the token names.
        let includes = pagination.next.is_some();
        found.retain(|(place, _)| {
            cursor.is_some_and(|cursor| match place.cmp(&cursor) {
                Ordering::Equal => includes,
                Ordering::Less => newest_first,
                Ordering::Greater => !newest_first,
            })
        });
    }
    let rest = found.get(limit).map(|(_, record)| record.id.as_str());
    found.truncate(limit);
    let mut page = Object::new();
    let items: Vec<Value> = found
        .iter()
        .map(|(_, record)| rules.show(world, asked, record, true))
        .collect();
    page.insert(pagination.items.clone(), Value::Array(items));
    if let Some(more) = &pagination.more {
        page.insert(more.clone(), Value::from(rest.is_some()));
    }
    if let (Some(name), Some(rest)) = (&pagination.next, rest) {
        page.insert(name.clone(), Value::from(rest));
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
