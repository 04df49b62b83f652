//! The spec's schemas as validators: OpenAPI 3.0 in, JSON Schema 2020-12 out.
//!
//! A schema is turned where it stands, so the pointer in a [`Violation`] is the place in the spec. It is turned once per
//! [`Direction`]: a required `readOnly` member is not required of a request, a required `writeOnly` one not of a response.

mod convert;
mod document;
mod validator;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use jsonschema::{Draft, Registry};
use serde_json::{Value, json};

use crate::Fault;

pub use validator::{Validator, Violation};

/// Who sends the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The merchant, to the provider.
    Request,
    /// The provider, to the merchant: answers and webhooks.
    Response,
}

/// Every schema of a bundled document, ready to become validators.
pub struct Schemas {
    request: Registry<'static>,
    response: Registry<'static>,
    ready: Mutex<BTreeMap<(Direction, String), Arc<Validator>>>,
}

const REQUEST: &str = "spec:/request";
const RESPONSE: &str = "spec:/response";

impl Schemas {
    /// Turns every schema of a bundled OpenAPI 3.0 document.
    ///
    /// # Errors
    ///
    /// Every schema fault: an unknown keyword, a keyword of the wrong shape, a reference to nothing or out of the document.
    pub fn read(bundle: &Value) -> Result<Self, Vec<Fault>> {
        let request = document::convert(bundle, Direction::Request);
        let response = document::convert(bundle, Direction::Response);
        match (request, response) {
            (Ok(request), Ok(response)) => Ok(Self {
                request: registry(REQUEST, request)?,
                response: registry(RESPONSE, response)?,
                ready: Mutex::default(),
            }),
            (request, response) => {
                let mut faults: Vec<Fault> = [request, response]
                    .into_iter()
                    .filter_map(Result::err)
                    .flatten()
                    .collect();
                faults.sort();
                faults.dedup();
                Err(faults)
            }
        }
    }

    /// The validator of the schema at `pointer`, a JSON Pointer into the bundle such as `/components/schemas/Order`. It is
    /// built once and shared from then on.
    ///
    /// # Errors
    ///
    /// No schema at that place, or one that JSON Schema refuses (a pattern that is not a regular expression, say).
    pub fn at(&self, direction: Direction, pointer: &str) -> Result<Arc<Validator>, Fault> {
        let key = (direction, pointer.to_owned());
        if let Some(validator) = self
            .ready
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Ok(Arc::clone(validator));
        }
        let (registry, base) = match direction {
            Direction::Request => (&self.request, REQUEST),
            Direction::Response => (&self.response, RESPONSE),
        };
        let inner = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(registry)
            .should_validate_formats(true)
            .offline()
            .build(&json!({ "$ref": format!("{base}#{}", fragment(pointer)) }))
            .map_err(|error| Fault::new(pointer, format!("not a usable schema: {error}")))?;
        let validator = Arc::new(Validator::new(inner, pointer));
        self.ready
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, Arc::clone(&validator));
        Ok(validator)
    }
}

impl std::fmt::Debug for Schemas {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schemas").finish_non_exhaustive()
    }
}

fn registry(base: &str, document: Value) -> Result<Registry<'static>, Vec<Fault>> {
    Registry::new()
        .add(base, Draft::Draft202012.create_resource(document))
        .and_then(jsonschema::RegistryBuilder::prepare)
        .map_err(|error| {
            vec![Fault::new(
                "",
                format!("the schemas do not hold together: {error}"),
            )]
        })
}

/// A JSON Pointer as a URI fragment.
fn fragment(pointer: &str) -> String {
    let mut text = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/$&'()*+,;=:@".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests;
