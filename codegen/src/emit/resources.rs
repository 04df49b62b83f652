//! One module for each resource: a handle with a thin method for each operation.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::bodies::{self, Sent};
use super::polling;
use super::prose::{doc, sentence};
use crate::api::{Kind, Location, Operation, Parameter, Usage};
use crate::names::OperationNames;

impl Context<'_> {
    /// The operations of a resource.
    pub(super) fn operations_of(
        &self,
        resource: usize,
    ) -> impl Iterator<Item = (&Operation, &OperationNames)> {
        let operations = self.api.operations.iter().zip(&self.names.operations);
        operations.filter(move |(operation, _)| operation.resource == resource)
    }

    /// The handle of a resource with its methods, and what lists and waits need.
    pub(super) fn resource(&self, at: usize) -> TokenStream {
        let resource = &self.api.resources[at];
        let handle = &self.names.resources[at].handle;
        let operations: Vec<_> = self.operations_of(at).collect();
        let docs = doc(&match &resource.description {
            Some(description) => sentence(description),
            None => format!("Operations on {}.", resource.tag),
        });
        let methods = operations
            .iter()
            .map(|(operation, names)| self.methods(operation, names));
        let paged = operations
            .iter()
            .filter_map(|(operation, names)| self.paged(operation, names));
        let answers = operations
            .iter()
            .filter_map(|(operation, names)| self.answers(operation, names));
        let polled = operations
            .iter()
            .filter_map(|(operation, names)| polling::polled(operation, names));
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #handle<'a> {
                pub(crate) client: &'a kessai_client::Client,
            }

            impl #handle<'_> {
                #(#methods)*
            }

            #(#paged)*
            #(#answers)*
            #(#polled)*
        }
    }

    /// The methods that call an operation: one for each content that its body may have.
    fn methods(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        let Some(body) = &operation.body else {
            let mut text = self.operation_text(operation);
            text.push_str(&self.arguments_text(operation, names, None));
            text.push_str(&self.errors_text(operation));
            return self.method(operation, names, &names.method, &text, &Sent::default());
        };
        let contents = body.contents.iter().zip(&names.bodies).enumerate();
        let methods = contents.map(|(at, (content, own))| {
            let mut text = self.operation_text(operation);
            text.push_str(&self.arguments_text(operation, names, content.form.usage()));
            if let Some(about) = bodies::text(content, own) {
                text.push_str(&format!("\n\n{about}"));
            }
            text.push_str(&self.errors_text(operation));
            if let Some(example) = self.example(operation, names).filter(|_| at == 0) {
                text.push_str(&format!("\n\n# Example\n\n```no_run\n{example}\n```"));
            }
            let sent = self.sent(body, at, own);
            self.method(operation, names, &own.method, &text, &sent)
        });
        methods.collect()
    }

    fn method(
        &self,
        operation: &Operation,
        names: &OperationNames,
        method: &Ident,
        text: &str,
        sent: &Sent,
    ) -> TokenStream {
        let constant = &names.constant;
        let Sent {
            arguments: body_arguments,
            sets: body_sets,
        } = sent;
        let docs = doc(text);
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let answer = self.answer_type(operation, names);
        let paged = || self.paged(operation, names).is_some();
        let call = if Self::optional_parameters(operation).next().is_some() || paged() {
            let parameters = &names.parameters;
            quote!(Call<#answer, #parameters>)
        } else {
            quote!(Call<#answer>)
        };
        let required: Vec<_> = operation
            .parameters
            .iter()
            .zip(&names.arguments)
            .filter(|(parameter, _)| self.is_asked_for(parameter))
            .collect();
        let arguments = required.iter().map(|(parameter, argument)| {
            let ty = self.borrowed(parameter);
            quote! { #argument: #ty, }
        });
        let sets = required.iter().map(|(parameter, argument)| {
            let wire = &parameter.key;
            let value = if is_sized_reference(parameter) {
                quote!(#argument)
            } else {
                quote!(&#argument)
            };
            quote! { .param(#wire, #value) }
        });
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #(#arguments)* #body_arguments) -> #call {
                Call::new(self.client, &operations::#constant) #(#sets)* #body_sets
            }
        }
    }

    /// Whether a method asks for a parameter.
    pub(super) fn is_asked_for(&self, parameter: &Parameter) -> bool {
        parameter.required && !self.is_claimed(parameter)
    }

    pub(super) fn borrowed(&self, parameter: &Parameter) -> TokenStream {
        match &parameter.usage.kind {
            _ if is_copied(parameter) => self.rust_type(&parameter.usage),
            Kind::Text => quote!(&str),
            Kind::List(item) => {
                let item = self.rust_type(item);
                quote!(&[#item])
            }
            _ => {
                let ty = self.rust_type(&parameter.usage);
                quote!(&#ty)
            }
        }
    }

    /// The parameters a caller may leave out.
    pub(super) fn optional_parameters(
        operation: &Operation,
    ) -> impl Iterator<Item = (usize, &Parameter)> {
        operation
            .parameters
            .iter()
            .enumerate()
            .filter(|(_, parameter)| !parameter.required && parameter.location != Location::Path)
    }

    fn operation_text(&self, operation: &Operation) -> String {
        let mut text = match (&operation.summary, &operation.description) {
            (Some(summary), Some(description)) if summary != description => {
                format!("{}\n\n{description}", sentence(summary))
            }
            (Some(text), _) | (None, Some(text)) => sentence(text),
            (None, None) => format!("Calls `{}`.", operation.id),
        };
        text.push_str(&format!("\n\n`{} {}`", operation.method, operation.path));
        if operation.idempotency_header.is_some() {
            text.push_str(", with an idempotency key");
        }
        text.push('.');
        if let Some(credential) = self.credential_text(operation) {
            text.push_str(&format!("\n\n{credential}"));
        }
        if let Some(waits) = polling::text(operation) {
            text.push_str(&format!("\n\n{waits}"));
        }
        if operation.paging.is_some() {
            text.push_str("\n\n[`items`](Call::items) reads all pages, one after the other.");
        }
        text.push_str(&self.callbacks_text(operation));
        text
    }

    /// What is to be known of each argument beyond its name and its type.
    fn arguments_text(
        &self,
        operation: &Operation,
        names: &OperationNames,
        body: Option<&Usage>,
    ) -> String {
        let parameters = operation.parameters.iter().zip(&names.arguments);
        let parameters = parameters
            .filter(|(parameter, _)| self.is_asked_for(parameter))
            .map(|(parameter, argument)| (argument.to_string(), self.parameter_text(parameter)));
        let body = body.map(|usage| ("body".to_owned(), self.rules_in_words(usage).join(" ")));
        let told = parameters.chain(body).filter(|(_, text)| !text.is_empty());
        let told = told.map(|(argument, text)| {
            let text: Vec<&str> = text.split_whitespace().collect();
            format!("\n* `{argument}`: {}", text.join(" "))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            String::new()
        } else {
            format!("\n{}", told.concat())
        }
    }

    /// What answers that are no success say. The type that most of them have is named once.
    fn errors_text(&self, operation: &Operation) -> String {
        if operation.failures.is_empty() {
            return String::new();
        }
        let failures = operation.failures.iter();
        let failures: Vec<_> = failures
            .map(|failure| (failure, self.failure_text(failure)))
            .collect();
        let count = |types: &String| {
            let same = failures.iter();
            same.filter(|(_, own)| own.as_ref() == Some(types)).count()
        };
        let usual = failures
            .iter()
            .filter_map(|(_, types)| types.as_ref())
            .rev()
            .max_by_key(|types| count(types))
            .filter(|types| count(types) > 1);
        let mut text = "\n\n# Errors\n\nAnswers that are no success".to_owned();
        if let Some(types) = usual {
            text.push_str(&format!(", {types} unless they say otherwise"));
        }
        text.push_str(":\n");
        for (failure, types) in &failures {
            let description: Vec<_> = failure.description.lines().map(str::trim).collect();
            let holds = match types {
                Some(_) if types.as_ref() == usual => String::new(),
                Some(types) => format!(", {types}"),
                None if usual.is_some() => ", no body".to_owned(),
                None => String::new(),
            };
            let (statuses, description) = (&failure.statuses, description.join(" "));
            text.push_str(&format!("\n* {statuses}{holds}: {description}"));
        }
        text
    }
}

/// Whether a parameter is passed by value.
pub(super) fn is_copied(parameter: &Parameter) -> bool {
    matches!(
        parameter.usage.kind,
        Kind::Boolean | Kind::Integer | Kind::TimestampMillis
    )
}

/// Whether the argument is a reference that can stand for any encodable value as it is.
fn is_sized_reference(parameter: &Parameter) -> bool {
    !is_copied(parameter) && !matches!(parameter.usage.kind, Kind::Text | Kind::List(_))
}
