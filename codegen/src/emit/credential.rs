//! What a client is made with: a text, a type for a credential of several parts, or one for several credentials.

use heck::ToShoutySnakeCase as _;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Context;
use super::prose::{doc, indefinite};
use crate::api::{Carrier, Credential, Part};
use crate::names::CredentialNames;

impl Context<'_> {
    /// The file of the credentials' types; none when a client is made with a text.
    pub(super) fn credential(&self) -> Option<TokenStream> {
        let types: Vec<_> = self
            .credentials()
            .filter(|(credential, _)| credential.has_parts())
            .map(|(credential, names)| parted(credential, names))
            .collect();
        let all = self.has_several().then(|| self.all_credentials());
        let parts = (!types.is_empty()).then(|| quote! { use kessai_client::CredentialParts; });
        (all.is_some() || !types.is_empty()).then(|| quote! { #parts #all #(#types)* })
    }

    /// Credentials with their names.
    pub(super) fn credentials(&self) -> impl Iterator<Item = (&Credential, &CredentialNames)> {
        self.api
            .credentials
            .iter()
            .zip(&self.names.credentials.each)
    }

    /// Whether a client may have several credentials.
    fn has_several(&self) -> bool {
        self.api.credentials.len() > 1
    }

    /// The type of all credentials of a client.
    fn all_credentials(&self) -> TokenStream {
        let ty = &self.names.credentials.all;
        let setters = self.credentials().map(|(credential, names)| {
            let (scheme, argument) = (&credential.scheme, &names.argument);
            let (ty, given) = taken(credential, names);
            let docs = doc(&format!(
                "Adds {}, sent as {}. [`Client::from_env`](crate::Client::from_env) takes it from {}.",
                indefinite(&credential.name),
                described(credential),
                self.variables(credential)
            ));
            quote! {
                #docs
                #[must_use]
                pub fn #argument(self, #argument: #ty) -> Self {
                    Self { given: self.given.with(#scheme, #given) }
                }
            }
        });
        quote! {
            /// The credentials of a client: those that it has, of all that can be had. It shows none of them.
            ///
            /// Each call carries what its operation needs of them, and no other.
            #[derive(Clone, Debug, Default)]
            pub struct #ty {
                given: kessai_client::Credentials,
            }

            impl #ty {
                /// Nothing yet.
                pub fn new() -> Self {
                    Self::default()
                }

                #(#setters)*
            }

            impl From<#ty> for kessai_client::Credentials {
                fn from(credentials: #ty) -> Self {
                    credentials.given
                }
            }
        }
    }

    /// The lines of the crate's root that lead to the credentials' types.
    pub(super) fn credential_reexport(&self) -> (Option<TokenStream>, Option<TokenStream>) {
        let parted = self.credentials().filter(|(one, _)| one.has_parts());
        let all = self.has_several().then_some(&self.names.credentials.all);
        let types: Vec<_> = all
            .into_iter()
            .chain(parted.map(|(_, names)| &names.credential))
            .collect();
        if types.is_empty() {
            return (None, None);
        }
        let reexport = match types.as_slice() {
            [only] => quote! { pub use credential::#only; },
            _ => quote! { pub use credential::{#(#types),*}; },
        };
        (Some(quote! { mod credential; }), Some(reexport))
    }

    /// The constructors of a client; `builder` is what all of them have.
    pub(super) fn constructors(&self, builder: &TokenStream) -> TokenStream {
        match self.api.credentials.as_slice() {
            [] => quote! {
                /// A client with the usual settings.
                ///
                /// # Errors
                /// When no transport is compiled in.
                pub fn new() -> Result<Self, Error> {
                    Self::builder().build()
                }

                #builder
            },
            all => {
                let new = self.with_credential(all);
                let claims = self.claims();
                quote! { #new #builder #claims }
            }
        }
    }

    /// The constructors of a client that takes credentials.
    fn with_credential(&self, all: &[Credential]) -> TokenStream {
        let (ty, argument, given, what, wrong) = match (all, self.names.credentials.each.as_slice())
        {
            ([only], [names]) => {
                let (ty, given) = taken(only, names);
                let name = &only.name;
                let wrong = format!("the {name} does not have the form that the provider gives it");
                (ty, names.argument.clone(), given, name.as_str(), wrong)
            }
            _ => {
                let ty = &self.names.credentials.all;
                let argument = format_ident!("credentials");
                let wrong =
                    "one of them does not have the form that the provider gives it".to_owned();
                (
                    quote!(#ty),
                    argument.clone(),
                    quote!(#argument),
                    "credentials",
                    wrong,
                )
            }
        };
        let sends = if all.len() > 1 || self.api.is_anonymous() {
            format!(
                "which has {} {what} for the calls that need {}",
                if all.len() > 1 { "these" } else { "this" },
                if all.len() > 1 { "them" } else { "it" }
            )
        } else {
            format!("which sends this {what}")
        };
        let docs = doc(&format!(
            "A client with the usual settings, {sends}.\n\n# Errors\nWhen {wrong}, or no transport is compiled in. The error does not show it."
        ));
        let from = match all {
            [only] => format!("its {what} from {}", self.variables(only)),
            _ => {
                let ty = &self.names.credentials.all;
                format!(
                    "those of its credentials from the environment whose variables are set; [`{ty}`] names them"
                )
            }
        };
        let from_environment = doc(&format!(
            "A client with the usual settings, which takes {from}.\n\n# Errors\n\
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
        if let Some(environment) = &part.environment {
            return environment.clone();
        }
        // Names of several are alike in capitals at times; those of their methods are not.
        let mut known = self.credentials();
        let own = known.find(|(one, _)| self.has_several() && one.scheme == credential.scheme);
        let name = own.map_or_else(
            || credential.name.clone(),
            |(_, names)| names.argument.to_string(),
        );
        let part = if credential.has_parts() {
            part.name.as_str()
        } else {
            ""
        };
        format!("{} {name} {part}", self.package.name).to_shouty_snake_case()
    }
}

/// The type of a credential of several parts.
fn parted(credential: &Credential, names: &CredentialNames) -> TokenStream {
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
    quote! {
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
    }
}

/// The type of an argument that takes a credential, and what is made of it.
fn taken(credential: &Credential, names: &CredentialNames) -> (TokenStream, TokenStream) {
    let argument = &names.argument;
    if credential.has_parts() {
        let ty = &names.credential;
        (quote!(#ty), quote!(#argument))
    } else {
        (quote!(impl Into<String>), quote!(#argument.into()))
    }
}

/// Where a request carries a credential, in words.
fn described(credential: &Credential) -> String {
    match &credential.carrier {
        Carrier::Header(name) => format!("the header `{name}`"),
        Carrier::Query(name) => format!("the parameter `{name}` of the query"),
        Carrier::Cookie(name) => format!("the cookie `{name}`"),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
