//! Structs and enums with serde derive, as tables.

use serde::{Deserialize, Deserializer};

/// Structs. What follows a semicolon is optional, what follows the second may be null instead, and what follows the third
/// either.
macro_rules! objects {
    ($case:literal $($object:ident {
        $($field:ident: $type:ty),*
        $(; $($optional:ident: $optional_type:ty),*
            $(; $($nullable:ident: $nullable_type:ty),* $(; $($either:ident: $either_type:ty),*)?)?)?
    })*) => {$(
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = $case)]
        #[allow(clippy::struct_field_names, reason = "as on the wire")]
        pub(crate) struct $object {
            $($field: $type,)*
            $($(
                #[serde(skip_serializing_if = "Option::is_none")]
                $optional: Option<$optional_type>,
            )* $($($nullable: Option<$nullable_type>,)* $($(
                #[serde(
                    default,
                    skip_serializing_if = "Option::is_none",
                    deserialize_with = "crate::twins::shapes::present"
                )]
                $either: Option<Option<$either_type>>,
            )*)?)?)?
        }
    )*};
}

/// Enums that take a value they do not know.
macro_rules! enums {
    ($case:literal $($name:ident { $($variant:ident),* })*) => {$(
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = $case)]
        pub(crate) enum $name {
            $($variant,)*
            #[serde(other)]
            Other,
        }
    )*};
}

pub(super) use {enums, objects};

/// A member that is there, be it null.
#[allow(
    clippy::option_option,
    reason = "absent, null and a value are three things"
)]
pub(super) fn present<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
