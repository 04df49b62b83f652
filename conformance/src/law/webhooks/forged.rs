//! Deliveries with a signature that is not the true one, or is not to be believed any more.

use std::time::Duration;

use kessai_client::webhooks::WebhookErrorKind;

use super::attempt::{Agreed, Attempt, Must, TOLERANCE, flipped};
use super::signer::{self, OTHER_ENDPOINT, Post, hex, message, sign, sign_with};
use crate::spec::Signature;

/// What is tried with a signature.
pub(super) const KINDS: [&str; 13] = [
    "body with a bit flipped",
    "timestamp with a bit flipped",
    "signature with a bit flipped",
    "secret with a bit flipped",
    "body written again",
    "headers swapped",
    "header twice",
    "header missing",
    "signature in another form",
    "timestamp in another form",
    "timestamp at the edge",
    "timestamp beyond the edge",
    "signed otherwise",
];

/// What is tried besides, where deliveries name their endpoint.
pub(super) const ENDPOINT_KINDS: [&str; 2] =
    ["endpoint with a bit flipped", "signed for another endpoint"];

/// A delivery, its true post, and another delivery's.
pub(super) struct Forger<'a> {
    pub(super) agreed: &'a Agreed<'a>,
    pub(super) signature: &'a Signature,
    pub(super) post: &'a Post,
    pub(super) other: &'a Post,
    /// Whether every bit is tried, or a few.
    pub(super) every_bit: bool,
}

