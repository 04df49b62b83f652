//! Writes the members of one object.

use std::collections::BTreeMap;

use crate::encode::Encode;
use crate::patch::Patch;
use crate::rest::Rest;
use crate::rules::{OfObject, Rules};
use crate::violation::Class;
use crate::writer::{Step, Writer};

/// Writes the members of one object in the order of the calls, then what [`Rest`] remembers.
///
/// A remembered member that has the name of a known one is left out: the known one decides.
#[derive(Debug)]
#[must_use = "call `end` to close the object"]
pub struct ObjectWriter<'w> {
    writer: &'w mut Writer,
    rest: &'w Rest,
    /// The rules of the object itself; only when rules are checked.
    own: Option<Box<OfObject>>,
    /// The rules of the next member.
    next: Option<&'static Rules>,
    written: usize,
    is_closed: bool,
    /// Remembered members that a known one hides, by position; nearly always empty.
    hidden: Vec<usize>,
}

impl<'w> ObjectWriter<'w> {
    #[inline]
    pub(crate) fn open(
        writer: &'w mut Writer,
        rest: &'w Rest,
        own: Option<&'static Rules>,
    ) -> Self {
        writer.raw(b"{");
        Self {
            writer,
            rest,
            own: own.map(|rules| Box::new(OfObject::new(rules))),
            next: None,
            written: 0,
            is_closed: false,
            hidden: Vec::new(),
        }
    }

    /// Sets the rules that the type has for the object itself, beside those of its place; they are checked only when sending.
    pub fn own(&mut self, rules: &'static Rules) {
        match &mut self.own {
            Some(own) => own.add(rules),
            None if self.writer.is_checked() => self.own = Some(Box::new(OfObject::new(rules))),
            None => {}
        }
    }

    /// Sets the rules of the next member; they are checked only when sending.
    #[inline]
    pub fn rules(&mut self, rules: &'static Rules) -> &mut Self {
        self.next = Some(rules);
        self
    }

    /// Writes a member that is always there.
    #[inline]
    pub fn required<T: Encode + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.known_key(name);
        let rules = self.next.take();
        self.writer.inside(|| Step::Member(name), rules, value);
    }

    /// Writes a required member of a type that has but one value.
    #[inline]
    pub fn constant<T: Encode + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.required(name, value);
    }

    /// Writes a member that is there when it has a value. Without one it is written as `null`
    /// if it came as null, else left out.
    #[inline]
    pub fn optional<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.required(name, value),
            None if self.rest.is_null(name) => self.null(name),
            None => self.skip(name),
        }
    }

    /// Writes a member that is always there and may be null.
    #[inline]
    pub fn nullable<T: Encode>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.required(name, value),
            None => self.null(name),
        }
    }

    /// Writes a member for which absent and null mean different things.
    #[inline]
    pub fn patch<T: Encode>(&mut self, name: &'static str, value: &Patch<T>) {
        match value {
            Patch::Absent => self.skip(name),
            Patch::Null => self.null(name),
            Patch::Value(value) => self.required(name, value),
        }
    }

    /// Writes the members that a schema types but does not name, after those it names. The rules
    /// set before hold for the keys and values, as those of a map do.
    ///
    /// One that has the name of a known member is left out, which is a
    /// [`Violation`](crate::Violation): the known member has a field of its own.
    pub fn extra<T: Encode>(&mut self, known: &[&'static str], members: &BTreeMap<String, T>) {
        let rules = self.next.take();
        for (name, value) in members {
            if known.contains(&name.as_str()) {
                self.writer.report_member(
                    name,
                    Class::Hard,
                    "must be set by the field of this name",
                );
                continue;
            }
            self.known_key(name);
            self.writer.entry(name, rules, value);
        }
    }

    /// Says that the schema allows no other members: remembered ones are written, and each is an
    /// *undocumented* [`Violation`](crate::Violation).
    #[inline]
    pub fn closed(&mut self) {
        self.is_closed = true;
    }

    /// Writes the remembered members and closes the object.
    #[inline]
    pub fn end(mut self) {
        if self.rest.has_unknown() {
            self.remembered();
        }
        self.writer.raw(b"}");
        if let Some(own) = &self.own {
            self.writer.check_object(own, self.written);
        }
    }

    #[inline]
    fn key(&mut self, name: &str) {
        self.writer.key(name, self.written == 0);
        self.written += 1;
        if let Some(own) = &mut self.own {
            own.member(name);
        }
    }

    #[inline]
    fn known_key(&mut self, name: &str) {
        self.hide(name);
        self.key(name);
    }

    fn null(&mut self, name: &'static str) {
        self.known_key(name);
        self.next = None;
        self.writer.raw(b"null");
    }

    #[inline]
    fn skip(&mut self, name: &'static str) {
        self.hide(name);
        self.next = None;
    }

    #[inline]
    fn hide(&mut self, name: &str) {
        if self.rest.has_unknown()
            && let Some(index) = self.rest.position(name)
        {
            self.hidden.push(index);
        }
    }

    #[cold]
    fn remembered(&mut self) {
        let rest = self.rest;
        for (index, (name, value)) in rest.unknown().iter().enumerate() {
            if !self.hidden.contains(&index) {
                self.key(name);
                if self.is_closed {
                    let problem = "must not be there: the schema allows no other members";
                    self.writer
                        .report_member(name, Class::Undocumented, problem);
                }
                self.writer.raw(value.as_text().as_bytes());
            }
        }
    }
}
