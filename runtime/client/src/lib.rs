//! Calls of generated API clients.
//!
//! A generated crate describes its provider with constants, a [`Provider`] and an [`Operation`] for each
//! of its methods, and hands them to what is here: a [`Client`] holds what calls share, a [`Call`] gathers
//! the arguments of one, and one function, the same for every operation, executes it. What must hold for
//! money therefore holds in one place:
//!
//! * A secret leaves over https only, plain http being for this machine; redirects are not followed.
//! * A call carries the credentials that its operation needs and no other; one that needs none carries none.
//! * A write whose outcome nobody knows is [`ErrorKind::OutcomeUnknown`], never a failure.
//! * An idempotency key belongs to a call and is minted once, where the operation takes one.
//! * A call is sent again only where that cannot take effect twice, with the same key and the same bytes.
//! * A request that breaks its specification is not sent, and all that is wrong with it is named.
//! * An answer succeeds if its status is documented, its media type is right and its body decodes.
//! * A list ends where its provider says so, or with an error.
//! * Errors, `Debug` and traces show no secret, no header and no body.
//!
//! Requests leave through a [`Transport`]: `ReqwestTransport` over sockets, [`MemoryTransport`] in tests.
//! The [`guide`] explains all of it by subject.
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `rustls` (default) | HTTPS by rustls with ring and the roots of the system |
//! | `native-tls` | HTTPS by the TLS of the system; with both, rustls is used |
//! | `reqwest` | plain HTTP to this machine; part of both |
//! | `blocking` | calls, waits and lists that block a thread |
//! | `tracing` | a span for each call and an event for each attempt |
//! | `webhooks` | the verification of notifications |
//!
//! Without any of the first three a client needs a transport of yours.

mod answer;
mod base_url;
mod base_urls;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod card_numbers;
mod client;
mod clock;
mod credential;
mod download;
mod error;
mod execute;
pub mod guide;
mod header;
mod idempotency;
mod judge;
mod media_type;
mod operation;
mod paging;
mod polling;
mod provider;
mod raw;
mod received;
mod request;
mod response;
mod retry;
mod stream;
mod trace;
mod transport;
mod upload;
#[cfg(feature = "webhooks")]
pub mod webhooks;

#[cfg(feature = "blocking")]
pub use self::blocking::Blocking;
#[cfg(feature = "reqwest")]
pub use self::transport::ReqwestTransport;
pub use self::{
    builder::ClientBuilder,
    call::{Call, NoParameters},
    client::Client,
    clock::{Clock, SystemClock},
    credential::{Claims, CredentialParts, Credentials},
    download::Download,
    error::{Error, ErrorKind, Violation},
    header::Header,
    idempotency::IdempotencyStatus,
    operation::{
        Body, Content, Field, Layout, Location, Method, Operation, Parameter, Reply, Style,
    },
    paging::{Items, NextPage, Paged, Pages, Paging},
    polling::{Polled, Polling, Wait},
    provider::{Carrier, Claim, Credential, ErrorEnvelope, Part, Provider, Requirement},
    raw::Raw,
    received::{FromAnswer, Received},
    response::Response,
    stream::ByteStream,
    transport::{BoxFuture, Delivery, Limits, MemoryTransport, Transport, TransportError},
    upload::Upload,
};
pub use http;
pub use kessai_model as model;
