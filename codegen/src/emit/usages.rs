//! Rust types of usages.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::api::{Kind, Member, Presence, Shape, Type, Usage};

impl Context<'_> {
    /// The Rust type that holds a usage.
    pub(super) fn rust_type(&self, usage: &Usage) -> TokenStream {
        self.rust_type_from(usage, &TokenStream::new())
    }

    /// The same as another crate writes it, with the path that stands before the names of this one.
    pub(super) fn rust_type_from(&self, usage: &Usage, path: &TokenStream) -> TokenStream {
        let inside = |usage: &Usage| self.rust_type_from(usage, path);
        match &usage.kind {
            Kind::Boolean => quote!(bool),
            Kind::Integer => quote!(i64),
            Kind::Decimal => quote!(#path Decimal),
            Kind::Text => quote!(String),
            Kind::TimestampMillis => quote!(#path TimestampMillis),
            Kind::Timestamp => quote!(#path Timestamp),
            Kind::Date => quote!(#path Date),
            Kind::Json => quote!(#path Json),
            Kind::Nullable(value) => {
                let value = inside(value);
                quote!(Option<#value>)
            }
            Kind::List(item) => {
                let item = inside(item);
                quote!(Vec<#item>)
            }
            Kind::Map(value) => {
                let value = inside(value);
                quote!(BTreeMap<String, #value>)
            }
            Kind::Named(id) => {
                let name = self.names.type_name(*id);
                quote!(#path #name)
            }
        }
    }

    /// The type of a member, without what its presence adds.
    pub(super) fn value_type(&self, member: &Member) -> TokenStream {
        let mut ty = self.rust_type(&member.usage);
        if member.recursive {
            ty = quote!(Box<#ty>);
        }
        if member.sensitive {
            ty = quote!(Sensitive<#ty>);
        }
        ty
    }

    /// The type of a member as the struct holds it.
    pub(super) fn field_type(&self, ty: &Type, member: &Member) -> TokenStream {
        let value = self.value_type(member);
        if self.is_patch(ty, member) {
            quote!(Patch<#value>)
        } else if member.presence.may_miss() {
            quote!(Option<#value>)
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

    /// The value of a member that has but one, as an expression.
    pub(super) fn constant(&self, member: &Member) -> Option<TokenStream> {
        let Kind::Named(id) = self.api.resolve(&member.usage) else {
            return None;
        };
        let Shape::Enumeration(list) = &self.api.type_of(*id).shape else {
            return None;
        };
        if !member.constant || list.values.len() != 1 {
            return None;
        }
        let name = self.names.type_name(*id);
        let value = self.names.type_names(*id).parts.first()?;
        Some(quote!(#name::#value))
    }
}
