//! Calls of generated API clients.
//!
//! A generated crate describes its provider with constants, a [`Provider`] and an [`Operation`] for each
//! of its methods, and hands them to what is here: a [`Client`] holds what calls share, a [`Call`] gathers
//! the arguments of one, and one function, the same for every operation, executes it. What must hold for
//! money therefore holds in one place:
//!
//! * A secret leaves over https only, plain http being for this machine; redirects are not followed.
//! * A write whose outcome nobody knows is [`ErrorKind::OutcomeUnknown`], never a failure.
//! * An idempotency key belongs to a call and is minted once, where the operation takes one.
//! * A request that breaks its specification is not sent, and all that is wrong with it is named.
//! * An answer succeeds if its status is documented, its media type is right and its body decodes.
//! * Errors and `Debug` show no secret, no header and no body.
//!
//! Requests leave through a [`Transport`]: `ReqwestTransport` over sockets, [`MemoryTransport`] in tests.
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `rustls` (default) | HTTPS by rustls with ring and the roots of the system |
//! | `native-tls` | HTTPS by the TLS of the system; with both, rustls is used |
//! | `reqwest` | plain HTTP to this machine; part of both |
//!
//! Without any of them a client needs a transport of yours.

mod answer;
mod base_url;
mod builder;
mod call;
mod client;
mod credential;
mod error;
mod execute;
mod idempotency;
mod operation;
mod provider;
mod request;
mod response;
mod transport;

#[cfg(feature = "reqwest")]
pub use self::transport::ReqwestTransport;
pub use self::{
    builder::ClientBuilder,
    call::{Call, NoParameters},
    client::Client,
    error::{Error, ErrorKind, Violation},
    operation::{Body, Location, Method, Operation, Parameter, Style, Success},
    provider::{Credential, ErrorEnvelope, Provider},
    response::Response,
    transport::{BoxFuture, Delivery, Limits, MemoryTransport, Transport, TransportError},
};
pub use kessai_model as model;
