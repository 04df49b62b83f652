//! Notifications that a provider sends: proof that it was the provider, before anything is read.
//!
//! A generated crate describes how its provider signs with a [`Scheme`]; a [`Verifier`] checks the headers
//! and the bytes of what came, and gives back a [`Verified`] body, which decodes into the provider's event.
//! There is no other way to one, so what is read has been verified.
//!
//! * Signatures and tokens are compared in constant time.
//! * The bytes are verified as they came: parsing and writing JSON again makes other bytes.
//! * A signature is good for a time only, so that what was recorded cannot be played back later.
//! * A header that stands twice is refused: another reader might take the other one.
//! * Errors say what was wrong, never a secret, a token or a body.
//!
//! ```
//! use std::time::Duration;
//!
//! use kessai_client::{
//!     model::Json,
//!     webhooks::{Encoding, Scheme, Signature, Unit, Verifier, WebhookError},
//! };
//!
//! static SHOP: Scheme = Scheme::Signature(Signature {
//!     signature: "shop-signature",
//!     timestamp: "shop-timestamp",
//!     endpoint: Some("shop-endpoint"),
//!     unit: Unit::Milliseconds,
//!     secret: Encoding::Base62 { bytes: 30 },
//! });
//!
//! fn receive(headers: &http::HeaderMap, body: &[u8]) -> Result<Json, WebhookError> {
//!     let secret = "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB";
//!     let verifier = Verifier::with_secrets(&SHOP, |endpoint| {
//!         (endpoint == Some("endpoint_1")).then(|| secret.to_owned())
//!     })
//!     .tolerance(Duration::from_secs(120));
//!     verifier.verify(headers, body)?.decode()
//! }
//! # assert!(receive(&http::HeaderMap::new(), b"{}").is_err());
//! ```

mod base62;
mod error;
mod hex;
mod scheme;
mod verified;
mod verifier;

pub use self::{
    error::{WebhookError, WebhookErrorKind},
    scheme::{Encoding, Scheme, Signature, Token, Unit},
    verified::Verified,
    verifier::Verifier,
};
