//! Idempotency keys and the answers stored under them.
//!
//! Keys live as long as the sandbox. Of a request only a hash is kept.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use crate::answer::Reply;

/// The stored answers of one sandbox.
#[derive(Debug, Default)]
pub struct Keys {
    stored: Mutex<HashMap<(String, String), (u64, Reply)>>,
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
    /// Answers a request under its key. Requests with the same key come one after the other, so that of many at once one
    /// is answered and the rest are replayed.
    ///
    /// Answers of 500 and above are not stored: they do not say that anything was done, and the key must stay usable.
    pub fn answer(
        &self,
        operation: &str,
        key: &str,
        request: u64,
        answer: impl FnOnce() -> Reply,
    ) -> Outcome {
        let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (operation.to_owned(), key.to_owned());
        if let Some((known, reply)) = stored.get(&place) {
            return if *known == request {
                Outcome::Replayed(reply.clone())
            } else {
                Outcome::Reused
            };
        }
        let reply = answer();
        if !reply.status.is_server_error() {
            stored.insert(place, (request, reply.clone()));
        }
        Outcome::Fresh(reply)
    }
}

/// What makes two requests the same: path, query and body, byte for byte.
pub fn fingerprint(path: &str, query: &str, body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (path, query, body).hash(&mut hasher);
    hasher.finish()
}
