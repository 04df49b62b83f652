//! Rules: as the runtime's macros read them, and in words.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::page::{literal, literals};
use crate::api::keywords::UUID;
use crate::api::{Bound, Format, Kind, Rules, Usage};

impl Context<'_> {
    /// The clause for the rules of a usage and of what is inside it; none when nothing is asked.
    pub(super) fn rules_clause(&self, usage: &Usage) -> Option<String> {
        self.asked_of(usage).map(|rules| format!("where {rules}"))
    }

    /// The call that gives a parameter or a content the rules of what it holds.
    pub(super) fn rules_call(&self, usage: &Usage) -> Option<TokenStream> {
        let rules: TokenStream = self.asked_of(usage)?.parse().ok()?;
        Some(quote! { .rules(rules!(#rules)) })
    }

    /// The rules of a usage and of what is inside it, in words.
    pub(super) fn rules_in_words(&self, usage: &Usage) -> Vec<String> {
        let mut said = words(&self.api.rules_of(usage));
        let (each, inside) = match self.api.resolve(usage) {
            Kind::List(item) => ("item", item),
            Kind::Map(value) => ("value", value),
            _ => return said,
        };
        let inside: Vec<String> = self.rules_in_words(inside);
        let inside: Vec<String> = inside.iter().map(|words| within(words)).collect();
        if !inside.is_empty() {
            said.push(format!("Each {each}: {}.", inside.join(", ")));
        }
        said
    }

    fn asked_of(&self, usage: &Usage) -> Option<String> {
        let own = self.api.rules_of(usage);
        let (place, inner) = match self.api.resolve(usage) {
            Kind::List(item) => ("items", self.asked_of(item)),
            Kind::Map(value) => ("values", self.asked_of(value)),
            Kind::Nullable(value) => return self.asked_of(value),
            _ => ("", None),
        };
        let inner: Vec<_> = inner.into_iter().map(|rules| (place, rules)).collect();
        Some(clause(&inner, &own)).filter(|rules| !rules.is_empty())
    }
}

/// Rules as the runtime's macros read them, those of what is inside in braces.
pub(super) fn clause(inside: &[(&str, String)], rules: &Rules) -> String {
    let mut calls = Vec::new();
    let mut number = |method: &str, exclusive: bool, bound: &Option<Bound>| {
        let exclusive = if exclusive { "exclusive_" } else { "" };
        match bound {
            Some(Bound::Integer(bound)) => {
                calls.push(format!("{exclusive}{method}({})", readable(*bound)));
            }
            Some(Bound::Decimal(text)) => {
                calls.push(format!("{exclusive}{method}_decimal({})", literal(text)));
            }
            None => {}
        }
    };
    number("minimum", rules.exclusive_minimum, &rules.minimum);
    number("maximum", rules.exclusive_maximum, &rules.maximum);
    number("multiple_of", false, &rules.multiple_of);
    if !rules.one_of.is_empty() {
        calls.push(format!("one_of({})", literals(&rules.one_of)));
    }
    let counts = [
        ("min_length", rules.min_length),
        ("max_length", rules.max_length),
        ("min_items", rules.min_items),
        ("max_items", rules.max_items),
        ("min_properties", rules.min_properties),
        ("max_properties", rules.max_properties),
    ];
    for (method, bound) in counts {
        if let Some(bound) = bound {
            let bound = readable(i64::try_from(bound).unwrap_or(i64::MAX));
            calls.push(format!("{method}({bound})"));
        }
    }
    if let Some(format) = rules.format {
        let method = match format {
            Format::Email => "email",
            Format::Ipv4 => "ipv4",
            Format::Ipv6 => "ipv6",
            Format::Uri => "uri",
        };
        calls.push(format!("{method}()"));
    }
    if let Some(pattern) = &rules.pattern {
        calls.push(format!("pattern({})", literal(pattern)));
    }
    if rules.unique_items {
        calls.push("unique_items()".to_owned());
    }
    if !rules.not_all.is_empty() {
        let sets: Vec<String> = rules.not_all.iter().map(|set| literals(set)).collect();
        calls.push(format!("not_all(&[{}])", sets.join(", ")));
    }
    calls.extend(
        inside
            .iter()
            .map(|(place, rules)| format!("{place} {{ {rules} }}")),
    );
    calls.join(" ")
}

/// A sentence as a part of another one.
fn within(sentence: &str) -> String {
    let said = sentence.strip_prefix("Is ").unwrap_or(sentence);
    let mut characters = said.trim_end_matches('.').chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

/// A number with its digits in groups of three.
fn readable(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    if number < 0 {
        grouped.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// The rules in words, for documentation.
pub(super) fn words(rules: &Rules) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |text: String| words.push(text);
    match (&rules.minimum, rules.exclusive_minimum) {
        (Some(bound), false) => say(format!("At least {bound}.")),
        (Some(bound), true) => say(format!("More than {bound}.")),
        (None, _) => {}
    }
    match (&rules.maximum, rules.exclusive_maximum) {
        (Some(bound), false) => say(format!("At most {bound}.")),
        (Some(bound), true) => say(format!("Less than {bound}.")),
        (None, _) => {}
    }
    if let Some(factor) = &rules.multiple_of {
        say(format!("A multiple of {factor}."));
    }
    match rules.one_of.as_slice() {
        [] => {}
        [value] => say(format!("Always `{value}`.")),
        values => say(format!("One of `{}`.", values.join("`, `"))),
    }
    let ranges = [
        (rules.min_length, rules.max_length, "character"),
        (rules.min_items, rules.max_items, "item"),
        (rules.min_properties, rules.max_properties, "member"),
    ];
    for (least, most, noun) in ranges {
        let plural = |count: usize| {
            if count == 1 {
                noun.to_owned()
            } else {
                format!("{noun}s")
            }
        };
        match (least, most) {
            (Some(least), Some(most)) if least == most => {
                say(format!("Exactly {least} {}.", plural(least)));
            }
            (Some(least), Some(most)) => say(format!("From {least} to {most} {}.", plural(most))),
            (Some(least), None) => say(format!("At least {least} {}.", plural(least))),
            (None, Some(most)) => say(format!("At most {most} {}.", plural(most))),
            (None, None) => {}
        }
    }
    if let Some(format) = rules.format {
        let format = match format {
            Format::Email => "e-mail address",
            Format::Ipv4 => "IPv4 address",
            Format::Ipv6 => "IPv6 address",
            Format::Uri => "absolute URI",
        };
        say(format!("Is an {format}."));
    }
    match rules.pattern.as_deref() {
        Some(UUID) => say("Is a UUID.".to_owned()),
        Some(pattern) => say(format!("Has the form `{pattern}`.")),
        None => {}
    }
    if rules.unique_items {
        say("No two items are equal.".to_owned());
    }
    for set in &rules.not_all {
        match set.as_slice() {
            [] => {}
            [name] => say(format!("Never has `{name}`.")),
            [others @ .., last] => {
                let others = others.join("`, `");
                say(format!("Never has `{others}` and `{last}` together."));
            }
        }
    }
    words
}
