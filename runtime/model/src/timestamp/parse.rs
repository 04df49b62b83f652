//! Reads the text of a timestamp.

use super::SECONDS_OF_DAY;
use crate::calendar::{CalendarDay, two_digits};

/// What the text of a timestamp says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Since 1970-01-01T00:00:00Z.
    pub(super) seconds: i64,
    pub(super) nanoseconds: u32,
    /// Of the local clock, ahead of UTC.
    pub(super) offset: i32,
}

impl Parts {
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let day = CalendarDay::parse(date)?;
        let [
            b'T' | b't' | b' ',
            h1,
            h2,
            b':',
            m1,
            m2,
            b':',
            s1,
            s2,
            rest @ ..,
        ] = rest
        else {
            return None;
        };
        let hour = two_digits(*h1, *h2).filter(|hour| *hour < 24)?;
        let minute = two_digits(*m1, *m2).filter(|minute| *minute < 60)?;
        let second = two_digits(*s1, *s2).filter(|second| *second <= 60)?;
        let (nanoseconds, rest) = fraction(rest)?;
        let offset = offset(rest)?;
        let local = day.since_epoch() * SECONDS_OF_DAY
            + i64::from(hour) * 3600
            + i64::from(minute) * 60
            + i64::from(second);
        Some(Self {
            seconds: local - i64::from(offset),
            nanoseconds,
            offset,
        })
    }

    pub(super) fn instant(self) -> (i64, u32) {
        (self.seconds, self.nanoseconds)
    }
}

/// Nanoseconds, and what comes after them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.' | b',', digits @ ..] = text else {
        return Some((0, text));
    };
    let count = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (digits, rest) = digits.split_at_checked(count)?;
    if digits.is_empty() {
        return None;
    }
    let nanoseconds = (0..9).fold(0, |sum, place| {
        sum * 10 + digits.get(place).map_or(0, |digit| u32::from(digit - b'0'))
    });
    Some((nanoseconds, rest))
}

fn offset(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'Z' | b'z'] => return Some(0),
        [b'+', digits @ ..] => (1, digits),
        [b'-', digits @ ..] => (-1, digits),
        _ => return None,
    };
    let (hour, minute) = match *digits {
        [h1, h2, b':', m1, m2] | [h1, h2, m1, m2] => (two_digits(h1, h2)?, two_digits(m1, m2)?),
        [h1, h2] => (two_digits(h1, h2)?, 0),
        _ => return None,
    };
    (hour < 24 && minute < 60).then(|| sign * (i32::from(hour) * 3600 + i32::from(minute) * 60))
}
