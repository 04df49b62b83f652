//! Deliveries that bear a token that is not the one that was agreed on.

use kessai_client::webhooks::WebhookErrorKind;

use super::attempt::{Agreed, Attempt, Must, flipped};
use super::forged::{twice, written_again};
use super::signer::Post;

/// What is tried with a token.
pub(super) const KINDS: [&str; 6] = [
    "token with a bit flipped",
    "secret with a bit flipped",
    "body written again",
    "header twice",
    "header missing",
    "token in another form",
];

/// A delivery's true post, and where its token stands.
pub(super) struct Bearer<'a> {
    pub(super) agreed: &'a Agreed<'a>,
    pub(super) header: &'a str,
    pub(super) prefix: &'a str,
    pub(super) post: &'a Post,
    /// Whether every bit is tried, or a few.
    pub(super) every_bit: bool,
}

impl Bearer<'_> {
    pub(super) fn each(&self, attempt: &mut dyn FnMut(Attempt)) {
        let (agreed, header, post) = (self.agreed, self.header, self.post);
        for (at, value) in flipped(post.value(header), self.every_bit) {
            // What no header can hold does not arrive.
            if let Some(post) = post.with(header, value) {
                attempt(agreed.attempt("token with a bit flipped", at, post));
            }
        }
        for (at, secret) in flipped(agreed.secret.as_bytes(), self.every_bit) {
            // Secrets are text.
            if let Ok(secret) = String::from_utf8(secret) {
                let one = agreed.attempt("secret with a bit flipped", at, post.clone());
                attempt(one.believing_in(secret));
            }
        }
        // A token proves who sends, whatever it is that is sent.
        for (at, body) in written_again(&post.body) {
            let one = agreed.attempt("body written again", at, post.saying(body));
            attempt(one.must(Must::Pass));
        }
        let missing = Must::RefuseFor(WebhookErrorKind::MissingHeader, header.to_owned());
        let one = agreed.attempt("header missing", header, post.without(header));
        attempt(one.must(missing.clone()));
        let elsewhere = post
            .without(header)
            .with(&format!("x-{header}"), post.value(header));
        if let Some(elsewhere) = elsewhere {
            let one = agreed.attempt("header missing", "the token is in another one", elsewhere);
            attempt(one.must(missing));
        }
        let value = post.value(header);
        for (at, first, second) in [
            ("the same", value, value),
            ("another one behind it", value, b"1".as_slice()),
            ("another one before it", b"1".as_slice(), value),
        ] {
            if let Some(twice) = twice(post, header, first, second) {
                let must = Must::RefuseFor(WebhookErrorKind::DuplicateHeader, header.to_owned());
                attempt(agreed.attempt("header twice", at, twice).must(must));
            }
        }
        self.forms(attempt);
    }

    fn forms(&self, attempt: &mut dyn FnMut(Attempt)) {
        let (agreed, prefix) = (self.agreed, self.prefix);
        let token = &agreed.secret;
        let forms = [
            ("no prefix", token.clone()),
            (
                "the prefix in lower case",
                format!("{}{token}", prefix.to_lowercase()),
            ),
            (
                "the prefix in upper case",
                format!("{}{token}", prefix.to_uppercase()),
            ),
            ("another prefix", format!("Basic {token}")),
            ("the prefix twice", format!("{prefix}{prefix}{token}")),
            ("the prefix alone", prefix.to_owned()),
            ("the prefix without its space", prefix.trim_end().to_owned()),
            ("two spaces", format!("{prefix} {token}")),
            ("a space behind it", format!("{prefix}{token} ")),
            ("a space before it", format!(" {prefix}{token}")),
            (
                "one character less",
                format!("{prefix}{}", &token[..token.len().saturating_sub(1)]),
            ),
            (
                "without its first character",
                format!("{prefix}{}", &token[1.min(token.len())..]),
            ),
            ("one character more", format!("{prefix}{token}A")),
            ("twice", format!("{prefix}{token}{token}")),
            ("a list", format!("{prefix}{token}, {prefix}{token}")),
            ("upper case", format!("{prefix}{}", token.to_uppercase())),
            ("lower case", format!("{prefix}{}", token.to_lowercase())),
            ("in quotes", format!("{prefix}\"{token}\"")),
            ("another token", format!("{prefix}{}", agreed.other_secret)),
            ("nothing", String::new()),
        ];
        let whole = format!("{prefix}{token}");
        for (at, value) in forms.into_iter().filter(|(_, value)| *value != whole) {
            if let Some(post) = self.post.with(self.header, value) {
                attempt(agreed.attempt("token in another form", at, post));
            }
        }
        // A shop without a token believes nobody.
        if let Some(post) = self.post.with(self.header, prefix) {
            let one = agreed.attempt("token in another form", "where no token is set", post);
            attempt(one.believing_in(""));
        }
    }
}
