//! The struct of an object, and how it is read and written.

#[doc(hidden)]
#[macro_export]
macro_rules! __struct {
    (
        $(#[$attribute:meta])*
        $name:ident {
            $($(#[$about:meta])* $presence:ident $field:ident $type:ident $arguments:tt $wire:literal;)*
        }
        $($other:ident : $other_type:ty)?
    ) => {
        $(#[$attribute])*
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[$about])*
                #[doc = ""]
                #[doc = ::core::concat!("On the wire: `", $wire, "`.")]
                pub $field: $crate::__field!($presence $type $arguments),
            )*
            $(
                /// Members beside the documented ones, by name.
                pub $other: ::std::collections::BTreeMap<::std::string::String, $other_type>,
            )?
            rest: $crate::Rest,
        }

        $crate::serialize_bridge!($name);
    };
}

/// The type of a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (required $type:ident []) => { $type };
    (optional $type:ident []) => { ::core::option::Option<$type> };
    (required $type:ident [$($argument:tt)+]) => { $type<$($argument)+> };
    (optional $type:ident [$($argument:tt)+]) => { ::core::option::Option<$type<$($argument)+>> };
    (constant $type:ident $arguments:tt) => { $crate::__field!(required $type $arguments) };
    (nullable $type:ident $arguments:tt) => { $crate::__field!(optional $type $arguments) };
    (patch $type:ident $arguments:tt) => { $crate::Patch<$crate::__field!(required $type $arguments)> };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __decode {
    (
        $name:ident { $($presence:ident $field:ident $wire:literal)* }
        $($other:ident : $other_type:ty)?
    ) => {
        impl $crate::Decode for $name {
            fn decode(value: $crate::Value<'_>) -> Self {
                let mut object = value.object();
                Self {
                    $($field: object.$presence($wire),)*
                    $($other: object.extra(),)?
                    rest: object.rest(),
                }
            }
        }

        $crate::deserialize_bridge!($name);
    };
}

/// Passes on what is only needed by those who store requests.
#[cfg(feature = "decode-requests")]
#[doc(hidden)]
#[macro_export]
macro_rules! __when_requests_are_decoded {
    ($($item:item)*) => { $($item)* };
}

/// Passes on what is only needed by those who store requests.
#[cfg(not(feature = "decode-requests"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __when_requests_are_decoded {
    ($($item:tt)*) => {};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __encode {
    (
        $name:ident { $($presence:ident $field:ident $wire:literal { $($rules:tt)* })* }
        $known:tt $(= { $($own:tt)+ })? $($other:ident $($of:tt)*)?
    ) => {
        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                let mut object = writer.object(&self.rest);
                $(object.own($crate::rules!($($own)+));)?
                $($crate::__member!(object { $($rules)* } $presence ($wire, &self.$field));)*
                $($crate::__others!(object $known self $other $($of)*);)?
                object.end();
            }
        }
    };
}

/// Writes a member by its rules.
#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    ($object:ident {} $presence:ident $arguments:tt) => { $object.$presence $arguments };
    ($object:ident { $($rules:tt)+ } $presence:ident $arguments:tt) => {
        $object.rules($crate::rules!($($rules)+)).$presence $arguments
    };
}

/// Writes the members that the table does not name, or says that there must be none.
#[doc(hidden)]
#[macro_export]
macro_rules! __others {
    ($object:ident $known:tt $self:ident none) => { $object.closed() };
    ($object:ident $known:tt $self:ident $other:ident : $other_type:ty { $($rules:tt)* }) => {
        $crate::__member!($object { $($rules)* } extra (&$known, &$self.$other))
    };
}
