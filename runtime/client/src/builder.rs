//! The making of a client: every setting is checked here, before anything is sent.

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use http::HeaderValue;

use crate::{
    base_urls::BaseUrls,
    client::{Client, Inner},
    clock::{Clock, SystemClock},
    credential::{self, Credentials, Secrets},
    error::Error,
    provider::Provider,
    retry::Retries,
    transport::{Limits, Transport},
};

/// Longest time for one attempt unless set otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Largest body of a response unless set otherwise, in bytes.
const RESPONSE_LIMIT: usize = 16 << 20;

/// Settings of a client: of a [`Client`], or of the type `C` by which a generated crate wraps it.
#[must_use = "a builder makes a client when `build` is called"]
pub struct ClientBuilder<C = Client> {
    provider: &'static Provider,
    credential: Result<Credentials, Error>,
    base_url: Option<String>,
    base_urls: Vec<(String, String)>,
    transport: Option<Arc<dyn Transport>>,
    user_agent: Option<String>,
    limits: Limits,
    retries: Retries,
    clock: Arc<dyn Clock>,
    made: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// Begins a client of this provider.
    pub fn new(provider: &'static Provider) -> Self {
        Self {
            provider,
            credential: Ok(Credentials::new()),
            base_url: None,
            base_urls: Vec::new(),
            transport: None,
            user_agent: None,
            limits: Limits::new(RESPONSE_LIMIT, Some(TIMEOUT)),
            retries: Retries::default(),
            clock: Arc::new(SystemClock),
            made: PhantomData,
        }
    }

    /// What authorizes calls: a text, or the parts that the provider's credential has; of a provider that takes several
    /// credentials, those of them that you have.
    ///
    /// Each call carries what its operation needs of them, and a call that needs none carries none.
    pub fn credential(mut self, credential: impl Into<Credentials>) -> Self {
        self.credential = Ok(credential.into());
        self
    }

    /// Takes the credential from the environment variables that the provider's description names; of a provider that takes
    /// several, those that are set.
    pub fn credential_from_env(mut self) -> Self {
        self.credential = credential::from_environment(self.provider);
        self
    }

    /// Where requests go instead of to the provider: a proxy of yours, or a sandbox on this machine.
    ///
    /// An absolute https address without user name, query and fragment. Plain http is taken for
    /// `localhost`, `127.0.0.0/8` and `[::1]` alone.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Where those requests go that belong to one address of the provider's, as the provider's description has it, wherever the others go:
    /// for providers with several addresses.
    pub fn base_url_instead_of(
        mut self,
        documented: impl Into<String>,
        base_url: impl Into<String>,
    ) -> Self {
        self.base_urls.push((documented.into(), base_url.into()));
        self
    }

    /// Sends requests with this transport instead of the built-in one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Longest time for one attempt, from connecting to the last byte of the answer; 60 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = Some(timeout);
        self
    }

    /// Longest time for a call with all of its attempts and the waits between them; 120 seconds unless set.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.retries.deadline = deadline;
        self
    }

    /// Most times a call is sent again after its first attempt, where that is safe; 2 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.retries.max = retries;
        self
    }

    /// Longest waits between attempts: before the second attempt, from where they double, and before any.
    /// Half a second and 8 seconds unless set.
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.retries.backoff.first = first;
        self.retries.backoff.longest = longest;
        self
    }

    /// Picks the wait between attempts instead of chance: given the longest, returns one that is not longer.
    pub fn jitter(mut self, pick: impl Fn(Duration) -> Duration + Send + Sync + 'static) -> Self {
        self.retries.backoff.jitter = Box::new(pick);
        self
    }

    /// Takes the time from this clock instead of the system's, and waits with it.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Largest body of a response, in bytes; 16 MiB unless set. Nothing is decompressed.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Your program, such as `storefront/2.1`: put before the crates' own names in the `user-agent` header.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    /// [`Configuration`](crate::ErrorKind::Configuration) if a credential is missing or does not have its
    /// form, if a base URL could give it away or stands for an address that the provider does not have, or if there is no transport for a
    /// base URL.
    pub fn build(self) -> Result<C, Error> {
        let provider = self.provider;
        let secrets = Secrets::new(provider, self.credential?)?;
        let base_urls = BaseUrls::new(provider, self.base_url.as_deref(), &self.base_urls)
            .map_err(|problem| Error::configuration(format!("the base URL {problem}")))?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => built_in(&base_urls)?,
        };
        Ok(C::from(Client {
            given: None,
            inner: Arc::new(Inner {
                provider,
                base_urls,
                secrets,
                transport,
                limits: self.limits,
                retries: self.retries,
                clock: self.clock,
                user_agent: user_agent(provider, self.user_agent.as_deref())?,
                #[cfg(feature = "blocking")]
                worker: crate::blocking::Worker::default(),
            }),
        }))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A base URL that is not checked yet may hold a password.
        f.debug_struct("ClientBuilder")
            .field("provider", &self.provider.name)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

fn user_agent(provider: &Provider, product: Option<&str>) -> Result<HeaderValue, Error> {
    let (between, product) = product.map_or(("", ""), |product| (" ", product));
    let text = format!(
        "{product}{between}{}/{} {}/{}",
        provider.name,
        provider.version,
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    );
    HeaderValue::try_from(text).map_err(|_| {
        Error::configuration("the user agent holds characters that a header cannot carry")
    })
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn built_in(base_urls: &BaseUrls) -> Result<Arc<dyn Transport>, Error> {
    use crate::transport::ReqwestTransport;

    Ok(Arc::new(if base_urls.are_plain() {
        ReqwestTransport::loopback()?
    } else {
        ReqwestTransport::new()?
    }))
}

#[cfg(all(
    feature = "reqwest",
    not(any(feature = "rustls", feature = "native-tls"))
))]
fn built_in(base_urls: &BaseUrls) -> Result<Arc<dyn Transport>, Error> {
    if base_urls.are_plain() {
        return Ok(Arc::new(crate::transport::ReqwestTransport::loopback()?));
    }
    Err(Error::configuration(
        "the base URL begins with https://, but TLS is not built in: switch on the feature `rustls` or `native-tls`",
    ))
}

#[cfg(not(feature = "reqwest"))]
fn built_in(_: &BaseUrls) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::configuration(
        "there is no transport: switch on the feature `rustls` or `native-tls`, or give one to `transport`",
    ))
}
