//! Addresses that providers hand out.

use std::fmt::Write as _;

/// The address with this query parameter, in place of one of the same name. Everything else stays as it is.
///
/// The value is percent-encoded but for letters, digits and `-._~`.
///
/// ```
/// use kessai_model::with_query_parameter;
///
/// assert_eq!(with_query_parameter("https://a.example/b", "code", "A B"), "https://a.example/b?code=A%20B");
/// assert_eq!(with_query_parameter("https://a.example/?code=x&d=1#e", "code", "y"), "https://a.example/?d=1&code=y#e");
/// ```
pub fn with_query_parameter(address: &str, name: &str, value: &str) -> String {
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (address, None),
    };
    let (base, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query.split('&').filter(|pair| {
        let own = pair.split_once('=').map_or(*pair, |(own, _)| own);
        !pair.is_empty() && own != name
    });
    let mut whole = String::from(base);
    let mut separator = '?';
    for pair in kept {
        whole.push(separator);
        whole.push_str(pair);
        separator = '&';
    }
    whole.push(separator);
    encode(name, &mut whole);
    whole.push('=');
    encode(value, &mut whole);
    if let Some(fragment) = fragment {
        whole.push('#');
        whole.push_str(fragment);
    }
    whole
}

fn encode(text: &str, whole: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(whole, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_query_parameter;

    #[test]
    fn a_parameter_is_set_and_the_rest_is_kept() {
        for (address, expected) in [
            ("https://a.example", "https://a.example?code=x%2Fy"),
            ("https://a.example?", "https://a.example?code=x%2Fy"),
            ("https://a.example?a=1", "https://a.example?a=1&code=x%2Fy"),
            ("https://a.example?code", "https://a.example?code=x%2Fy"),
            (
                "https://a.example?code=1&code=2&coded=3",
                "https://a.example?coded=3&code=x%2Fy",
            ),
            (
                "https://a.example/p.q?a=%20#f?g",
                "https://a.example/p.q?a=%20&code=x%2Fy#f?g",
            ),
        ] {
            assert_eq!(with_query_parameter(address, "code", "x/y"), expected);
        }
        assert_eq!(
            with_query_parameter("u", "code", "割引&"),
            "u?code=%E5%89%B2%E5%BC%95%26"
        );
    }
}
