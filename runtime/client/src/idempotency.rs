//! Idempotency keys: one per logical call, the same on every attempt.

use http::HeaderValue;
use uuid::Uuid;

/// Longest key a caller may give, in bytes; what providers commonly store.
const LONGEST: usize = 255;

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
    use super::{check, mint};

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
