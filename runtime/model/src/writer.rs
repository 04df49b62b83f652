//! Writes JSON bytes and, on request, holds what it writes against the rules.

use std::fmt;

use crate::decimal::Decimal;
use crate::encode::Encode;
use crate::json::Json;
use crate::object_writer::ObjectWriter;
use crate::path;
use crate::rest::Rest;
use crate::rules::{OfObject, Range, Rules};
use crate::sequence_writer::{ArrayWriter, MapWriter};
use crate::violation::{Class, Violations};

mod escape;

/// Writes one JSON value; [`to_vec`](crate::to_vec) and
/// [`to_checked_vec`](crate::to_checked_vec) hand it to [`Encode::encode`].
pub struct Writer {
    out: Vec<u8>,
    /// Only when rules are checked.
    check: Option<Box<Check>>,
}

#[derive(Default)]
struct Check {
    /// From the root to the value being written.
    path: Vec<Step>,
    /// The rules of the next value.
    pending: Option<&'static Rules>,
    violations: Violations,
}

/// One step of a path.
pub(crate) enum Step {
    Member(&'static str),
    Key(Box<str>),
    Index(usize),
}

impl Writer {
    pub(crate) fn unchecked() -> Self {
        Self {
            out: Vec::with_capacity(512),
            check: None,
        }
    }

    pub(crate) fn checked() -> Self {
        Self {
            check: Some(Box::default()),
            ..Self::unchecked()
        }
    }

    pub(crate) fn finish(self) -> (Vec<u8>, Violations) {
        (
            self.out,
            self.check.map(|check| check.violations).unwrap_or_default(),
        )
    }

    /// Holds the next value against these rules.
    pub(crate) fn expect(&mut self, rules: &'static Rules) {
        if let Some(check) = &mut self.check {
            check.pending = Some(rules);
        }
    }

    /// Writes another value in the place of this one, such as the variant of a union.
    #[inline]
    pub fn value<T: Encode + ?Sized>(&mut self, value: &T) {
        let start = self.out.len();
        value.encode(self);
        self.ensure_written(start);
    }

    /// An implementation that writes nothing must not break the text around it.
    #[inline]
    fn ensure_written(&mut self, start: usize) {
        if self.out.len() == start {
            self.null();
        }
    }

    /// Writes `null`, which no rule applies to.
    pub fn null(&mut self) {
        self.take_rules();
        self.raw(b"null");
    }

    /// Writes a truth value.
    #[inline]
    pub fn boolean(&mut self, value: bool) {
        let text = if value { "true" } else { "false" };
        self.raw(text.as_bytes());
        if let Some(rules) = self.take_rules() {
            rules.check_boolean(text, &mut |class, problem| self.report(class, problem));
        }
    }

    /// Writes an integer.
    #[inline]
    pub fn integer(&mut self, value: i64) {
        let mut buffer = itoa::Buffer::new();
        self.number(buffer.format(value));
    }

    /// Writes an integer that is not negative.
    #[inline]
    pub fn unsigned(&mut self, value: u64) {
        let mut buffer = itoa::Buffer::new();
        self.number(buffer.format(value));
    }

    /// Writes a double as the shortest text that gives it back. What is not finite is written as
    /// `null` and is a violation.
    pub fn double(&mut self, value: f64) {
        match Decimal::try_from(value) {
            Ok(number) => self.decimal(&number),
            Err(_) => self.not_finite(),
        }
    }

    /// Writes a single-precision float as [`Writer::double`] writes a double.
    pub fn single(&mut self, value: f32) {
        match Decimal::try_from(value) {
            Ok(number) => self.decimal(&number),
            Err(_) => self.not_finite(),
        }
    }

    #[cold]
    fn not_finite(&mut self) {
        self.null();
        self.report(Class::Hard, "must be a finite number");
    }

    /// Writes a number as it was written.
    pub fn decimal(&mut self, value: &Decimal) {
        self.number(value.as_text());
    }

    /// `text` is a number in JSON's syntax.
    #[inline]
    pub(crate) fn number(&mut self, text: &str) {
        self.raw(text.as_bytes());
        if let Some(rules) = self.take_rules() {
            rules.check_number(text, &mut |class, problem| self.report(class, problem));
        }
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, value: &str) {
        escape::write(&mut self.out, value);
        if let Some(rules) = self.take_rules() {
            rules.check_string(value, Class::Hard, &mut |class, problem| {
                self.report(class, problem);
            });
        }
    }

    /// Writes a value of a string type; that it breaks the type's pattern is *undocumented*.
    #[doc(hidden)]
    pub fn typed_string(&mut self, value: &str, own: &'static Rules) {
        self.string(value);
        if self.check.is_some() {
            own.check_string(value, Class::Undocumented, &mut |class, problem| {
                self.report(class, problem);
            });
        }
    }

    /// Writes a value of an open enum; one that the documentation does not list is
    /// *undocumented*.
    #[doc(hidden)]
    pub fn enum_value(&mut self, value: &str, known: bool) {
        self.string(value);
        if !known {
            self.report(Class::Undocumented, "must be one of the documented values");
        }
    }

