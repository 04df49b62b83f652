//! How a caller makes an object: `new` with what must be there, methods for the rest.

#[doc(hidden)]
#[macro_export]
macro_rules! __builders {
    (
        $name:ident new $new:tt
        {
            $(
                $(#[$about:meta])*
                $presence:ident $clear:tt $field:ident $type:ident $arguments:tt $wire:literal;
            )*
        }
        $($other:ident : $other_type:ty)?
    ) => {
        impl $name {
            $crate::__new! { $new { $($presence $field $type)* } $($other)? }

            $(
                $crate::__setter! {
                    $presence $clear $field $type $arguments $wire $(#[$about])*
                }
            )*

            $(
                /// Members beside the documented ones, by name.
                #[must_use]
                pub fn $other(
                    mut self,
                    $other: ::std::collections::BTreeMap<::std::string::String, $other_type>,
                ) -> Self {
                    self.$other = $other;
                    self
                }
            )?

            /// Adds a member that the API's documentation does not have. A documented member of the
            /// same name wins.
            #[must_use]
            pub fn undocumented(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::Json>,
            ) -> Self {
                self.rest.insert(name, value.into());
                self
            }
        }

        $crate::__default! { $name $new }
    };
}

/// `new`, in its three forms.
#[doc(hidden)]
#[macro_export]
macro_rules! __new {
    (() { $($presence:ident $field:ident $type:ident)* } $($other:ident)?) => {
        /// Starts with no optional member set.
        #[must_use]
        pub fn new() -> Self {
            Self {
                $($field: $crate::__start!($presence $type ()),)*
                $($other: ::std::collections::BTreeMap::new(),)?
                rest: $crate::Rest::default(),
            }
        }
    };
    (
        (.. $required:ident)
        { $($presence:ident $field:ident $type:ident)* } $($other:ident)?
    ) => {
        /// Starts with what must be there.
        #[must_use]
        pub fn new(required: $required) -> Self {
            Self {
                $($field: $crate::__start!($presence $type (required.$field)),)*
                $($other: ::std::collections::BTreeMap::new(),)?
                rest: $crate::Rest::default(),
            }
        }
    };
    (
        ($($given:ident : $given_type:ty),+)
        { $($presence:ident $field:ident $type:ident)* } $($other:ident)?
    ) => {
        /// Starts with what must be there.
        #[must_use]
        pub fn new($($given: $given_type),+) -> Self {
            Self {
                $($field: $crate::__start!($presence $type (::core::convert::Into::into($field))),)*
                $($other: ::std::collections::BTreeMap::new(),)?
                rest: $crate::Rest::default(),
            }
        }
    };
}

/// `Default`, where `new` asks for nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __default {
    ($name:ident ()) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    ($name:ident $new:tt) => {};
}

/// What a field starts with.
#[doc(hidden)]
#[macro_export]
macro_rules! __start {
    (required $type:ident $given:tt) => {
        $given
    };
    (nullable $type:ident $given:tt) => {
        $given
    };
    (constant $type:ident $given:tt) => {
        ::core::clone::Clone::clone(&$type::VALUES[0])
    };
    (optional $type:ident $given:tt) => {
        ::core::option::Option::None
    };
    (patch $type:ident $given:tt) => {
        $crate::Patch::Absent
    };
}

/// The method that sets a member, where it need not be given, and the one that clears it.
#[doc(hidden)]
#[macro_export]
macro_rules! __setter {
    (required $($rest:tt)*) => {};
    (nullable $($rest:tt)*) => {};
    (constant $($rest:tt)*) => {};
    (patch ($clear:ident) $field:ident $type:ident $arguments:tt $wire:literal $(#[$about:meta])*) => {
        $crate::__setter! { optional () $field $type $arguments $wire $(#[$about])* }

        #[doc = ::core::concat!("Sends null for `", $wire, "`, which clears it.")]
        #[must_use]
        pub fn $clear(mut self) -> Self {
            self.$field = $crate::Patch::Null;
            self
        }
    };
    (optional () $field:ident String [] $wire:literal $(#[$about:meta])*) => {
        $(#[$about])*
        #[doc = ""]
        #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<::std::string::String>) -> Self {
            self.$field = ::core::convert::From::from($field.into());
            self
        }
    };
    (optional () $field:ident Sensitive [$held:ty] $wire:literal $(#[$about:meta])*) => {
        $(#[$about])*
        #[doc = ""]
        #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
        #[must_use]
        pub fn $field(mut self, $field: impl ::core::convert::Into<$crate::Sensitive<$held>>) -> Self {
            self.$field = ::core::convert::From::from($field.into());
            self
        }
    };
    (optional () $field:ident Box [$held:ty] $wire:literal $(#[$about:meta])*) => {
        $(#[$about])*
        #[doc = ""]
        #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
        #[must_use]
        pub fn $field(mut self, $field: $held) -> Self {
            self.$field = ::core::convert::From::from(::std::boxed::Box::new($field));
            self
        }
    };
    (optional () $field:ident $type:ident $arguments:tt $wire:literal $(#[$about:meta])*) => {
        $(#[$about])*
        #[doc = ""]
        #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
        #[must_use]
        pub fn $field(mut self, $field: $crate::__field!(required $type $arguments)) -> Self {
            self.$field = ::core::convert::From::from($field);
            self
        }
    };
}
