//! The headers of answers, as constants that know their type.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::prose::doc;
use crate::api::{Header, HeaderValue};

impl Context<'_> {
    /// The items of the file of headers; none if no answer documents one.
    pub(super) fn headers(&self) -> Option<TokenStream> {
        let constants = self.api.headers.iter().zip(&self.names.headers);
        let constants = constants.map(|(header, name)| {
            let (wire, ty) = (&header.wire, held(header));
            let text = header.description.clone();
            let docs = doc(&text.unwrap_or_else(|| format!("The header `{wire}`.")));
            let deprecated = header
                .deprecated
                .then(|| quote! { #[deprecated = "the API's documentation advises against it"] });
            quote! {
                #docs
                #deprecated
                pub const #name: Header<#ty> = Header::new(#wire);
            }
        });
        (!self.api.headers.is_empty()).then(|| quote! { #(#constants)* })
    }
}

fn held(header: &Header) -> TokenStream {
    match header.holds {
        HeaderValue::Text => quote!(String),
        HeaderValue::Integer => quote!(i64),
        HeaderValue::Decimal => quote!(Decimal),
        HeaderValue::Bool => quote!(bool),
        HeaderValue::Timestamp => quote!(Timestamp),
        HeaderValue::Date => quote!(Date),
    }
}
