//! Notifications: what is the provider's, and everything that is not.

mod refusals;

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use kessai_client::{
    model::Json,
    webhooks::{
        Encoding, Scheme, Signature, Token, Unit, Verifier, WebhookError, WebhookErrorKind as Kind,
    },
};
use sha2::{Digest, Sha256};

static SHOP: Scheme = Scheme::Signature(Signature {
    signature: "shop-signature",
    timestamp: "shop-timestamp",
    endpoint: Some("shop-endpoint"),
    unit: Unit::Milliseconds,
    secret: Encoding::Base62 { bytes: 30 },
});

const SECRET: &str = "Q7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWqB";
const TIMESTAMP: &str = "1700000000123";
const BODY: &str = r#"{"id":"evt_test_0000000000000000000001","object":"event","createdAt":1700000000000,"test":true,"eventData":{"type":"token.used","version":"2022-02-18","data":{"id":"paytok_test_0000000000000000000001","object":"token"}}}"#;
const SIGNATURE: &str = "2c1e410365301f500c1d7ff43f5e683b13f0e643aa527f65a9d73105711146af";

fn at(millis: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}

fn verifier(secret: &str) -> Verifier {
    Verifier::new(&SHOP, secret).clock(|| at(1_700_000_000_123))
}

fn headers(signature: &str, timestamp: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("Shop-Signature", signature.parse().unwrap());
    headers.insert("Shop-Timestamp", timestamp.parse().unwrap());
    headers.insert("Shop-Endpoint", "endpoint_1".parse().unwrap());
    headers
}

fn refused(verifier: &Verifier, headers: &HeaderMap, body: &[u8]) -> WebhookError {
    let error = verifier.verify(headers, body).unwrap_err();
    let text = format!("{error} {error:?} {verifier:?}");
    for secret in [SECRET, SIGNATURE, "canary", "evt_"] {
        assert!(!text.contains(secret), "{text}");
    }
    error
}

#[test]
fn the_worked_vectors() {
    for (secret, signature) in [
        (SECRET, SIGNATURE),
        // One whose first digit is zero.
        (
            "AQ7mZ2kLw9RtY4bNc8XpD1sVf6HgJ3aKeU5oTiWq",
            "65e6d7bb0c9d779b9cd6e9479e82a1cf5e49b6c7ec10410c7417728679ecd752",
        ),
    ] {
        let (verifier, headers) = (verifier(secret), headers(signature, TIMESTAMP));
        let notice = verifier.verify(&headers, BODY.as_bytes()).unwrap();
        assert_eq!(notice.body(), BODY.as_bytes());
        assert_eq!(notice.endpoint(), Some("endpoint_1"));
        assert_eq!(notice.signed_at(), Some(at(1_700_000_000_123)));
        assert_eq!(notice.decode::<Json>().unwrap().as_text(), BODY);
        assert!(!format!("{notice:?}").contains("evt_"));
    }
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.next(256)).unwrap()
    }
}

/// Base 62 once more, from the other end: the number in limbs of 32 bits, the lowest first.
fn base62(digits: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut limbs = [0_u32; 8];
    for digit in digits.chars() {
        let mut carry = alphabet.find(digit).unwrap() as u64;
        for limb in &mut limbs {
            let sum = u64::from(*limb) * 62 + carry;
            *limb = (sum & 0xffff_ffff) as u32;
            carry = sum >> 32;
        }
    }
    let bytes: Vec<u8> = limbs
        .iter()
        .rev()
        .flat_map(|limb| limb.to_be_bytes())
        .collect();
    bytes[2..].to_vec()
}

/// HMAC as RFC 2104 defines it.
fn hmac(key: &[u8], message: &[u8]) -> String {
    let pad = |byte: u8| {
        let mut block = [byte; 64];
        for (place, key) in block.iter_mut().zip(key) {
            *place ^= key;
        }
        block
    };
    let inner = Sha256::digest([&pad(0x36), message].concat());
    let outer = Sha256::digest([&pad(0x5c)[..], &inner].concat());
    format!("{:x}", bytes::Bytes::copy_from_slice(&outer))
}

