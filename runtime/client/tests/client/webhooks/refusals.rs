//! What is not the provider's, or not of this moment.

use std::time::Duration;

use http::HeaderValue;
use kessai_client::webhooks::{Verifier, WebhookErrorKind as Kind};

use super::{
    BODY, PLAIN, SECRET, SHOP, SIGNATURE, TIMESTAMP, at, headers, hmac, refused, verifier,
};

#[test]
fn every_flipped_bit_is_noticed() {
    let verifier = verifier(SECRET);
    let good = headers(SIGNATURE, TIMESTAMP);
    for at in 0..BODY.len() * 8 {
        let mut body = BODY.as_bytes().to_vec();
        body[at / 8] ^= 1 << (at % 8);
        assert_eq!(
            refused(&verifier, &good, &body).kind(),
            Kind::WrongSignature
        );
    }
    for name in ["shop-signature", "shop-timestamp"] {
        let value = good[name].as_bytes();
        for at in 0..value.len() * 8 {
            let mut value = value.to_vec();
            value[at / 8] ^= 1 << (at % 8);
            // What a header cannot carry does not arrive.
            let Ok(value) = HeaderValue::from_bytes(&value) else {
                continue;
            };
            let mut headers = good.clone();
            headers.insert(name, value);
            refused(&verifier, &headers, BODY.as_bytes());
        }
    }
    for at in 0..SECRET.len() * 8 {
        let mut secret = SECRET.as_bytes().to_vec();
        secret[at / 8] ^= 1 << (at % 8);
        let Ok(secret) = String::from_utf8(secret) else {
            continue;
        };
        let error = refused(&self::verifier(&secret), &good, BODY.as_bytes());
        assert!(matches!(
            error.kind(),
            Kind::WrongSignature | Kind::MalformedSecret
        ));
    }
}

#[test]
fn only_the_bytes_that_were_signed_will_do() {
    let verifier = verifier(SECRET);
    let headers = headers(SIGNATURE, TIMESTAMP);
    let spaced = BODY.replace(':', ": ");
    let longer = format!("{BODY}\n");
    for body in [spaced.as_str(), &longer, &BODY[1..], ""] {
        let error = refused(&verifier, &headers, body.as_bytes());
        assert_eq!(error.kind(), Kind::WrongSignature);
        assert_eq!(error.header(), Some("shop-signature"));
    }
}

#[test]
fn headers_must_be_there_once_and_well_formed() {
    let verifier = verifier(SECRET);
    for name in ["shop-signature", "shop-timestamp", "shop-endpoint"] {
        let mut headers = headers(SIGNATURE, TIMESTAMP);
        let value = headers[name].clone();
        headers.append(name, value);
        let error = refused(&verifier, &headers, BODY.as_bytes());
        assert_eq!(
            (error.kind(), error.header()),
            (Kind::DuplicateHeader, Some(name))
        );
        headers.remove(name);
        let error = refused(&verifier, &headers, BODY.as_bytes());
        assert_eq!(
            (error.kind(), error.header()),
            (Kind::MissingHeader, Some(name))
        );
    }
    for signature in [
        "",
        &SIGNATURE[..63],
        &SIGNATURE[..62],
        &format!("{SIGNATURE}0"),
        &SIGNATURE.to_uppercase(),
        &format!("{}g", &SIGNATURE[..63]),
        &format!("sha256={SIGNATURE}"),
    ] {
        let error = refused(&verifier, &headers(signature, TIMESTAMP), BODY.as_bytes());
        assert_eq!(error.kind(), Kind::MalformedSignature, "{signature}");
    }
    for timestamp in [
        "",
        "-1",
        "+1700000000123",
        "1700000000123.0",
        "0x1",
        "1e9",
        "01700000000123",
        "99999999999999999999999",
        "now",
        "1700000000123 ",
        "1700000000123, 1",
    ] {
        let mut headers = headers(SIGNATURE, TIMESTAMP);
        let value = HeaderValue::from_bytes(timestamp.as_bytes()).unwrap();
        headers.insert("shop-timestamp", value);
        let error = refused(&verifier, &headers, BODY.as_bytes());
        assert_eq!(error.kind(), Kind::MalformedTimestamp, "{timestamp}");
    }
    let mut headers = headers(SIGNATURE, TIMESTAMP);
    let value = HeaderValue::from_bytes(b"endpoint\xff").unwrap();
    headers.insert("shop-endpoint", value);
    let error = refused(&verifier, &headers, BODY.as_bytes());
    assert_eq!(error.kind(), Kind::MalformedEndpoint);
}

#[test]
fn a_signature_is_good_for_its_time_alone() {
    let signed = 1_700_000_000_123_u64;
    let headers = headers(SIGNATURE, TIMESTAMP);
    for (now, good) in [
        (signed + 300_000, true),
        (signed + 300_001, false),
        (signed - 300_000, true),
        (signed - 300_001, false),
        (0, false),
    ] {
        let verifier = Verifier::new(&SHOP, SECRET).clock(move || at(now));
        match verifier.verify(&headers, BODY.as_bytes()) {
            Ok(_) => assert!(good, "{now}"),
            Err(error) => {
                assert!(!good, "{now}");
                assert_eq!(error.kind(), Kind::StaleTimestamp);
                assert_eq!(error.header(), Some("shop-timestamp"));
            }
        }
    }
    let strict = verifier(SECRET).tolerance(Duration::ZERO);
    assert!(strict.verify(&headers, BODY.as_bytes()).is_ok());
    let late = Verifier::new(&SHOP, SECRET);
    assert_eq!(
        refused(&late, &headers, BODY.as_bytes()).kind(),
        Kind::StaleTimestamp
    );
}

#[test]
fn a_secret_that_is_none_verifies_nothing() {
    for secret in ["", "not base 62!", &"9".repeat(41), &format!("{SECRET}\n")] {
        let error = refused(&verifier(secret), &headers(SIGNATURE, TIMESTAMP), b"{}");
        assert_eq!(error.kind(), Kind::MalformedSecret, "{secret:?}");
    }
    // Without a secret anyone could sign.
    let error = refused(
        &Verifier::new(&PLAIN, ""),
        &headers(&hmac(b"", b"1700000000.{}"), "1700000000"),
        b"{}",
    );
    assert_eq!(error.kind(), Kind::MalformedSecret);
}
