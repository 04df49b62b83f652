//! The formats of strings that are rules.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A format that is a rule. What every reader of it would refuse is refused, and nothing else: readers differ, and
/// the one that counts is the provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Email,
    Ipv4,
    Ipv6,
    Uri,
}

impl Form {
    /// What is wrong with a text that has not the form.
    pub(super) fn problem(self, text: &str) -> Option<&'static str> {
        let (holds, problem) = match self {
            Self::Email => (is_email(text), "must be an e-mail address"),
            Self::Ipv4 => (text.parse::<Ipv4Addr>().is_ok(), "must be an IPv4 address"),
            Self::Ipv6 => (text.parse::<Ipv6Addr>().is_ok(), "must be an IPv6 address"),
            Self::Uri => (is_uri(text), "must be a URI with its scheme"),
        };
        (!holds).then_some(problem)
    }
}

/// Something before the last `@` and a domain after it. What is quoted before it may hold anything.
fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        let quoted = local.len() > 1 && local.starts_with('"') && local.ends_with('"');
        let sound = |part: &str| !part.is_empty() && !part.contains(is_blank);
        (quoted || sound(local)) && sound(domain)
    })
}

/// A scheme, a colon, and no blanks. Letters beyond ASCII and braces pass, as many readers encode them themselves.
fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    }) && !text.contains(is_blank)
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn what_no_reader_takes_is_refused() {
        for (form, texts) in [
            (
                Form::Email,
                &[
                    "",
                    "@",
                    "a@",
                    "@shop.example",
                    "a.shop.example",
                    "a b@shop.example",
                    "a@shop example",
                    "a@b\n",
                ][..],
            ),
            (
                Form::Uri,
                &[
                    "",
                    "shop.example",
                    "/orders",
                    "://a",
                    "1a:b",
                    "https://a b",
                    "https://a\n",
                ],
            ),
            (
                Form::Ipv4,
                &["", "1.2.3", "1.2.3.256", "1.2.3.4.5", "::1", "01.2.3.4"],
            ),
            (
                Form::Ipv6,
                &["", "1.2.3.4", "::1::", ":", "1:2:3:4:5:6:7:8:9", "g::"],
            ),
        ] {
            for text in texts {
                assert!(form.problem(text).is_some(), "{form:?} {text:?}");
            }
        }
    }

    #[test]
    fn what_some_reader_takes_passes() {
        for (form, texts) in [
            (
                Form::Email,
                &[
                    "a@b",
                    "first.last+tag@sub.shop.example",
                    "\"a b@c\"@shop.example",
                    "a@[127.0.0.1]",
                    "花子@例え.example",
                ][..],
            ),
            (
                Form::Uri,
                &[
                    "a:b",
                    "https://shop.example/?q=%20#f",
                    "https://例え.example/あ",
                    "https://shop.example/{id}",
                    "urn:uuid:0",
                ],
            ),
            (Form::Ipv4, &["0.0.0.0", "192.0.2.255"]),
            (Form::Ipv6, &["::", "2001:db8::1", "::ffff:192.0.2.1"]),
        ] {
            for text in texts {
                assert_eq!(form.problem(text), None, "{form:?} {text:?}");
            }
        }
    }
}
