//! What an operation does with the things that a provider keeps, as its path and method say it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::spec::{Media, Operation, Pagination, Response, local_pointer};

/// What an operation does, and to which kind of thing.
#[derive(Clone, Debug)]
pub enum Verb {
    /// Makes one: POST to where its kind is.
    Create,
    /// Gives one.
    Read,
    /// Changes one.
    Update,
    /// Removes one.
    Delete,
    /// Gives all in pages.
    List(Box<Pages>),
}

/// The pages of a list.
#[derive(Clone, Debug)]
pub struct Pages {
    /// How they are asked for.
    pub pagination: Pagination,
    /// Entries of a page, where none is said.
    pub limit: usize,
    /// Whether the newest comes first, where none is said.
    pub newest_first: bool,
}

/// An operation on things that are kept.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What it does; `None` for what only the provider's rules know.
    pub verb: Option<Verb>,
    /// The kind of thing.
    pub kind: String,
    /// The variable of the path that is its id.
    pub variable: Option<String>,
    /// Things that must be there: their kind and the variable of the path.
    pub parents: Vec<(String, String)>,
    /// Members that its answer has.
    pub members: BTreeSet<String>,
    /// Members that its body may have. Others are let through and mean nothing.
    pub takes: BTreeSet<String>,
    /// The parameter that asks it to wait for a change.
    pub polling: Option<String>,
}

impl Plan {
    /// What an operation does to one of these kinds. `None` if it goes to none of them.
    pub fn of(bundle: &Value, operation: &Operation, kinds: &[&str]) -> Option<Self> {
        let steps: Vec<&str> = operation.path.split('/').collect();
        let variable = |step: &str| {
            let name = step.strip_prefix('{')?.strip_suffix('}')?;
            Some(name.to_owned())
        };
        let mut places: Vec<(String, String)> = steps
            .windows(2)
            .filter(|pair| kinds.contains(&pair[0]))
            .filter_map(|pair| Some((pair[0].to_owned(), variable(pair[1])?)))
            .collect();
        let last = *steps.last()?;
        let one = variable(last).is_some();
        let (kind, own) = match places.last().cloned() {
            Some((kind, name)) if one && variable(last).as_ref() == Some(&name) => {
                places.pop();
                (kind, Some(name))
            }
            _ if kinds.contains(&last) => (last.to_owned(), None),
            // Something about a thing: `/charges/{id}/capture`.
            Some((kind, _)) => (kind, None),
            None => return None,
        };
        let verb = match (operation.method.as_str(), own.is_some()) {
            ("GET", true) => Some(Verb::Read),
            ("PATCH", true) => Some(Verb::Update),
            ("DELETE", true) => Some(Verb::Delete),
            ("POST", false) if kinds.contains(&last) => Some(Verb::Create),
            ("GET", false) if kinds.contains(&last) => operation
                .pagination
                .as_ref()
                .map(|pagination| Verb::List(Box::new(pages(bundle, operation, pagination)))),
            _ => None,
        };
        let success = operation
            .responses
            .iter()
            .find(|one| one.status.covers(200) || one.status.covers(201));
        let body = operation.body.as_ref();
        let body = body.and_then(|body| body.media.iter().find(|media| media.is_json()));
        Some(Self {
            verb,
            kind,
            variable: own,
            parents: places,
            members: members(bundle, success.and_then(Response::preferred)),
            takes: members(bundle, body),
            polling: operation.polling.clone(),
        })
    }
}

fn pages(bundle: &Value, operation: &Operation, pagination: &Pagination) -> Pages {
    let default = |name: &str| {
        let schema = bundle.pointer(&operation.query(name)?.schema)?;
        default(bundle, schema, 0).cloned()
    };
    let limit = default(&pagination.limit).and_then(|limit| usize::try_from(limit.as_u64()?).ok());
    let direction = pagination.direction.as_deref().and_then(default);
    Pages {
        pagination: pagination.clone(),
        limit: limit.unwrap_or(10),
        newest_first: direction.is_some_and(|direction| direction == "desc"),
    }
}

fn default<'a>(bundle: &'a Value, schema: &'a Value, depth: usize) -> Option<&'a Value> {
    if let Some(found) = schema.get("default") {
        return Some(found);
    }
    let parts = schema.get("allOf").and_then(Value::as_array);
    let mut next = parts.into_iter().flatten().chain(target(bundle, schema));
    next.find_map(|part| (depth < DEPTH).then(|| default(bundle, part, depth + 1))?)
}

/// How far references are followed.
const DEPTH: usize = 8;

fn target<'a>(bundle: &'a Value, schema: &Value) -> Option<&'a Value> {
    bundle.pointer(&local_pointer(schema.get("$ref")?.as_str()?)?)
}

fn members(bundle: &Value, media: Option<&Media>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let schema = media.and_then(|media| media.schema.as_ref());
    if let Some(schema) = schema.and_then(|pointer| bundle.pointer(pointer)) {
        collect(bundle, schema, 0, &mut names);
    }
    names
}

/// The names of an object's members, whichever of its forms it has.
fn collect(bundle: &Value, schema: &Value, depth: usize, names: &mut BTreeSet<String>) {
    if depth > DEPTH {
        return;
    }
    if let Some(target) = target(bundle, schema) {
        collect(bundle, target, depth + 1, names);
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for part in schema
            .get(keyword)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            collect(bundle, part, depth + 1, names);
        }
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        names.extend(properties.keys().cloned());
    }
}
