//! Strings with a type of their own.

use std::fmt;

use crate::rules::Rules;
use crate::violation::Class;

/// A text that breaks the rules of its string type. It never holds the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    type_name: &'static str,
    problems: Vec<String>,
}

impl InvalidValue {
    pub(crate) fn of(type_name: &'static str, problem: &str) -> Self {
        Self {
            type_name,
            problems: vec![problem.to_owned()],
        }
    }

    /// The type that was to be made.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The rules that do not hold, such as `must have at most 8 characters`.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(String::as_str)
    }

    /// What a string type calls before it is made.
    #[doc(hidden)]
    pub fn check(type_name: &'static str, rules: &Rules, text: &str) -> Result<(), Self> {
        let mut problems = Vec::new();
        rules.check_string(text, Class::Hard, &mut |_, problem| problems.push(problem));
        if problems.is_empty() {
            Ok(())
        } else {
            Err(Self {
                type_name,
                problems,
            })
        }
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {}",
            self.type_name,
            self.problems.join(" and ")
        )
    }
}

impl std::error::Error for InvalidValue {}

/// Declares a string with a type of its own, such as an id.
///
/// Making one checks its [`Rules`](crate::Rules), and so does writing one to be sent. Decoding
/// takes every string: what a provider sends is kept.
///
/// ```
/// use kessai_model::string_type;
///
/// string_type! {
///     /// The id of an order.
///     pub struct OrderId where pattern("^order_[a-z0-9]+$");
/// }
///
/// let id = OrderId::new("order_1")?;
/// assert_eq!(id.as_str(), "order_1");
/// assert_eq!(
///     OrderId::new("payment_1").unwrap_err().to_string(),
///     "OrderId must match the pattern ^order_[a-z0-9]+$",
/// );
/// let received: OrderId = kessai_model::from_slice(b"\"payment_1\"")?;
/// assert_eq!(received.as_str(), "payment_1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[macro_export]
macro_rules! string_type {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident $(where $($rule:ident $bounds:tt)+)?;
    ) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::cmp::PartialOrd,
            ::core::cmp::Ord,
            ::core::hash::Hash,
        )]
        $visibility struct $name(::std::boxed::Box<str>);

        const _: () = {
            static RULES: &$crate::Rules = $crate::rules!($($($rule $bounds)+)?);

            impl $name {
                /// Makes one of a text.
                ///
                /// # Errors
                /// When the text breaks the rules of this type.
                $visibility fn new(
                    text: impl ::core::convert::Into<::std::string::String>,
                ) -> ::core::result::Result<Self, $crate::InvalidValue> {
                    let text = text.into();
                    $crate::InvalidValue::check(::core::stringify!($name), RULES, &text)?;
                    ::core::result::Result::Ok(Self(text.into_boxed_str()))
                }

                /// The text.
                $visibility fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl $crate::Decode for $name {
                fn decode(value: $crate::Value<'_>) -> Self {
                    Self(::std::boxed::Box::from($crate::Value::text_or_reject(value)))
                }
            }

            impl $crate::Encode for $name {
                fn encode(&self, writer: &mut $crate::Writer) {
                    writer.typed_string(&self.0, RULES);
                }
            }

            impl ::core::convert::AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            impl ::core::str::FromStr for $name {
                type Err = $crate::InvalidValue;

                fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                    Self::new(text)
                }
            }

            impl ::core::convert::TryFrom<&str> for $name {
                type Error = $crate::InvalidValue;

                fn try_from(text: &str) -> ::core::result::Result<Self, Self::Error> {
                    Self::new(text)
                }
            }

            impl ::core::convert::TryFrom<::std::string::String> for $name {
                type Error = $crate::InvalidValue;

                fn try_from(
                    text: ::std::string::String,
                ) -> ::core::result::Result<Self, Self::Error> {
                    Self::new(text)
                }
            }

            impl ::core::fmt::Display for $name {
                fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    formatter.write_str(&self.0)
                }
            }

            $crate::serde_bridge!($name);
        };
    };
}

#[cfg(test)]
mod tests;
