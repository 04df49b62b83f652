//! Formats of strings that are rules: the same ones that the oracle asserts.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::values::Dice;

/// A format that is a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `2026-02-28`.
    Date,
    /// `2026-02-28T01:02:03.45+09:00`.
    DateTime,
    /// `a@shop.example`.
    Email,
    /// `192.0.2.1`.
    Ipv4,
    /// `2001:db8::1`.
    Ipv6,
    /// `https://shop.example/x?y=1`.
    Uri,
    /// `01234567-89ab-cdef-0123-456789abcdef`.
    Uuid,
}

impl Format {
    /// The format by its word; `None` for one that only tells what is meant.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "date" => Self::Date,
            "date-time" => Self::DateTime,
            "email" => Self::Email,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "uri" => Self::Uri,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Email => "email",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
        }
    }

    /// Whether text has the format. It may take what a stricter reader refuses; what it makes is beyond doubt.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Date => is_date(text),
            Self::DateTime => is_date_time(text),
            Self::Email => text.split_once('@').is_some_and(|(local, domain)| {
                !local.is_empty() && !domain.is_empty() && !text.contains(char::is_whitespace)
            }),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Uri => text.split_once(':').is_some_and(|(scheme, rest)| {
                scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                    && scheme
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                    && rest
                        .chars()
                        .all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c))
            }),
            Self::Uuid => {
                let parts: Vec<&str> = text.split('-').collect();
                let hexadecimal = |part: &&str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
                parts.iter().all(hexadecimal)
                    && parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
            }
        }
    }

    /// Text of the format.
    pub fn make(self, dice: &mut Dice) -> String {
        let word = |dice: &mut Dice, least: u32, most: u32| -> String {
            let length = least + dice.below_u32(most - least + 1);
            (0..length)
                .map(|_| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[dice.below(36)]))
                .collect()
        };
        match self {
            Self::Date => date(dice),
            Self::DateTime => {
                let time = [24, 60, 60].map(|below| dice.below_u32(below));
                let fraction = match dice.below(3) {
                    0 => String::new(),
                    1 => format!(".{:03}", dice.below(1000)),
                    _ => format!(".{:06}", dice.below(1_000_000)),
                };
                let zone = match dice.below(3) {
                    0 => format!("+{:02}:{:02}", dice.below(14), dice.below(60)),
                    1 => format!("-{:02}:00", dice.below(12)),
                    _ => "Z".to_owned(),
                };
                let [hour, minute, second] = time;
                format!(
                    "{}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}",
                    date(dice)
                )
            }
            Self::Email => format!("{}@{}.example", word(dice, 1, 12), word(dice, 1, 12)),
            Self::Ipv4 => Ipv4Addr::from(dice.below_u32(u32::MAX)).to_string(),
            Self::Ipv6 => {
                let groups = [0; 8].map(|_: u32| dice.below_u32(0x1_0000));
                let groups = groups.map(|group| format!("{group:x}"));
                groups.join(":")
            }
            Self::Uri => {
                let (host, path) = (word(dice, 1, 10), word(dice, 0, 12));
                let tail = ["", "?a=1&b=%E3%81%82", "#part", "/%2F/../x;y"][dice.below(4)];
                format!("https://{host}.example/{path}{tail}")
            }
            Self::Uuid => {
                let digits: String = (0..32)
                    .map(|_| char::from(b"0123456789abcdef"[dice.below(16)]))
                    .collect();
                let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]);
                parts.join("-")
            }
        }
    }

    /// Text of the format that a careless reader gets wrong.
    pub fn extremes(self) -> &'static [&'static str] {
        match self {
            Self::Date => &["2024-02-29", "0001-01-01", "9999-12-31"],
            Self::DateTime => &[
                "2024-02-29T23:59:59.999999999Z",
                "2024-06-25T07:12:15.16452Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59-12:00",
                "2026-01-01T00:00:00+09:00",
            ],
            Self::Ipv4 => &["0.0.0.0", "255.255.255.255"],
            Self::Ipv6 => &["::", "2001:db8::1", "::ffff:192.0.2.1"],
            Self::Email => &["a@b.example", "first.last+tag@sub.shop.example"],
            Self::Uri => &[
                "https://shop.example/",
                "a:b",
                "https://shop.example:8443/?q=%20#f",
                "urn:uuid:0",
            ],
            Self::Uuid => &[
                "00000000-0000-0000-0000-000000000000",
                "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
            ],
        }
    }

    /// Text that is not of the format.
    pub fn breach(self) -> &'static str {
        match self {
            Self::Date => "2023-02-30",
            Self::DateTime => "2026-02-28 01:02",
            Self::Email => "nobody at nowhere",
            Self::Ipv4 => "192.0.2.256",
            Self::Ipv6 => "192.0.2.1",
            Self::Uri => "not a uri",
            Self::Uuid => "0123-4567",
        }
    }
}

fn date(dice: &mut Dice) -> String {
    let year = 1 + dice.below(9999);
    let month = 1 + dice.below(12);
    let day = 1 + dice.below(days(year, month));
    format!("{year:04}-{month:02}-{day:02}")
}

fn days(year: usize, month: usize) -> usize {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_date(text: &str) -> bool {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|part| part.parse().ok());
    match (shape, part(0..4), part(5..7), part(8..10)) {
        (true, Some(year), Some(month @ 1..=12), Some(day)) => day >= 1 && day <= days(year, month),
        _ => false,
    }
}

fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(rest)) = (text.get(..10), text.get(10..)) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(['T', 't']) else {
        return false;
    };
    let clock = |text: &str, most: &[u32]| {
        let parts: Vec<&str> = text.split(':').collect();
        parts.len() == most.len()
            && parts.iter().zip(most).all(|(part, most)| {
                part.len() == 2 && part.parse::<u32>().is_ok_and(|part| part <= *most)
            })
    };
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let zone = match zone.as_bytes() {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', ..] => clock(&zone[1..], &[23, 59]),
        _ => false,
    };
    is_date(date)
        && clock(time, &[23, 59, 59])
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && zone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_has_the_format_and_a_breach_has_not() {
        let mut dice = Dice::new(7);
        for format in [
            Format::Date,
            Format::DateTime,
            Format::Email,
            Format::Ipv4,
            Format::Ipv6,
            Format::Uri,
            Format::Uuid,
        ] {
            assert_eq!(Format::read(format.as_str()), Some(format));
            for _ in 0..500 {
                let made = format.make(&mut dice);
                assert!(format.accepts(&made), "{made}");
            }
            for extreme in format.extremes() {
                assert!(format.accepts(extreme), "{extreme}");
            }
            assert!(!format.accepts(format.breach()), "{format:?}");
        }
        assert_eq!(Format::read("password"), None);
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "26-01-01",
            "2026-1-01",
            "2026-01-0１",
        ] {
            assert!(!Format::Date.accepts(wrong), "{wrong}");
        }
        for wrong in [
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00Z",
        ] {
            assert!(!Format::DateTime.accepts(wrong), "{wrong}");
        }
    }
}
