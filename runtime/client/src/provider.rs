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
    /// Where the requests of some operations go instead: every [`base_url`](crate::Operation::base_url) that an operation has of its own.
    pub other_base_urls: &'static [&'static str],
    /// How a request is authorized; `None` when the provider asks nobody who they are.
    pub credential: Option<Credential>,
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
        credential: None,
        error: None,
        idempotency_status: None,
    };
}

/// How a request is authorized: one header that carries a prefix and a secret of one or several parts.
///
/// This describes the secret; it never holds one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// What people call it, such as `secret key`; errors use this name.
    pub name: &'static str,
    /// The header that carries it, such as `authorization`.
    pub header: &'static str,
    /// What stands before the secret in the header, with its space, such as `Bearer `; may be empty.
    pub prefix: &'static str,
    /// What it consists of, in the order in which the header carries it.
    pub parts: &'static [Part],
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
