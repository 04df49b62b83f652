//! Rust types of usages.

use proc_macro2::TokenStream;

use super::Context;
use crate::api::{Kind, Member, Presence, Shape, Type, Usage};

impl Context<'_> {
    /// The Rust type that holds a usage.
    pub(super) fn rust_type(&self, usage: &Usage) -> TokenStream {
        tokens(&self.written_type(usage))
    }

    /// [`Context::written_type_from`] as tokens.
    pub(super) fn rust_type_from(&self, usage: &Usage, path: &str) -> TokenStream {
        tokens(&self.written_type_from(usage, path))
    }

    /// The Rust type that holds a usage, as text.
    pub(super) fn written_type(&self, usage: &Usage) -> String {
        self.written_type_from(usage, "")
    }

    /// The same as another crate writes it, with the path that stands before the names of this one.
    pub(super) fn written_type_from(&self, usage: &Usage, path: &str) -> String {
        let inside = |usage: &Usage| self.written_type_from(usage, path);
        match &usage.kind {
            Kind::Boolean => "bool".to_owned(),
            Kind::Integer => "i64".to_owned(),
            Kind::Decimal => format!("{path}Decimal"),
            Kind::Text => "String".to_owned(),
            Kind::TimestampMillis => format!("{path}TimestampMillis"),
            Kind::Timestamp => format!("{path}Timestamp"),
            Kind::Date => format!("{path}Date"),
            Kind::Json => format!("{path}Json"),
            Kind::Nullable(value) => format!("Option<{}>", inside(value)),
            Kind::List(item) => format!("Vec<{}>", inside(item)),
            Kind::Map(value) => format!("BTreeMap<String, {}>", inside(value)),
            Kind::Named(id) => format!("{path}{}", self.names.type_name(*id)),
        }
    }

    /// The type of a member, without what its presence adds.
    pub(super) fn value_type(&self, member: &Member) -> String {
        let mut ty = self.written_type(&member.usage);
        if member.recursive {
            ty = format!("Box<{ty}>");
        }
        if member.sensitive {
            ty = format!("Sensitive<{ty}>");
        }
        ty
    }

    /// The type of a member that a caller must give, as a struct holds it.
    pub(super) fn given_type(&self, member: &Member) -> String {
        let value = self.value_type(member);
        if member.presence == Presence::Nullable {
            format!("Option<{value}>")
        } else {
            value
        }
    }

    /// Whether leaving a member out and clearing it are two things a caller may want: in the body of a PATCH.
    pub(super) fn is_patch(&self, ty: &Type, member: &Member) -> bool {
        member.presence == Presence::OptionalNullable
            && ty
                .body_of
                .is_some_and(|operation| self.api.operations[operation].method == "PATCH")
    }

    /// Whether a member has but one value, which nobody needs to give.
    pub(super) fn is_constant(&self, member: &Member) -> bool {
        let Kind::Named(id) = self.api.resolve(&member.usage) else {
            return false;
        };
        let Shape::Enumeration(list) = &self.api.type_of(*id).shape else {
            return false;
        };
        let plain = member.presence == Presence::Required && !member.sensitive;
        plain && member.constant && list.values.len() == 1
    }
}

/// What is Rust is tokens; names and types are.
fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
