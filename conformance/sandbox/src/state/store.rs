//! What a provider has been told, and what it keeps to itself about it.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Map, Value};

/// A JSON object.
pub type Object = Map<String, Value>;

/// One thing that a provider keeps.
#[derive(Clone, Default)]
pub struct Record {
    /// The segment of the path that leads to things of this kind: `charges`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// As it is shown.
    pub body: Object,
    /// What belongs to it and is never shown: to which other thing it belongs, what a test card is good for.
    pub notes: Object,
}

impl Record {
    /// A text of its body.
    pub fn text(&self, name: &str) -> &str {
        self.body
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// An integer of its body; 0 where there is none.
    pub fn number(&self, name: &str) -> i64 {
        self.body
            .get(name)
            .and_then(Value::as_i64)
            .unwrap_or_default()
    }

    /// A text of its notes.
    pub fn note(&self, name: &str) -> &str {
        self.notes
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Changes a member of its body.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.body.insert(name.to_owned(), value.into());
    }
}

/// Bodies hold what must not be printed.
impl fmt::Debug for Record {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Record")
            .field("kind", &self.kind)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Everything that is kept, in the order in which it came.
#[derive(Debug, Default)]
pub struct Store {
    records: Vec<Record>,
    places: BTreeMap<(String, String), usize>,
    numbers: u64,
}

impl Store {
    /// Keeps a thing; one of the same kind and id is replaced.
    pub fn put(&mut self, record: Record) {
        let place = (record.kind.clone(), record.id.clone());
        match self.places.get(&place) {
            Some(&index) => self.records[index] = record,
            None => {
                self.places.insert(place, self.records.len());
                self.records.push(record);
            }
        }
    }

    /// A thing of that kind and id.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Record> {
        let index = *self.places.get(&(kind.to_owned(), id.to_owned()))?;
        self.records.get(index)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, kind: &str, id: &str) -> Option<&mut Record> {
        let index = *self.places.get(&(kind.to_owned(), id.to_owned()))?;
        self.records.get_mut(index)
    }

    /// Forgets a thing.
    pub fn remove(&mut self, kind: &str, id: &str) -> Option<Record> {
        let index = self.places.remove(&(kind.to_owned(), id.to_owned()))?;
        let record = self.records.remove(index);
        for place in self.places.values_mut().filter(|place| **place > index) {
            *place -= 1;
        }
        Some(record)
    }

    /// All things of a kind, oldest first.
    pub fn all<'a>(&'a self, kind: &'a str) -> impl DoubleEndedIterator<Item = &'a Record> {
        self.records
            .iter()
            .filter(move |record| record.kind == kind)
    }

    /// Which kind of thing has this id.
    pub fn kind_of(&self, id: &str) -> Option<String> {
        let record = self.records.iter().find(|record| record.id == id)?;
        Some(record.kind.clone())
    }

    /// The next of the numbers that ids are made of.
    pub fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, id: &str) -> Record {
        let (kind, id) = (kind.to_owned(), id.to_owned());
        Record {
            kind,
            id,
            ..Record::default()
        }
    }

    #[test]
    fn what_follows_a_thing_that_was_forgotten_is_still_found() {
        let mut store = Store::default();
        for (kind, id) in [("a", "1"), ("b", "1"), ("a", "2"), ("a", "3")] {
            store.put(record(kind, id));
        }
        assert_eq!(
            store.remove("a", "1").map(|record| record.id).as_deref(),
            Some("1")
        );
        assert!(store.get("a", "1").is_none());
        store.get_mut("a", "3").unwrap().set("x", 7);
        assert_eq!(store.get("a", "3").unwrap().number("x"), 7);
        let ids: Vec<_> = store.all("a").map(|record| record.id.as_str()).collect();
        assert_eq!(ids, ["2", "3"]);
        assert_eq!(store.kind_of("1").as_deref(), Some("b"));
    }

    #[test]
    fn what_is_kept_is_not_printed() {
        let mut store = Store::default();
        let mut card = record("a", "1");
        card.set("number", "canary");
        card.notes.insert("number".to_owned(), "canary".into());
        store.put(card);
        assert!(!format!("{store:?}").contains("canary"));
    }
}
