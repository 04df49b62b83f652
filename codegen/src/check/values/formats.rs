//! Formats of text, lightly: what is certainly wrong is found.

use std::net::{Ipv4Addr, Ipv6Addr};

/// What a format asks for, if the text is not that; `None` for formats that are not checked.
pub(super) fn broken(format: &str, text: &str) -> Option<&'static str> {
    let (holds, expectation) = match format {
        "date" => (is_date(text), "a date such as 2024-01-31"),
        "date-time" => (is_date_time(text), "a time such as 2024-01-31T12:00:00Z"),
        "uuid" => (is_uuid(text), "a UUID"),
        "email" => (is_email(text), "an e-mail address"),
        "uri" => (is_uri(text), "a URI with its scheme"),
        "ipv4" => (text.parse::<Ipv4Addr>().is_ok(), "an IPv4 address"),
        "ipv6" => (text.parse::<Ipv6Addr>().is_ok(), "an IPv6 address"),
        "byte" => (is_base64(text), "base64"),
        _ => return None,
    };
    (!holds).then_some(expectation)
}

/// The number that a text of so many digits stands for.
fn digits(text: Option<&str>, length: usize) -> Option<u32> {
    let text =
        text.filter(|text| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    text.parse().ok()
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (year, month, day) = (
        digits(parts.next(), 4),
        digits(parts.next(), 2),
        digits(parts.next(), 2),
    );
    let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
        return false;
    };
    let Some(offset) = time.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (clock, zone) = time.split_at(offset);
    is_date(date) && is_clock(clock) && is_zone(zone)
}

fn is_clock(text: &str) -> bool {
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut parts = whole.split(':');
    let (hour, minute, second) = (
        digits(parts.next(), 2),
        digits(parts.next(), 2),
        digits(parts.next(), 2),
    );
    let within = |part: Option<u32>, most: u32| part.is_some_and(|part| part <= most);
    let fraction = fraction.is_none_or(|fraction| {
        !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit())
    });
    within(hour, 23)
        && within(minute, 59)
        && within(second, 60)
        && parts.next().is_none()
        && fraction
}

fn is_zone(text: &str) -> bool {
    if matches!(text, "Z" | "z") {
        return true;
    }
    let Some((hours, minutes)) = text.get(1..).and_then(|text| text.split_once(':')) else {
        return false;
    };
    digits(Some(hours), 2).is_some_and(|hours| hours <= 23)
        && digits(Some(minutes), 2).is_some_and(|minutes| minutes <= 59)
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == lengths.len()
        && parts.iter().zip(lengths).all(|(part, length)| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
}

fn is_email(text: &str) -> bool {
    let blank =
        text.contains(|character: char| character.is_whitespace() || character.is_control());
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.starts_with('.')
    }) && !blank
}

fn is_uri(text: &str) -> bool {
    let blank =
        text.contains(|character: char| character.is_whitespace() || character.is_control());
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .unwrap_or_default();
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        && !blank
}

fn is_base64(text: &str) -> bool {
    let content = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - content.len() <= 2
        && content
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::broken;

    fn assert_format(format: &str, good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(broken(format, text), None, "{format} {text}");
        }
        for text in bad {
            assert!(broken(format, text).is_some(), "{format} {text}");
        }
    }

    #[test]
    fn formats_are_told_from_what_only_looks_like_them() {
        assert_format(
            "date",
            &["2024-02-29", "2023-12-31"],
            &[
                "2023-02-29",
                "2024-13-01",
                "2024-1-1",
                "20240101",
                "2024-01-01-01",
                "日付",
            ],
        );
        assert_format(
            "date-time",
            &[
                "2024-01-31T12:00:00Z",
                "2024-01-31t23:59:60.123+09:00",
                "2024-01-31 00:00:00-00:30",
            ],
            &[
                "2024-01-31",
                "2024-01-31T12:00:00",
                "2024-01-31T24:00:00Z",
                "2024-01-31T12:00Z",
                "2024-01-31T12:00:00.Z",
                "2024-01-31T1:00:00+0900",
            ],
        );
        assert_format(
            "uuid",
            &["123e4567-e89b-12d3-a456-426614174000"],
            &[
                "123e4567e89b12d3a456426614174000",
                "123e4567-e89b-12d3-a456-42661417400g",
            ],
        );
        assert_format(
            "email",
            &["a.b+c@example.com"],
            &["a", "@b", "a@", "a b@c.d"],
        );
        assert_format(
            "uri",
            &["https://example.com/a?b#c", "urn:x"],
            &["/a", "example.com", "1a:b", "https://a b"],
        );
        assert_format("ipv4", &["127.0.0.1"], &["127.0.0", "::1"]);
        assert_format("ipv6", &["::1"], &["127.0.0.1"]);
        assert_format("byte", &["YWI=", ""], &["YWI", "Y=I=", "日本語日"]);
        assert_format("password", &["anything"], &[]);
    }
}
