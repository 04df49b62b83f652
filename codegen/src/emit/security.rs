//! The tables of what authorizes calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::api::{Carrier, Credential, Operation, Part, Requirement};

impl Context<'_> {
    /// The fields of the provider's constant that say what a client may have, and what most operations need of it.
    pub(super) fn security(&self) -> Option<TokenStream> {
        let credentials = &self.api.credentials;
        if credentials.is_empty() {
            return None;
        }
        let rows = credentials
            .iter()
            .map(|credential| self.credential_row(credential));
        let usual = (!self.api.security.is_empty()).then(|| {
            let usual = requirements(&self.api.security);
            quote! { security: #usual, }
        });
        let anonymous = self.api.is_anonymous().then(|| quote! { anonymous: true, });
        Some(quote! { credentials: &[#(#rows),*], #usual #anonymous })
    }

    /// The fields of an operation's constant that say what it needs, where that is not what most do.
    pub(super) fn security_of(&self, operation: &Operation) -> TokenStream {
        let own = requirements(&operation.security);
        let alike = own.to_string() == requirements(&self.api.security).to_string();
        let own = (!alike).then(|| quote!(security: Some(#own),));
        let needs = &operation.needs;
        let needs = (!needs.is_empty()).then(|| quote!(needs: &[#(#needs),*],));
        let needs_no = &operation.needs_no;
        let needs_no = (!needs_no.is_empty()).then(|| quote!(needs_no: &[#(#needs_no),*],));
        quote! { #own #needs #needs_no }
    }

    /// A credential, by what differs from the usual.
    fn credential_row(&self, credential: &Credential) -> TokenStream {
        let (scheme, name) = (&credential.scheme, &credential.name);
        let carrier = match &credential.carrier {
            Carrier::Header(name) => quote!(Header(#name)),
            Carrier::Query(name) => quote!(Query(#name)),
            Carrier::Cookie(name) => quote!(Cookie(#name)),
        };
        let prefix = &credential.prefix;
        let prefix = (!prefix.is_empty()).then(|| quote!(prefix: #prefix,));
        let base64 = credential.base64.then(|| quote!(base64: true,));
        let parts = credential.parts.iter();
        let parts = parts.map(|part| self.part(credential, part));
        quote! {
            Credential {
                scheme: #scheme,
                name: #name,
                carrier: Carrier::#carrier,
                #prefix
                #base64
                parts: &[#(#parts),*],
                ..Credential::DEFAULT
            }
        }
    }

    /// A part of a credential, by what differs from the usual.
    fn part(&self, credential: &Credential, part: &Part) -> TokenStream {
        let (name, environment) = (&part.name, self.environment(credential, part));
        let separator = (!part.separator.is_empty()).then(|| {
            let separator = &part.separator;
            quote!(separator: #separator,)
        });
        let pattern = part.pattern.as_ref();
        let pattern = pattern.map(|pattern| quote!(pattern: Some(#pattern),));
        let optional = part.optional.then(|| quote!(optional: true,));
        let claims = part.claims.iter().map(|claim| {
            let (name, parameter) = (&claim.name, &claim.parameter);
            quote!(Claim { name: #name, parameter: #parameter })
        });
        let claims = (!part.claims.is_empty()).then(|| quote!(claims: &[#(#claims),*],));
        quote! {
            Part { name: #name, #separator #pattern environment: #environment, #optional #claims ..Part::DEFAULT }
        }
    }
}

/// Alternatives, as names of schemes.
fn requirements(requirements: &[Requirement]) -> TokenStream {
    let each = requirements.iter().map(|requirement| {
        let schemes = requirement.schemes();
        quote!(&[#(#schemes),*])
    });
    quote!(&[#(#each),*])
}
