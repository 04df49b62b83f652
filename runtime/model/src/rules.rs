//! The constraints of a schema that requests are held against.

use std::sync::OnceLock;

mod check;
mod form;
mod members;
mod number;
mod pattern;
mod size;

use form::Form;
pub(crate) use members::OfObject;
use number::{Bound, Number};
use pattern::Pattern;
pub(crate) use size::Range;

/// The constraints of one schema, built in a `static` and checked while a request is written.
///
/// Each rule applies to values of its own kind and leaves others alone, as in JSON Schema.
///
/// ```
/// use kessai_model::Rules;
///
/// static AMOUNT: Rules = Rules::new().minimum(0).maximum(9_999_999);
/// static LABEL: Rules = Rules::new().max_length(32).pattern("^[a-z]+$");
/// static LABELS: Rules = Rules::new().max_items(10).unique_items().items(&LABEL);
/// ```
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rules {
    minimum: Option<Bound>,
    maximum: Option<Bound>,
    multiple_of: Option<Number>,
    one_of: &'static [&'static str],
    length: Range,
    form: Option<Form>,
    pattern: Option<&'static str>,
    compiled: Compiled,
    item_count: Range,
    unique_items: bool,
    properties: Range,
    not_all: &'static [&'static [&'static str]],
    items: Option<&'static Rules>,
    keys: Option<&'static Rules>,
    values: Option<&'static Rules>,
}

/// The pattern made ready, at the first check. It says nothing that the pattern does not.
#[derive(Debug, Default)]
struct Compiled(OnceLock<Option<Pattern>>);

