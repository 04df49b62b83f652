//! Deliveries as the provider would prove them, by what the spec says of it and nothing of the generated code.

use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;

use crate::spec::{Proof, Signature};
use crate::values::Dice;

/// The digits of base 62, by their worth.
pub(super) const DIGITS: &[u8; 62] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// The endpoint that deliveries are for.
pub(super) const ENDPOINT: &str = "endpoint_test_1";

/// Another endpoint of the same shop, with a secret of its own.
pub(super) const OTHER_ENDPOINT: &str = "endpoint_test_2";

/// What arrives.
#[derive(Clone)]
pub(super) struct Post {
    /// Its headers.
    pub(super) headers: HeaderMap,
    /// Its body.
    pub(super) body: Vec<u8>,
}

impl Post {
    /// The same with another value in a header; `None` where no header can hold it.
    pub(super) fn with(&self, name: &str, value: impl AsRef<[u8]>) -> Option<Self> {
        let mut post = self.clone();
        post.headers.insert(
            HeaderName::from_bytes(name.as_bytes()).ok()?,
            HeaderValue::from_bytes(value.as_ref()).ok()?,
        );
        Some(post)
    }

    /// The same without a header.
    pub(super) fn without(&self, name: &str) -> Self {
        let mut post = self.clone();
        post.headers.remove(name);
        post
    }

    /// The same with another body.
    pub(super) fn saying(&self, body: impl Into<Vec<u8>>) -> Self {
        Self {
            headers: self.headers.clone(),
            body: body.into(),
        }
    }

    /// What a header says.
    pub(super) fn value(&self, name: &str) -> &[u8] {
        self.headers.get(name).map_or(&[], |value| value.as_bytes())
    }
}

/// When deliveries are signed: what the timestamp counts to, and the moment.
pub(super) fn signed_at(signature: &Signature) -> (u64, SystemTime) {
    let count: u64 = if signature.milliseconds {
        1_700_000_000_123
    } else {
        1_700_000_000
    };
    let since = if signature.milliseconds {
        Duration::from_millis(count)
    } else {
        Duration::from_secs(count)
    };
    (count, SystemTime::UNIX_EPOCH + since)
}

/// What a timestamp counts.
pub(super) fn unit(signature: &Signature) -> Duration {
    if signature.milliseconds {
        Duration::from_millis(1)
    } else {
        Duration::from_secs(1)
    }
}

/// A secret as the provider would write it.
pub(super) fn secret(proof: &Proof, dice: &mut Dice) -> String {
    let length = match proof {
        Proof::Signature(Signature {
            base62_bytes: Some(bytes),
            ..
        }) => digits_in(*bytes),
        _ => 32,
    };
    let text = (0..length).filter_map(|_| dice.one(DIGITS).copied());
    text.map(char::from).collect()
}

/// Digits of base 62 that fit so many bytes, whichever they are: 62^1000 has 5954.2 bits.
fn digits_in(bytes: usize) -> usize {
    bytes * 8000 / 5955
}

/// The key that a secret stands for; `None` where it stands for none.
fn key(signature: &Signature, secret: &str) -> Option<Vec<u8>> {
    let Some(bytes) = signature.base62_bytes else {
        return Some(secret.as_bytes().to_vec());
    };
    // The lowest byte first.
    let mut number: Vec<u8> = Vec::new();
    for digit in secret.bytes() {
        let mut carry = DIGITS.iter().position(|own| *own == digit)?;
        for byte in &mut number {
            carry += usize::from(*byte) * 62;
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        if carry > 0 {
            number.push(carry.to_le_bytes()[0]);
        }
    }
    if number.len() > bytes {
        return None;
    }
    number.resize(bytes, 0);
    number.reverse();
    Some(number)
}

/// The signature of a message with the key of a secret, as bytes.
pub(super) fn sign(signature: &Signature, secret: &str, message: &[u8]) -> Vec<u8> {
    let key = key(signature, secret).unwrap_or_default();
    sign_with(&key, message)
}

/// The signature of a message with a key, as bytes.
pub(super) fn sign_with(key: &[u8], message: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mac| mac.chain_update(message).finalize().into_bytes().to_vec(),
    )
}

/// What is signed.
pub(super) fn message(signature: &Signature, timestamp: &[u8], body: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    let mut rest = signature.message.as_str();
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        message.extend_from_slice(before.as_bytes());
        message.extend_from_slice(match name {
            "timestamp" => timestamp,
            "body" => body,
            _ => b"",
        });
        rest = after;
    }
    message.extend_from_slice(rest.as_bytes());
    message
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A delivery with its proof: signed at `timestamp`, for the usual endpoint; or with its token.
pub(super) fn post(proof: &Proof, secret: &str, timestamp: &[u8], body: &[u8]) -> Option<Post> {
    let post = Post {
        headers: HeaderMap::new(),
        body: body.to_vec(),
    };
    match proof {
        Proof::Signature(signature) => {
            let mac = sign(signature, secret, &message(signature, timestamp, body));
            let post = post
                .with(&signature.header, hex(&mac))?
                .with(&signature.timestamp, timestamp)?;
            match &signature.endpoint {
                Some(endpoint) => post.with(endpoint, ENDPOINT),
                None => Some(post),
            }
        }
        Proof::Token { header, prefix } => post.with(header, [prefix, secret].concat()),
    }
}
