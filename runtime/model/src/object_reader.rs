//! Reads the members of one object by name.

use std::collections::BTreeMap;

use crate::decode::Decode;
use crate::fault::Problem;
use crate::names::Names;
use crate::patch::Patch;
use crate::rest::Rest;
use crate::tape::{Node, Tape, key_bit};
use crate::value::Value;

/// Reads the members of one object by name and remembers, for [`ObjectReader::rest`], what
/// nobody asked for.
///
/// Members asked for in the order of the text are found without a search. Each is asked for once: when all were, there is
/// nothing more to find.
#[derive(Debug)]
pub struct ObjectReader<'t> {
    tape: &'t Tape<'t>,
    /// The object; beyond the tape when there is none.
    node: u32,
    end: u32,
    mask: u64,
    members: u16,
    cursor: Place,
    taken: Taken,
    rest: Rest,
}

/// A member: the node of its key and its position in the object.
#[derive(Clone, Copy, Debug)]
struct Place {
    key: u32,
    ordinal: u32,
}

impl<'t> ObjectReader<'t> {
    #[inline]
    pub(crate) fn new(tape: &'t Tape<'t>, node: u32, object: Node) -> Self {
        Self {
            tape,
            node,
            end: object.a,
            mask: object.mask(),
            members: object.members,
            cursor: Place {
                key: node + 1,
                ordinal: 0,
            },
            taken: Taken::default(),
            rest: Rest::default(),
        }
    }

    /// The reader of an object that is not there: every member is absent and nothing is reported.
    pub(crate) fn absent(tape: &'t Tape<'t>) -> Self {
        Self {
            tape,
            node: u32::MAX,
            end: 0,
            mask: 0,
            members: 0,
            cursor: Place { key: 0, ordinal: 0 },
            taken: Taken::default(),
            rest: Rest::default(),
        }
    }

    /// A member that must be there; its type decides whether null will do. When it is missing
    /// that is a fault.
    #[inline]
    pub fn required<T: Decode>(&mut self, name: &'static str) -> T {
        T::decode(self.take_required(name))
    }

    /// A required member of a type that has but one value.
    #[inline]
    pub fn constant<T: Decode>(&mut self, name: &'static str) -> T {
        self.required(name)
    }