    /// Writes a value of an open enum of integers, as [`Writer::enum_value`] does strings.
    #[doc(hidden)]
    pub fn enum_integer(&mut self, value: i64, known: bool) {
        self.integer(value);
        if !known {
            self.report(Class::Undocumented, "must be one of the documented values");
        }
    }

    /// Writes a value of a union that has the form of none of its branches; it is *undocumented*.
    #[doc(hidden)]
    pub fn unknown_branch(&mut self, value: &Json) {
        self.value(value);
        self.report(Class::Undocumented, "must have one of the documented forms");
    }

    /// Writes a string that should have a form; one that has not is *undocumented*.
    pub(crate) fn formatted(
        &mut self,
        value: &str,
        has_form: impl FnOnce() -> bool,
        problem: &'static str,
    ) {
        self.string(value);
        if self.check.is_some() && !has_form() {
            self.report(Class::Undocumented, problem);
        }
    }

    /// Opens an object: its known members are written next, the remembered ones at the end.
    #[inline]
    pub fn object<'w>(&'w mut self, rest: &'w Rest) -> ObjectWriter<'w> {
        let rules = self.take_rules();
        ObjectWriter::open(self, rest, rules)
    }

    /// Opens an object whose keys are data.
    #[inline]
    pub fn map(&mut self) -> MapWriter<'_> {
        let rules = self.take_rules();
        MapWriter::open(self, rules)
    }

    /// Opens an array.
    #[inline]
    pub fn array(&mut self) -> ArrayWriter<'_> {
        let rules = self.take_rules();
        ArrayWriter::open(self, rules)
    }

    #[inline]
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Writes a key with its colon, after a comma unless it is the first.
    #[inline]
    pub(crate) fn key(&mut self, name: &str, first: bool) {
        escape::write_key(&mut self.out, name, first);
    }

    /// Writes the value one step further down.
    #[inline]
    pub(crate) fn inside<T: Encode + ?Sized>(
        &mut self,
        step: impl FnOnce() -> Step,
        rules: Option<&'static Rules>,
        value: &T,
    ) {
        if self.check.is_some() {
            self.enter(step(), rules);
            self.value(value);
            self.leave();
        } else {
            self.value(value);
        }
    }

    fn enter(&mut self, step: Step, rules: Option<&'static Rules>) {
        if let Some(check) = &mut self.check {
            check.path.push(step);
            check.pending = rules;
        }
    }

    fn leave(&mut self) {
        if let Some(check) = &mut self.check {
            check.path.pop();
            check.pending = None;
        }
    }

    /// Whether rules are checked.
    pub(crate) fn is_checked(&self) -> bool {
        self.check.is_some()
    }

    /// Whether rules wait for the value about to be written.
    pub(crate) fn has_rules(&self) -> bool {
        self.check
            .as_ref()
            .is_some_and(|check| check.pending.is_some())
    }

    /// The rules of the value about to be written.
    #[inline]
    pub(crate) fn take_rules(&mut self) -> Option<&'static Rules> {
        self.check.as_mut()?.pending.take()
    }

    pub(crate) fn written(&self) -> &[u8] {
        &self.out
    }

    pub(crate) fn check_size(&mut self, range: Range, count: usize) {
        if let Some(problem) = range.problem(count) {
            self.report(Class::Hard, problem);
        }
    }

    pub(crate) fn check_object(&mut self, rules: &OfObject, members: usize) {
        for problem in rules.problems(members) {
            self.report(Class::Hard, problem);
        }
    }

    /// Writes the value of a key that is data; the key is written already.
    #[inline]
    pub(crate) fn entry<T: Encode + ?Sized>(
        &mut self,
        key: &str,
        of_map: Option<&'static Rules>,
        value: &T,
    ) {
        if let Some(rules) = of_map.and_then(Rules::of_keys) {
            rules.check_string(key, Class::Hard, &mut |class, problem| {
                self.report_member(key, class, format!("key {problem}"));
            });
        }
        let rules = of_map.and_then(Rules::of_values);
        self.inside(|| Step::Key(key.into()), rules, value);
    }

    /// Records a violation of a member of the object being written.
    #[cold]
    pub(crate) fn report_member(&mut self, key: &str, class: Class, problem: impl Into<String>) {
        self.enter(Step::Key(key.into()), None);
        self.report(class, problem);
        self.leave();
    }

    /// Records a violation at the current place; without checking there is nothing to record.
    pub(crate) fn report(&mut self, class: Class, problem: impl Into<String>) {
        let Some(check) = &mut self.check else { return };
        let mut path = String::from(path::ROOT);
        for step in &check.path {
            match step {
                Step::Member(name) => path::push_member(&mut path, name),
                Step::Key(name) => path::push_member(&mut path, name),
                Step::Index(index) => path::push_index(&mut path, *index),
            }
        }
        check.violations.push(path, problem.into(), class);
    }
}

impl fmt::Debug for Writer {
    /// Prints how much was written, never what.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Writer({} bytes)", self.out.len())
    }
}
