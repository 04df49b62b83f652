use regex_lite::Regex;

use super::Pieces;

/// Patterns that are matched piece by piece.
const PIECEWISE: &[&str] = &[
    "^$",
    "^a$",
    "^ab-_ ア$",
    "^a_(b|cb-|ca)_[ab]+$",
    "^(?:a|b)(c|d)$",
    "^[0-9]{4}-[0-9]{2}$",
    "^[ab]{1,3}$",
    "^[ab]{2,}$",
    "^[ab]{2}a$",
    "^[ab]{0,2}c$",
    "^a*b+c$",
    r"^\d{2}\.a\\$",
    r"^[A-Z0-9ｱ-ﾝﾞﾟ().\- ]{1,30}$",
    r"^[a\]-b]$",
    "^[a-ア]+Z$",
];

/// Patterns that are not, because a piece could end in several places or for what they are made of.
const LEFT: &[&str] = &[
    "a",
    "^a",
    "a$",
    "^a+a$",
    "^[a-ア]+z$",
    "^a*b*$",
    "^[ab]{0,2}c?$",
    "^[ab]{1,2}b$",
    "^[ab]?(a|c)$",
    "^(a|ab)c$",
    "^a_(b|bb-)_[ab]+$",
    "^(|a)b$",
    "^(a|b)+$",
    "^(a.)$",
    "^((a))$",
    "^[^a]$",
    "^[a&&b]$",
    "^[-a]$",
    "^[a-]$",
    "^a|b$",
    "^.$",
    r"^\w$",
    r"^\bab$",
    "^a+?$",
    "^a{2}{3}$",
    "^(?i)a$",
    "^a$$",
    "^^a$",
    "^[ア-ン]*[イ]$",
    "^é+é$",
    "^[b-a]$",
    "^a{3,2}$",
    "^[]$",
    "^a{x}$",
    "^a{+1}$",
    "^a{$",
    "^[a$",
    "^(a$",
    "",
];

#[test]
fn a_pattern_whose_pieces_could_end_in_several_places_is_left() {
    for pattern in PIECEWISE {
        assert!(Pieces::read(pattern).is_some(), "{pattern}");
        assert!(Regex::new(pattern).is_ok(), "{pattern}");
    }
    for pattern in LEFT {
        assert!(Pieces::read(pattern).is_none(), "{pattern}");
    }
}

#[test]
fn every_short_text_is_judged_as_by_the_regular_expression() {
    let alphabet = [
        'a', 'b', 'c', '0', '-', '_', '.', '\\', ']', 'ア', 'é', 'Z', ' ',
    ];
    let regexes: Vec<_> = PIECEWISE
        .iter()
        .map(|pattern| {
            (
                pattern,
                Pieces::read(pattern).unwrap(),
                Regex::new(pattern).unwrap(),
            )
        })
        .collect();
    let mut texts = vec![String::new()];
    let mut matches = 0;
    for _ in 0..=4 {
        for text in &texts {
            for (pattern, pieces, regex) in &regexes {
                assert_eq!(
                    pieces.is_match(text),
                    regex.is_match(text),
                    "{pattern} {text:?}"
                );
                matches += usize::from(regex.is_match(text));
            }
        }
        texts = texts
            .iter()
            .flat_map(|text| alphabet.map(|character| format!("{text}{character}")))
            .collect();
    }
    assert!(matches > 1000, "{matches}");
}

#[test]
fn longer_texts_are_judged_as_by_the_regular_expression() {
    let texts = [
        "2024-05",
        "2024-5",
        "20240-05",
        "02.a\\",
        "02.a",
        "0２.a\\",
        "ab-_ ア",
        "a_b_ab",
        "a_cb-_b",
        "a_bb_b",
        "ｶ)ｹﾂｻｲ ﾞ",
        "aaaaaaaaZ",
        "ァZ",
        "アZ",
        "イZ",
        "aaabbc",
        "aaabb",
        "aaac",
        "a\n",
        "2024-05\n",
        "\u{ff9e}",
    ];
    for pattern in PIECEWISE {
        let (pieces, regex) = (Pieces::read(pattern).unwrap(), Regex::new(pattern).unwrap());
        for text in texts
            .iter()
            .copied()
            .chain(["ｱ".repeat(30).as_str(), "ｱ".repeat(31).as_str()])
        {
            assert_eq!(
                pieces.is_match(text),
                regex.is_match(text),
                "{pattern} {text:?}"
            );
        }
    }
}