    /// A member that may be absent or null, which both give `None`; the null is remembered.
    #[inline]
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        self.take_optional(name).map(T::decode)
    }

    /// A member that must be there and may be null.
    #[inline]
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        self.take_nullable(name).map(T::decode)
    }

    /// A member for which absent and null mean different things.
    #[inline]
    pub fn patch<T: Decode>(&mut self, name: &'static str) -> Patch<T> {
        match self.take(name) {
            None => Patch::Absent,
            Some(value) if value.is_null() => Patch::Null,
            Some(value) => Patch::Value(T::decode(value)),
        }
    }

    /// All members that were not asked for, by their names. It is called after the last known
    /// member; nothing but nulls is then left for [`ObjectReader::rest`].
    ///
    /// A key that stands twice in the object is a fault.
    pub fn extra<T: Decode>(&mut self) -> BTreeMap<String, T> {
        let mut extra = BTreeMap::new();
        if self.taken.count == usize::from(self.members) {
            return extra;
        }
        for (name, value) in self.left_over() {
            extra.insert(name.to_owned(), T::decode(value));
            if value.is_hopeless() {
                break;
            }
        }
        self.taken.everything = true;
        extra
    }

    /// Ends the reading: the members nobody asked for, and the optional ones that came as null.
    ///
    /// A key that stands twice in the object is a fault.
    #[inline]
    pub fn rest(mut self) -> Rest {
        if self.taken.count != usize::from(self.members) && !self.taken.everything {
            self.remember();
        }
        self.rest
    }

    #[cold]
    fn remember(&mut self) {
        for (name, value) in self.left_over() {
            self.rest.push_unknown(name, Decode::decode(value));
        }
    }

    #[inline]
    fn take_required(&mut self, name: &'static str) -> Value<'t> {
        self.take(name).unwrap_or_else(|| self.missing(name))
    }

    #[inline]
    fn take_optional(&mut self, name: &'static str) -> Option<Value<'t>> {
        let value = self.take(name)?;
        if value.is_null() {
            self.rest.remember_null(name);
            return None;
        }
        Some(value)
    }

    fn take_nullable(&mut self, name: &'static str) -> Option<Value<'t>> {
        let value = self.take_required(name);
        (!value.is_null() && !value.is_absent()).then_some(value)
    }

    #[cold]
    fn missing(&self, name: &'static str) -> Value<'t> {
        if self.node != u32::MAX {
            self.tape.record(self.node, Some(name), Problem::Missing);
        }
        Value::absent(self.tape)
    }

    #[inline]
    fn take(&mut self, name: &str) -> Option<Value<'t>> {
        if self.cursor.key < self.end && self.tape.has_plain_key(self.cursor.key, name) {
            return Some(self.found(self.cursor));
        }
        if self.mask & key_bit(name.as_bytes()) == 0 {
            return None;
        }
        self.search(name)
    }

    fn search(&mut self, name: &str) -> Option<Value<'t>> {
        // Names share bits of the mask. Where nothing is left, what seems to be there is not.
        if self.taken.count == usize::from(self.members) {
            return None;
        }
        let first = Place {
            key: self.node + 1,
            ordinal: 0,
        };
        let place = self
            .scan(name, self.cursor, self.end)
            .or_else(|| self.scan(name, first, self.cursor.key))?;
        Some(self.found(place))
    }

    #[inline]
    fn found(&mut self, place: Place) -> Value<'t> {
        self.taken.add(place.ordinal);
        let value = place.key + 1;
        self.cursor = Place {
            key: self.tape.after(value),
            ordinal: place.ordinal + 1,
        };
        Value::new(self.tape, value)
    }

    #[inline]
    fn scan(&self, name: &str, from: Place, end: u32) -> Option<Place> {
        let mut at = from;
        while at.key < end {
            if self.tape.key_is(self.tape.node(at.key)?, name) {
                return Some(at);
            }
            at = Place {
                key: self.tape.after(at.key + 1),
                ordinal: at.ordinal + 1,
            };
        }
        None
    }

    /// The members nobody asked for, without those whose key stands twice.
    fn left_over(&self) -> Vec<(&'t str, Value<'t>)> {
        let distinct = self.mask.count_ones() == u32::from(self.members);
        // Taken names first, so that a second one of them is seen wherever it stands.
        let mut names = Names::with_capacity(if distinct {
            0
        } else {
            usize::from(self.members)
        });
        let mut left = Vec::new();
        let mut key = self.node + 1;
        let mut ordinal = 0;
        while key < self.end {
            let name = self.tape.node(key).map_or("", |node| self.tape.text(node));
            if !self.taken.has(ordinal) {
                left.push((key, name));
            } else if !distinct {
                names.insert(name);
            }
            key = self.tape.after(key + 1);
            ordinal += 1;
        }
        left.into_iter()
            .filter_map(|(key, name)| {
                if distinct || names.insert(name) {
                    return Some((name, Value::new(self.tape, key + 1)));
                }
                self.tape.record(key, None, Problem::Duplicate);
                None
            })
            .collect()
    }
}

/// Which members were asked for, by position.
#[derive(Debug, Default)]
struct Taken {
    /// Whether those that nobody asked for were taken too.
    everything: bool,
    count: usize,
    first: u64,
    /// Positions from 64 on, 64 to a word.
    more: Vec<u64>,
}

impl Taken {
    #[inline]
    fn add(&mut self, ordinal: u32) {
        let bit = 1 << (ordinal % 64);
        let word = if ordinal < 64 {
            &mut self.first
        } else {
            self.word(ordinal as usize / 64 - 1)
        };
        if *word & bit == 0 {
            *word |= bit;
            self.count += 1;
        }
    }

    fn word(&mut self, index: usize) -> &mut u64 {
        if self.more.len() <= index {
            self.more.resize(index + 1, 0);
        }
        &mut self.more[index]
    }

    fn has(&self, ordinal: u32) -> bool {
        let word = if ordinal < 64 {
            self.first
        } else {
            self.more
                .get(ordinal as usize / 64 - 1)
                .copied()
                .unwrap_or_default()
        };
        word & (1 << (ordinal % 64)) != 0
    }
}
