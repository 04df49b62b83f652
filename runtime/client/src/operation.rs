//! What one operation looks like on the wire, as a constant of its generated crate.

mod content;
mod parameter;
mod reply;

pub use self::{
    content::{Content, Field, Layout},
    parameter::{Location, Parameter, Style},
    reply::{Body, Reply},
};

use crate::provider::Requirement;

/// One operation of a provider.
///
/// A description only: [`Call`](crate::Call) gathers the arguments, and one function executes all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The operation's id in the specification, such as `createOrder`; errors begin with it.
    pub id: &'static str,
    /// The request method.
    pub method: Method,
    /// The path below the base URL, with parameters in braces, such as `/orders/{orderId}`.
    pub path: &'static str,
    /// Where its requests go when that is not where the others of the provider go: one of the provider's
    /// [`other_base_urls`](crate::Provider::other_base_urls).
    pub base_url: Option<&'static str>,
    /// Every parameter the operation has.
    pub parameters: &'static [Parameter],
    /// The header that carries the idempotency key, if the provider honours one here. Ignored on reads.
    pub idempotency_header: Option<&'static str>,
    /// How the body of its requests is written; the first of them unless a call [picks](crate::Call::content) another.
    pub contents: &'static [Content],
    /// What authorizes it: any one of these, and without any it carries no credential. `None` is what holds for the
    /// [provider](crate::Provider::security) as a whole.
    pub security: Option<&'static [Requirement]>,
    /// What the credential must have for it: names of its [parts](crate::Part), or of claims.
    pub needs: &'static [&'static str],
    /// What the credential must not have for it, named likewise.
    pub needs_no: &'static [&'static str],
    /// Every documented success.
    pub success: &'static [Reply],
    /// The documented failures, where the provider's differ in what their bodies are: see
    /// [`Error::body_as`](crate::Error::body_as).
    pub failures: &'static [Reply],
}

impl Operation {
    /// A read of nothing: what a description leaves out, by `..Operation::DEFAULT`.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::Get,
        path: "",
        base_url: None,
        parameters: &[],
        idempotency_header: None,
        contents: &[Content::JSON],
        security: None,
        needs: &[],
        needs_no: &[],
        success: &[],
        failures: &[],
    };

    /// The header for the idempotency key, on operations that change something.
    pub(crate) fn key_header(&self) -> Option<&'static str> {
        self.idempotency_header.filter(|_| self.method.writes())
    }
}

/// A request method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are HTTP's own")]
pub enum Method {
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
    Trace,
}

impl Method {
    /// The method's name on the wire, such as `GET`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Trace => "TRACE",
        }
    }

    /// Whether a request with this method may change something at the provider.
    ///
    /// False for the methods that HTTP calls safe.
    pub fn writes(self) -> bool {
        matches!(self, Self::Delete | Self::Patch | Self::Post | Self::Put)
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Delete => Self::DELETE,
            Method::Get => Self::GET,
            Method::Head => Self::HEAD,
            Method::Options => Self::OPTIONS,
            Method::Patch => Self::PATCH,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Trace => Self::TRACE,
        }
    }
}
