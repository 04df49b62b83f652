//! Tables by which conformance reaches generated code by the names of the specification.
//!
//! Each provider's registry crate holds one [`Registry`]: its [`Body`] entries decode and encode a document
//! with the type generated for it, its [`CallEntry`] entries make a call of an operation from a case, its
//! [`WebhookEntry`] verifies and reads what the provider sends by itself. Nothing here judges; the laws do.

mod body;
mod call;
mod webhook;

pub use kessai_model::to_vec;

pub use self::{
    body::{Body, Recoded, Subject, debug, recode},
    call::{Answer, Arguments, CallEntry, CallError},
    webhook::{Notification, WebhookEntry},
};

/// Everything conformance can reach of one provider.
#[derive(Clone, Copy, Debug)]
pub struct Registry {
    /// The provider, to make clients of.
    pub provider: &'static kessai_client::Provider,
    /// Every type that stands for a document, in the order of the specification.
    pub bodies: &'static [Body],
    /// Every operation, in the order of the specification.
    pub calls: &'static [CallEntry],
    /// Notifications, of a provider that sends any.
    pub webhook: Option<WebhookEntry>,
}

impl Registry {
    /// The entry for this document.
    pub fn body(&self, subject: &Subject) -> Option<&'static Body> {
        self.bodies.iter().find(|body| body.subject == *subject)
    }

    /// The entry for this operation.
    pub fn call(&self, operation: &str) -> Option<&'static CallEntry> {
        self.calls.iter().find(|call| call.operation == operation)
    }
}
