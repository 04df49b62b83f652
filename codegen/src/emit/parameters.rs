//! The optional parameters of an operation, as a struct that is passed to its call.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::prose::{doc, sentence};
use super::rules::{static_names, words};
use crate::api::{Kind, Operation, Parameter};
use crate::names::OperationNames;

impl Context<'_> {
    pub(super) fn parameters(
        &self,
        operation: &Operation,
        names: &OperationNames,
    ) -> Option<TokenStream> {
        let optional: Vec<_> = Self::optional_parameters(operation).collect();
        if optional.is_empty() {
            return None;
        }
        let name = &names.parameters;
        let method = format!(
            "{}::{}",
            self.names.resources[operation.resource].handle, names.method
        );
        let docs = doc(&format!("Optional parameters of [`{method}`]."));
        let fields = optional.iter().map(|(at, parameter)| {
            let field = &names.arguments[*at];
            let docs = doc(&self.parameter_text(parameter));
            let ty = self.rust_type(&parameter.usage);
            quote! { #docs pub #field: Option<#ty>, }
        });
        let setters = optional.iter().map(|(at, parameter)| {
            let field = &names.arguments[*at];
            let docs = doc(&self.parameter_text(parameter));
            let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
            let (ty, value) = match parameter.usage.kind {
                Kind::Text => (quote!(impl Into<String>), quote!(#field.into())),
                _ => (self.rust_type(&parameter.usage), quote!(#field)),
            };
            quote! {
                #docs
                #deprecated
                pub fn #field(mut self, #field: #ty) -> Self {
                    self.#field = Some(#value);
                    self
                }
            }
        });
        let mut statics = TokenStream::new();
        let mut writes = TokenStream::new();
        let static_names = static_names(optional.iter().map(|(at, _)| &names.arguments[*at]));
        let taken: BTreeSet<String> = static_names.iter().cloned().collect();
        for ((at, parameter), static_name) in optional.iter().zip(&static_names) {
            let (field, wire) = (&names.arguments[*at], &parameter.key);
            let checked =
                self.statics(&parameter.usage, static_name, &taken)
                    .map(|(tokens, outermost)| {
                        statics.extend(tokens);
                        quote!(.rules(&#outermost))
                    });
            writes.extend(quote! { object #checked.optional(#wire, &self.#field); });
        }
        Some(quote! {
            #docs
            #[derive(Clone, Debug, Default)]
            #[non_exhaustive]
            #[must_use]
            pub struct #name {
                #(#fields)*
            }

            impl #name {
                /// Starts with no parameter set.
                pub fn new() -> Self {
                    Self::default()
                }

                #(#setters)*
            }

            impl Encode for #name {
                fn encode(&self, writer: &mut Writer) {
                    #statics
                    let nothing = Rest::default();
                    let mut object = writer.object(&nothing);
                    #writes
                    object.end();
                }
            }
        })
    }

    fn parameter_text(&self, parameter: &Parameter) -> String {
        let mut text = match &parameter.description {
            Some(description) => sentence(description),
            None if parameter.key == parameter.wire => {
                format!("The parameter `{}`.", parameter.wire)
            }
            None => {
                let location = parameter.location.as_str();
                format!("The {location} parameter `{}`.", parameter.wire)
            }
        };
        let rules = words(&self.api.rules_of(&parameter.usage));
        if !rules.is_empty() {
            text.push_str("\n\n");
            text.push_str(&rules.join(" "));
        }
        text
    }
}
