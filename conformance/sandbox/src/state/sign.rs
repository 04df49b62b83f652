//! How a delivery proves that it is the provider's.
//!
//! Written from `x-webhook` alone, without the client's verifier, so that the two check each other.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::spec::{Proof, Signature};

/// The headers that prove a body, at this time in milliseconds.
pub(super) fn headers(
    proof: &Proof,
    endpoint: &str,
    secret: Option<&str>,
    now: u128,
    body: &[u8],
) -> Vec<(String, String)> {
    let secret = secret.unwrap_or_default();
    match proof {
        // A webhook without a secret gets deliveries that prove nothing.
        Proof::Token { .. } if secret.is_empty() => Vec::new(),
        Proof::Token { header, prefix } => vec![(header.clone(), format!("{prefix}{secret}"))],
        Proof::Signature(scheme) => {
            let time = if scheme.milliseconds {
                now
            } else {
                now / 1_000
            };
            let time = time.to_string();
            let signature = hmac(&key(scheme, secret), &message(&scheme.message, &time, body));
            let mut headers = vec![
                (scheme.header.clone(), signature),
                (scheme.timestamp.clone(), time),
            ];
            if let Some(name) = &scheme.endpoint {
                headers.push((name.clone(), endpoint.to_owned()));
            }
            headers
        }
    }
}

/// What is signed.
fn message(template: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for part in template.split_inclusive('}') {
        let (before, value) = match part {
            part if part.ends_with("{timestamp}") => {
                (part.strip_suffix("{timestamp}"), time.as_bytes())
            }
            part if part.ends_with("{body}") => (part.strip_suffix("{body}"), body),
            part => (Some(part), &b""[..]),
        };
        text.extend_from_slice(before.unwrap_or_default().as_bytes());
        text.extend_from_slice(value);
    }
    text
}

fn hmac(key: &[u8], message: &[u8]) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return String::new();
    };
    mac.update(message);
    let bytes = mac.finalize().into_bytes();
    let mut hex = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

fn key(scheme: &Signature, secret: &str) -> Vec<u8> {
    match scheme.base62_bytes {
        None => secret.as_bytes().to_vec(),
        Some(length) => {
            let mut bytes = vec![0_u8; length];
            for digit in secret.bytes().filter_map(value) {
                let mut carry = u32::from(digit);
                for byte in bytes.iter_mut().rev() {
                    carry += u32::from(*byte) * 62;
                    *byte = carry.to_le_bytes()[0];
                    carry >>= 8;
                }
            }
            bytes
        }
    }
}

fn value(digit: u8) -> Option<u8> {
    Some(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A vector that an independent implementation made, by the provider's documentation.
    #[test]
    fn a_known_vector_comes_out() {
        let proof = Proof::Signature(Signature {
            header: "signature".to_owned(),
            timestamp: "time".to_owned(),
            milliseconds: true,
            endpoint: Some("endpoint".to_owned()),
            base62_bytes: Some(30),
            message: "{timestamp}.{body}".to_owned(),
        });
        let body = br#"{"id":"evt_test_0000000000000000000001","object":"event","createdAt":1700000000000,"test":true,"eventData":{"type":"token.used","version":"2022-02-18","data":{"id":"paytok_test_0000000000000000000001","object":"token"}}}"#;
        for (secret, signature) in [
            (
                "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB",
                "2c1e410365301f500c1d7ff43f5e683b13f0e643aa527f65a9d73105711146af",
            ),
            (
                "AQ7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWq",
                "65e6d7bb0c9d779b9cd6e9479e82a1cf5e49b6c7ec10410c7417728679ecd752",
            ),
        ] {
            let headers = headers(&proof, "one", Some(secret), 1_700_000_000_123, body);
            let wanted = [
                ("signature", signature),
                ("time", "1700000000123"),
                ("endpoint", "one"),
            ];
            let wanted = wanted.map(|(name, value)| (name.to_owned(), value.to_owned()));
            assert_eq!(headers, wanted);
        }
    }
}
