//! Numbers and text.

use std::cmp::Ordering;

use super::{Subject, Validator, count, fault, formats};
use crate::{
    diagnostics::{Diagnostic, codes::values},
    tree::{Node, number::Decimal},
};

impl<'n> Validator<'_, 'n> {
    pub(super) fn number(subject: Subject<'_, 'n>, schema: &Node, found: &mut Vec<Diagnostic>) {
        let Some(value) = subject.node.as_number().and_then(Decimal::parse) else {
            return;
        };
        let bound = |key: &str| {
            let entry = schema.entry(key)?;
            Some((entry, Decimal::parse(entry.value.as_number()?)?))
        };
        let mut report = |label: String, entry: &crate::tree::Entry| {
            let message = format!("{} is out of bounds", subject.name);
            found.push(fault(
                values::BOUND,
                subject.node.span,
                message,
                &label,
                entry.value.span,
                "the bound",
            ));
        };
        for (key, flag, wrong) in [
            ("minimum", "exclusiveMinimum", Ordering::Less),
            ("maximum", "exclusiveMaximum", Ordering::Greater),
        ] {
            let Some((entry, bound)) = bound(key) else {
                continue;
            };
            let order = value.cmp(&bound);
            let excluded = order == Ordering::Equal && schema.is_true(flag);
            if order == wrong || excluded {
                let side = if wrong == Ordering::Less {
                    "least"
                } else {
                    "most"
                };
                let than = if schema.is_true(flag) {
                    "less or more than, never equal to,"
                } else {
                    ""
                };
                let number = entry.value.as_number().unwrap_or_default();
                report(
                    format!(
                        "expected at {side} {than}{}{number}",
                        if than.is_empty() { "" } else { " " }
                    ),
                    entry,
                );
            }
        }
        if let Some((entry, step)) = bound("multipleOf")
            && !is_multiple(&value, &step)
        {
            report(
                format!(
                    "expected a multiple of {}",
                    entry.value.as_number().unwrap_or_default()
                ),
                entry,
            );
        }
        if let Some(entry) = schema.entry("format")
            && schema.str_at("type") == Some("integer")
        {
            let whole = value.to_i128();
            let fits = match entry.value.as_str() {
                Some("int32") => whole.is_some_and(|whole| i32::try_from(whole).is_ok()),
                Some("int64") => whole.is_some_and(|whole| i64::try_from(whole).is_ok()),
                _ => true,
            };
            if !fits {
                report("does not fit its format".to_owned(), entry);
            }
        }
    }

    pub(super) fn string(
        &self,
        subject: Subject<'_, 'n>,
        text: &str,
        schema: &'n Node,
        found: &mut Vec<Diagnostic>,
    ) {
        let length = text.chars().count() as u64;
        let span = subject.node.span;
        for (key, side, wrong) in [
            ("minLength", "least", Ordering::Less),
            ("maxLength", "most", Ordering::Greater),
        ] {
            let Some((entry, bound)) = count(schema, key) else {
                continue;
            };
            if length.cmp(&bound) == wrong {
                let label = format!("expected at {side} {bound} characters, found {length}");
                let message = format!(
                    "{} is too {}",
                    subject.name,
                    if wrong == Ordering::Less {
                        "short"
                    } else {
                        "long"
                    }
                );
                found.push(fault(
                    values::LENGTH,
                    span,
                    message,
                    &label,
                    entry.value.span,
                    "the bound",
                ));
            }
        }
        if let Some(pattern) = schema.get("pattern")
            && let Some(expression) = pattern.as_str().and_then(|pattern| self.pattern(pattern))
            && !expression.is_match(text)
        {
            let message = format!("{} does not match its pattern", subject.name);
            found.push(fault(
                values::PATTERN,
                span,
                message,
                "",
                pattern.span,
                "the pattern",
            ));
        }
        if let Some(format) = schema.get("format")
            && let Some(name) = format.as_str()
            && let Some(expectation) = formats::broken(name, text)
        {
            let message = format!("{} is not what its format says", subject.name);
            let label = format!("expected {expectation}");
            found.push(fault(
                values::FORMAT,
                span,
                message,
                &label,
                format.span,
                "the format",
            ));
        }
    }
}

/// Whether one number is a whole multiple of another; numbers too large to tell count as multiples.
fn is_multiple(value: &Decimal, step: &Decimal) -> bool {
    let places = value.places().max(step.places());
    match (value.scaled(places), step.scaled(places)) {
        (Some(value), Some(step)) if step != 0 => value % step == 0,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_exact() {
        for (value, step, expected) in [
            ("10", "5", true),
            ("0.3", "0.1", true),
            ("0.35", "0.1", false),
            ("-4", "2", true),
            ("1", "3", false),
        ] {
            let (value, step) = (
                Decimal::parse(value).unwrap(),
                Decimal::parse(step).unwrap(),
            );
            assert_eq!(is_multiple(&value, &step), expected, "{value:?} {step:?}");
        }
    }
}
