//! A payment provider on your machine, made from its spec.
//!
//! [`Sandbox::start`] takes a bundled OpenAPI 3.0 document and answers real HTTP on `127.0.0.1`: it finds the operation,
//! checks the credential, the parameters and the body against the spec's own schemas, and answers with the spec's examples.
//! It knows no provider: whatever it does, the document says, and two calls that are alike get the same. The laws stand on
//! this.
//!
//! [`Sandbox::start_keeping`] takes the rules of a provider beside it, and keeps what it is told: what was made is there, moves
//! through its states, and is told of to webhooks on this machine. A shop's own tests stand on that.
//!
//! # Layers
//!
//! | Layer | Modules | Does |
//! |---|---|---|
//! | document | [`spec`], [`schema`], [`json`] | reads the bundle; turns its schemas into JSON Schema; compares JSON values |
//! | wire | [`router`], [`validate`], [`answer`], [`idempotency`], [`journal`], [`server`] | one request in, one answer out, one entry in the journal |
//! | state | [`state`], [`pages`], [`univapay`], [`smartpay`] | between [`validate`] and [`answer`]: what is kept from call to call |
//!
//! The document layer is what `kessai-conformance` judges generated code with. It lives here because that crate depends on
//! this one, and because a sandbox and an oracle that read the same spec in two ways would prove nothing about either.
//!
//! # What the sandbox answers
//!
//! | Case | Answer |
//! |---|---|
//! | no such path, no such method | 404, 405 with `allow` |
//! | credential missing or of the wrong form | the operation's 401, else a plain 401 |
//! | parameter, header or body that breaks the spec, undeclared query parameter | the operation's 400, else a plain 400; every violation in `x-sandbox-violations` and in the journal |
//! | `x-sandbox-answer: 404/not-found` on a valid request | that documented answer |
//! | one that the state knows | what it comes to, held against the spec first |
//! | anything else | the first success status with its example: documented before composed, then by name |
//!
//! A credential is looked for where its scheme says, in a header, the query or a cookie, and kept nowhere. One that may be missing
//! must be of the right form if it is there.
//!
//! Answers that are the sandbox's own, not the provider's, carry the header `x-sandbox-problem`. [`Sandbox::choose`] and
//! `x-sandbox-answer` go before the state: with them faults are tried that no state leads to.
//!
//! # Idempotency
//!
//! Where the spec marks a header `x-idempotency-key: true`, the same key of the same sender on the same operation with the same
//! path, query and body gets the stored answer, with `x-sandbox-replayed: true`, a mark in the journal, and what
//! `x-idempotency-status` says of it. The same key of that sender with anything else, also on another operation, is a fault of
//! the caller. If the operation documents a conflict of keys (a 409 whose example's name or error code
//! speaks of idempotency) that is the answer; where the documentation is silent the sandbox answers 422, which is its own
//! strictness and no statement about the provider. Answers of 500 and above and of 429 are not stored, nor are the sandbox's own
//! and those to requests that broke the spec: none says that anything was done.

pub mod answer;
pub mod fault;
pub mod idempotency;
pub mod journal;
pub mod json;
pub mod pages;
pub mod parameters;
pub mod provider;
pub mod router;
pub mod schema;
pub mod server;
pub mod smartpay;
pub mod spec;
pub mod state;
pub mod univapay;
pub mod validate;

pub use fault::{Error, Fault};
pub use journal::Exchange;
pub use server::Sandbox;
pub use state::Act;
