//! One try at a verifier.

use std::time::{Duration, SystemTime};

use kessai_client::webhooks::WebhookErrorKind;

use super::signer::{self, Post};
use crate::spec::Proof;
use crate::values::Dice;

/// How far a timestamp may be from now.
pub(super) const TOLERANCE: Duration = Duration::from_secs(90);

/// What a shop and the provider have agreed on.
pub(super) struct Agreed<'w> {
    /// How deliveries are proved.
    pub(super) proof: &'w Proof,
    /// The secret of the endpoint, or the token.
    pub(super) secret: String,
    /// The secret of another endpoint.
    pub(super) other_secret: String,
    /// The timestamp of deliveries.
    pub(super) timestamp: String,
    /// The moment that the timestamp tells.
    pub(super) now: SystemTime,
}

impl<'w> Agreed<'w> {
    /// Secrets by chance that can be had again.
    pub(super) fn new(proof: &'w Proof, seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ super::super::generated::fingerprint("webhooks"));
        let (count, now) = match proof {
            Proof::Signature(signature) => signer::signed_at(signature),
            Proof::Token { .. } => (0, SystemTime::UNIX_EPOCH),
        };
        Self {
            proof,
            secret: signer::secret(proof, &mut dice),
            other_secret: signer::secret(proof, &mut dice),
            timestamp: count.to_string(),
            now,
        }
    }

    /// A body, truly proved.
    pub(super) fn post(&self, body: &[u8]) -> Option<Post> {
        signer::post(self.proof, &self.secret, self.timestamp.as_bytes(), body)
    }

    /// A try with what is agreed on, at the moment of the timestamp.
    pub(super) fn attempt(&self, kind: &'static str, at: impl Into<String>, post: Post) -> Attempt {
        Attempt {
            kind,
            at: at.into(),
            post,
            secret: self.secret.clone(),
            now: self.now,
            must: Must::Refuse,
        }
    }
}

/// One try: what arrives, and what must come of it.
pub(super) struct Attempt {
    /// What is particular about it, as a stratum.
    pub(super) kind: &'static str,
    /// Which of its kind it is.
    pub(super) at: String,
    /// What arrives.
    pub(super) post: Post,
    /// The secret that the shop believes in.
    pub(super) secret: String,
    /// The moment at which it arrives.
    pub(super) now: SystemTime,
    /// What must come of it.
    pub(super) must: Must,
}

/// What must come of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Must {
    /// It is believed, and read.
    Pass,
    /// It is not believed, for whatever reason.
    Refuse,
    /// It is not believed, for this reason, which is about this header.
    RefuseFor(WebhookErrorKind, String),
    /// It is believed, and is no event.
    NoEvent,
}

impl Attempt {
    pub(super) fn must(mut self, must: Must) -> Self {
        self.must = must;
        self
    }

    pub(super) fn at_moment(mut self, now: SystemTime) -> Self {
        self.now = now;
        self
    }

    pub(super) fn believing_in(mut self, secret: impl Into<String>) -> Self {
        self.secret = secret.into();
        self
    }
}

/// Every text that differs from this one in one bit, with the place of the bit; `all`: of every bit, else of a few.
pub(super) fn flipped(text: &[u8], all: bool) -> impl Iterator<Item = (String, Vec<u8>)> {
    let bits = text.len() * 8;
    // A stride that meets every bit of a byte in turn.
    let stride = if all { 1 } else { (bits / 16).max(1) | 1 };
    (0..bits).step_by(stride).map(move |bit| {
        let mut other = text.to_vec();
        other[bit / 8] ^= 1 << (bit % 8);
        (format!("bit {} of byte {}", bit % 8, bit / 8), other)
    })
}
