//! What a client is made with: a text, or a type for a credential of several parts; and what the claims of one fill in.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::prose::{doc, indefinite};
use super::resources::is_copied;
use crate::api::{Credential, Kind, Location, Operation, Parameter, Part};
use crate::names::CredentialNames;

impl Context<'_> {
    /// The file of the credential's type; none when it is a text.
    pub(super) fn credential(&self) -> Option<TokenStream> {
        let credential = self.parted_credential()?;
        let names = self.names.credential.as_ref()?;
        let ty = &names.credential;
        let of_parts: Vec<_> = credential.parts.iter().zip(&names.parts).collect();
        let needed = || of_parts.iter().filter(|(part, _)| !part.optional);
        let arguments = needed().map(|(_, ident)| quote! { #ident: impl Into<String> });
        let first = needed().map(|(part, ident)| {
            let name = &part.name;
            quote! { .part(#name, #ident) }
        });
        let setters = of_parts
            .iter()
            .filter(|(part, _)| part.optional)
            .map(|(part, ident)| {
                let name = &part.name;
                let docs = doc(&format!(
                    "Adds its {name}. Without it, operations that need it are not sent."
                ));
                quote! {
                    #docs
                    #[must_use]
                    pub fn #ident(self, #ident: impl Into<String>) -> Self {
                        Self { parts: self.parts.part(#name, #ident) }
                    }
                }
            });
        let docs = doc(&format!(
            "{}, in its parts. It shows none of them.",
            capitalized(&indefinite(&credential.name))
        ));
        let new = doc(&format!(
            "Starts with what {} cannot do without.",
            indefinite(&credential.name)
        ));
        Some(quote! {
            use kessai_client::CredentialParts;

            #docs
            #[derive(Clone, Debug)]
            pub struct #ty {
                parts: CredentialParts,
            }

            impl #ty {
                #new
                pub fn new(#(#arguments),*) -> Self {
                    Self { parts: CredentialParts::new() #(#first)* }
                }

                #(#setters)*
            }

            impl From<#ty> for CredentialParts {
                fn from(credential: #ty) -> Self {
                    credential.parts
                }
            }
        })
    }

    /// The lines of the crate's root that lead to the credential's type.
    pub(super) fn credential_reexport(&self) -> (Option<TokenStream>, Option<TokenStream>) {
        let parted = self.parted_credential().and(self.names.credential.as_ref());
        let ty = parted.map(|names| &names.credential);
        (
            ty.map(|_| quote! { mod credential; }),
            ty.map(|ty| quote! { pub use credential::#ty; }),
        )
    }

    fn parted_credential(&self) -> Option<&Credential> {
        let credential = self.api.credential.as_ref();
        credential.filter(|credential| credential.has_parts())
    }

    /// The constructors of a client that needs a credential.
    pub(super) fn with_credential(
        &self,
        credential: &Credential,
        names: &CredentialNames,
    ) -> TokenStream {
        let (name, argument) = (&credential.name, &names.argument);
        let ty = if credential.has_parts() {
            let ty = &names.credential;
            quote!(#ty)
        } else {
            quote!(impl Into<String>)
        };
        let given = if credential.has_parts() {
            quote!(#argument)
        } else {
            quote!(#argument.into())
        };
        let docs = doc(&format!(
            "A client with the usual settings, which sends this {name}.\n\n# Errors\nWhen the {name} does not have the form that the \
             provider's have, or no transport is compiled in. The error does not show it."
        ));
        let variables = self.variables(credential);
        let from_environment = doc(&format!(
            "A client with the usual settings, which takes its {name} from {variables}.\n\n# Errors\n\
             When a variable that is needed is not set or does not hold what it should, or no transport is compiled in. The error does \
             not show it."
        ));
        quote! {
            #docs
            pub fn new(#argument: #ty) -> Result<Self, Error> {
                Self::builder().credential(#given).build()
            }

            #from_environment
            pub fn from_env() -> Result<Self, Error> {
                Self::builder().credential_from_env().build()
            }
        }
    }

    /// The environment variables of a credential, as a sentence names them.
    pub(super) fn variables(&self, credential: &Credential) -> String {
        let variable = |part: &Part| {
            let variable = self.environment(credential, part);
            if part.optional {
                format!("`{variable}` (if it is set)")
            } else {
                format!("`{variable}`")
            }
        };
        let variables: Vec<String> = credential.parts.iter().map(variable).collect();
        let noun = if variables.len() == 1 {
            "variable"
        } else {
            "variables"
        };
        format!("the environment {noun} {}", variables.join(" and "))
    }

    /// The environment variable that holds a part: the document's, or one made of the crate's name.
    pub(super) fn environment(&self, credential: &Credential, part: &Part) -> String {
        use heck::ToShoutySnakeCase as _;
        let name = if credential.has_parts() {
            format!("{} {} {}", self.package.name, credential.name, part.name)
        } else {
            format!("{} {}", self.package.name, credential.name)
        };
        let environment = part.environment.clone();
        environment.unwrap_or_else(|| name.to_shouty_snake_case())
    }

    pub(super) fn has_claims(&self) -> bool {
        let mut claims = self.api.credential.iter().flat_map(Credential::claims);
        claims.next().is_some()
    }

    /// Whether a path parameter is taken from a claim, so that methods do not ask for it.
    pub(super) fn is_claimed(&self, parameter: &Parameter) -> bool {
        let mut claims = self.api.credential.iter().flat_map(Credential::claims);
        parameter.location == Location::Path
            && claims.any(|claim| claim.parameter == parameter.wire)
    }

    /// The client's methods around claims: reading them, and putting something else in their place.
    pub(super) fn claims(
        &self,
        credential: &Credential,
        names: &CredentialNames,
    ) -> Option<TokenStream> {
        let methods: Vec<_> = credential
            .claims()
            .zip(&names.parameters)
            .filter_map(|(claim, (method, argument))| {
                let parameters = self.api.operations.iter().flat_map(|operation| &operation.parameters);
                let parameter = { parameters }
                    .find(|parameter| parameter.wire == claim.parameter && self.is_claimed(parameter))?;
                let (wire, ty) = (&parameter.wire, self.borrowed(parameter));
                let value = match &parameter.usage.kind {
                    _ if is_copied(parameter) => quote!(#argument),
                    Kind::Text => quote!(#argument.to_owned()),
                    _ => quote!(#argument.clone()),
                };
                let docs = doc(&format!(
                    "A client that calls with this `{wire}`, instead of the claim `{}` of its {}. It shares everything else.",
                    claim.name, credential.name
                ));
                Some(quote! {
                    #docs
                    #[must_use]
                    pub fn #method(&self, #argument: #ty) -> Self {
                        Self { inner: self.inner.with_parameter(#wire, #value) }
                    }
                })
            })
            .collect();
        let docs = doc(&format!(
            "What the {} says of itself. It is read and not verified.",
            credential.name
        ));
        self.has_claims().then(|| {
            quote! {
                #docs
                pub fn claims(&self) -> Option<&Claims> {
                    self.inner.claims()
                }

                #(#methods)*
            }
        })
    }

    /// What the documentation of a method says of the credential; none when it does not matter more than elsewhere.
    pub(super) fn credential_text(&self, operation: &Operation) -> Option<String> {
        let credential = self.api.credential.as_ref()?;
        let names = self.names.credential.as_ref()?;
        let mut text = Vec::new();
        let needs: Vec<String> = operation
            .needs
            .iter()
            .map(|need| format!("`{need}`"))
            .collect();
        if !needs.is_empty() {
            text.push(format!(
                "Needs {} with {}.",
                indefinite(&credential.name),
                needs.join(" and ")
            ));
        }
        let filled: Vec<String> = credential
            .claims()
            .zip(&names.parameters)
            .filter(|(claim, _)| operation.path.contains(&format!("{{{}}}", claim.parameter)))
            .map(|(claim, (method, _))| {
                format!("`{}` is that of [`{method}`](crate::Client::{method}), else the one of the {}.", claim.parameter, credential.name)
            })
            .collect();
        text.extend(filled);
        (!text.is_empty()).then(|| text.join(" "))
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
