//! Enums of strings that may grow.

use std::fmt;

/// A value that the documentation does not list, kept as it came.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// What an open enum keeps; a known value must not get here.
    #[doc(hidden)]
    pub fn keep(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Declares an enum of strings that keeps values it does not know.
///
/// A value made from a string is always the variant of that string when there is one. Writing an
/// unknown value to be sent is an *undocumented* [`Violation`](crate::Violation).
///
/// ```
/// use kessai_model::open_enum;
///
/// open_enum! {
///     /// Where an order stands.
///     pub enum OrderStatus {
///         /// It waits to be paid.
///         Open = "open",
///         /// It was paid.
///         Paid = "paid",
///     }
/// }
///
/// assert_eq!(OrderStatus::from("paid"), OrderStatus::Paid);
/// let new: OrderStatus = kessai_model::from_slice(b"\"shipped\"")?;
/// assert!(!new.is_known());
/// assert_eq!(kessai_model::to_vec(&new), b"\"shipped\"");
/// # Ok::<(), kessai_model::DecodeError>(())
/// ```
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$variant_attribute:meta])* $variant:ident = $text:literal ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                $(#[$variant_attribute])*
                #[doc = ""]
                #[doc = ::core::concat!("On the wire: `", ::core::stringify!($text), "`.")]
                $variant,
            )*
            /// A value that is not documented, kept as it came.
            Unknown($crate::UnknownValue),
        }

        impl $name {
            /// The documented values.
            $visibility const VALUES: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The value as it stands on the wire.
            $visibility fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )*
                    Self::Unknown(value) => value.as_str(),
                }
            }

            /// Whether the value is documented.
            $visibility fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )*
                    _ => Self::Unknown($crate::UnknownValue::keep(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                match text.as_str() {
                    $( $text => Self::$variant, )*
                    _ => Self::Unknown($crate::UnknownValue::keep(text)),
                }
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value<'_>) -> Self {
                <Self as ::core::convert::From<&str>>::from($crate::Value::text_or_reject(value))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.enum_value(self.as_str(), self.is_known());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        $crate::serde_bridge!($name);
    };
}

#[cfg(test)]
mod tests;
