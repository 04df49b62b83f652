//! Objects as tables of members, from which struct, codec and builders come.

mod builders;
mod codec;

/// Declares an object that is both sent and received, as a table of its members.
///
/// A member has a presence, a field, what it holds and its name on the wire:
///
/// | presence | field | absent | null |
/// |---|---|---|---|
/// | `required` | `T` | refused | refused, unless `T` takes it |
/// | `constant` | `T`, an enum of one value, which builders set | refused | refused |
/// | `nullable` | `Option<T>` | refused | `None` |
/// | `optional` | `Option<T>` | `None` | `None`, and written back as null |
/// | `patch` | `Patch<T>` | `Patch::Absent` | `Patch::Null` |
///
/// After `where` come the [`Rules`](crate::Rules) of the member, which are checked when it is sent;
/// those of items, keys and values stand in braces. A `where` before the members has the rules of
/// the object itself. After `..` comes a map of all members that the table does not name, or `none`
/// where the schema allows no others.
///
/// `new` says what a caller must give: nothing, arguments, or after `..` a struct of all that must
/// be there. Each optional member is set by a method of its name; a `patch` member also names, in
/// parentheses, the method that clears it.
///
/// The struct gets [`Decode`](crate::Decode), [`Encode`](crate::Encode), `Clone`, `Debug` and
/// serde's traits. What came beside the table is kept in its [`Rest`](crate::Rest), and the method
/// `undocumented` adds to that.
///
/// ```
/// use kessai_model::{Sensitive, object};
///
/// object! {
///     /// Where an order goes.
///     pub struct Address {
///         /// Who receives it.
///         required name: Sensitive<String> = "name",
///         /// In the form `100-0001`.
///         optional postal_code: String = "postalCode" where max_length(8),
///         /// The lines of the label.
///         optional lines: Vec<String> = "lines" where max_items(3) items { max_length(40) },
///     }
///     new(name: impl Into<Sensitive<String>>)
/// }
///
/// let address = Address::new("Hanako").postal_code("100-0001");
/// assert_eq!(kessai_model::to_vec(&address), br#"{"name":"Hanako","postalCode":"100-0001"}"#);
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident $(where $($own_rule:ident $own_bounds:tt)+)? {
            $(
                $(#[$about:meta])*
                $presence:ident $(($clear:ident))? $field:ident : $type:ident $(<$($argument:ty),+>)?
                    = $wire:literal $(where $($rule:ident $bounds:tt)+)?
            ),* $(,)?
            $(.. $other:ident $(: $other_type:ty $(where $($other_rule:ident $other_bounds:tt)+)?)? $(,)?)?
        }
        new $new:tt
    ) => {
        $crate::__struct! {
            $(#[$attribute])*
            $name { $($(#[$about])* $presence $field $type [$($($argument),+)?] $wire;)* }
            $($($other: $other_type)?)?
        }
        $crate::__decode! { $name { $($presence $field $wire)* } $($($other: $other_type)?)? }
        $crate::__encode! {
            $name { $($presence $field $wire { $($($rule $bounds)+)? })* }
            [$($wire),*] $(= { $($own_rule $own_bounds)+ })?
            $($other $(: $other_type { $($($other_rule $other_bounds)+)? })?)?
        }
        $crate::__builders! {
            $name new $new
            { $($(#[$about])* $presence ($($clear)?) $field $type [$($($argument),+)?] $wire;)* }
            $($($other: $other_type)?)?
        }
    };
}

/// [`object!`](crate::object!) for what is only ever sent.
///
/// There is `Decode` and serde's `Deserialize` only with the feature `decode-requests`.
#[macro_export]
macro_rules! request {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident $(where $($own_rule:ident $own_bounds:tt)+)? {
            $(
                $(#[$about:meta])*
                $presence:ident $(($clear:ident))? $field:ident : $type:ident $(<$($argument:ty),+>)?
                    = $wire:literal $(where $($rule:ident $bounds:tt)+)?
            ),* $(,)?
            $(.. $other:ident $(: $other_type:ty $(where $($other_rule:ident $other_bounds:tt)+)?)? $(,)?)?
        }
        new $new:tt
    ) => {
        $crate::__struct! {
            $(#[$attribute])*
            $name { $($(#[$about])* $presence $field $type [$($($argument),+)?] $wire;)* }
            $($($other: $other_type)?)?
        }
        $crate::__when_requests_are_decoded! {
            $crate::__decode! { $name { $($presence $field $wire)* } $($($other: $other_type)?)? }
        }
        $crate::__encode! {
            $name { $($presence $field $wire { $($($rule $bounds)+)? })* }
            [$($wire),*] $(= { $($own_rule $own_bounds)+ })?
            $($other $(: $other_type { $($($other_rule $other_bounds)+)? })?)?
        }
        $crate::__builders! {
            $name new $new
            { $($(#[$about])* $presence ($($clear)?) $field $type [$($($argument),+)?] $wire;)* }
            $($($other: $other_type)?)?
        }
    };
}

/// [`object!`](crate::object!) for what is only ever received: it has no builders and no rules.
#[macro_export]
macro_rules! response {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            $(
                $(#[$about:meta])*
                $presence:ident $field:ident : $type:ident $(<$($argument:ty),+>)? = $wire:literal
            ),* $(,)?
            $(.. $other:ident : $other_type:ty $(,)?)?
        }
    ) => {
        $crate::__struct! {
            $(#[$attribute])*
            $name { $($(#[$about])* $presence $field $type [$($($argument),+)?] $wire;)* }
            $($other: $other_type)?
        }
        $crate::__decode! { $name { $($presence $field $wire)* } $($other: $other_type)? }
        $crate::__encode! {
            $name { $($presence $field $wire {})* } [$($wire),*] $($other: $other_type {})?
        }
    };
}

/// Declares a struct of optional parameters in the manner of [`object!`](crate::object!): it is only
/// ever sent, has no members but those of its table, and no rules: those of a parameter hold however it
/// is set, so its operation has them.
#[macro_export]
macro_rules! parameters {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            $(
                $(#[$about:meta])*
                $presence:ident $field:ident : $type:ident $(<$($argument:ty),+>)?
                    = $wire:literal
            ),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::default::Default)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$about])*
                #[doc = ""]
                #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
                pub $field: $crate::__field!($presence $type [$($($argument),+)?]),
            )*
        }

        impl $name {
            /// Starts with no parameter set.
            #[must_use]
            pub fn new() -> Self {
                // `default` may be the setter of a parameter.
                <Self as ::core::default::Default>::default()
            }

            $(
                $crate::__setter! {
                    $presence () $field $type [$($($argument),+)?] $wire $(#[$about])*
                }
            )*
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let nothing = $crate::Rest::default();
                let mut object = writer.object(&nothing);
                $(object.$presence($wire, &self.$field);)*
                object.end();
            }
        }
    };
}
