//! JSON paths as errors print them: `$.items[2].amount`, `$["a b"]`.

use std::fmt::Write as _;

/// The path of the whole document.
pub(crate) const ROOT: &str = "$";

/// Longer keys are cut: a path is for reading, and a key may come from anyone.
const MAX_KEY_CHARS: usize = 64;

/// Appends the step to a member of an object.
pub(crate) fn push_member(path: &mut String, name: &str) {
    if is_identifier(name) {
        path.push('.');
        path.push_str(name);
        return;
    }
    path.push_str("[\"");
    for character in name.chars().take(MAX_KEY_CHARS) {
        path.extend(character.escape_debug());
    }
    if name.chars().nth(MAX_KEY_CHARS).is_some() {
        path.push('…');
    }
    path.push_str("\"]");
}

/// Appends the step to an item of an array.
pub(crate) fn push_index(path: &mut String, index: usize) {
    // Writing to a string cannot fail.
    let _ = write!(path, "[{index}]");
}

fn is_identifier(name: &str) -> bool {
    name.len() <= MAX_KEY_CHARS
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::{push_index, push_member};

    #[test]
    fn steps_are_dotted_or_bracketed() {
        let mut path = String::from(super::ROOT);
        push_member(&mut path, "items");
        push_index(&mut path, 2);
        push_member(&mut path, "a \"b\"\n");
        push_member(&mut path, "");
        push_member(&mut path, "2nd");
        assert_eq!(path, r#"$.items[2]["a \"b\"\n"][""]["2nd"]"#);
    }

    #[test]
    fn long_keys_are_cut() {
        let mut path = String::new();
        push_member(&mut path, &"k".repeat(10_000));
        assert_eq!(path, format!("[\"{}…\"]", "k".repeat(64)));
    }
}