impl Forger<'_> {
    pub(super) fn each(&self, attempt: &mut dyn FnMut(Attempt)) {
        self.bits(attempt);
        self.bodies(attempt);
        self.headers(attempt);
        self.signatures(attempt);
        self.timestamps(attempt);
        self.edges(attempt);
        self.signed_otherwise(attempt);
        self.endpoints(attempt);
    }

    fn names(&self) -> Vec<&str> {
        let Signature {
            header, timestamp, ..
        } = self.signature;
        let mut names = vec![header.as_str(), timestamp.as_str()];
        names.extend(self.signature.endpoint.as_deref());
        names
    }

    fn bits(&self, attempt: &mut dyn FnMut(Attempt)) {
        let agreed = self.agreed;
        for (at, body) in flipped(&self.post.body, self.every_bit) {
            attempt(agreed.attempt("body with a bit flipped", at, self.post.saying(body)));
        }
        let headers = [
            (
                "timestamp with a bit flipped",
                Some(&self.signature.timestamp),
            ),
            ("signature with a bit flipped", Some(&self.signature.header)),
            (
                "endpoint with a bit flipped",
                self.signature.endpoint.as_ref(),
            ),
        ];
        for (kind, name) in headers {
            let Some(name) = name else { continue };
            for (at, value) in flipped(self.post.value(name), self.every_bit) {
                // What no header can hold does not arrive.
                if let Some(post) = self.post.with(name, value) {
                    attempt(agreed.attempt(kind, at, post));
                }
            }
        }
        for (at, secret) in flipped(agreed.secret.as_bytes(), self.every_bit) {
            // Secrets are text.
            if let Ok(secret) = String::from_utf8(secret) {
                let one = agreed.attempt("secret with a bit flipped", at, self.post.clone());
                attempt(one.believing_in(secret));
            }
        }
    }

    /// The same JSON value in other bytes.
    fn bodies(&self, attempt: &mut dyn FnMut(Attempt)) {
        for (at, body) in written_again(&self.post.body) {
            let post = self.post.saying(body);
            attempt(self.agreed.attempt("body written again", at, post));
        }
    }

    fn headers(&self, attempt: &mut dyn FnMut(Attempt)) {
        let (agreed, post) = (self.agreed, self.post);
        let names = self.names();
        for (index, one) in names.iter().enumerate() {
            for two in &names[index + 1..] {
                let swapped = post
                    .with(one, post.value(two))
                    .and_then(|swapped| swapped.with(two, post.value(one)));
                if let Some(swapped) = swapped {
                    let at = format!("{one} and {two}");
                    attempt(agreed.attempt("headers swapped", at, swapped));
                }
            }
        }
        let header = &self.signature.header;
        if let Some(swapped) = post.with(header, self.other.value(header)) {
            attempt(agreed.attempt("headers swapped", "with another delivery", swapped));
        }
        for name in names {
            let missing = Must::RefuseFor(WebhookErrorKind::MissingHeader, name.to_owned());
            attempt(
                agreed
                    .attempt("header missing", name, post.without(name))
                    .must(missing),
            );
            let value = post.value(name);
            for (at, first, second) in [
                ("the same", value, value),
                ("another one behind it", value, b"1".as_slice()),
                ("another one before it", b"1".as_slice(), value),
            ] {
                if let Some(twice) = twice(post, name, first, second) {
                    let must = Must::RefuseFor(WebhookErrorKind::DuplicateHeader, name.to_owned());
                    let at = format!("{name}, {at}");
                    attempt(agreed.attempt("header twice", at, twice).must(must));
                }
            }
        }
    }

    /// The true signature in digits that are not the ones it has.
    fn signatures(&self, attempt: &mut dyn FnMut(Attempt)) {
        let header = &self.signature.header;
        let text = String::from_utf8_lossy(self.post.value(header)).into_owned();
        let mut mixed = text.clone();
        if let Some(at) = text.find(|digit: char| digit.is_ascii_lowercase()) {
            mixed.replace_range(at..=at, &text[at..=at].to_ascii_uppercase());
        }
        let forms = [
            ("upper case", text.to_ascii_uppercase()),
            ("one letter in upper case", mixed),
            (
                "one digit less",
                text[..text.len().saturating_sub(1)].to_owned(),
            ),
            (
                "one byte less",
                text[..text.len().saturating_sub(2)].to_owned(),
            ),
            ("one digit more", format!("{text}0")),
            ("one byte more", format!("{text}00")),
            ("one byte before it", format!("00{text}")),
            ("twice", format!("{text}{text}")),
            ("twice in a list", format!("{text},{text}")),
            ("nothing", String::new()),
            ("a prefix", format!("0x{text}")),
            ("the name of the algorithm", format!("sha256={text}")),
            ("a space before it", format!(" {text}")),
            ("a space behind it", format!("{text} ")),
            ("no digits", "z".repeat(text.len())),
            ("zeros", "0".repeat(text.len())),
        ];
        for (at, value) in forms.into_iter().filter(|(_, value)| *value != text) {
            if let Some(post) = self.post.with(header, value) {
                attempt(self.agreed.attempt("signature in another form", at, post));
            }
        }
    }

    /// Timestamps that are not written as numbers are, or count something else, truly signed.
    fn timestamps(&self, attempt: &mut dyn FnMut(Attempt)) {
        let agreed = self.agreed;
        let text = &agreed.timestamp;
        let other_unit = if self.signature.milliseconds {
            text[..text.len() - 3].to_owned()
        } else {
            format!("{text}000")
        };
        let forms = [
            ("a sign", format!("+{text}")),
            ("below zero", format!("-{text}")),
            ("a zero before it", format!("0{text}")),
            ("a space before it", format!(" {text}")),
            ("a space behind it", format!("{text} ")),
            ("a fraction", format!("{text}.0")),
            ("an exponent", format!("{text}e0")),
            (
                "hexadecimal",
                format!("{:#x}", text.parse::<u64>().unwrap_or_default()),
            ),
            ("grouped", format!("{}_{}", &text[..1], &text[1..])),
            ("nothing", String::new()),
            ("a word", "now".to_owned()),
            ("a date", "2023-11-14T22:13:20Z".to_owned()),
            ("the largest number", u64::MAX.to_string()),
            (
                "one more than the largest number",
                "18446744073709551616".to_owned(),
            ),
            ("zero", "0".to_owned()),
            ("in another unit", other_unit),
        ];
        for (at, timestamp) in forms {
            let post = signer::post(
                agreed.proof,
                &agreed.secret,
                timestamp.as_bytes(),
                &self.post.body,
            );
            if let Some(post) = post {
                attempt(agreed.attempt("timestamp in another form", at, post));
            }
        }
    }

    fn edges(&self, attempt: &mut dyn FnMut(Attempt)) {
        let agreed = self.agreed;
        let mut try_at = |late: bool, distance: Duration, must: Must| {
            let (kind, direction) = (
                if must == Must::Pass {
                    "timestamp at the edge"
                } else {
                    "timestamp beyond the edge"
                },
                if late { "ago" } else { "ahead" },
            );
            let now = if late {
                agreed.now.checked_add(distance)
            } else {
                agreed.now.checked_sub(distance)
            };
            if let Some(now) = now {
                let at = format!("{distance:?} {direction}");
                let one = agreed.attempt(kind, at, self.post.clone());
                attempt(one.at_moment(now).must(must));
            }
        };
        for late in [true, false] {
            for within in [
                Duration::ZERO,
                TOLERANCE.saturating_sub(signer::unit(self.signature)),
                TOLERANCE,
            ] {
                try_at(late, within, Must::Pass);
            }
            for more in [
                Duration::from_micros(1),
                signer::unit(self.signature),
                Duration::from_hours(365 * 24),
            ] {
                let stale = WebhookErrorKind::StaleTimestamp;
                let must = Must::RefuseFor(stale, self.signature.timestamp.clone());
                try_at(late, TOLERANCE + more, must);
            }
        }
    }

    /// True signatures of something else, or with another key.
    fn signed_otherwise(&self, attempt: &mut dyn FnMut(Attempt)) {
        let (agreed, signature, post) = (self.agreed, self.signature, self.post);
        let time = agreed.timestamp.as_bytes();
        let whole = message(signature, time, &post.body);
        let with = |secret: &str| sign(signature, secret, &whole);
        let longer = format!("{}A", agreed.secret);
        let forms = [
            (
                "of the body alone",
                sign(signature, &agreed.secret, &post.body),
            ),
            (
                "of the timestamp alone",
                sign(signature, &agreed.secret, time),
            ),
            (
                "the other way round",
                sign(
                    signature,
                    &agreed.secret,
                    &message(signature, &post.body, time),
                ),
            ),
            (
                "without what stands between",
                sign(signature, &agreed.secret, &[time, &post.body].concat()),
            ),
            ("with another secret", with(&agreed.other_secret)),
            ("with a longer secret", sign_with(longer.as_bytes(), &whole)),
            ("with no key", sign_with(b"", &whole)),
            ("with a key of zeros", sign_with(&[0; 32], &whole)),
        ];
        for (at, mac) in forms {
            if let Some(post) = post.with(&signature.header, hex(&mac)) {
                attempt(agreed.attempt("signed otherwise", at, post));
            }
        }
        if signature.base62_bytes.is_some() {
            let mac = sign_with(agreed.secret.as_bytes(), &whole);
            if let Some(post) = post.with(&signature.header, hex(&mac)) {
                attempt(agreed.attempt("signed otherwise", "with the text of the secret", post));
            }
        }
        // A shop without a secret believes nobody.
        let unsigned = sign_with(b"", &whole);
        if let Some(post) = post.with(&signature.header, hex(&unsigned)) {
            let one = agreed.attempt("signed otherwise", "where no secret is set", post);
            attempt(one.believing_in(""));
        }
    }

    fn endpoints(&self, attempt: &mut dyn FnMut(Attempt)) {
        let Some(endpoint) = &self.signature.endpoint else {
            return;
        };
        let (agreed, kind) = (self.agreed, "signed for another endpoint");
        if let Some(post) = self.post.with(endpoint, OTHER_ENDPOINT) {
            attempt(agreed.attempt(kind, "ours signs, the other one is named", post));
        }
        let time = agreed.timestamp.as_bytes();
        let others = signer::post(agreed.proof, &agreed.other_secret, time, &self.post.body);
        if let Some(post) = &others {
            attempt(agreed.attempt(kind, "the other one signs, ours is named", post.clone()));
        }
        if let Some(post) = others.and_then(|post| post.with(endpoint, OTHER_ENDPOINT)) {
            let one = agreed.attempt(kind, "the other one signs and is named", post);
            attempt(one.must(Must::Pass));
        }
    }
}

/// A body as the same JSON value in other bytes.
pub(super) fn written_again(body: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let value: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let pretty = value
        .as_ref()
        .and_then(|value| serde_json::to_vec_pretty(value).ok());
    let compact = value
        .as_ref()
        .and_then(|value| serde_json::to_vec(value).ok());
    let mut forms = vec![
        ("a line feed behind it", [body, b"\n"].concat()),
        ("a space before it", [b" ", body].concat()),
    ];
    forms.extend(pretty.map(|text| ("spread over lines", text)));
    forms.extend(compact.map(|text| ("in one line", text)));
    forms.retain(|(_, text)| text != body);
    forms
}

/// The same with a header twice.
pub(super) fn twice(post: &Post, name: &str, first: &[u8], second: &[u8]) -> Option<Post> {
    let mut post = post.with(name, first)?;
    post.headers.append(
        http::HeaderName::from_bytes(name.as_bytes()).ok()?,
        http::HeaderValue::from_bytes(second).ok()?,
    );
    Some(post)
}
