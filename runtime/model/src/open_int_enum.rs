//! Enums of integers that may grow.

use std::fmt;

/// An integer that the documentation does not list.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// What an open enum keeps; a known value must not get here.
    #[doc(hidden)]
    pub const fn keep(value: i64) -> Self {
        Self(value)
    }

    /// The value.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnknownInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

/// Declares an enum of integers that keeps values it does not know, as
/// [`open_enum!`](crate::open_enum!) does for strings.
///
/// ```
/// use kessai_model::open_int_enum;
///
/// open_int_enum! {
///     /// How an order is delivered.
///     pub enum Delivery {
///         /// By post.
///         Post = 1,
///         /// By hand.
///         Courier = 20,
///     }
/// }
///
/// assert_eq!(Delivery::from(20), Delivery::Courier);
/// let new: Delivery = kessai_model::from_slice(b"3")?;
/// assert!(!new.is_known());
/// assert_eq!(kessai_model::to_vec(&new), b"3");
/// # Ok::<(), kessai_model::DecodeError>(())
/// ```
#[macro_export]
macro_rules! open_int_enum {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $( $(#[$variant_attribute:meta])* $variant:ident = $number:literal ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
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
                #[doc = ::core::concat!("On the wire: `", ::core::stringify!($number), "`.")]
                $variant,
            )*
            /// A value that is not documented, kept as it came.
            Unknown($crate::UnknownInteger),
        }

        impl $name {
            /// The documented values.
            $visibility const VALUES: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The value as it stands on the wire.
            $visibility const fn as_i64(self) -> i64 {
                match self {
                    $( Self::$variant => $number, )*
                    Self::Unknown(value) => value.get(),
                }
            }

            /// Whether the value is documented.
            $visibility const fn is_known(self) -> bool {
                !::core::matches!(self, Self::Unknown(_))
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $( $number => Self::$variant, )*
                    _ => Self::Unknown($crate::UnknownInteger::keep(number)),
                }
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value<'_>) -> Self {
                <Self as ::core::convert::From<i64>>::from($crate::Decode::decode(value))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.enum_integer(self.as_i64(), self.is_known());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        $crate::serde_bridge!($name);
    };
}

#[cfg(test)]
mod tests {
    use crate::{from_slice, to_checked_vec, to_vec};

    crate::open_int_enum! {
        /// How an order is delivered.
        pub(crate) enum Delivery {
            /// Not at all.
            Lost = -1,
            /// By post.
            Post = 1,
        }
    }

    #[test]
    fn known_values_are_variants_however_they_are_made() {
        for delivery in [
            Delivery::from(-1),
            from_slice(b"-1").unwrap(),
            from_slice(b"-1.0").unwrap(),
            serde_json::from_str("-1").unwrap(),
        ] {
            assert_eq!(delivery, Delivery::Lost);
            assert!(delivery.is_known());
            assert_eq!(to_vec(&delivery), b"-1");
        }
        assert_eq!(Delivery::VALUES, [Delivery::Lost, Delivery::Post]);
        assert_eq!(Delivery::Post.to_string(), "1");
        assert_eq!(i64::from(Delivery::Post), 1);
    }

    #[test]
    fn unknown_values_are_kept_and_not_sent_unasked() {
        let delivery: Delivery = from_slice(b"7").unwrap();
        assert_eq!((delivery.as_i64(), delivery.is_known()), (7, false));
        assert_eq!(format!("{delivery:?}"), "Unknown(7)");
        assert_eq!(serde_json::to_string(&delivery).unwrap(), "7");
        let (bytes, violations) = to_checked_vec(&vec![Delivery::Post, delivery]);
        assert_eq!(bytes, b"[1,7]");
        assert_eq!(
            violations.to_string(),
            "$[1] must be one of the documented values"
        );
        assert!(violations.without_undocumented().is_empty());
    }

    #[test]
    fn other_kinds_are_faults() {
        for (text, found) in [
            ("\"1\"", "an integer, found a string"),
            ("1.5", "an integer, found a number with a fraction"),
            ("null", "an integer, found null"),
        ] {
            let error = from_slice::<Delivery>(text.as_bytes()).unwrap_err();
            assert_eq!(error.to_string(), format!("$: expected {found}"));
        }
    }
}
