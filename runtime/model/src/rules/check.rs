//! What of a value breaks rules.

use super::{Bound, Number, Pattern, Range, Rules};
use crate::json::Verbatim;
use crate::value::Value;
use crate::violation::{Class, Violations};
use crate::writer::Writer;

impl Rules {
    /// What of a value breaks these rules. Null breaks none.
    ///
    /// ```
    /// use kessai_model::{Tape, rules};
    ///
    /// let limits = Tape::parse(b"[20, 500]")?;
    /// let violations = rules!(items { maximum(100) }).violations(limits.root());
    /// assert_eq!(violations.to_string(), "$[1] must be at most 100");
    /// # Ok::<(), kessai_model::DecodeError>(())
    /// ```
    pub fn violations(&'static self, value: Value<'_>) -> Violations {
        let mut writer = Writer::checked();
        writer.expect(self);
        writer.value(&Verbatim(value));
        writer.finish().1
    }

    pub(crate) fn of_items(&self) -> Option<&'static Self> {
        self.items
    }

    pub(crate) fn of_keys(&self) -> Option<&'static Self> {
        self.keys
    }

    pub(crate) fn of_values(&self) -> Option<&'static Self> {
        self.values
    }

    pub(crate) fn has_unique_items(&self) -> bool {
        self.unique_items
    }

    pub(crate) fn item_count(&self) -> Range {
        self.item_count
    }

    /// `text` is a number in JSON's syntax.
    pub(crate) fn check_number(&self, text: &str, report: &mut dyn FnMut(Class, String)) {
        let is_listed = |value: &&'static str| Number::Text(value).cmp_text(text).is_eq();
        if !self.one_of.is_empty() && !self.one_of.iter().any(is_listed) {
            report(Class::Undocumented, self.listed());
        }
        let mut report = |problem| report(Class::Hard, problem);
        if let Some(Bound { value, exclusive }) = self.minimum {
            let order = value.cmp_text(text);
            if order.is_gt() || (exclusive && order.is_eq()) {
                let limit = if exclusive {
                    "greater than"
                } else {
                    "at least"
                };
                report(format!("must be {limit} {value}"));
            }
        }
        if let Some(Bound { value, exclusive }) = self.maximum {
            let order = value.cmp_text(text);
            if order.is_lt() || (exclusive && order.is_eq()) {
                let limit = if exclusive { "less than" } else { "at most" };
                report(format!("must be {limit} {value}"));
            }
        }
        if let Some(factor) = self.multiple_of
            && !factor.divides(text)
        {
            report(format!("must be a multiple of {factor}"));
        }
    }

    pub(crate) fn check_boolean(&self, text: &str, report: &mut dyn FnMut(Class, String)) {
        if !self.one_of.is_empty() && !self.one_of.contains(&text) {
            report(Class::Undocumented, self.listed());
        }
    }

    fn listed(&self) -> String {
        format!(
            "must be one of the documented values: {}",
            self.one_of.join(", ")
        )
    }

    /// The class of a broken pattern differs: a type's own may be older than what a provider sends.
    pub(crate) fn check_string(
        &self,
        text: &str,
        of_pattern: Class,
        report: &mut dyn FnMut(Class, String),
    ) {
        if (self.length.minimum.is_some() || self.length.maximum.is_some())
            && let Some(problem) = self.length.problem(text.chars().count())
        {
            report(Class::Hard, problem);
        }
        if let Some(problem) = self.form.and_then(|form| form.problem(text)) {
            report(Class::Undocumented, problem.to_owned());
        }
        let Some(pattern) = self.pattern else { return };
        match self.compiled.0.get_or_init(|| Pattern::new(pattern)) {
            Some(compiled) if compiled.is_match(text) => {}
            Some(_) => report(of_pattern, format!("must match the pattern {pattern}")),
            None => {
                report(
                    Class::Hard,
                    format!("cannot be checked: pattern {pattern} is not supported"),
                );
            }
        }
    }
}
