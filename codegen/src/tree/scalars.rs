//! Plain scalars by the core schema of YAML 1.2, and those that YAML 1.1 reads differently.

use super::{node::NodeKind, number::Decimal};

/// What an unquoted scalar means.
#[derive(Debug, PartialEq)]
pub(super) struct Scalar {
    /// Its value under YAML 1.2.
    pub(super) kind: NodeKind,
    /// Why other readers may see something else.
    pub(super) doubt: Option<Doubt>,
}

/// Why an unquoted scalar does not mean the same to every reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A word that YAML 1.1 reads as a boolean.
    Boolean,
    /// Digits that YAML 1.1 reads as another number, or as one where YAML 1.2 sees text.
    Number,
    /// A date or time, which YAML 1.1 does not read as text.
    Date,
    /// A number that 64 bits do not hold.
    Range,
}

/// Resolves an unquoted scalar.
pub(super) fn resolve(text: &str) -> Scalar {
    let (kind, doubt) = meaning(text);
    let kind = kind.unwrap_or_else(|| NodeKind::String(text.to_owned()));
    Scalar { kind, doubt }
}

/// What an unquoted scalar means if not its own text, and why other readers may see something else.
pub(super) fn meaning(text: &str) -> (Option<NodeKind>, Option<Doubt>) {
    match text {
        text if is_null(text) => return (Some(NodeKind::Null), None),
        "true" | "True" | "TRUE" => return (Some(NodeKind::Bool(true)), None),
        "false" | "False" | "FALSE" => return (Some(NodeKind::Bool(false)), None),
        _ => {}
    }
    if is_boolean_word(text) {
        return (None, Some(Doubt::Boolean));
    }
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '+' | '.')) {
        return (None, None);
    }
    if is_special_float(text) {
        return (None, Some(Doubt::Range));
    }
    if let Some((digits, radix)) = radix(text) {
        return match u64::from_str_radix(digits, radix) {
            Ok(value) => (
                Some(NodeKind::Number(value.to_string())),
                Some(Doubt::Number),
            ),
            Err(_) => (None, None),
        };
    }
    if let Some(number) = json_number(text) {
        let leading_zero = has_leading_zero(text);
        let doubt = if !is_held_by_64_bits(&number) {
            Some(Doubt::Range)
        } else if leading_zero {
            Some(Doubt::Number)
        } else {
            None
        };
        return (Some(NodeKind::Number(number)), doubt);
    }
    if is_date(text) {
        return (None, Some(Doubt::Date));
    }
    if is_old_number(text) {
        return (None, Some(Doubt::Number));
    }
    (None, None)
}

/// Whether an unquoted scalar is null.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether YAML 1.1 reads a word as a boolean where YAML 1.2 sees text.
pub(super) fn is_boolean_word(text: &str) -> bool {
    let same_case =
        || text.chars().all(char::is_uppercase) || text.chars().skip(1).all(char::is_lowercase);
    text.len() <= 3
        && ["y", "yes", "n", "no", "on", "off"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
        && same_case()
}

fn is_special_float(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['-', '+']);
    matches!(
        unsigned,
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
    )
}

fn radix(text: &str) -> Option<(&str, u32)> {
    let (digits, radix) = match text.get(..2)? {
        "0x" => (&text[2..], 16),
        "0o" => (&text[2..], 8),
        _ => return None,
    };
    (!digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix)))
        .then_some((digits, radix))
}

fn has_leading_zero(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['-', '+']);
    unsigned.starts_with('0') && unsigned[1..].starts_with(|next: char| next.is_ascii_digit())
}

/// The number as JSON writes it, when the text is one by the core schema.
fn json_number(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut number = String::with_capacity(text.len() + 1);
    if text.starts_with('-') {
        number.push('-');
    }
    let trimmed = whole.trim_start_matches('0');
    number.push_str(if trimmed.is_empty() { "0" } else { trimmed });
    if !fraction.is_empty() {
        number.push('.');
        number.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        let magnitude = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if magnitude.is_empty() || !digits(magnitude) {
            return None;
        }
        number.push('e');
        number.push_str(exponent.strip_prefix('+').unwrap_or(exponent));
    }
    Some(number)
}

/// Whether an integer fits 64 bits, and whether a float prints back as the same number.
fn is_held_by_64_bits(number: &str) -> bool {
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let Some(exact) = Decimal::parse(number) else {
        return false;
    };
    if !number.contains(['.', 'e']) {
        return false;
    }
    number.parse::<f64>().is_ok_and(|value| {
        value.is_finite()
            && Decimal::parse(&value.to_string()).is_some_and(|printed| printed == exact)
    })
}

/// `2024-01-31`, with or without a time behind it.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let digits = |part: Option<&str>, lengths: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let (year, month, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let day_length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest.as_bytes().get(day_length);
    digits(year, 4..=4)
        && digits(month, 1..=2)
        && (1..=2).contains(&day_length)
        && matches!(behind, None | Some(b'T' | b't' | b' '))
}

/// `1_000`, `0b101` and `12:30`, which YAML 1.1 reads as numbers.
fn is_old_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let starts = unsigned.starts_with(|first: char| first.is_ascii_digit());
    let grouped = unsigned.contains('_')
        && unsigned
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.'));
    let binary = unsigned.strip_prefix("0b").is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| matches!(byte, b'0' | b'1'))
    });
    let (hours, minutes) = unsigned.split_once(':').unwrap_or_default();
    let sixty = hours.bytes().all(|byte| byte.is_ascii_digit())
        && minutes
            .split('.')
            .next()
            .unwrap_or_default()
            .split(':')
            .all(|part| {
                (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            });
    starts && (grouped || binary || sixty)
}

#[cfg(test)]
mod tests;
