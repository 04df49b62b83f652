//! Idempotency keys and the answers stored under them.
//!
//! A key belongs to who sends it, whatever it is sent to. Keys live as long as the sandbox. Of a request and of its credential
//! only hashes are kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use http::StatusCode;
use sha2::{Digest as _, Sha256};

use crate::answer::Reply;

/// What a request, or a credential, is told by.
pub type Fingerprint = [u8; 32];

/// The stored answers of one sandbox.
#[derive(Debug, Default)]
pub struct Keys {
    stored: Mutex<HashMap<(Fingerprint, String), (Fingerprint, Reply)>>,
}

/// What became of a request with a key.
#[derive(Debug)]
pub enum Outcome {
    /// The key is new, or its answer was not one to store.
    Fresh(Reply),
    /// The key came before with the same request: the stored answer.
    Replayed(Reply),
    /// The key came before with another request.
    Reused,
}

impl Keys {
    /// Answers a request of this sender's under its key. Requests with a key come one after the other, so that of many at
    /// once with the same key one is answered and the rest are replayed.
    ///
    /// Answers that do not say that anything was done or refused for good are not stored, so that the key stays usable.
    pub fn answer(
        &self,
        sender: Fingerprint,
        key: &str,
        request: Fingerprint,
        answer: impl FnOnce() -> Reply,
    ) -> Outcome {
        let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (sender, key.to_owned());
        if let Some((known, reply)) = stored.get(&place) {
            return if *known == request {
                Outcome::Replayed(reply.clone())
            } else {
                Outcome::Reused
            };
        }
        let reply = answer();
        if is_final(&reply) {
            stored.insert(place, (request, reply.clone()));
        }
        Outcome::Fresh(reply)
    }
}

/// Whether the same request would get the same answer later: not after a failure, not after it was too much at once, and not if
/// it was the sandbox that did not know what to say.
fn is_final(reply: &Reply) -> bool {
    !reply.status.is_server_error()
        && reply.status != StatusCode::TOO_MANY_REQUESTS
        && !reply.headers.contains_key("x-sandbox-problem")
}

/// What makes two requests the same: that all of these parts are, byte for byte.
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Fingerprint {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length, so that no part can go on in the next.
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
