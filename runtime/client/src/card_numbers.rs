//! Card numbers that a provider repeats in what it says.

use std::borrow::Cow;

/// How many digits a card number has, at least and at most.
const LENGTHS: std::ops::RangeInclusive<usize> = 13..=19;

/// The same text without what looks like a card number: 13 to 19 digits, alone or in groups parted by single spaces or dashes,
/// that begin as cards do and end in their check digit.
pub(crate) fn redact(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some(begin) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, from) = rest.split_at(begin);
        let (number, after) = from.split_at(end_of_digits(from));
        kept.push_str(before);
        if is_card_number(number) {
            found = true;
            kept.push_str("[redacted]");
        } else {
            kept.push_str(number);
        }
        rest = after;
    }
    if !found {
        return Cow::Borrowed(text);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Where the groups of digits end with which the text begins.
fn end_of_digits(text: &str) -> usize {
    let mut end = 0;
    let mut parted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                end = at + 1;
                parted = false;
            }
            b' ' | b'-' if !parted => parted = true,
            _ => break,
        }
    }
    end
}

fn is_card_number(text: &str) -> bool {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    // Milliseconds since 1970 begin with 1, and are the only other numbers of this length that are common.
    LENGTHS.contains(&digits.len()) && matches!(digits.first(), Some(2..=6)) && checks(&digits)
}

/// Luhn's check (ISO/IEC 7812-1).
fn checks(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let places = digits.iter().rev().enumerate();
    let sum: u32 = places
        .map(|(place, digit)| {
            if place % 2 == 1 {
                doubled(*digit)
            } else {
                *digit
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn card_numbers_are_blotted_out() {
        for (text, kept) in [
            ("4111111111111111", "[redacted]"),
            (
                "card 4111-1111-1111-1111 was declined",
                "card [redacted] was declined",
            ),
            (
                "5555 5555 5555 4444, 3530111333300000.",
                "[redacted], [redacted].",
            ),
            ("378282246310005x", "[redacted]x"),
            ("カード6011111111111117です", "カード[redacted]です"),
        ] {
            assert_eq!(redact(text), kept);
        }
    }

    #[test]
    fn other_numbers_are_kept() {
        for text in [
            "",
            "no digits",
            "1 500 yen",
            "4111111111111112",
            "41111111111111114",
            "1700000000123",
            "411111111111",
            "4111  1111  1111  1111",
            "41111111111111111111",
            "2024-05-06 07:08:09",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}
