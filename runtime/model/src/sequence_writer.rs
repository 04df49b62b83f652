//! Writes arrays, and objects whose keys are data.

use crate::encode::Encode;
use crate::json::canonical;
use crate::rules::{OfObject, Rules};
use crate::violation::Class;
use crate::writer::{Step, Writer};

/// Writes the items of one array.
#[derive(Debug)]
#[must_use = "call `end` to close the array"]
pub struct ArrayWriter<'w> {
    writer: &'w mut Writer,
    rules: Option<&'static Rules>,
    items: usize,
    /// Where each item begins and ends; only when they must differ.
    places: Vec<(usize, usize)>,
}

impl<'w> ArrayWriter<'w> {
    #[inline]
    pub(crate) fn open(writer: &'w mut Writer, rules: Option<&'static Rules>) -> Self {
        writer.raw(b"[");
        Self {
            writer,
            rules,
            items: 0,
            places: Vec::new(),
        }
    }

    /// Writes one item.
    #[inline]
    pub fn item<T: Encode + ?Sized>(&mut self, value: &T) {
        if self.items > 0 {
            self.writer.raw(b",");
        }
        let index = self.items;
        let start = self.writer.written().len();
        let rules = self.rules.and_then(Rules::of_items);
        self.writer.inside(|| Step::Index(index), rules, value);
        if self.rules.is_some_and(Rules::has_unique_items) {
            self.places.push((start, self.writer.written().len()));
        }
        self.items += 1;
    }

    /// Closes the array.
    #[inline]
    pub fn end(self) {
        self.writer.raw(b"]");
        if let Some(rules) = self.rules {
            self.writer.check_size(rules.item_count(), self.items);
            if rules.has_unique_items() {
                self.check_unique();
            }
        }
    }

    /// Compares by JSON value: `1` and `1.0` are the same item.
    #[cold]
    fn check_unique(self) {
        let out = self.writer.written();
        let mut items: Vec<_> = self
            .places
            .iter()
            .map(|(start, end)| canonical(&out[*start..*end]))
            .collect();
        items.sort_unstable();
        if items.windows(2).any(|pair| pair[0] == pair[1]) {
            self.writer.report(Class::Hard, "must hold no item twice");
        }
    }
}

/// Writes the entries of one object whose keys are data.
#[derive(Debug)]
#[must_use = "call `end` to close the object"]
pub struct MapWriter<'w> {
    writer: &'w mut Writer,
    rules: Option<&'static Rules>,
    /// The rules of the object itself.
    own: Option<Box<OfObject>>,
    entries: usize,
}

impl<'w> MapWriter<'w> {
    #[inline]
    pub(crate) fn open(writer: &'w mut Writer, rules: Option<&'static Rules>) -> Self {
        writer.raw(b"{");
        Self {
            writer,
            rules,
            own: rules.map(|rules| Box::new(OfObject::new(rules))),
            entries: 0,
        }
    }

    /// Writes one entry. The caller answers for it that no key comes twice.
    #[inline]
    pub fn entry<T: Encode + ?Sized>(&mut self, key: &str, value: &T) {
        self.writer.key(key, self.entries == 0);
        self.entries += 1;
        if let Some(own) = &mut self.own {
            own.member(key);
        }
        self.writer.entry(key, self.rules, value);
    }

    /// Closes the object.
    #[inline]
    pub fn end(self) {
        self.writer.raw(b"}");
        if let Some(own) = &self.own {
            self.writer.check_object(own, self.entries);
        }
    }
}
