//! The client crate.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::models::{crate_attributes, docs_as_inner, words};
use super::prose::{doc, sentence};
use super::webhooks::reexport;
use super::{Context, Files, Unprintable};

pub(super) fn emit(context: &Context<'_>) -> Result<Files, Unprintable> {
    let mut files = Files::new();
    let used = context.used_resources();
    for at in &used {
        let path = format!("src/{}.rs", context.names.resources[*at].module);
        let resource = context.resource(*at);
        let operations = context.operations_of(*at);
        let parameters: Vec<_> = operations
            .filter_map(|(operation, names)| context.parameters(operation, names))
            .collect();
        let mut used_words = words(&resource);
        used_words.extend(
            parameters
                .iter()
                .flat_map(|table| table.words.iter().cloned()),
        );
        let imports = context.client_imports(&used_words);
        let tag = &context.api.resources[*at].tag;
        let what = if parameters.is_empty() {
            format!("The operations of {tag}.")
        } else {
            format!("The operations of {tag}, with their optional parameters.")
        };
        let docs = docs_as_inner(&doc(&what));
        let webhooks = context.webhooks_are_in(*at).then(reexport);
        let mut text = context.file(&path, quote! { #docs #webhooks #imports #resource })?;
        for table in parameters {
            text.push('\n');
            text.push_str(&table.text);
        }
        files.insert(path, text);
    }
    if let Some(webhooks) = &context.api.webhooks {
        let path = if used.iter().any(|at| context.webhooks_are_in(*at)) {
            "src/webhooks/verification.rs"
        } else {
            "src/webhooks.rs"
        };
        let text = context.file(path, context.webhooks(webhooks))?;
        files.insert(path.to_owned(), text);
    }
    if let Some(failures) = context.failures() {
        let docs = docs_as_inner(&doc("What failures say."));
        let imports = context.model_imports(&words(&failures));
        let text = context.file("src/failures.rs", quote! { #docs #imports #failures })?;
        files.insert("src/failures.rs".to_owned(), text);
    }
    if let Some(headers) = context.headers() {
        let docs = docs_as_inner(&doc(
            "The headers of answers, for [`Response::header`](crate::Response::header) and [`Error::header`](crate::Error::header).",
        ));
        let imports = context.model_imports(&words(&headers));
        let headers = quote! { #docs use kessai_client::Header; #imports #headers };
        let text = context.file("src/headers.rs", headers)?;
        files.insert("src/headers.rs".to_owned(), text);
    }
    if let Some(credential) = context.credential() {
        let path = "src/credential.rs";
        let text = context.file(path, credential)?;
        files.insert(path.to_owned(), text);
    }
    files.insert(
        "src/operations.rs".to_owned(),
        context.file("src/operations.rs", context.operations())?,
    );
    files.insert(
        "src/lib.rs".to_owned(),
        context.file("src/lib.rs", context.client_root(&used))?,
    );
    files.insert("Cargo.toml".to_owned(), context.client_manifest());
    files.insert("README.md".to_owned(), context.client_readme());
    Ok(files)
}

impl Context<'_> {
    /// The resources that have operations.
    pub(super) fn used_resources(&self) -> Vec<usize> {
        let used: BTreeSet<usize> = self
            .api
            .operations
            .iter()
            .map(|operation| operation.resource)
            .collect();
        used.into_iter().collect()
    }

    /// The crate's name as Rust writes it.
    pub(super) fn library(&self, suffix: &str) -> proc_macro2::Ident {
        format_ident!("{}{}", self.package.name.replace('-', "_"), suffix)
    }

    fn client_imports(&self, used: &BTreeSet<String>) -> TokenStream {
        let models = self.model_imports(used);
        let paging = runtime_names(&["NextPage", "Paged", "Paging", "Polled", "Polling"], used);
        let runtime = if paging.is_empty() {
            quote! { use kessai_client::Call; }
        } else {
            quote! { use kessai_client::{Call, #(#paging),*}; }
        };
        quote! {
            #runtime
            #models

            use crate::operations;
        }
    }

    /// What some items use of the models and of the runtime they stand on.
    fn model_imports(&self, used: &BTreeSet<String>) -> TokenStream {
        let model = self.library("_model");
        let types = self.types_named_in(used);
        let types = (!types.is_empty()).then(|| quote! { use #model::{#(#types),*}; });
        let values = runtime_names(
            &[
                "Date",
                "Decimal",
                "Encode",
                "Json",
                "Sensitive",
                "Timestamp",
                "TimestampMillis",
                "parameters",
            ],
            used,
        );
        let values =
            (!values.is_empty()).then(|| quote! { use kessai_client::model::{#(#values),*}; });
        let std = used
            .contains("BTreeMap")
            .then(|| quote! { use std::collections::BTreeMap; });
        quote! {
            #std
            #values
            #types
        }
    }

    fn client_root(&self, used: &[usize]) -> TokenStream {
        let docs = docs_as_inner(&quote! { #[doc = include_str!("../README.md")] });
        let attributes = crate_attributes();
        let model = self.library("_model");
        let modules = used.iter().map(|at| {
            let module = &self.names.resources[*at].module;
            quote! { pub mod #module; }
        });
        let accessors = used.iter().map(|at| {
            let names = &self.names.resources[*at];
            let (module, handle) = (&names.module, &names.handle);
            let docs = doc(&match &self.api.resources[*at].description {
                Some(description) => sentence(description),
                None => format!("Operations on {}.", self.api.resources[*at].tag),
            });
            quote! {
                #docs
                pub fn #module(&self) -> #module::#handle<'_> {
                    #module::#handle { client: &self.inner }
                }
            }
        });
        let webhooks = self
            .api
            .webhooks
            .as_ref()
            .filter(|_| !used.iter().any(|at| self.webhooks_are_in(*at)))
            .map(|_| quote! { #[cfg(feature = "webhooks")] pub mod webhooks; });
        let failures = self.names.failures.as_ref();
        let failures_module = failures.map(|_| quote! { mod failures; });
        let has_headers = !self.api.headers.is_empty();
        let headers = has_headers.then(|| quote! { pub mod headers; });
        let header_type = has_headers.then(|| quote!(Header,));
        let failures = failures.map(|names| {
            let name = &names.name;
            quote! { pub use failures::#name; }
        });
        let (downloads, uploads) = (self.api.downloads(), self.api.uploads());
        let streams: Vec<Ident> = [
            (downloads || uploads, "ByteStream"),
            (downloads, "Download"),
            (uploads, "Upload"),
        ]
        .into_iter()
        .filter(|(used, _)| *used)
        .map(|(_, name)| format_ident!("{name}"))
        .collect();
        let streams =
            (!streams.is_empty()).then(|| quote! { pub use kessai_client::{#(#streams),*}; });
        let callbacks = self
            .has_callbacks()
            .then(|| quote! { pub use kessai_client::model::{DecodeError, from_slice}; });
        let constructors = self.constructors(&quote! {
            /// Starts a client whose base URL, transport or time limit are not the usual ones.
            pub fn builder() -> ClientBuilder<Self> {
                ClientBuilder::new(&PROVIDER)
            }
        });
        let claims_type = self.has_claims().then(|| quote!(Claims,));
        let (credential_module, credential_type) = self.credential_reexport();
        let client_docs = doc(&format!(
            "A client of the {}. Clones share their connections.",
            self.api.title
        ));
        quote! {
            #docs
            #attributes

            #(#modules)*
            #headers
            #failures_module
            #credential_module
            mod operations;
            #webhooks

            pub use kessai_client::model::{Date, Decimal, Decode, Encode, InvalidValue, Json, Money, Patch, Sensitive, Timestamp, TimestampMillis};
            pub use kessai_client::{Call, #claims_type ClientBuilder, Error, ErrorKind, #header_type Items, MemoryTransport, Method, Pages, Raw, Response, Transport, TransportError, Wait, guide, http};
            pub use #model::*;
            #failures
            #streams
            #callbacks
            #credential_type
            pub use operations::{OPERATIONS, PROVIDER};

            #client_docs
            #[derive(Clone, Debug)]
            pub struct Client {
                inner: kessai_client::Client,
            }

            impl From<kessai_client::Client> for Client {
                fn from(inner: kessai_client::Client) -> Self {
                    Self { inner }
                }
            }

            impl Client {
                #constructors

                /// Calls what this crate does not have: a path below the base URL, with the same credentials, limits and errors.
                pub fn request(&self, method: Method, path: &str) -> Call<Json, Raw> {
                    self.inner.request(method, path)
                }

                #(#accessors)*
            }
        }
    }
}

/// Those of some names that are among the words, as identifiers.
pub(super) fn runtime_names(names: &[&str], words: &BTreeSet<String>) -> Vec<Ident> {
    let used = names.iter().filter(|name| words.contains(**name));
    used.map(|name| format_ident!("{name}")).collect()
}
