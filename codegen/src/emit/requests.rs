//! How people make what they send: `new` with what must be there, setters for the rest.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::prose::doc;
use crate::api::{Kind, Member, Object, Presence, Type};
use crate::names::TypeNames;

/// Beyond this many, arguments by position are mixed up.
const MOST_ARGUMENTS: usize = 3;

impl Context<'_> {
    pub(super) fn request_face(
        &self,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
    ) -> TokenStream {
        let name = &names.name;
        let asked: Vec<(&Member, &Ident)> = object
            .members
            .iter()
            .zip(&names.parts)
            .filter(|(member, _)| self.is_asked(member))
            .collect();
        let constructor = if asked.is_empty() {
            self.without_arguments(ty, object, names)
        } else if self.fit_arguments(&asked) {
            self.by_position(ty, object, names, &asked)
        } else {
            self.by_name(ty, object, names, &asked)
        };
        let setters = object
            .members
            .iter()
            .zip(&names.parts)
            .zip(&names.clears)
            .filter(|((member, _), _)| {
                matches!(
                    member.presence,
                    Presence::Optional | Presence::OptionalNullable
                )
            })
            .map(|((member, field), clear)| self.setter(ty, member, field, clear));
        let extra = object.extra.as_ref().map(|usage| {
            let field = &names.extra;
            let value = self.rust_type(usage);
            quote! {
                /// Members beside the documented ones, by name.
                pub fn #field(mut self, #field: BTreeMap<String, #value>) -> Self {
                    self.#field = #field;
                    self
                }
            }
        });
        let undocumented = doc(
            "Adds a member that the API's documentation does not have. A documented member of the same name wins.",
        );
        let (constructor, beside) = constructor;
        quote! {
            #beside
            impl #name {
                #constructor
                #(#setters)*
                #extra
                #undocumented
                pub fn undocumented(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
                    self.rest.insert(name, value.into());
                    self
                }
            }
        }
    }

    /// Whether a new value must be given the member.
    pub(super) fn is_asked(&self, member: &Member) -> bool {
        matches!(member.presence, Presence::Required | Presence::Nullable)
            && self.constant(member).is_none()
    }

    /// Three arguments of three types cannot be mixed up; more, or two of one type, can.
    pub(super) fn fit_arguments(&self, asked: &[(&Member, &Ident)]) -> bool {
        let mut types: Vec<String> = asked
            .iter()
            .map(|(member, _)| self.rust_type(&member.usage).to_string())
            .collect();
        types.sort();
        types.dedup();
        asked.len() <= MOST_ARGUMENTS && types.len() == asked.len()
    }

    fn without_arguments(
        &self,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
    ) -> (TokenStream, TokenStream) {
        let name = &names.name;
        let fields = self.fields(ty, object, names, &|_, _| TokenStream::new());
        let constructor = quote! {
            /// Starts with no optional member set.
            pub fn new() -> Self {
                Self { #fields rest: Rest::default() }
            }
        };
        let default = quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        };
        (constructor, default)
    }

    fn by_position(
        &self,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
        asked: &[(&Member, &Ident)],
    ) -> (TokenStream, TokenStream) {
        let arguments = asked.iter().map(|(member, field)| {
            let ty = self.argument_type(member);
            if member.presence == Presence::Nullable {
                quote!(#field: Option<#ty>)
            } else {
                quote!(#field: #ty)
            }
        });
        let fields = self.fields(ty, object, names, &|member, field| match Self::wrapped(
            member,
            &quote!(#field),
        ) {
            plain if *field == plain.to_string() => quote!(#field,),
            _ if member.presence == Presence::Nullable && is_plain_text(member) => {
                quote!(#field: #field.map(Into::into),)
            }
            wrapped if member.presence == Presence::Nullable => {
                quote!(#field: #field.map(|#field| #wrapped),)
            }
            wrapped => quote!(#field: #wrapped,),
        });
        let constructor = quote! {
            /// Starts with what must be there.
            pub fn new(#(#arguments),*) -> Self {
                Self { #fields rest: Rest::default() }
            }
        };
        (constructor, TokenStream::new())
    }

    fn by_name(
        &self,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
        asked: &[(&Member, &Ident)],
    ) -> (TokenStream, TokenStream) {
        let (name, required) = (&names.name, &names.required);
        let fields = self.fields(
            ty,
            object,
            names,
            &|_, field| quote!(#field: required.#field,),
        );
        let constructor = quote! {
            /// Starts with what must be there.
            pub fn new(required: #required) -> Self {
                Self { #fields rest: Rest::default() }
            }
        };
        let docs = doc(&format!("What [`{name}`] must have."));
        let members = asked.iter().map(|(member, field)| {
            let docs = doc(&self.member_text(member));
            let ty = self.field_type(ty, member);
            quote! { #docs pub #field: #ty, }
        });
        let structure = quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #required {
                #(#members)*
            }
        };
        (constructor, structure)
    }

    /// The fields of a new value: what is asked as `asked` says, what has one value with it, the rest empty.
    fn fields(
        &self,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
        asked: &dyn Fn(&Member, &Ident) -> TokenStream,
    ) -> TokenStream {
        let fields = object
            .members
            .iter()
            .zip(&names.parts)
            .map(|(member, field)| match member.presence {
                Presence::Required | Presence::Nullable => match self.constant(member) {
                    Some(value) => quote!(#field: #value,),
                    None => asked(member, field),
                },
                Presence::Optional | Presence::OptionalNullable if self.is_patch(ty, member) => {
                    quote!(#field: Patch::Absent,)
                }
                Presence::Optional | Presence::OptionalNullable => quote!(#field: None,),
            });
        let extra = object.extra.as_ref().map(|_| {
            let field = &names.extra;
            quote!(#field: BTreeMap::new(),)
        });
        quote! { #(#fields)* #extra }
    }

    fn setter(&self, ty: &Type, member: &Member, field: &Ident, clear: &Ident) -> TokenStream {
        let docs = doc(&self.member_text(member));
        let deprecated = member.deprecated.then(|| quote!(#[deprecated]));
        let argument = self.argument_type(member);
        let value = Self::wrapped(member, &quote!(#field));
        if self.is_patch(ty, member) {
            let cleared = doc(&format!(
                "Sends null for `{}`, which clears it.",
                member.wire
            ));
            return quote! {
                #docs
                #deprecated
                pub fn #field(mut self, #field: #argument) -> Self {
                    self.#field = Patch::Value(#value);
                    self
                }
                #cleared
                #deprecated
                pub fn #clear(mut self) -> Self {
                    self.#field = Patch::Null;
                    self
                }
            };
        }
        quote! {
            #docs
            #deprecated
            pub fn #field(mut self, #field: #argument) -> Self {
                self.#field = Some(#value);
                self
            }
        }
    }

    /// What a caller passes: text in any form, everything else as it is.
    fn argument_type(&self, member: &Member) -> TokenStream {
        match member.usage.kind {
            Kind::Text => quote!(impl Into<String>),
            _ => self.rust_type(&member.usage),
        }
    }

    /// An argument as the struct holds it.
    fn wrapped(member: &Member, argument: &TokenStream) -> TokenStream {
        let mut value = match member.usage.kind {
            Kind::Text => quote!(#argument.into()),
            _ => argument.clone(),
        };
        if member.recursive {
            value = quote!(Box::new(#value));
        }
        if member.sensitive {
            value = quote!(Sensitive::new(#value));
        }
        value
    }
}

/// Whether an argument becomes the member by conversion alone.
fn is_plain_text(member: &Member) -> bool {
    member.usage.kind == Kind::Text && !member.recursive && !member.sensitive
}
