//! Rules as statics beside the code that keeps them.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use crate::api::{Bound, Kind, Rules, Usage};

impl Context<'_> {
    /// Statics for the rules of a usage, and the name of the outermost one; none when nothing is asked. No name is one of `taken`.
    pub(super) fn statics(
        &self,
        usage: &Usage,
        name: &str,
        taken: &BTreeSet<String>,
    ) -> Option<(TokenStream, Ident)> {
        let own = builder(&self.api.rules_of(usage));
        let inner_name = |suffix: &str| {
            let mut inner = format!("{name}_{suffix}");
            while taken.contains(&inner) {
                inner.push('_');
            }
            inner
        };
        let inner = match self.api.resolve(usage) {
            Kind::List(item) => (
                self.statics(item, &inner_name("ITEM"), taken),
                quote!(items),
            ),
            Kind::Map(value) => (
                self.statics(value, &inner_name("VALUE"), taken),
                quote!(values),
            ),
            Kind::Nullable(value) => return self.statics(value, name, taken),
            _ => (None, TokenStream::new()),
        };
        let (inner, call) = inner;
        if own.is_empty() && inner.is_none() {
            return None;
        }
        let (before, call) = match inner {
            Some((statics, inner)) => (statics, quote!(.#call(&#inner))),
            None => (TokenStream::new(), TokenStream::new()),
        };
        let name = format_ident!("{name}");
        Some((
            quote! { #before static #name: Rules = Rules::new() #own #call; },
            name,
        ))
    }
}

/// The names that statics for members or parameters have.
pub(super) fn static_names<'i>(parts: impl Iterator<Item = &'i Ident>) -> Vec<String> {
    parts
        .map(|part| part.to_string().trim_end_matches('_').to_uppercase())
        .collect()
}

/// The calls that build rules.
pub(super) fn builder(rules: &Rules) -> TokenStream {
    let mut calls = TokenStream::new();
    let mut number = |method: &str, exclusive: bool, bound: &Option<Bound>| {
        let exclusive = if exclusive { "exclusive_" } else { "" };
        match bound {
            Some(Bound::Integer(bound)) => {
                let method = format_ident!("{exclusive}{method}");
                let bound = readable(*bound);
                calls.extend(quote!(.#method(#bound)));
            }
            Some(Bound::Decimal(text)) => {
                let method = format_ident!("{exclusive}{method}_decimal");
                calls.extend(quote!(.#method(#text)));
            }
            None => {}
        }
    };
    number("minimum", rules.exclusive_minimum, &rules.minimum);
    number("maximum", rules.exclusive_maximum, &rules.maximum);
    number("multiple_of", false, &rules.multiple_of);
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
            let method = format_ident!("{method}");
            let bound = readable(i64::try_from(bound).unwrap_or(i64::MAX));
            calls.extend(quote!(.#method(#bound)));
        }
    }
    if let Some(pattern) = &rules.pattern {
        calls.extend(quote!(.pattern(#pattern)));
    }
    if rules.unique_items {
        calls.extend(quote!(.unique_items()));
    }
    calls
}

/// A number with its digits in groups of three.
fn readable(number: i64) -> TokenStream {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    let sign = (number < 0).then(|| quote!(-));
    match grouped.parse::<Literal>() {
        Ok(literal) => quote!(#sign #literal),
        Err(_) => quote!(#number),
    }
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
    if let Some(pattern) = &rules.pattern {
        say(format!("Has the form `{pattern}`."));
    }
    if rules.unique_items {
        say("No two items are equal.".to_owned());
    }
    words
}
