//! The proleptic Gregorian calendar, in the years that four digits can write.

/// Days from 0000-03-01 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;
const DAYS_OF_400_YEARS: i64 = 146_097;

/// A day that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CalendarDay {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl CalendarDay {
    /// Nothing when there is no such day in the years 0 to 9999.
    pub(crate) const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year > 9999 || day == 0 || day > days_of_month(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else {
            return None;
        };
        let (century, year) = (two_digits(y1, y2)?, two_digits(y3, y4)?);
        Self::new(
            u16::from(century) * 100 + u16::from(year),
            two_digits(m1, m2)?,
            two_digits(d1, d2)?,
        )
    }

    /// Days since 1970-01-01.
    pub(crate) fn since_epoch(self) -> i64 {
        // Years that begin in March end with the leap day.
        let (year, month) = if self.month > 2 {
            (i64::from(self.year), i64::from(self.month) - 3)
        } else {
            (i64::from(self.year) - 1, i64::from(self.month) + 9)
        };
        let era = year.div_euclid(400);
        let year = year.rem_euclid(400);
        let day = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * DAYS_OF_400_YEARS + year * 365 + year / 4 - year / 100 + day - DAYS_TO_EPOCH
    }

    /// The day that many days after 1970-01-01, when its year has four digits.
    pub(crate) fn from_epoch(days: i64) -> Option<Self> {
        let days = days.checked_add(DAYS_TO_EPOCH)?;
        let era = days.div_euclid(DAYS_OF_400_YEARS);
        let days = days.rem_euclid(DAYS_OF_400_YEARS);
        let year = (days - days / 1460 + days / 36_524 - days / 146_096) / 365;
        let days = days - (365 * year + year / 4 - year / 100);
        let shifted = (5 * days + 2) / 153;
        let day = u8::try_from(days - (153 * shifted + 2) / 5 + 1).ok()?;
        let month = u8::try_from(if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        })
        .ok()?;
        let year = u16::try_from(era * 400 + year + i64::from(month <= 2)).ok()?;
        Self::new(year, month, day)
    }
}

/// Zero for a month that does not exist.
const fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

/// The number that two digits write.
pub(crate) fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

#[cfg(test)]
mod tests {
    use super::CalendarDay;

    #[test]
    fn every_day_comes_back_and_follows_the_one_before() {
        let first = CalendarDay::new(0, 1, 1).unwrap().since_epoch();
        let last = CalendarDay::new(9999, 12, 31).unwrap().since_epoch();
        let mut before = None;
        for days in first..=last {
            let day = CalendarDay::from_epoch(days).unwrap();
            assert_eq!(day.since_epoch(), days);
            assert!(before < Some(day));
            before = Some(day);
        }
        assert_eq!(CalendarDay::from_epoch(first - 1), None);
        assert_eq!(CalendarDay::from_epoch(last + 1), None);
        assert_eq!(CalendarDay::from_epoch(i64::MAX), None);
    }

    #[test]
    fn known_days() {
        for ((year, month, day), days) in [
            ((1970, 1, 1), 0),
            ((2000, 2, 29), 11_016),
            ((2024, 12, 31), 20_088),
            ((1969, 12, 31), -1),
        ] {
            assert_eq!(
                CalendarDay::new(year, month, day).unwrap().since_epoch(),
                days
            );
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        for (year, month, day) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 4, 31),
            (2024, 0, 1),
            (2024, 13, 1),
            (2024, 1, 0),
            (10_000, 1, 1),
        ] {
            assert_eq!(CalendarDay::new(year, month, day), None);
        }
        for text in ["2024-1-01", "2024-01-1 ", "+024-01-01", "2024/01/01", ""] {
            assert_eq!(CalendarDay::parse(text.as_bytes()), None, "{text}");
        }
    }
}
