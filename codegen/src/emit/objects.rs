//! Structs and their codecs.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Context;
use super::prose::{doc, sentence};
use super::rules::{static_names, words};
use crate::api::{Kind, Member, Object, Presence, Type, Usage};
use crate::names::{TypeNames, argument_name};

impl Context<'_> {
    pub(super) fn object(&self, ty: &Type, object: &Object, names: &TypeNames) -> TokenStream {
        let structure = self.structure(ty, object, names);
        let requests = ty
            .direction
            .request
            .then(|| self.request_face(ty, object, names));
        let decode = self.decode(ty, object, names);
        let encode = self.encode(ty, object, names);
        let addresses = Self::addresses(object, names);
        quote! { #structure #addresses #requests #decode #encode }
    }

    fn structure(&self, ty: &Type, object: &Object, names: &TypeNames) -> TokenStream {
        let name = &names.name;
        let docs = doc(&self.type_text(ty));
        let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
        let must_use = ty.direction.request.then(|| quote!(#[must_use]));
        let fields = object
            .members
            .iter()
            .zip(&names.parts)
            .map(|(member, field)| {
                let docs = doc(&self.member_text(member));
                let deprecated = member.deprecated.then(|| quote!(#[deprecated]));
                let ty = self.field_type(ty, member);
                quote! { #docs #deprecated pub #field: #ty, }
            });
        let extra = object.extra.as_ref().map(|usage| {
            let field = &names.extra;
            let value = self.rust_type(usage);
            quote! {
                /// Members beside the documented ones, by name.
                pub #field: BTreeMap<String, #value>,
            }
        });
        quote! {
            #docs
            #deprecated
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            #must_use
            pub struct #name {
                #(#fields)*
                #extra
                rest: Rest,
            }
        }
    }

    fn decode(&self, ty: &Type, object: &Object, names: &TypeNames) -> TokenStream {
        let name = &names.name;
        let feature = Self::decode_feature(ty);
        let fields = object
            .members
            .iter()
            .zip(&names.parts)
            .map(|(member, field)| {
                let wire = &member.wire;
                let getter = if self.is_patch(ty, member) {
                    quote!(patch)
                } else {
                    match member.presence {
                        Presence::Required => quote!(required),
                        Presence::Optional | Presence::OptionalNullable => quote!(optional),
                        Presence::Nullable => quote!(nullable),
                    }
                };
                quote! { #field: object.#getter(#wire), }
            });
        let extra = object.extra.as_ref().map(|_| {
            let field = &names.extra;
            quote! { #field: object.extra(), }
        });
        quote! {
            #feature
            impl Decode for #name {
                fn decode(value: Value<'_>) -> Self {
                    let mut object = value.object();
                    Self {
                        #(#fields)*
                        #extra
                        rest: object.rest(),
                    }
                }
            }
        }
    }

    fn encode(&self, ty: &Type, object: &Object, names: &TypeNames) -> TokenStream {
        let name = &names.name;
        let mut statics = TokenStream::new();
        let mut writes = TokenStream::new();
        let static_names = static_names(names.parts.iter());
        let taken: BTreeSet<String> = static_names.iter().cloned().collect();
        for ((member, field), static_name) in
            object.members.iter().zip(&names.parts).zip(&static_names)
        {
            let wire = &member.wire;
            let setter = if self.is_patch(ty, member) {
                quote!(patch)
            } else {
                match member.presence {
                    Presence::Required => quote!(required),
                    Presence::Optional | Presence::OptionalNullable => quote!(optional),
                    Presence::Nullable => quote!(nullable),
                }
            };
            let rules = ty
                .direction
                .request
                .then(|| self.statics(&member.usage, static_name, &taken))
                .flatten();
            let checked = rules.map(|(tokens, outermost)| {
                statics.extend(tokens);
                quote!(.rules(&#outermost))
            });
            writes.extend(quote! { object #checked.#setter(#wire, &self.#field); });
        }
        let extra = object.extra.as_ref().map(|usage| {
            let field = &names.extra;
            let known = object.members.iter().map(|member| &member.wire);
            let map = Usage::plain(Kind::Map(Box::new(usage.clone())));
            let rules = ty
                .direction
                .request
                .then(|| self.statics(&map, "EXTRA", &taken))
                .flatten();
            let checked = rules.map(|(tokens, outermost)| {
                statics.extend(tokens);
                quote!(.rules(&#outermost))
            });
            quote! { object #checked.extra(&[#(#known),*], &self.#field); }
        });
        let closed = (object.closed && ty.direction.request).then(|| quote! { object.closed(); });
        quote! {
            impl Encode for #name {
                fn encode(&self, writer: &mut Writer) {
                    #statics
                    let mut object = writer.object(&self.rest);
                    #writes
                    #extra
                    #closed
                    object.end();
                }
            }
        }
    }

    /// Methods that set a documented query parameter on an address.
    fn addresses(object: &Object, names: &TypeNames) -> Option<TokenStream> {
        let name = &names.name;
        let mut methods = TokenStream::new();
        for (member, field) in object.members.iter().zip(&names.parts) {
            for (parameter, description) in &member.url_parameters {
                let argument = argument_name(parameter);
                let method = format_ident!("{field}_with_{argument}");
                let text = description.as_deref().map(sentence).unwrap_or_default();
                let docs = doc(&format!(
                    "The `{}` with the query parameter `{parameter}`.\n\n{text}",
                    member.wire
                ));
                let value = if member.sensitive {
                    quote!(self.#field.expose())
                } else {
                    quote!(&self.#field)
                };
                if member.presence == Presence::Required {
                    methods.extend(quote! {
                        #docs
                        pub fn #method(&self, #argument: &str) -> String {
                            kessai_model::with_query_parameter(#value, #parameter, #argument)
                        }
                    });
                }
            }
        }
        (!methods.is_empty()).then(|| quote! { impl #name { #methods } })
    }

    /// What only requests reach is decoded by people who store requests, and by conformance.
    pub(super) fn decode_feature(ty: &Type) -> Option<TokenStream> {
        (!ty.direction.response).then(|| quote!(#[cfg(feature = "decode-requests")]))
    }

    /// The words on a type.
    pub(super) fn type_text(&self, ty: &Type) -> String {
        match &ty.description {
            Some(description) => sentence(description),
            None => match ty.body_of {
                Some(operation) => format!("Body of `{}`.", self.api.operations[operation].id),
                None => match ty.name.rsplit_once(' ') {
                    Some((owner, part)) => format!("`{part}` of `{owner}`."),
                    None => format!("`{}` of the API.", ty.name),
                },
            },
        }
    }

    /// The words on a member, with the rules it keeps.
    pub(super) fn member_text(&self, member: &Member) -> String {
        let mut text = match &member.description {
            Some(description) => sentence(description),
            None => format!("The member `{}`.", member.wire),
        };
        if let Some(default) = &member.default {
            text.push_str(&format!("\n\nDefault: `{default}`."));
        }
        let rules = words(&self.api.rules_of(&member.usage));
        if !rules.is_empty() {
            text.push_str("\n\n");
            text.push_str(&rules.join(" "));
        }
        text
    }
}
