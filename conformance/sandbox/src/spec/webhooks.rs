//! What the provider posts by itself, as `x-webhook` says it.

use std::collections::BTreeMap;

use super::Example;

/// The deliveries of a provider.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// How a delivery is proved to be the provider's.
    pub proof: Proof,
    /// Name of the component of every delivery's body.
    pub schema: String,
    /// JSON Pointer into the body, of the event's type.
    pub type_: String,
    /// JSON Pointer into the body, of the event's data.
    pub data: String,
    /// The header with the id that all deliveries of one event share.
    pub id_header: Option<String>,
    /// JSON Pointer into the body, of that id.
    pub id: Option<String>,
    /// The types of events.
    pub events: BTreeMap<String, Event>,
}

/// How a delivery is proved to be the provider's.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A signature, in hexadecimal digits, by HMAC with SHA-256.
    Signature(Signature),
    /// A token that both know.
    Token {
        /// The header, in lower case.
        header: String,
        /// What stands before the token.
        prefix: String,
    },
}

/// What is signed, how, and where it is said. Names of headers are in lower case.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The header of the signature.
    pub header: String,
    /// The header of the time of signing.
    pub timestamp: String,
    /// Whether that time counts milliseconds, and not seconds.
    pub milliseconds: bool,
    /// The header of the endpoint's id.
    pub endpoint: Option<String>,
    /// Bytes of the key, where the secret is a number in base 62; else its text is the key.
    pub base62_bytes: Option<usize>,
    /// What is signed, with `{timestamp}` and `{body}` in it.
    pub message: String,
}

/// One type of event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Name of the component of its body, where it is a narrower one than that of every delivery.
    pub schema: Option<String>,
    /// Name of the component of its data, where its form is known.
    pub data: Option<String>,
    /// Whole bodies.
    pub examples: Vec<Example>,
    /// Where it stands in the document.
    pub pointer: String,
}
