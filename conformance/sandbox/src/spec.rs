//! What a bundled document says about operations: paths, parameters, bodies, answers, credentials.
//!
//! Schemas are not read here; a place names its schema by JSON Pointer and [`crate::schema`] turns it into a validator.

mod operation;
mod place;
mod read;
mod security;
mod webhooks;

use serde_json::Value;

use crate::Fault;

pub use operation::{
    Body, Example, Header, KeyStatus, Location, Media, Operation, Origin, Pagination, Parameter,
    Response, Status, Style,
};
pub use place::{local_pointer, pointer_step};
pub use security::{Carrier, Part, Scheme};
pub use webhooks::{Event, Proof, Signature, Webhooks};

/// Every operation of a document.
#[derive(Clone, Debug)]
pub struct Spec {
    /// In order of path, then of method as the document's map has them.
    pub operations: Vec<Operation>,
    /// Path of the first server, without a slash at its end: `/v1`, or empty.
    pub base_path: String,
    /// The member of an error body that holds its code, from `x-error`.
    pub error_code: Option<String>,
    /// The member that holds its details, from `x-error`.
    pub error_details: Option<String>,
    /// What the provider posts by itself, from `x-webhook`.
    pub webhooks: Option<Webhooks>,
}

impl Spec {
    /// Reads a bundled OpenAPI 3.0 document.
    ///
    /// # Errors
    ///
    /// Every fault that would leave an operation half understood: a missing or doubled operationId, a reference to nothing,
    /// a status that is none, a security scheme the sandbox cannot check.
    pub fn read(bundle: &Value) -> Result<Self, Vec<Fault>> {
        read::spec(bundle)
    }

    /// The operation of that operationId.
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }
}

#[cfg(test)]
mod tests;
