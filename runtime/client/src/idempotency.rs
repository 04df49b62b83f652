//! Idempotency keys: one per logical call, the same on every attempt.

use http::{HeaderMap, HeaderValue};
use uuid::Uuid;

/// Longest key a caller may give, in bytes; what providers commonly store.
const LONGEST: usize = 255;

/// How a provider says what became of an idempotency key: a header of its answers.
///
/// Values that are in neither list change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyStatus {
    /// The header, such as `idempotency-status`.
    pub header: &'static str,
    /// Values that say that the key does not protect the request, such as `not_stored`. A request that
    /// was answered so is not sent again, because it could take effect twice.
    pub stop: &'static [&'static str],
    /// Values that say that the answer is that of an earlier request with this key, such as `replayed`.
    /// A refusal that was answered so is the outcome, even if earlier attempts got no answer.
    pub replayed: &'static [&'static str],
}

/// What a provider says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Nothing,
    Stop,
    Replayed,
}

impl IdempotencyStatus {
    /// The header's value, if it is text.
    pub(crate) fn read<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        headers.get(self.header)?.to_str().ok().map(str::trim)
    }

    pub(crate) fn word(&self, headers: &HeaderMap) -> Word {
        let Some(value) = self.read(headers) else {
            return Word::Nothing;
        };
        let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(value));
        if is_one_of(self.stop) {
            Word::Stop
        } else if is_one_of(self.replayed) {
            Word::Replayed
        } else {
            Word::Nothing
        }
    }
}

/// A fresh key: a random UUID.
pub(crate) fn mint() -> String {
    Uuid::new_v4().hyphenated().to_string()
}

/// Whether a caller's key can stand in a header as it is, or what is wrong with it.
pub(crate) fn check(key: &str) -> Result<HeaderValue, &'static str> {
    if key.is_empty() {
        return Err("is empty");
    }
    if key.len() > LONGEST {
        return Err("is longer than 255 bytes");
    }
    if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("holds characters other than visible ASCII");
    }
    HeaderValue::from_str(key).map_err(|_| "cannot stand in a header")
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::{IdempotencyStatus, Word, check, mint};

    #[test]
    fn a_provider_says_what_became_of_a_key() {
        let status = IdempotencyStatus {
            header: "idempotency-status",
            stop: &["not_stored", "disabled"],
            replayed: &["replayed"],
        };
        let mut headers = HeaderMap::new();
        assert_eq!(status.word(&headers), Word::Nothing);
        for (value, word) in [
            ("not_stored", Word::Stop),
            (" Disabled ", Word::Stop),
            ("replayed", Word::Replayed),
            ("stored", Word::Nothing),
            ("", Word::Nothing),
        ] {
            headers.insert("idempotency-status", value.parse().unwrap());
            assert_eq!(status.word(&headers), word, "{value}");
        }
    }

    #[test]
    fn minted_keys_are_distinct_and_valid() {
        let (one, other) = (mint(), mint());
        assert_ne!(one, other);
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert_eq!(check(&one).unwrap(), one);
    }

    #[test]
    fn keys_that_a_header_cannot_carry_are_refused() {
        assert!(check(&"k".repeat(255)).is_ok());
        for key in ["", "a b", "a\nb", "é", "\u{7f}", &"k".repeat(256)] {
            assert!(check(key).is_err(), "{key:?}");
        }
    }
}
