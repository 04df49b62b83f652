//! The registry crate: every body and every call of a provider, by operation.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::client::runtime_names;
use super::models::{crate_attributes, docs_as_inner, words};
use super::prose::doc;
use super::resources::is_copied;
use super::{Context, Files, Unprintable, source};
use crate::api::{AnswerBody, BodyForm, Kind, Operation, Outcome, Usage, outcome};
use crate::names::OperationNames;

mod table;

use table::Table;

pub(super) fn emit(context: &Context<'_>, client: &str) -> Result<Files, Unprintable> {
    let mut files = Files::new();
    files.insert(
        "src/lib.rs".to_owned(),
        context.registry_root("src/lib.rs")?,
    );
    files.insert("Cargo.toml".to_owned(), context.registry_manifest(client));
    files.insert("openapi.json".to_owned(), context.document.to_json_text());
    Ok(files)
}

/// What the functions use of the runtime.
const RUNTIME: &[&str] = &["Answer", "Arguments", "CallError", "Notification"];

impl Context<'_> {
    /// The root: what it imports, the table as text, and the functions that the table names.
    fn registry_root(&self, path: &str) -> Result<String, Unprintable> {
        let operations = || self.api.operations.iter().zip(&self.names.operations);
        let callable = || operations().filter(|(operation, _)| is_callable(operation));
        let functions = callable().map(|(operation, names)| self.call_function(operation, names));
        let receive = self.receive();
        let functions = quote! { #(#functions)* #receive };
        let mut table = Table::default();
        for (operation, _) in operations() {
            table.requests(self, operation);
        }
        for (operation, _) in operations() {
            table.responses(self, operation);
        }
        table.components(self);
        for (operation, names) in callable() {
            table.call(&operation.id, &function_name(names));
        }
        let head = self.registry_head(&table, &functions);
        let parts = [
            self.file(path, head)?,
            table.text(self),
            source::printed(path, functions)?,
        ];
        Ok(parts.join("\n"))
    }

    /// The lines above the table.
    fn registry_head(&self, table: &Table, functions: &TokenStream) -> TokenStream {
        let docs = docs_as_inner(&doc(&format!(
            "The table by which conformance reaches the {}: every body by operation, direction and status, every call by operation.",
            self.api.title
        )));
        let attributes = crate_attributes();
        let used = words(functions);
        let map = (table.has_maps() || used.contains("BTreeMap"))
            .then(|| quote! { use std::collections::BTreeMap; });
        let mut imports = runtime_names(RUNTIME, &used);
        imports.extend(table.names(self));
        imports.sort();
        let received = self.api.webhooks.as_ref().map(|_| {
            quote! {
                use kessai_client::http::HeaderMap;
                use kessai_client::webhooks::{Verifier, WebhookError};
            }
        });
        quote! {
            #docs
            #attributes
            // Answers are all encoded in one way, however many kinds there are.
            #![allow(clippy::match_same_arms, clippy::match_single_binding)]

            #map
            use kessai_client::BoxFuture;
            #received
            use kessai_registry::{#(#imports),*};

            /// The spec as one document, for oracles that judge the generated code by it.
            pub const OPENAPI: &str = include_str!("../openapi.json");
        }
    }

    fn call_function(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let library = self.library("");
        let function = function_name(names);
        let method = &names.method;
        let module = &self.names.resources[operation.resource].module;
        let required = || {
            operation
                .parameters
                .iter()
                .zip(&names.arguments)
                .filter(|(parameter, _)| self.is_asked_for(parameter))
        };
        let claimed = operation
            .parameters
            .iter()
            .filter(|parameter| self.is_claimed(parameter));
        let redirects = claimed.filter_map(|parameter| {
            let (_, _, (method, _)) = self
                .claimed()
                .find(|(_, claim, _)| claim.parameter == parameter.wire)?;
            let wire = &parameter.key;
            let ty = self.outside(&parameter.usage);
            let value = if is_copied(parameter) {
                quote!(value)
            } else {
                quote!(&value)
            };
            Some(quote! {
                let client = match arguments.optional::<#ty>(#wire)? {
                    Some(value) => client.#method(#value),
                    None => client,
                };
            })
        });
        // An argument may be called like what the function itself holds.
        let local = |argument: &Ident| format_ident!("argument_{argument}");
        let reads = required().map(|(parameter, argument)| {
            let argument = local(argument);
            let wire = &parameter.key;
            let ty = self.outside(&parameter.usage);
            quote! { let #argument: #ty = arguments.required(#wire)?; }
        });
        let passes = required().map(|(parameter, argument)| {
            let argument = local(argument);
            if is_copied(parameter) {
                quote!(#argument,)
            } else {
                quote!(&#argument,)
            }
        });
        let (body_read, body_pass) = self.body(operation).unwrap_or_default();
        let optional: Vec<_> = Self::optional_parameters(operation).collect();
        let parameters = (!optional.is_empty()).then(|| {
            let structure = &names.parameters;
            let sets = optional.iter().map(|(at, parameter)| {
                let (field, wire) = (&names.arguments[*at], &parameter.key);
                quote! { parameters.#field = arguments.optional(#wire)?; }
            });
            quote! {
                let mut parameters = #library::#module::#structure::new();
                #(#sets)*
                let call = call.params(&parameters);
            }
        });
        let send = self.send(operation, names);
        let mutable =
            (operation.body.is_some() || !operation.parameters.is_empty()).then(|| quote!(mut));
        quote! {
            fn #function(client: &kessai_client::Client, #mutable arguments: Arguments) -> BoxFuture<'_, Result<Answer, CallError>> {
                Box::pin(async move {
                    let client = #library::Client::from(client.clone());
                    #(#redirects)*
                    #(#reads)*
                    #body_read
                    let call = client.#module().#method(#(#passes)* #body_pass);
                    #parameters
                    #send.await
                })
            }
        }
    }

    /// The function that verifies and reads a notification.
    fn receive(&self) -> Option<TokenStream> {
        let webhooks = self.api.webhooks.as_ref()?;
        let library = self.library("");
        let event = self.names.type_name(webhooks.event);
        let subject = match (&self.names.webhooks, self.subjects(webhooks.event)) {
            (Some(names), Some(_)) => {
                let subject = &names.subject;
                quote! {
                    event.subject().map(|subject| match subject {
                        #library::#subject::Other => None,
                        known => Some(format!("{known:?}")),
                    })
                }
            }
            _ => quote!(Ok(None)),
        };
        Some(quote! {
            fn receive(verifier: &Verifier, headers: &HeaderMap, body: &[u8]) -> Result<Notification, WebhookError> {
                let event: #library::#event = verifier.verify(headers, body)?.decode()?;
                let subject = #subject;
                Ok(Notification::of(&event, subject))
            }
        })
    }

    /// Sends a call, with the JSON of what it answers.
    fn send(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let variants = match outcome(&operation.success) {
            Outcome::Nothing | Outcome::One(AnswerBody::Json(_) | AnswerBody::Text(_)) => {
                return quote!(arguments.send(call));
            }
            Outcome::One(AnswerBody::Bytes) => Vec::new(),
            Outcome::Several(variants) => variants,
        };
        let library = self.library("");
        let module = &self.names.resources[operation.resource].module;
        let arms = names.answer.iter().flat_map(|names| {
            let pairs = variants.iter().zip(&names.variants);
            pairs.filter_map(|(variant, ident)| {
                variant.body?.usage()?;
                let name = &names.name;
                Some(quote! { #library::#module::#name::#ident(value) => kessai_registry::to_vec(value), })
            })
        });
        quote! {
            arguments.send_with(call, |answer| match answer {
                #(#arms)*
                _ => kessai_registry::to_vec(&()),
            })
        }
    }

    /// How the body of a case is read, and how it is passed on.
    fn body(&self, operation: &Operation) -> Option<(TokenStream, TokenStream)> {
        let body = operation.body.as_ref()?;
        let usage = body.usage()?;
        let ty = self.outside(usage);
        if body.required {
            return Some((quote! { let body: #ty = arguments.body()?; }, quote!(&body)));
        }
        let pass = match &usage.kind {
            Kind::List(_) | Kind::Text => quote!(body.as_deref()),
            _ => quote!(body.as_ref()),
        };
        let read = quote! { let body: Option<#ty> = arguments.optional_body()?; };
        Some((read, pass))
    }

    /// A type as another crate writes it.
    fn outside(&self, usage: &Usage) -> TokenStream {
        let library = self.library("");
        self.rust_type_from(usage, &format!("{library}::"))
    }
}

/// Whether an operation can be called with a case: what it sends is one value, not bytes or files.
fn is_callable(operation: &Operation) -> bool {
    let Some(body) = &operation.body else {
        return true;
    };
    match body.contents.first().map(|content| &content.form) {
        Some(BodyForm::Bytes) => false,
        Some(BodyForm::Multipart(form)) => form.files.is_empty() && form.usage.is_some(),
        _ => true,
    }
}

/// The constant's words in lower case: unique among operations, as constants are.
fn function_name(names: &OperationNames) -> proc_macro2::Ident {
    quote::format_ident!("call_{}", names.constant.to_string().to_lowercase())
}
