//! Characters that JSON writes as two escapes and YAML as one.

/// How much shorter `\U0001F44D` is than `\ud83d\udc4d`.
pub(super) const SHORTER: usize = 2;

/// A text that YAML reads as JSON means it, and the characters of it before which it is [`SHORTER`] than the original.
pub(super) struct Joined {
    pub(super) text: String,
    pub(super) places: Vec<usize>,
}

/// Joins the pairs of escapes of a JSON text; `None` when there are none, or the text is not JSON.
pub(super) fn joined(text: &str) -> Option<Joined> {
    if !text.trim_start().starts_with(['{', '[']) || !text.contains("\\u") {
        return None;
    }
    let mut found = Joined {
        text: String::with_capacity(text.len()),
        places: Vec::new(),
    };
    let mut count = 0;
    let mut rest = text;
    while let Some(place) = rest.find('\\') {
        let (before, escape) = rest.split_at(place);
        found.text.push_str(before);
        count += before.chars().count();
        if let Some(code) = pair(escape) {
            found.text.push_str(&format!("\\U{code:08X}"));
            count += 10;
            found.places.push(count);
            rest = escape.get(12..).unwrap_or_default();
        } else {
            // The backslash and what it escapes, which may be a backslash.
            let length = escape.chars().take(2).map(char::len_utf8).sum();
            let (escape, behind) = escape.split_at(length);
            found.text.push_str(escape);
            count += escape.chars().count();
            rest = behind;
        }
    }
    found.text.push_str(rest);
    (!found.places.is_empty()).then_some(found)
}

/// The character that two escapes at the start of a text stand for.
fn pair(text: &str) -> Option<u32> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let (high, low) = (unit(0)?, unit(6)?);
    let matched = (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low);
    matched.then(|| 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn pairs_are_joined_in_json_alone() {
        let found = joined(r#"{"a": "é\ud83d\udc4dx\\ud83d\\udc4d\n\uD83D\uDE00"}"#).unwrap();
        assert_eq!(
            found.text,
            r#"{"a": "é\U0001F44Dx\\ud83d\\udc4d\n\U0001F600"}"#
        );
        assert_eq!(found.places, [18, 45]);
        for text in [
            r#"{"a": "\ud83d"}"#,
            r#"{"a": "\u0041\ud83d x"}"#,
            r#"a: "\ud83d\udc4d""#,
            r#"{"a": "\ud83d\u0041"}"#,
            "{\\",
            "[\\u日本語日本語日本語",
        ] {
            assert!(joined(text).is_none(), "{text}");
        }
    }
}
