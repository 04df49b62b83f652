//! Unions: a value shows by its looks which branch it is.

/// Declares an enum of the types that a value may have.
///
/// After `if` stands how a value of the branch looks: calls of methods of
/// [`Value`](crate::Value) that must all hold. After `try` it stands too, where other branches look
/// the same: the value is of the branch if it also decodes without a fault. Branches are asked in
/// their order, and a value of none of them is kept as it came, as `Unknown`. Writing one to be sent
/// is an *undocumented* [`Violation`](crate::Violation). After `..` comes the variant for null, where
/// it is allowed.
///
/// With `: From` after the name, the enum is made from what each branch holds. It gets
/// [`Decode`](crate::Decode), [`Encode`](crate::Encode), `Clone`, `Debug` and serde's traits.
///
/// After the enum `shared` lists members that every branch requires: each becomes a method, which
/// gives nothing for a value of no branch. If every branch is a moment, `tells time` there gives
/// a method `to_system_time`.
///
/// ```
/// use kessai_model::{one_of, response};
///
/// response! {
///     /// Who paid.
///     pub struct Customer {
///         /// Its id.
///         required id: String = "id",
///     }
/// }
///
/// one_of! {
///     /// A customer, or its id.
///     pub enum ExpandableCustomer: From {
///         /// The id.
///         Id(String) if is_string(),
///         /// The whole customer.
///         Customer(Box<Customer>) if has(&["id"]),
///     }
/// }
///
/// let customer: ExpandableCustomer = kessai_model::from_slice(br#"{"id":"customer_1"}"#)?;
/// assert!(matches!(customer, ExpandableCustomer::Customer(_)));
///
/// response! {
///     /// Somebody who has left.
///     pub struct Former {
///         /// The id.
///         required id: String = "id",
///         /// Why.
///         required reason: String = "reason",
///     }
/// }
///
/// one_of! {
///     /// Whoever has an id.
///     pub enum Person: From {
///         /// Left.
///         Former(Box<Former>) if has(&["id", "reason"]),
///         /// Here.
///         Customer(Box<Customer>) if has(&["id"]),
///     }
///     shared {
///         /// The id.
///         id: String,
///     }
/// }
///
/// let person: Person = kessai_model::from_slice(br#"{"id":"customer_1"}"#)?;
/// assert_eq!(person.id().map(String::as_str), Some("customer_1"));
/// let nobody: Person = kessai_model::from_slice(b"[]")?;
/// assert_eq!(nobody.id(), None);
/// # Ok::<(), kessai_model::DecodeError>(())
/// ```
#[macro_export]
macro_rules! one_of {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident $(: $from:ident)? {
            $(
                $(#[$about:meta])*
                $branch:ident($type:ident $(<$($argument:ty),+>)?) $how:ident $($look:ident $signs:tt)*
            ),* $(,)?
            $(.. $null:ident $(,)?)?
        }
        $(shared { $($members:tt)* })?
        $(tells $time:ident)?
    ) => {
        $crate::__enum! {
            $(#[$attribute])*
            $name { $($(#[$about])* $branch($type $(<$($argument),+>)?);)* } $($null)?
        }
        $crate::__branches! { $name { $($branch $how ($($look $signs)*);)* } $($null)? }
        $crate::__conversions! { ($($from)?) $name { $($branch $type [$($($argument),+)?])* } }
        $crate::__shared! { $name [$($branch)*; $($null)?] $($($members)*)? }
        $crate::__time! { ($($time)?) $name $($branch)* }
    };
}

/// [`one_of!`](crate::one_of!) for what is only ever sent.
///
/// There is `Decode` and serde's `Deserialize` only with the feature `decode-requests`.
#[macro_export]
macro_rules! request_one_of {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident $(: $from:ident)? {
            $(
                $(#[$about:meta])*
                $branch:ident($type:ident $(<$($argument:ty),+>)?) $how:ident $($look:ident $signs:tt)*
            ),* $(,)?
            $(.. $null:ident $(,)?)?
        }
    ) => {
        $crate::__enum! {
            $(#[$attribute])*
            $name { $($(#[$about])* $branch($type $(<$($argument),+>)?);)* } $($null)?
        }
        $crate::__when_requests_are_decoded! {
            $crate::__branches! { $name { $($branch $how ($($look $signs)*);)* } $($null)? }
        }
        $crate::__conversions! { ($($from)?) $name { $($branch $type [$($($argument),+)?])* } }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __enum {
    (
        $(#[$attribute:meta])*
        $name:ident { $($(#[$about:meta])* $branch:ident($type:ty);)* } $($null:ident)?
    ) => {
        $(#[$attribute])*
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$about])* $branch($type),)*
            $(
                /// Null.
                $null,
            )?
            /// A value that is none of these, as it came.
            Unknown($crate::Json),
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                match self {
                    $(Self::$branch(inner) => $crate::Encode::encode(inner, writer),)*
                    $(Self::$null => writer.null(),)?
                    Self::Unknown(inner) => writer.unknown_branch(inner),
                }
            }
        }

        $crate::serialize_bridge!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __branches {
    ($name:ident { $($branch:ident $how:ident $looks:tt;)* } $($null:ident)?) => {
        impl $crate::Decode for $name {
            fn decode(value: $crate::Value<'_>) -> Self {
                $(
                    if value.is_null() {
                        return Self::$null;
                    }
                )?
                $($crate::__branch!(value $branch $how $looks);)*
                Self::Unknown($crate::Decode::decode(value))
            }
        }

        $crate::deserialize_bridge!($name);
    };
}

/// Takes a value that looks like one of a branch for one.
#[doc(hidden)]
#[macro_export]
macro_rules! __branch {
    ($value:ident $branch:ident if ($($look:ident $signs:tt)+)) => {
        if true $(&& $value.$look $signs)+ {
            return Self::$branch($crate::Decode::decode($value));
        }
    };
    ($value:ident $branch:ident try ($($look:ident $signs:tt)*)) => {
        if true $(&& $value.$look $signs)* && let Some(inner) = $value.attempt() {
            return Self::$branch(inner);
        }
    };
}

/// Methods for what every branch has.
#[doc(hidden)]
#[macro_export]
macro_rules! __shared {
    ($name:ident $branches:tt) => {};
    ($name:ident $branches:tt $($(#[$about:meta])* $member:ident: $type:ty,)+) => {
        impl $name {
            $($crate::__shared_member! { $branches $(#[$about])* $member: $type })+
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __shared_member {
    ([$($branch:ident)*; $($null:ident)?] $(#[$about:meta])* $member:ident: $type:ty) => {
        $(#[$about])*
        ///
        /// None of a value that is of no branch.
        pub fn $member(&self) -> ::core::option::Option<&$type> {
            match self {
                $(Self::$branch(inner) => ::core::option::Option::Some(&inner.$member),)*
                Self::Unknown(_) $(| Self::$null)? => ::core::option::Option::None,
            }
        }
    };
}

/// The moment that every branch is.
#[doc(hidden)]
#[macro_export]
macro_rules! __time {
    (() $($rest:tt)*) => {};
    ((time) $name:ident $($branch:ident)+) => {
        impl $name {
            /// The moment, when it is known and the platform's times reach that far.
            pub fn to_system_time(&self) -> ::core::option::Option<::std::time::SystemTime> {
                match self {
                    $(Self::$branch(inner) => inner.to_system_time(),)+
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conversions {
    (() $($rest:tt)*) => {};
    ((From) $name:ident { $($branch:ident $type:ident $arguments:tt)* }) => {
        $($crate::__conversion! { $name $branch $type $arguments })*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __conversion {
    ($name:ident $branch:ident Box [$held:ty]) => {
        impl ::core::convert::From<$held> for $name {
            fn from(inner: $held) -> Self {
                Self::$branch(::std::boxed::Box::new(inner))
            }
        }
    };
    ($name:ident $branch:ident $type:ident $arguments:tt) => {
        impl ::core::convert::From<$crate::__field!(required $type $arguments)> for $name {
            fn from(inner: $crate::__field!(required $type $arguments)) -> Self {
                Self::$branch(inner)
            }
        }
    };
}
