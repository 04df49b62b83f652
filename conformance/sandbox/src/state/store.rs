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
    /// Whose it is. Nobody else's call finds it.
    pub owner: String,
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

    /// Whether a member of its body is true.
    pub fn is(&self, name: &str) -> bool {
        self.body.get(name) == Some(&Value::Bool(true))
    }

    /// A text of its notes.
    pub fn note(&self, name: &str) -> &str {
        self.notes
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Whether its notes say so.
    pub fn notes_that(&self, name: &str) -> bool {
        self.notes.get(name) == Some(&Value::Bool(true))
    }

    /// Changes a member of its body.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.body.insert(name.to_owned(), value.into());
    }

    /// Changes one of its notes.
    pub fn note_that(&mut self, name: &str, value: impl Into<Value>) {
        self.notes.insert(name.to_owned(), value.into());
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

/// A place among all things, which grows as they come: a list can go on from the place of one that is gone.
pub type Place = u64;

/// Everything that is kept, in the order in which it came.
#[derive(Debug, Default)]
pub struct Store {
    kinds: BTreeMap<String, Kind>,
    places: Place,
    numbers: u64,
    undo: Vec<Undo>,
}

#[derive(Debug, Default)]
struct Kind {
    records: BTreeMap<Place, Record>,
    /// Also those of things that are gone.
    places: BTreeMap<String, Place>,
}

/// How a place looked before it was changed.
#[derive(Debug)]
struct Undo {
    kind: String,
    id: String,
    place: Place,
    was: Option<Record>,
    /// Nothing of this id was ever there.
    is_new: bool,
}

impl Store {
    /// Keeps a thing; one of the same kind and id is replaced.
    pub fn put(&mut self, record: Record) {
        let kind = self.kinds.entry(record.kind.clone()).or_default();
        let known = kind.places.get(&record.id).copied();
        let place = known.unwrap_or_else(|| {
            self.places += 1;
            kind.places.insert(record.id.clone(), self.places);
            self.places
        });
        let (name, id) = (record.kind.clone(), record.id.clone());
        let was = kind.records.insert(place, record);
        self.undo.push(Undo {
            kind: name,
            id,
            place,
            was,
            is_new: known.is_none(),
        });
    }

    /// A thing of that kind and id.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Record> {
        let kind = self.kinds.get(kind)?;
        kind.records.get(kind.places.get(id)?)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, kind: &str, id: &str) -> Option<&mut Record> {
        let things = self.kinds.get_mut(kind)?;
        let place = *things.places.get(id)?;
        let record = things.records.get_mut(&place)?;
        self.undo.push(Undo {
            kind: kind.to_owned(),
            id: id.to_owned(),
            place,
            was: Some(record.clone()),
            is_new: false,
        });
        Some(record)
    }

    /// Forgets a thing. Its place is still known.
    pub fn remove(&mut self, kind: &str, id: &str) {
        let Some(things) = self.kinds.get_mut(kind) else {
            return;
        };
        let Some(&place) = things.places.get(id) else {
            return;
        };
        if let Some(was) = things.records.remove(&place) {
            self.undo.push(Undo {
                kind: kind.to_owned(),
                id: id.to_owned(),
                place,
                was: Some(was),
                is_new: false,
            });
        }
    }

    /// All things of a kind, oldest first.
    pub fn all(&self, kind: &str) -> impl DoubleEndedIterator<Item = &Record> {
        self.placed(kind).map(|(_, record)| record)
    }

    /// The same, with their places.
    pub fn placed(&self, kind: &str) -> impl DoubleEndedIterator<Item = (Place, &Record)> {
        let records = self.kinds.get(kind).map(|kind| kind.records.iter());
        let records = records.into_iter().flatten();
        records.map(|(place, record)| (*place, record))
    }

    /// The place that a thing has, or had before it was forgotten.
    pub fn place(&self, kind: &str, id: &str) -> Option<Place> {
        self.kinds.get(kind)?.places.get(id).copied()
    }

    /// Which kind of thing has this id.
    pub fn kind_of(&self, id: &str) -> Option<&str> {
        let mut kinds = self.kinds.keys();
        kinds
            .find(|kind| self.get(kind, id).is_some())
            .map(String::as_str)
    }

    /// The next of the numbers that ids are made of.
    pub fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// What was done so far stays.
    pub(super) fn commit(&mut self) {
        self.undo.clear();
    }

    /// Undoes what was done since the last [`commit`](Self::commit). Numbers are not given twice.
    pub(super) fn roll_back(&mut self) {
        while let Some(undo) = self.undo.pop() {
            let Some(kind) = self.kinds.get_mut(&undo.kind) else {
                continue;
            };
            match undo.was {
                Some(record) => kind.records.insert(undo.place, record),
                None => kind.records.remove(&undo.place),
            };
            if undo.is_new {
                kind.places.remove(&undo.id);
            }
        }
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

    fn filled() -> Store {
        let mut store = Store::default();
        for (kind, id) in [("a", "1"), ("b", "1"), ("a", "2"), ("a", "3")] {
            store.put(record(kind, id));
        }
        store.commit();
        store
    }

    fn ids<'a>(store: &'a Store, kind: &str) -> Vec<&'a str> {
        store.all(kind).map(|record| record.id.as_str()).collect()
    }

    #[test]
    fn what_follows_a_thing_that_was_forgotten_is_still_found() {
        let mut store = filled();
        store.remove("a", "1");
        assert!(store.get("a", "1").is_none());
        store.get_mut("a", "3").unwrap().set("x", 7);
        assert_eq!(store.get("a", "3").unwrap().number("x"), 7);
        assert_eq!(ids(&store, "a"), ["2", "3"]);
        assert_eq!(store.kind_of("1"), Some("b"));
        assert!(store.place("a", "1") < store.place("a", "2"));
    }

    #[test]
    fn what_is_undone_was_never_there() {
        let mut store = filled();
        store.get_mut("a", "2").unwrap().set("x", 1);
        store.get_mut("a", "2").unwrap().set("x", 2);
        store.remove("a", "2");
        store.put(record("a", "2"));
        store.put(record("c", "9"));
        store.remove("a", "1");
        store.roll_back();
        assert_eq!(ids(&store, "a"), ["1", "2", "3"]);
        assert!(store.get("a", "2").unwrap().body.is_empty());
        assert_eq!((store.place("c", "9"), store.kind_of("9")), (None, None));
        // Nothing is left to be undone once more.
        store.remove("a", "3");
        store.commit();
        store.roll_back();
        assert_eq!(ids(&store, "a"), ["1", "2"]);
    }

    #[test]
    fn what_is_kept_is_not_printed() {
        let mut store = Store::default();
        let mut card = record("a", "1");
        card.set("number", "canary");
        card.note_that("number", "canary");
        store.put(card);
        assert!(!format!("{store:?}").contains("canary"));
    }
}
