//! Where requests go: an address that is safe to send a secret to.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::{Authority, Scheme};

/// A base address, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    text: String,
    plain: bool,
    #[cfg(any(feature = "tracing", test))]
    host: String,
    #[cfg(any(feature = "tracing", test))]
    port: u16,
}

impl BaseUrl {
    /// Reads an address, or says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        // `Uri` drops a fragment without a word.
        if text.contains(['?', '#']) {
            return Err("must have neither a query nor a fragment");
        }
        let uri: http::Uri = text.parse().map_err(|_| "is not an absolute URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("is not an absolute URL");
        };
        if authority.as_str().contains('@') {
            return Err("must not hold a user name or password");
        }
        let plain = *scheme == Scheme::HTTP;
        if !plain && *scheme != Scheme::HTTPS {
            return Err("must begin with https://");
        }
        if plain && !is_loopback(authority.host()) {
            return Err(
                "must begin with https://: plain http is allowed to localhost, 127.0.0.0/8 and [::1] alone",
            );
        }
        if !port_is_sound(authority) {
            return Err("has a port that is not a number up to 65535");
        }
        let path = uri.path().trim_end_matches('/');
        if path.split('/').any(is_dots) {
            return Err("must not have a path segment of dots alone");
        }
        let scheme = if plain { "http" } else { "https" };
        Ok(Self {
            text: format!("{scheme}://{authority}{path}"),
            plain,
            #[cfg(any(feature = "tracing", test))]
            host: authority.host().to_owned(),
            #[cfg(any(feature = "tracing", test))]
            port: authority.port_u16().unwrap_or(if plain { 80 } else { 443 }),
        })
    }

    /// The same host with another path, which begins with a slash.
    pub(crate) fn with_path(&self, path: &str) -> Result<Self, &'static str> {
        let start = self.text.find("://").map_or(0, |at| at + 3);
        let (_, after) = self.text.split_at(start);
        let end = after.find('/').map_or(self.text.len(), |at| start + at);
        let (host, _) = self.text.split_at(end);
        Self::parse(&format!("{host}{path}"))
    }

    /// The host, with brackets if it is an address of version 6.
    #[cfg(any(feature = "tracing", test))]
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The port, given or usual.
    #[cfg(any(feature = "tracing", test))]
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What stands before the path of every operation; empty, or begins with a slash.
    #[cfg(any(feature = "tracing", test))]
    pub(crate) fn path(&self) -> &str {
        let after_scheme = self.text.split_once("://").map_or("", |(_, rest)| rest);
        after_scheme
            .find('/')
            .and_then(|at| after_scheme.get(at..))
            .unwrap_or_default()
    }

    /// The address, ready for a path that begins with a slash.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is plain HTTP, which means this machine.
    #[cfg(any(feature = "reqwest", test))]
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }
}

/// Whether this host, as it stands in an address, is the machine itself.
pub(crate) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse()
            .is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .and_then(|host| host.parse().ok())
            .is_some_and(|address: Ipv6Addr| address.is_loopback())
}

/// Whether a path segment is dots alone; resolving an address removes such segments.
pub(crate) fn is_dots(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte == b'.')
}

fn port_is_sound(authority: &Authority) -> bool {
    let after_host = authority
        .as_str()
        .get(authority.host().len()..)
        .unwrap_or_default();
    after_host.is_empty() || authority.port_u16().is_some()
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn accepts_https_and_plain_http_to_this_machine() {
        for (given, kept) in [
            ("https://api.shop.example/v1", "https://api.shop.example/v1"),
            (
                "https://api.shop.example/v1/",
                "https://api.shop.example/v1",
            ),
            ("HTTPS://api.shop.example", "https://api.shop.example"),
            ("http://localhost:8080/", "http://localhost:8080"),
            ("http://LocalHost", "http://LocalHost"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("http://127.200.3.4/v1", "http://127.200.3.4/v1"),
            ("http://[::1]:9", "http://[::1]:9"),
        ] {
            let url = BaseUrl::parse(given).unwrap();
            assert_eq!(url.as_str(), kept);
            assert_eq!(url.is_plain(), kept.starts_with("http:"));
        }
    }

    #[test]
    fn knows_its_parts() {
        for (text, host, port, path) in [
            (
                "https://api.shop.example/v1/",
                "api.shop.example",
                443,
                "/v1",
            ),
            ("http://localhost", "localhost", 80, ""),
            ("http://[::1]:9/a/b", "[::1]", 9, "/a/b"),
        ] {
            let url = BaseUrl::parse(text).unwrap();
            assert_eq!((url.host(), url.port(), url.path()), (host, port, path));
        }
    }

    #[test]
    fn refuses_every_other_address() {
        for given in [
            "",
            "/v1",
            "api.shop.example",
            "ftp://api.shop.example",
            "http://api.shop.example",
            "http://128.0.0.1",
            "http://127.0.0.1.shop.example",
            "http://localhost.shop.example",
            "http://[::2]",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
            "http://127.1",
            "https://user:pass@api.shop.example",
            "https://user@api.shop.example",
            "http://localhost@api.shop.example",
            "https://api.shop.example?a=b",
            "https://api.shop.example/#top",
            "https://api.shop.example/v1/../v2",
            "https://api.shop.example:99999",
            "https://api shop.example",
            "https://",
        ] {
            let problem = BaseUrl::parse(given).unwrap_err();
            assert_eq!(
                given.contains('@'),
                problem.contains("user name"),
                "{given}"
            );
        }
    }
}
