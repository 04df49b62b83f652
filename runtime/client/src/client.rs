//! A provider, with everything that its calls share.

use std::{fmt, sync::Arc};

use http::{HeaderMap, HeaderValue};
use kessai_model::Encode;

use crate::{
    base_urls::BaseUrls,
    builder::ClientBuilder,
    card_numbers,
    clock::Clock,
    credential::{Claims, Secrets},
    idempotency::Word,
    provider::Provider,
    retry::Retries,
    transport::{Limits, Transport},
};

/// A client of one provider: credentials, address, transport.
///
/// Cloning is cheap, and clones share the connections. Generated crates wrap it in a type of their own.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
    /// Path parameters of calls that leave them out.
    pub(crate) given: Option<Arc<Given>>,
}

/// Parameters by name.
type Given = Vec<(&'static str, Arc<dyn Encode + Send + Sync>)>;

pub(crate) struct Inner {
    pub(crate) provider: &'static Provider,
    pub(crate) base_urls: BaseUrls,
    pub(crate) secrets: Secrets,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) limits: Limits,
    pub(crate) user_agent: HeaderValue,
    pub(crate) retries: Retries,
    pub(crate) clock: Arc<dyn Clock>,
    #[cfg(feature = "blocking")]
    pub(crate) worker: crate::blocking::Worker,
}

impl Inner {
    /// The same text without the secrets and without card numbers: a provider may repeat what it was sent.
    pub(crate) fn redact(&self, text: &str) -> String {
        let text = card_numbers::redact(text);
        self.secrets.redact(text.as_ref())
    }

    /// What the provider says of the idempotency key.
    pub(crate) fn word(&self, headers: &HeaderMap) -> Word {
        self.provider
            .idempotency_status
            .map_or(Word::Nothing, |status| status.word(headers))
    }
}

impl Client {
    /// Begins a client of this provider.
    pub fn builder(provider: &'static Provider) -> ClientBuilder {
        ClientBuilder::new(provider)
    }

    /// The provider that this client calls.
    pub fn provider(&self) -> &'static Provider {
        self.inner.provider
    }

    /// What a credential says of itself, if a part of it is a JSON Web Token. It is not verified.
    pub fn claims(&self) -> Option<&Claims> {
        self.inner.secrets.claims()
    }

    /// A client that fills in this path parameter, where a call leaves it out, instead of taking it from the
    /// [claims](Self::claims). It shares everything else.
    #[must_use]
    pub fn with_parameter(
        &self,
        name: &'static str,
        value: impl Encode + Send + Sync + 'static,
    ) -> Self {
        let before = self.given.iter().flat_map(|given| given.iter());
        let others = before.filter(|(known, _)| *known != name).cloned();
        let given = others.chain([(name, Arc::new(value) as _)]).collect();
        Self {
            inner: Arc::clone(&self.inner),
            given: Some(Arc::new(given)),
        }
    }

    /// Where requests go, without a slash at the end; those of operations with an address of their own may go elsewhere.
    pub fn base_url(&self) -> &str {
        self.inner.base_urls.of(None).as_str()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("provider", &self.inner.provider.name)
            .field("base_url", &self.base_url())
            .field("credentials", &self.inner.secrets)
            .finish_non_exhaustive()
    }
}
