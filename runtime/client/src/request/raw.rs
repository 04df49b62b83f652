//! Requests that no operation describes.

use kessai_model::{Encode, Tape, to_checked_vec};

use super::{Draft, argument::Argument, below};
use crate::{
    base_url::is_dots,
    operation::{Location, Method, Operation},
};

/// What a request has instead of an operation's description.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw {
    pub(super) path: String,
    pub(super) query: Vec<(String, Argument)>,
    pub(super) key_header: Option<String>,
}

impl Draft {
    /// A request to this path below the base URL.
    pub(crate) fn raw(method: Method, path: &str) -> Self {
        let mut draft = Self::new(operation(method));
        if let Err(problem) = check(path) {
            draft.violate("path", problem);
        }
        draft.raw = Some(Raw {
            path: path.to_owned(),
            ..Raw::default()
        });
        draft
    }

    /// Adds to the query.
    pub(crate) fn raw_query(&mut self, name: &str, value: &dyn Encode) {
        let (json, violations) = to_checked_vec(value);
        let place = || Location::Query.place(name);
        self.record(&violations, |broken| below(place(), broken));
        let argument = match Tape::parse(&json) {
            Ok(tape) => Argument::read(tape.root()),
            Err(_) => Err("has no form in JSON"),
        };
        match (argument, &mut self.raw) {
            (Ok(Some(argument)), Some(raw)) => raw.query.push((name.to_owned(), argument)),
            (Ok(_), _) => {}
            (Err(problem), _) => self.violate(place(), problem),
        }
    }

    /// Says which header carries the idempotency key.
    pub(crate) fn raw_key_header(&mut self, name: &str) {
        if let Some(raw) = &mut self.raw {
            raw.key_header = Some(name.to_owned());
        }
    }
}

/// The path must be what is sent: nothing in it may be rewritten on the way, or begin a query.
fn check(path: &str) -> Result<(), &'static str> {
    if !path.starts_with('/') {
        return Err("must begin with a slash");
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
    if !path.bytes().all(plain) {
        return Err("holds characters that a path must encode, or a query or fragment");
    }
    let mut after_percent = path.split('%');
    after_percent.next();
    let encoded = |text: &str| {
        let digits = text.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    if !after_percent.all(encoded) {
        return Err("holds a percent sign without two hexadecimal digits");
    }
    let dots = |segment: &str| is_dots(&segment.to_ascii_lowercase().replace("%2e", "."));
    if path.split('/').any(dots) {
        return Err("has a segment of dots alone");
    }
    Ok(())
}

/// What stands in for a description; its id is what errors begin with, because a path may hold ids.
fn operation(method: Method) -> &'static Operation {
    const fn of(method: Method, id: &'static str) -> Operation {
        Operation {
            id,
            method,
            ..Operation::DEFAULT
        }
    }
    static DELETE: Operation = of(Method::Delete, "DELETE request");
    static GET: Operation = of(Method::Get, "GET request");
    static HEAD: Operation = of(Method::Head, "HEAD request");
    static OPTIONS: Operation = of(Method::Options, "OPTIONS request");
    static PATCH: Operation = of(Method::Patch, "PATCH request");
    static POST: Operation = of(Method::Post, "POST request");
    static PUT: Operation = of(Method::Put, "PUT request");
    static TRACE: Operation = of(Method::Trace, "TRACE request");
    match method {
        Method::Delete => &DELETE,
        Method::Get => &GET,
        Method::Head => &HEAD,
        Method::Options => &OPTIONS,
        Method::Patch => &PATCH,
        Method::Post => &POST,
        Method::Put => &PUT,
        Method::Trace => &TRACE,
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_path_is_sent_as_it_is_or_not_at_all() {
        for path in ["/", "/orders", "/orders/a%2Fb:c@d/", "/a..b/...c", "/a%20b"] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        for path in [
            "",
            "orders",
            "/orders?a=b",
            "/orders#a",
            "/a b",
            "/a\\b",
            "/é",
            "/a%",
            "/a%2",
            "/a%zz",
            "/a/../b",
            "/a/.",
            "/%2e%2E/b",
            "/a/.%2e",
            "/a\r\n",
            "/{id}",
        ] {
            assert!(check(path).is_err(), "{path}");
        }
    }
}
