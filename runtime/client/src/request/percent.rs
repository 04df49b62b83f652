//! Percent-encoding, for every part of an address.

use std::fmt;

/// Text as a piece of an address: unreserved characters (RFC 3986, 2.3) stand for themselves, every other
/// byte of the UTF-8 is encoded. So no value can end the piece it stands in.
pub(super) struct Encoded<'a>(pub(super) &'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        encode(self.0, b"", f)
    }
}

/// Text as a value in a query whose parameter takes reserved characters as they are. Those that would end
/// the value, or that servers read as something else, are encoded all the same.
pub(super) struct Reserved<'a>(pub(super) &'a str);

impl fmt::Display for Reserved<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        encode(self.0, b":/?@!$'()*,;=", f)
    }
}

/// Whether every character stands for itself.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(is_unreserved)
}

/// RFC 3986, 2.3; all of them are ASCII.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn encode(text: &str, plain: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let stands = |character: char| {
        u8::try_from(character).is_ok_and(|byte| is_unreserved(byte) || plain.contains(&byte))
    };
    let mut rest = text;
    // What stands for itself goes out in one piece: that is most values as a whole.
    while let Some((at, character)) = rest.char_indices().find(|(_, one)| !stands(*one)) {
        let (before, from) = rest.split_at(at);
        let (encoded, after) = from.split_at(character.len_utf8());
        f.write_str(before)?;
        for byte in encoded.bytes() {
            write!(f, "%{byte:02X}")?;
        }
        rest = after;
    }
    f.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::{Encoded, Reserved, is_plain};

    #[test]
    fn only_unreserved_characters_stand_for_themselves() {
        for (text, encoded) in [
            ("AZaz09-._~", "AZaz09-._~"),
            ("", ""),
            ("/?#%+;&= ", "%2F%3F%23%25%2B%3B%26%3D%20"),
            ("..%2F", "..%252F"),
            ("é日本\0", "%C3%A9%E6%97%A5%E6%9C%AC%00"),
            (":@!$'()*,[]\\\"", "%3A%40%21%24%27%28%29%2A%2C%5B%5D%5C%22"),
        ] {
            assert_eq!(Encoded(text).to_string(), encoded);
            assert_eq!(is_plain(text), text == encoded);
        }
    }

    #[test]
    fn a_reserved_value_cannot_end_itself() {
        assert_eq!(
            Reserved("https://a.example/b?c=d,e").to_string(),
            "https://a.example/b?c=d,e"
        );
        assert_eq!(
            Reserved("a&b#c+d%e[f]").to_string(),
            "a%26b%23c%2Bd%25e%5Bf%5D"
        );
    }
}
