//! What all operations of one provider have in common, as constants of its generated crate.

use crate::idempotency::IdempotencyStatus;

/// One provider: where it is, how it knows its caller, and how it reports errors.
///
/// Generated crates hold one constant of this type and hand it to [`Client::builder`](crate::Client::builder).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Name of the generated crate; begins the `user-agent` header.
    pub name: &'static str,
    /// Version of the generated crate; stands beside the name in the `user-agent` header.
    pub version: &'static str,
    /// Where requests go unless [`ClientBuilder::base_url`](crate::ClientBuilder::base_url) says otherwise.
    pub base_url: &'static str,
    /// Where the requests of some operations go instead: every [`base_url`](crate::Operation::base_url) that an operation has of its own. A path is
    /// at the host of the usual address, whichever that is.
    pub other_base_urls: &'static [&'static str],
    /// Every credential that a client may have; empty when the provider asks nobody who they are.
    pub credentials: &'static [Credential],
    /// What authorizes a call of an operation that says nothing else of its [security](crate::Operation::security): any one
    /// of these. Empty, it needs no credential.
    pub security: &'static [Requirement],
    /// Whether there are operations that can be called without a credential, so that a client may have none.
    pub anonymous: bool,
    /// Where an error body keeps its code and message; `None` when that is not known.
    pub error: Option<ErrorEnvelope>,
    /// How answers say what became of an idempotency key; `None` when they do not.
    pub idempotency_status: Option<IdempotencyStatus>,
}

impl Provider {
    /// A provider without a name: what a description leaves out, by `..Provider::DEFAULT`.
    pub const DEFAULT: Self = Self {
        name: "",
        version: "",
        base_url: "",
        other_base_urls: &[],
        credentials: &[],
        security: &[],
        anonymous: false,
        error: None,
        idempotency_status: None,
    };
}

/// One way to be authorized: the [schemes](Credential::scheme) of the credentials that a request carries, all of them. Empty,
/// it carries none.
pub type Requirement = &'static [&'static str];

/// How a request is authorized: a prefix and a secret of one or several parts, somewhere in the request.
///
/// This describes the secret; it never holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The name of the security scheme in the specification; [requirements](Requirement) use it.
    pub scheme: &'static str,
    /// What people call it, such as `secret key`; errors use this name.
    pub name: &'static str,
    /// What carries it.
    pub carrier: Carrier,
    /// What stands before the secret, with its space, such as `Bearer `; may be empty.
    pub prefix: &'static str,
    /// Whether the secret is sent as base64. Then no part may hold what stands between it and the next.
    pub base64: bool,
    /// What it consists of, in the order in which it is sent.
    pub parts: &'static [Part],
}

impl Credential {
    /// A secret in the `authorization` header: what a description leaves out, by `..Credential::DEFAULT`.
    pub const DEFAULT: Self = Self {
        scheme: "",
        name: "",
        carrier: Carrier::Header("authorization"),
        prefix: "",
        base64: false,
        parts: &[],
    };
}

/// What carries a credential, with its name there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A header, such as `authorization`.
    Header(&'static str),
    /// A parameter of the query.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
}

/// A part of a credential, or all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What people call it; the credential's own name if it has no other part.
    pub name: &'static str,
    /// What stands between it and the part before it, if that is there.
    pub separator: &'static str,
    /// A regular expression that every well-formed one matches.
    pub pattern: Option<&'static str>,
    /// The environment variable that [`ClientBuilder::credential_from_env`](crate::ClientBuilder::credential_from_env) reads.
    pub environment: &'static str,
    /// Whether it may be missing.
    pub optional: bool,
    /// The claims that path parameters are taken from, where a call leaves them out. A part with claims is a JSON Web Token.
    pub claims: &'static [Claim],
}

impl Part {
    /// A part without a name: what a description leaves out, by `..Part::DEFAULT`.
    pub const DEFAULT: Self = Self {
        name: "",
        separator: "",
        pattern: None,
        environment: "",
        optional: false,
        claims: &[],
    };
}

/// A claim of a JSON Web Token that holds what a path parameter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The claim, such as `store_id`.
    pub name: &'static str,
    /// The path parameter, such as `storeId`.
    pub parameter: &'static str,
}

/// The members of an error body that say what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorEnvelope {
    /// Member that holds the error code, when there is one.
    pub code: Option<&'static str>,
    /// Member that holds the message, when there is one.
    pub message: Option<&'static str>,
}
