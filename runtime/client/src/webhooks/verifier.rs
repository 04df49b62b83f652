//! The checking of a notification.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::{
    base62,
    error::{WebhookError, WebhookErrorKind as Kind},
    hex,
    scheme::{Encoding, Scheme, Signature, Token},
    verified::Verified,
};

/// How far a timestamp may be from now unless set otherwise.
const TOLERANCE: Duration = Duration::from_secs(300);

/// Finds the secret of an endpoint.
type Secrets = dyn Fn(Option<&str>) -> Option<String> + Send + Sync;

/// Checks that notifications are a provider's. Make one and keep it.
pub struct Verifier {
    scheme: &'static Scheme,
    secret: Box<Secrets>,
    now: Box<dyn Fn() -> SystemTime + Send + Sync>,
    tolerance: Duration,
}

impl Verifier {
    /// Checks with one secret, whichever endpoint is notified: the signing secret or the token, as the
    /// provider shows it.
    pub fn new(scheme: &'static Scheme, secret: impl Into<String>) -> Self {
        let secret = secret.into();
        Self::with_secrets(scheme, move |_| Some(secret.clone()))
    }

    /// Checks with the secret of the endpoint that is notified, by its id, where the provider names it.
    ///
    /// The id is not verified when it is looked up: anyone can send any id.
    pub fn with_secrets(
        scheme: &'static Scheme,
        secret: impl Fn(Option<&str>) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            scheme,
            secret: Box::new(secret),
            now: Box::new(SystemTime::now),
            tolerance: TOLERANCE,
        }
    }

    /// How far a timestamp may be from now, in the past and in the future; 5 minutes unless set.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Takes the time from this clock instead of the system's.
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.now = Box::new(now);
        self
    }

    /// Checks what came: the headers, and the body byte for byte.
    ///
    /// # Errors
    /// When it is not certain that the provider sent this body, and just now; nothing of it may be used then.
    pub fn verify<'b>(
        &self,
        headers: &HeaderMap,
        body: &'b [u8],
    ) -> Result<Verified<'b>, WebhookError> {
        match self.scheme {
            Scheme::Signature(scheme) => self.signature(scheme, headers, body),
            Scheme::Token(scheme) => self.token(scheme, headers, body),
        }
    }

    fn signature<'b>(
        &self,
        scheme: &Signature,
        headers: &HeaderMap,
        body: &'b [u8],
    ) -> Result<Verified<'b>, WebhookError> {
        let signature = the(headers, scheme.signature)?;
        let timestamp = the(headers, scheme.timestamp)?;
        let endpoint = match scheme.endpoint {
            Some(name) => Some(text(name, the(headers, name)?)?),
            None => None,
        };
        let signature: [u8; 32] = hex::decode(signature.as_bytes())
            .ok_or_else(|| WebhookError::new(Kind::MalformedSignature, Some(scheme.signature)))?;
        let malformed = || WebhookError::new(Kind::MalformedTimestamp, Some(scheme.timestamp));
        let count = digits(timestamp.as_bytes()).ok_or_else(malformed)?;
        let signed_at = scheme.unit.moment(count).ok_or_else(malformed)?;
        let key = self.key(scheme, endpoint)?;
        // A key of any length is good for an HMAC.
        let mut mac = Hmac::<Sha256>::new_from_slice(&key)
            .map_err(|_| WebhookError::new(Kind::MalformedSecret, None))?;
        mac.update(timestamp.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.verify_slice(&signature)
            .map_err(|_| WebhookError::new(Kind::WrongSignature, Some(scheme.signature)))?;
        // Last, so that only the provider learns what time it is here.
        if self.distance(signed_at) > self.tolerance {
            return Err(WebhookError::new(
                Kind::StaleTimestamp,
                Some(scheme.timestamp),
            ));
        }
        Ok(Verified {
            body,
            endpoint: endpoint.map(str::to_owned),
            signed_at: Some(signed_at),
        })
    }

    fn token<'b>(
        &self,
        scheme: &Token,
        headers: &HeaderMap,
        body: &'b [u8],
    ) -> Result<Verified<'b>, WebhookError> {
        let given = the(headers, scheme.header)?;
        let secret = self.secret(None)?;
        if secret.is_empty() {
            return Err(WebhookError::new(Kind::MalformedSecret, None));
        }
        let expected = [scheme.prefix, &secret].concat();
        // Comparing digests hides how long the token is.
        let (given, expected) = (Sha256::digest(given), Sha256::digest(expected));
        if !bool::from(given.ct_eq(&expected)) {
            return Err(WebhookError::new(Kind::WrongToken, Some(scheme.header)));
        }
        Ok(Verified {
            body,
            endpoint: None,
            signed_at: None,
        })
    }

    fn key(&self, scheme: &Signature, endpoint: Option<&str>) -> Result<Vec<u8>, WebhookError> {
        let secret = self.secret(endpoint)?;
        let key = match scheme.secret {
            Encoding::Text => Some(secret.into_bytes()),
            Encoding::Base62 { bytes } => base62::decode(&secret, bytes),
        };
        // Without a key anyone can sign.
        let key = key.filter(|key| !key.is_empty());
        key.ok_or_else(|| WebhookError::new(Kind::MalformedSecret, None))
    }

    fn secret(&self, endpoint: Option<&str>) -> Result<String, WebhookError> {
        (self.secret)(endpoint).ok_or_else(|| WebhookError::new(Kind::UnknownEndpoint, None))
    }

    fn distance(&self, moment: SystemTime) -> Duration {
        let now = (self.now)();
        now.duration_since(moment)
            .unwrap_or_else(|ahead| ahead.duration())
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("scheme", &self.scheme)
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

/// The one value of a header.
fn the<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<&'h HeaderValue, WebhookError> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => Ok(value),
        (None, _) => Err(WebhookError::new(Kind::MissingHeader, Some(name))),
        (Some(_), Some(_)) => Err(WebhookError::new(Kind::DuplicateHeader, Some(name))),
    }
}

fn text<'h>(name: &'static str, value: &'h HeaderValue) -> Result<&'h str, WebhookError> {
    let text = value.to_str();
    text.map_err(|_| WebhookError::new(Kind::MalformedEndpoint, Some(name)))
}

/// A decimal number without sign, space or needless zeros.
fn digits(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let canonical = text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    canonical.then(|| text.parse().ok())?
}
