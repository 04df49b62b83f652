use super::*;

fn known(pattern: &str) -> (u64, Option<u64>) {
    let lengths = lengths(pattern).unwrap();
    (lengths.least, lengths.most)
}

#[test]
fn lengths_follow_from_the_pattern() {
    assert_eq!(known("^[A-Z]{3}$"), (3, Some(3)));
    assert_eq!(known("^order_(test|live)_[0-9a-zA-Z]+$"), (12, None));
    assert_eq!(known("^a?b{2,4}(c|de)$"), (3, Some(7)));
    assert_eq!(known("abc"), (3, None));
    assert_eq!(known("^abc"), (3, None));
    assert_eq!(known("^(a|b$)"), (1, None));
    assert_eq!(known("^a$|^bcd$"), (1, Some(3)));
    assert_eq!(known("^(?:日本|.)*$"), (0, None));
    assert_eq!(known("^\\d{4}-\\d{2}\\/[\\w.\\-]\\u00e9$"), (10, Some(10)));
    assert_eq!(known(""), (0, None));
    assert_eq!(known("^$"), (0, Some(0)));
    assert_eq!(known("^[a-]+?[^-a]$"), (2, None));
    assert_eq!(
        known("^(a{1000000000}){1000000000}{0}".trim_end_matches("{0}")),
        (1_000_000_000_000_000_000, None)
    );
}

#[test]
fn what_is_no_expression_is_invalid() {
    for pattern in [
        "(", ")", "a)", "[a", "[z-a]", "*a", "a**", "a{2,1}", "a{x}", "a{", "\\", "(a|", "^*",
        "[\\d-z]",
    ] {
        assert!(
            matches!(lengths(pattern), Err(Fault::Invalid(_))),
            "{pattern}: {:?}",
            lengths(pattern)
        );
    }
    assert!(matches!(
        lengths(&"(".repeat(100_000)),
        Err(Fault::Invalid(_))
    ));
}

#[test]
fn what_engines_do_not_share_is_not_portable() {
    for pattern in [
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        "(?<n>a)",
        "(?P<n>a)",
        "(?i)a",
        "(?>a)",
        "(a)\\1",
        "\\k<n>",
        "\\p{L}",
        "\\A",
        "\\z",
        "[[:alpha:]]",
        "[a&&b]",
        "[]a]",
        "[]",
        "a++",
        "a}",
        "]",
        "\\é",
        "\\x1",
        "\\u{1F600}",
    ] {
        assert!(
            matches!(lengths(pattern), Err(Fault::NotPortable(_))),
            "{pattern}: {:?}",
            lengths(pattern)
        );
    }
}

#[test]
fn what_is_portable_compiles() {
    for pattern in [
        "^[\\w.+-]+@[a-z]+\\.[a-z]{2,}$",
        "^\\/a\\-b\\.c$",
        "[\\]\\[^-]",
        "^\\s*\\bword\\b",
        "[a-z\\d_-]{1,20}",
        "\\x41\\u0042",
    ] {
        lengths(pattern).unwrap();
        regex_lite::Regex::new(pattern).unwrap();
    }
}