impl PartialEq for Compiled {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Compiled {}

impl Rules {
    /// No rules.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            minimum: None,
            maximum: None,
            multiple_of: None,
            one_of: &[],
            length: Range::of("character", "characters"),
            form: None,
            pattern: None,
            compiled: Compiled(OnceLock::new()),
            item_count: Range::of("item", "items"),
            unique_items: false,
            properties: Range::of("member", "members"),
            not_all: &[],
            items: None,
            keys: None,
            values: None,
        }
    }

    /// The least number allowed.
    #[must_use]
    pub const fn minimum(mut self, value: i64) -> Self {
        self.minimum = Some(Bound {
            value: Number::Integer(value),
            exclusive: false,
        });
        self
    }

    /// [`Rules::minimum`] of any number in JSON's syntax, such as `0.01`.
    #[must_use]
    pub const fn minimum_decimal(mut self, value: &'static str) -> Self {
        self.minimum = Some(Bound {
            value: Number::Text(value),
            exclusive: false,
        });
        self
    }

    /// The number that every value must exceed.
    #[must_use]
    pub const fn exclusive_minimum(mut self, value: i64) -> Self {
        self.minimum = Some(Bound {
            value: Number::Integer(value),
            exclusive: true,
        });
        self
    }

    /// [`Rules::exclusive_minimum`] of any number in JSON's syntax, such as `0.01`.
    #[must_use]
    pub const fn exclusive_minimum_decimal(mut self, value: &'static str) -> Self {
        self.minimum = Some(Bound {
            value: Number::Text(value),
            exclusive: true,
        });
        self
    }

    /// The greatest number allowed.
    #[must_use]
    pub const fn maximum(mut self, value: i64) -> Self {
        self.maximum = Some(Bound {
            value: Number::Integer(value),
            exclusive: false,
        });
        self
    }

    /// [`Rules::maximum`] of any number in JSON's syntax, such as `0.01`.
    #[must_use]
    pub const fn maximum_decimal(mut self, value: &'static str) -> Self {
        self.maximum = Some(Bound {
            value: Number::Text(value),
            exclusive: false,
        });
        self
    }

    /// The number that every value must stay below.
    #[must_use]
    pub const fn exclusive_maximum(mut self, value: i64) -> Self {
        self.maximum = Some(Bound {
            value: Number::Integer(value),
            exclusive: true,
        });
        self
    }

    /// [`Rules::exclusive_maximum`] of any number in JSON's syntax, such as `0.01`.
    #[must_use]
    pub const fn exclusive_maximum_decimal(mut self, value: &'static str) -> Self {
        self.maximum = Some(Bound {
            value: Number::Text(value),
            exclusive: true,
        });
        self
    }

    /// The number that every value is a whole multiple of. Zero is no rule.
    #[must_use]
    pub const fn multiple_of(mut self, factor: i64) -> Self {
        self.multiple_of = if factor == 0 {
            None
        } else {
            Some(Number::Integer(factor))
        };
        self
    }

    /// [`Rules::multiple_of`] of any number in JSON's syntax, such as `0.01`, of at most 19
    /// digits.
    #[must_use]
    pub const fn multiple_of_decimal(mut self, factor: &'static str) -> Self {
        self.multiple_of = Some(Number::Text(factor));
        self
    }

    /// The numbers or truth values that are documented, in JSON's syntax. Strings and whole numbers have enums for that.
    #[must_use]
    pub const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.one_of = values;
        self
    }

    /// The least length of a string, in Unicode scalar values.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.length.minimum = Some(length);
        self
    }

    /// The greatest length of a string, in Unicode scalar values.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.length.maximum = Some(length);
        self
    }

    /// A regular expression, in the syntax of `regex-lite`, that must match somewhere in a
    /// string. It is compiled at the first check; one that does not compile lets nothing pass.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// A string must be an e-mail address: something, `@` and a domain, without blanks.
    ///
    /// A string outside this format or another is an *undocumented* [`Violation`](crate::Violation).
    #[must_use]
    pub const fn email(mut self) -> Self {
        self.form = Some(Form::Email);
        self
    }

    /// A string must be an IPv4 address, such as `192.0.2.1`.
    #[must_use]
    pub const fn ipv4(mut self) -> Self {
        self.form = Some(Form::Ipv4);
        self
    }

    /// A string must be an IPv6 address, such as `2001:db8::1`.
    #[must_use]
    pub const fn ipv6(mut self) -> Self {
        self.form = Some(Form::Ipv6);
        self
    }

    /// A string must be a URI: a scheme, a colon and the rest, without blanks.
    #[must_use]
    pub const fn uri(mut self) -> Self {
        self.form = Some(Form::Uri);
        self
    }

    /// The least number of items of an array.
    #[must_use]
    pub const fn min_items(mut self, count: usize) -> Self {
        self.item_count.minimum = Some(count);
        self
    }

    /// The greatest number of items of an array.
    #[must_use]
    pub const fn max_items(mut self, count: usize) -> Self {
        self.item_count.maximum = Some(count);
        self
    }

    /// No two items of an array may be the same JSON value.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// The least number of members of an object.
    #[must_use]
    pub const fn min_properties(mut self, count: usize) -> Self {
        self.properties.minimum = Some(count);
        self
    }

    /// The greatest number of members of an object.
    #[must_use]
    pub const fn max_properties(mut self, count: usize) -> Self {
        self.properties.maximum = Some(count);
        self
    }

    /// Sets of members of an object that must not all be there; of a set of one, the member must not.
    #[must_use]
    pub const fn not_all(mut self, sets: &'static [&'static [&'static str]]) -> Self {
        self.not_all = sets;
        self
    }

    /// The rules of each item of an array.
    #[must_use]
    pub const fn items(mut self, rules: &'static Self) -> Self {
        self.items = Some(rules);
        self
    }

    /// The rules of each key of a map.
    #[must_use]
    pub const fn keys(mut self, rules: &'static Self) -> Self {
        self.keys = Some(rules);
        self
    }

    /// The rules of each value of a map.
    #[must_use]
    pub const fn values(mut self, rules: &'static Self) -> Self {
        self.values = Some(rules);
        self
    }
}

/// The [`Rules`] of a member, in a `static` of their own; those of items, keys and values stand in
/// braces.
///
/// ```
/// use kessai_model::{Rules, rules};
///
/// let labels: &'static Rules = rules!(max_items(10) unique_items() items { max_length(32) });
/// # let _ = labels;
/// ```
#[macro_export]
macro_rules! rules {
    ($($rule:ident $(($($bound:tt)*))? $({ $($inner:tt)+ })?)*) => {{
        static RULES: $crate::Rules = $crate::Rules::new()
            $(.$rule($($($bound)*)? $($crate::rules!($($inner)+))?))*;
        &RULES
    }};
}

#[cfg(test)]
mod tests;
