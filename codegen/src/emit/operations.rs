//! The table of operations and the provider's constants.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::client::runtime_names;
use super::models::words;
use super::prose::doc;
use crate::api::{IdempotencyStatus, Location, Operation, Parameter, Style};

/// What the file of operations uses of the runtime.
const RUNTIME: &[&str] = &[
    "Carrier",
    "Claim",
    "Content",
    "Credential",
    "ErrorEnvelope",
    "Field",
    "IdempotencyStatus",
    "Method",
    "Operation",
    "Parameter",
    "Part",
    "Provider",
    "Reply",
    "Style",
];

impl Context<'_> {
    pub(super) fn operations(&self) -> TokenStream {
        let provider = self.provider();
        let bodies = self.failure_bodies();
        let mut tables = Tables::default();
        let mut constants = Vec::new();
        for (operation, names) in self.api.operations.iter().zip(&self.names.operations) {
            let constant = &names.constant;
            let failures = bodies.as_ref().and_then(|bodies| {
                let replies = Self::failures_of(operation, bodies);
                tables.of(&replies)
            });
            let value = self.description(operation, failures.as_ref());
            constants.push(quote! { pub(crate) static #constant: Operation = #value; });
        }
        let failures = tables.module();
        let table = self.names.operations.iter().map(|names| &names.constant);
        let docs = doc(&format!(
            "Every operation of the {} this crate calls.",
            self.api.title
        ));
        let items = quote! {
            #provider

            #docs
            pub static OPERATIONS: &[&Operation] = &[#(&#table),*];

            #(#constants)*

            #failures
        };
        let used = words(&items);
        let imports = runtime_names(RUNTIME, &used);
        let rules = used
            .contains("rules")
            .then(|| quote! { use kessai_client::model::rules; });
        quote! {
            use kessai_client::{#(#imports),*};
            #rules

            #items
        }
    }

    fn provider(&self) -> TokenStream {
        let name = &self.package.name;
        let version = &self.package.version;
        let base_url = &self.api.server;
        let security = self.security();
        let error = self.api.error.as_ref().map(|error| {
            let code = optional(error.code.as_ref().map(|member| quote!(#member)));
            let message = optional(error.message.as_ref().map(|member| quote!(#member)));
            quote! { error: Some(ErrorEnvelope { code: #code, message: #message }), }
        });
        let servers: BTreeSet<&String> = self
            .api
            .operations
            .iter()
            .filter_map(|operation| operation.server.as_ref())
            .collect();
        let other_base_urls =
            (!servers.is_empty()).then(|| quote! { other_base_urls: &[#(#servers),*], });
        let idempotency_status = self.api.idempotency_status.as_ref().map(|status| {
            let IdempotencyStatus {
                header,
                not_stored,
                replayed,
            } = status;
            quote! {
                idempotency_status: Some(IdempotencyStatus {
                    header: #header,
                    stop: &[#(#not_stored),*],
                    replayed: &[#(#replayed),*],
                }),
            }
        });
        quote! {
            /// What all operations have in common.
            pub static PROVIDER: Provider = Provider {
                name: #name,
                version: #version,
                base_url: #base_url,
                #other_base_urls
                #security
                #error
                #idempotency_status
                ..Provider::DEFAULT
            };
        }
    }
}

/// Tables of failures, each once: most operations fail like others do.
#[derive(Default)]
struct Tables {
    /// The place of each table, by its text.
    places: HashMap<String, usize>,
    tables: Vec<TokenStream>,
}

impl Tables {
    /// The field of an operation that fails so; none when nothing is to be told apart.
    fn of(&mut self, replies: &[TokenStream]) -> Option<TokenStream> {
        if replies.is_empty() {
            return None;
        }
        let table = quote!(&[#(#replies),*]);
        let text = table.to_string();
        let at = *self.places.entry(text).or_insert_with(|| {
            self.tables.push(table);
            self.tables.len() - 1
        });
        let name = table_name(at);
        Some(quote!(failures: failures::#name,))
    }

    fn module(&self) -> Option<TokenStream> {
        let tables = self.tables.iter().enumerate().map(|(at, table)| {
            let name = table_name(at);
            quote! { pub(super) static #name: &[Reply] = #table; }
        });
        (!self.tables.is_empty()).then(|| {
            quote! {
                /// The failures of operations, by what their bodies are.
                mod failures {
                    use kessai_client::Reply;

                    #(#tables)*
                }
            }
        })
    }
}

fn table_name(at: usize) -> proc_macro2::Ident {
    quote::format_ident!("TABLE_{}", at + 1)
}

fn optional(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

impl Context<'_> {
    fn description(&self, operation: &Operation, failures: Option<&TokenStream>) -> TokenStream {
        let (id, path) = (&operation.id, &operation.path);
        let method = method(&operation.method);
        let parameters = operation
            .parameters
            .iter()
            .map(|parameter| self.parameter(parameter));
        let success = Self::success(operation);
        let contents = operation.body.as_ref().and_then(|body| self.contents(body));
        let server = operation
            .server
            .as_ref()
            .map(|url| quote!(base_url: Some(#url),));
        // What has its default is left out, and fields that come later find theirs.
        let parameters =
            (!operation.parameters.is_empty()).then(|| quote!(parameters: &[#(#parameters),*],));
        let idempotency = operation
            .idempotency_header
            .as_ref()
            .map(|header| quote!(idempotency_header: Some(#header),));
        let security = self.security_of(operation);
        quote! {
            Operation {
                id: #id,
                method: Method::#method,
                path: #path,
                #server
                #parameters
                #idempotency
                #contents
                #security
                success: &[#(#success),*],
                #failures
                ..Operation::DEFAULT
            }
        }
    }

    /// A parameter, by what differs from the usual of its location.
    fn parameter(&self, parameter: &Parameter) -> TokenStream {
        let (name, style) = (&parameter.wire, parameter.style);
        let (location, usual) = match parameter.location {
            Location::Path => (quote!(path), Style::Simple),
            Location::Query => (quote!(query), Style::Form),
            Location::Header => (quote!(header), Style::Simple),
            Location::Cookie => (quote!(cookie), Style::Form),
        };
        let styled = (style != usual).then(|| {
            let style = self::style(style);
            quote!(.style(Style::#style))
        });
        // Neither deep objects nor JSON have parts that could stand on their own.
        let parts = !matches!(style, Style::DeepObject | Style::Json);
        let explode = parameter.explode;
        let exploded =
            (parts && explode != (style == Style::Form)).then(|| quote!(.explode(#explode)));
        let reserved = parameter.reserved.then(|| quote!(.reserved()));
        let rules = self.rules_call(&parameter.usage);
        quote! { Parameter::#location(#name) #styled #exploded #reserved #rules }
    }
}

/// The runtime's name of a style.
pub(super) fn style(style: Style) -> TokenStream {
    match style {
        Style::Simple => quote!(Simple),
        Style::Label => quote!(Label),
        Style::Matrix => quote!(Matrix),
        Style::Form => quote!(Form),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
        Style::Json => quote!(Json),
    }
}

fn method(name: &str) -> TokenStream {
    match name {
        "DELETE" => quote!(Delete),
        "HEAD" => quote!(Head),
        "OPTIONS" => quote!(Options),
        "PATCH" => quote!(Patch),
        "POST" => quote!(Post),
        "PUT" => quote!(Put),
        "TRACE" => quote!(Trace),
        _ => quote!(Get),
    }
}
