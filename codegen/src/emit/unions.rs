//! Enums of unions: a value shows by its looks which branch it is.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::prose::doc;
use crate::api::{JsonKind, Kind, Look, Shape, Type, Union, Variant};
use crate::names::TypeNames;

impl Context<'_> {
    pub(super) fn union(&self, ty: &Type, union: &Union, names: &TypeNames) -> TokenStream {
        let name = &names.name;
        let docs = doc(&self.type_text(ty));
        let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
        let feature = Self::decode_feature(ty);
        let branches: Vec<_> = union.variants.iter().zip(&names.parts).collect();
        let variants = branches.iter().map(|(variant, ident)| {
            let docs = doc(&self.variant_text(variant));
            let held = self.held_type(variant);
            quote! { #docs #ident(#held), }
        });
        let looks = branches.iter().map(|(variant, ident)| {
            let decoded = self.boxed(variant, quote!(Decode::decode(value)));
            let condition = condition(&variant.look);
            quote! { if #condition { return Self::#ident(#decoded); } }
        });
        let encodes = branches
            .iter()
            .map(|(_, ident)| quote! { Self::#ident(inner) => inner.encode(writer), });
        let conversions = branches.iter().map(|(variant, ident)| {
            let plain = self.rust_type(&variant.usage);
            let held = self.boxed(variant, quote!(inner));
            quote! {
                impl From<#plain> for #name {
                    fn from(inner: #plain) -> Self {
                        Self::#ident(#held)
                    }
                }
            }
        });
        let conversions = self.distinct(union).then(|| quote! { #(#conversions)* });
        quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// A value that is none of these, as it came.
                Unknown(Json),
            }

            #feature
            impl Decode for #name {
                fn decode(value: Value<'_>) -> Self {
                    #(#looks)*
                    Self::Unknown(Decode::decode(value))
                }
            }

            impl Encode for #name {
                fn encode(&self, writer: &mut Writer) {
                    match self {
                        #(#encodes)*
                        Self::Unknown(inner) => inner.encode(writer),
                    }
                }
            }

            #conversions
        }
    }

    fn variant_text(&self, variant: &Variant) -> String {
        match &variant.usage.kind {
            Kind::Named(id) => self.type_text(self.api.type_of(*id)),
            _ => {
                let name = variant.name.to_lowercase();
                let article = if name.starts_with('i') { "An" } else { "A" };
                format!("{article} {name}.")
            }
        }
    }

    fn is_object(&self, variant: &Variant) -> bool {
        match self.api.resolve(&variant.usage) {
            Kind::Named(id) => matches!(
                self.api.type_of(*id).shape,
                Shape::Object(_) | Shape::Union(_)
            ),
            _ => false,
        }
    }

    /// Objects are kept behind a pointer, so that the enum stays as small as its smallest branch.
    fn held_type(&self, variant: &Variant) -> TokenStream {
        let plain = self.rust_type(&variant.usage);
        self.boxed_type(variant, plain)
    }

    fn boxed_type(&self, variant: &Variant, plain: TokenStream) -> TokenStream {
        if self.is_object(variant) {
            quote!(Box<#plain>)
        } else {
            plain
        }
    }

    fn boxed(&self, variant: &Variant, value: TokenStream) -> TokenStream {
        if self.is_object(variant) {
            quote!(Box::new(#value))
        } else {
            value
        }
    }

    /// Whether no two branches have the same Rust type, so that conversions are unambiguous.
    fn distinct(&self, union: &Union) -> bool {
        let mut types: Vec<String> = union
            .variants
            .iter()
            .map(|variant| self.rust_type(&variant.usage).to_string())
            .collect();
        types.sort();
        types.dedup();
        types.len() == union.variants.len() && !types.iter().any(|ty| ty == "Json")
    }
}

/// What must hold for a value to be of a branch.
fn condition(look: &Look) -> TokenStream {
    match look {
        Look::Kind(kind) => {
            let kind = kind_name(*kind);
            quote!(value.kind() == Kind::#kind)
        }
        Look::Tag { member, values } => match values.as_slice() {
            [only] => quote!(value.tag(#member) == Some(#only)),
            _ => quote!(matches!(value.tag(#member), Some(#(#values)|*))),
        },
        Look::Members { present, absent } => {
            let absent = absent
                .iter()
                .map(|member| quote!(&& !value.has(&[#member])));
            quote!(value.has(&[#(#present),*]) #(#absent)*)
        }
        Look::Values(values) => quote!(matches!(value.as_str(), Some(#(#values)|*))),
        Look::Items(kind) => {
            let kind = kind_name(*kind);
            quote! {
                value.kind() == Kind::Array
                    && value.array().next().is_none_or(|item| item.kind() == Kind::#kind)
            }
        }
        Look::Untold => quote!(false),
    }
}

fn kind_name(kind: JsonKind) -> TokenStream {
    match kind {
        JsonKind::Boolean => quote!(Bool),
        JsonKind::Number => quote!(Number),
        JsonKind::String => quote!(String),
        JsonKind::Array => quote!(Array),
        JsonKind::Object => quote!(Object),
    }
}
