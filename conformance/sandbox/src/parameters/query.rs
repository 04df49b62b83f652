//! The query of a request, taken apart pair by pair so that what nobody declared is left over.

use serde_json::{Map, Value};

use super::{Found, Shape, form_decode, read_text};
use crate::spec::{Parameter, Style};

/// One `name=value`.
#[derive(Clone, Debug)]
pub struct Pair<'a> {
    /// Decoded; as written where it cannot be decoded.
    pub name: String,
    raw: &'a str,
    /// Still encoded.
    pub value: &'a str,
    taken: bool,
}

/// A query.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    pairs: Vec<Pair<'a>>,
}

impl<'a> Query<'a> {
    /// Takes the raw query, without its question mark, apart.
    pub fn new(raw: &'a str) -> Self {
        let pairs = raw
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                Pair {
                    name: form_decode(name).unwrap_or_else(|| name.to_owned()),
                    raw: pair,
                    value,
                    taken: false,
                }
            })
            .collect();
        Self { pairs }
    }

    /// Reads a declared parameter and marks its pairs as taken.
    pub fn read(&mut self, parameter: &Parameter, shape: &Shape) -> Found {
        match (shape, parameter.style) {
            (Shape::Members(_), Style::DeepObject) => {
                let start = format!("{}[", parameter.name);
                self.members(shape, |name| {
                    name.strip_prefix(&start)?
                        .strip_suffix(']')
                        .map(str::to_owned)
                })
            }
            (Shape::Members(known), Style::Form) if parameter.explode => self
                .members(shape, |name| {
                    known.contains_key(name).then(|| name.to_owned())
                }),
            (Shape::List(_), style) if parameter.explode && style != Style::Json => {
                let values = self.take(&parameter.name);
                let items: Option<Vec<Value>> =
                    values.iter().map(|value| item(shape, value)).collect();
                match items {
                    Some(items) if items.is_empty() => Found::Absent,
                    Some(items) => Found::Readings(vec![Value::Array(items)]),
                    None => Found::Broken("is not percent-encoded UTF-8".to_owned()),
                }
            }
            _ => match self.take(&parameter.name).as_slice() {
                [] => Found::Absent,
                [value] => read_text(parameter, shape, value, true),
                _ => Found::Broken("is given more than once".to_owned()),
            },
        }
    }

    /// Names that no parameter has taken, each once, in order of the wire.
    pub fn left_over(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for pair in self.pairs.iter().filter(|pair| !pair.taken) {
            if !names.contains(&pair.name.as_str()) {
                names.push(&pair.name);
            }
        }
        names
    }

    /// Every value of a name, decoded; `None` for one that cannot be.
    pub fn texts(&self, name: &str) -> Vec<Option<String>> {
        self.pairs
            .iter()
            .filter(|pair| pair.name == name)
            .map(|pair| form_decode(pair.value))
            .collect()
    }

    /// The raw query again, without the pairs of some names.
    pub fn without(&self, is_left_out: impl Fn(&str) -> bool) -> String {
        let kept = self.pairs.iter().filter(|pair| !is_left_out(&pair.name));
        let kept: Vec<&str> = kept.map(|pair| pair.raw).collect();
        kept.join("&")
    }

    /// Marks the pairs of a name as taken.
    pub fn skip(&mut self, name: &str) {
        self.take(name);
    }

    fn take(&mut self, name: &str) -> Vec<&'a str> {
        let mut values = Vec::new();
        for pair in self.pairs.iter_mut().filter(|pair| pair.name == name) {
            pair.taken = true;
            values.push(pair.value);
        }
        values
    }

    fn members(&mut self, shape: &Shape, member: impl Fn(&str) -> Option<String>) -> Found {
        let mut members = Map::new();
        for pair in &mut self.pairs {
            let Some(name) = member(&pair.name) else {
                continue;
            };
            pair.taken = true;
            let Some(text) = form_decode(pair.value) else {
                return Found::Broken("is not percent-encoded UTF-8".to_owned());
            };
            let value = shape.member(&name).likeliest(&text);
            if members.insert(name, value).is_some() {
                return Found::Broken("has a member that is given more than once".to_owned());
            }
        }
        if members.is_empty() {
            Found::Absent
        } else {
            Found::Readings(vec![Value::Object(members)])
        }
    }
}

fn item(shape: &Shape, raw: &str) -> Option<Value> {
    let text = form_decode(raw)?;
    match shape {
        Shape::List(kinds) => Some(kinds.likeliest(&text)),
        Shape::Scalar(_) | Shape::Members(_) => Some(Value::from(text)),
    }
}