#[test]
fn a_thousand_vectors_of_another_making() {
    assert_eq!(
        hmac(&base62(SECRET), format!("{TIMESTAMP}.{BODY}").as_bytes()),
        SIGNATURE
    );
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').collect();
    let mut numbers = Numbers(62);
    for round in 0..1000 {
        let leading = round % 4;
        let secret: String = (0..40)
            .map(|at| {
                if at < leading {
                    'A'
                } else {
                    alphabet[numbers.next(62)]
                }
            })
            .collect();
        let length = numbers.next(300);
        let body: Vec<u8> = (0..length).map(|_| numbers.byte()).collect();
        let millis = 1_600_000_000_000 + numbers.next(1 << 30) as u64;
        let message = [format!("{millis}.").as_bytes(), &body].concat();
        let signature = hmac(&base62(&secret), &message);
        let verifier = Verifier::new(&SHOP, secret).clock(move || at(millis));
        let headers = headers(&signature, &millis.to_string());
        assert_eq!(verifier.verify(&headers, &body).unwrap().body(), body);
        // One other byte, somewhere.
        let mut other = body.clone();
        match other.get_mut(numbers.next(length.max(1))) {
            Some(byte) => *byte ^= 1 << numbers.next(8),
            None => other.push(0),
        }
        let error = refused(&verifier, &headers, &other);
        assert_eq!(error.kind(), Kind::WrongSignature);
    }
}

static PLAIN: Scheme = Scheme::Signature(Signature {
    signature: "shop-signature",
    timestamp: "shop-timestamp",
    endpoint: None,
    unit: Unit::Seconds,
    secret: Encoding::Text,
});

#[test]
fn seconds_are_seconds_and_a_text_is_a_key() {
    let signature = hmac(b"whsec-1", b"1700000000.{}");
    let verifier = Verifier::new(&PLAIN, "whsec-1").clock(|| at(1_700_000_299_000));
    let headers = headers(&signature, "1700000000");
    let notice = verifier.verify(&headers, b"{}").unwrap();
    assert_eq!(notice.signed_at(), Some(at(1_700_000_000_000)));
    assert_eq!(notice.endpoint(), None);
}

#[test]
fn each_endpoint_has_its_secret() {
    let verifier = Verifier::with_secrets(&SHOP, |endpoint| {
        (endpoint == Some("endpoint_1")).then(|| SECRET.to_owned())
    })
    .clock(|| at(1_700_000_000_123));
    let mut headers = headers(SIGNATURE, TIMESTAMP);
    assert!(verifier.verify(&headers, BODY.as_bytes()).is_ok());
    headers.insert("shop-endpoint", "endpoint_2".parse().unwrap());
    let error = refused(&verifier, &headers, BODY.as_bytes());
    assert_eq!(error.kind(), Kind::UnknownEndpoint);
}

#[test]
fn a_body_that_does_not_decode_says_what_is_wrong() {
    let signature = hmac(&base62(SECRET), b"1700000000123.[\"canary\"]");
    let verifier = verifier(SECRET);
    let notice = verifier
        .verify(&headers(&signature, TIMESTAMP), b"[\"canary\"]")
        .unwrap();
    let error = notice.decode::<Vec<i64>>().unwrap_err();
    assert_eq!(error.kind(), Kind::Decode);
    let text = format!("{error} {error:?}");
    assert!(text.contains("$[0]") && !text.contains("canary"), "{text}");
    assert!(std::error::Error::source(&error).is_some());
}

static TOKEN: Scheme = Scheme::Token(Token {
    header: "authorization",
    prefix: "Bearer ",
});

#[test]
fn a_token_is_the_one_that_was_agreed_on_or_nothing() {
    let verifier = Verifier::new(&TOKEN, "canary-token");
    let mut headers = HeaderMap::new();
    assert_eq!(
        refused(&verifier, &headers, b"{}").kind(),
        Kind::MissingHeader
    );
    headers.insert("authorization", "Bearer canary-token".parse().unwrap());
    let notice = verifier.verify(&headers, b"{}").unwrap();
    assert_eq!((notice.body(), notice.endpoint()), (&b"{}"[..], None));
    assert_eq!(notice.signed_at(), None);
    let good = headers["authorization"].clone();
    headers.append("authorization", good);
    assert_eq!(
        refused(&verifier, &headers, b"{}").kind(),
        Kind::DuplicateHeader
    );
    for value in [
        "",
        "canary-token",
        "Bearer ",
        "Bearer  canary-token",
        "bearer canary-token",
        "Bearer canary-toke",
        "Bearer canary-tokenn",
        "Bearer Canary-token",
        "Basic canary-token",
    ] {
        headers.insert("authorization", value.parse().unwrap());
        let error = refused(&verifier, &headers, b"{}");
        assert_eq!(error.kind(), Kind::WrongToken, "{value}");
    }
    headers.insert("authorization", "Bearer ".parse().unwrap());
    let empty = Verifier::new(&TOKEN, "");
    assert_eq!(
        refused(&empty, &headers, b"{}").kind(),
        Kind::MalformedSecret
    );
}
