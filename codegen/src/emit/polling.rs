//! Answers that wait: what the runtime needs to know when they have come to an end.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::api::Operation;
use crate::names::OperationNames;

/// The impl by which an operation's calls can wait; none when it has no parameters to hang it on.
pub(super) fn polled(operation: &Operation, names: &OperationNames) -> Option<TokenStream> {
    let polling = operation.polling.as_ref()?;
    Context::optional_parameters(operation).next()?;
    let (parameters, parameter) = (&names.parameters, &polling.parameter);
    let members = polling.members.iter().map(|way| quote!(&[#(#way),*]));
    let pending = &polling.pending;
    Some(quote! {
        impl Polled for #parameters {
            const POLLING: Polling = Polling {
                parameter: Some(#parameter),
                members: &[#(#members),*],
                pending: &[#(#pending),*],
                ..Polling::DEFAULT
            };
        }
    })
}

/// What the documentation of a method says of waiting; none when it cannot be waited for.
pub(super) fn text(operation: &Operation) -> Option<String> {
    let polling = operation.polling.as_ref()?;
    let list = |texts: Vec<String>| texts.join(" or ");
    let members = polling
        .members
        .iter()
        .map(|way| format!("`{}`", way.join(".")));
    let pending = polling.pending.iter().map(|value| format!("`{value}`"));
    Some(format!(
        "[`wait`](Call::wait) reads it again and again while {} is {}.",
        list(members.collect()),
        list(pending.collect())
    ))
}
