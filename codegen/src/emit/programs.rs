//! Small programs for the manual, made of a document's own operations, which the crates' documentation tests compile.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::client::runtime_names;
use super::models::words;
use super::polling;
use crate::api::Operation;
use crate::names::OperationNames;

/// What the runtime has for the types of answers and arguments.
const RUNTIME: [&str; 6] = [
    "Date",
    "Decimal",
    "Json",
    "Sensitive",
    "Timestamp",
    "TimestampMillis",
];

impl Context<'_> {
    /// Reads all items of a list.
    pub(super) fn list_program(&self) -> Option<String> {
        let (operation, names) =
            self.operation(|operation, names| self.paged(operation, names).is_some())?;
        let library = self.library("");
        let (parameters, call) = self.call(operation, names);
        self.program(&quote! {
            async fn all(client: &#library::Client, #parameters) -> Result<(), #library::Error> {
                let mut items = #call.items();
                while let Some(item) = items.try_next().await? {
                    println!("{item:?}");
                }
                Ok(())
            }
        })
    }

    /// Waits for an end.
    pub(super) fn wait_program(&self) -> Option<String> {
        let (operation, names) =
            self.operation(|operation, names| polling::polled(operation, names).is_some())?;
        let library = self.library("");
        let (parameters, call) = self.call(operation, names);
        let answer = self.answer_type(operation, names);
        self.program(&quote! {
            async fn end(client: &#library::Client, #parameters) -> Result<#answer, #library::Error> {
                let wait = #call.wait().deadline(std::time::Duration::from_secs(120));
                wait.await
            }
        })
    }

    /// Believes a notification, and looks at what it is about.
    pub(super) fn webhook_program(&self) -> Option<String> {
        let webhooks = self.api.webhooks.as_ref()?;
        self.subjects(webhooks.event)?;
        let names = self.names.webhooks.as_ref()?;
        let kinds = webhooks.kinds.iter().zip(&names.kinds);
        let (_, variant) = kinds.into_iter().find(|(kind, _)| kind.data.is_some())?;
        let (subject, event) = (&names.subject, self.names.type_name(webhooks.event));
        let library = self.library("");
        let program = printed(quote! {
            use #library::webhooks::verifier;
            use #library::{#event, #subject, http::HeaderMap};

            fn receive(
                secret: &str,
                headers: &HeaderMap,
                body: &[u8],
            ) -> Result<(), Box<dyn std::error::Error>> {
                let event: #event = verifier(secret).verify(headers, body)?.decode()?;
                match event.subject()? {
                    #subject::#variant(data) => println!("{data:?}"),
                    _ => println!("nothing to do"),
                }
                Ok(())
            }
        })?;
        // Without the feature there is nothing that the program could use.
        let frame = "# #[cfg(feature = \"webhooks\")]\n# mod example {\n";
        Some(format!("{frame}{program}# }}\n"))
    }

    /// The first operation without a body of which this holds; one that asks for nothing goes before one that does.
    fn operation(
        &self,
        holds: impl Fn(&Operation, &OperationNames) -> bool,
    ) -> Option<(&Operation, &OperationNames)> {
        let fits = |(operation, names): &(&Operation, &OperationNames)| {
            operation.body.is_none() && !operation.deprecated && holds(operation, names)
        };
        let asks = |(operation, _): &(&Operation, &OperationNames)| {
            let mut parameters = operation.parameters.iter();
            parameters.any(|parameter| self.is_asked_for(parameter))
        };
        let all = || self.api.operations.iter().zip(&self.names.operations);
        let mut free = all().filter(|one| fits(one) && !asks(one));
        free.next().or_else(|| all().find(fits))
    }

    /// What a function takes to make a call, and the call.
    fn call(&self, operation: &Operation, names: &OperationNames) -> (TokenStream, TokenStream) {
        let arguments = operation.parameters.iter().zip(&names.arguments);
        let asked: Vec<_> = arguments
            .filter(|(parameter, _)| self.is_asked_for(parameter))
            .collect();
        let parameters = asked.iter().map(|(parameter, argument)| {
            let ty = self.borrowed(parameter);
            quote!(#argument: #ty,)
        });
        let parameters = quote!(#(#parameters)*);
        let given: Vec<&Ident> = asked.iter().map(|(_, argument)| *argument).collect();
        let module = &self.names.resources[operation.resource].module;
        let method = &names.method;
        (parameters, quote!(client.#module().#method(#(#given),*)))
    }

    /// A function with the imports that its types need.
    fn program(&self, function: &TokenStream) -> Option<String> {
        let library = self.library("");
        let used = words(function);
        let mut imports = self.types_named_in(&used);
        let runtime = runtime_names(&RUNTIME, &used);
        imports.extend(&runtime);
        imports.sort();
        let imports = (!imports.is_empty()).then(|| quote! { use #library::{#(#imports),*}; });
        let map = used
            .contains("BTreeMap")
            .then(|| quote! { use std::collections::BTreeMap; });
        printed(quote! { #map #imports #function })
    }
}

/// A program as it is laid out, with a line between what it uses and what it does.
fn printed(tokens: TokenStream) -> Option<String> {
    let text = super::examples::printed(tokens)?;
    let end = text.rfind("\nuse ").map_or(0, |at| at + 1);
    if !text[end..].starts_with("use ") {
        return Some(text);
    }
    let end = end + text[end..].find(";\n")? + 2;
    Some(format!("{}\n{}", &text[..end], &text[end..]))
}
