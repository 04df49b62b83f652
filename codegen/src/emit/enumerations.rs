//! Open enums and named strings: a runtime macro each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::prose::{doc, sentence};
use super::rules::{builder, words};
use super::source::{OPEN_ENUM, OPEN_INT_ENUM, STRING_TYPE};
use crate::api::{Enumeration, IntegerValue, Rules, Type};
use crate::names::TypeNames;

impl Context<'_> {
    pub(super) fn enumeration(
        &self,
        ty: &Type,
        list: &Enumeration,
        names: &TypeNames,
    ) -> TokenStream {
        let name = &names.name;
        let docs = doc(&self.type_text(ty));
        let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
        let values = list.values.iter().zip(&names.parts).map(|(value, ident)| {
            let wire = &value.wire;
            let docs = doc(&match &value.description {
                Some(description) => sentence(description),
                None if wire.is_empty() => "The empty string on the wire.".to_owned(),
                None => format!("`{wire}` on the wire."),
            });
            quote! { #docs #ident = #wire, }
        });
        quote! {
            mod #OPEN_ENUM {
                #docs
                #deprecated
                pub enum #name {
                    #(#values)*
                }
            }
        }
    }

    pub(super) fn integers(
        &self,
        ty: &Type,
        values: &[IntegerValue],
        names: &TypeNames,
    ) -> TokenStream {
        let name = &names.name;
        let docs = doc(&self.type_text(ty));
        let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
        let values = values.iter().zip(&names.parts).map(|(value, ident)| {
            let wire = Literal::i64_unsuffixed(value.wire);
            let docs = doc(&match &value.description {
                Some(description) => sentence(description),
                None => format!("{} on the wire.", value.wire),
            });
            quote! { #docs #ident = #wire, }
        });
        quote! {
            mod #OPEN_INT_ENUM {
                #docs
                #deprecated
                pub enum #name {
                    #(#values)*
                }
            }
        }
    }

    pub(super) fn text(&self, ty: &Type, rules: &Rules, names: &TypeNames) -> TokenStream {
        let name = &names.name;
        let mut text = self.type_text(ty);
        let asked = words(rules);
        if !asked.is_empty() {
            text.push_str("\n\n");
            text.push_str(&asked.join(" "));
        }
        let docs = doc(&text);
        let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
        let calls = builder(rules);
        quote! {
            mod #STRING_TYPE {
                #docs
                #deprecated
                #[rules(Rules::new() #calls)]
                pub struct #name;
            }
        }
    }
}
