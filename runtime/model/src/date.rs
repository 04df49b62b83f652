//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use crate::calendar::CalendarDay;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::string_type::InvalidValue;
use crate::value::Value;
use crate::writer::Writer;

const PROBLEM: &str = "must be a date such as 2024-02-29";

/// A day that is a text on the wire: `2024-02-29`.
///
/// It keeps the text as it came. Decoding takes every text; [`Date::year`] and its siblings then
/// give nothing. Days compare in the order of the calendar, after them come texts that are none.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Date(Box<str>);

impl Date {
    /// Makes a day.
    ///
    /// # Errors
    /// When there is no such day in the years 0 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidValue> {
        match CalendarDay::new(year, month, day) {
            Some(CalendarDay { year, month, day }) => {
                Ok(Self(format!("{year:04}-{month:02}-{day:02}").into()))
            }
            None => Err(InvalidValue::of(
                "Date",
                "must be a day of the years 0 to 9999",
            )),
        }
    }

    /// The text as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text tells a day.
    pub fn is_known(&self) -> bool {
        self.known().is_some()
    }

    /// The year, from 0 to 9999.
    pub fn year(&self) -> Option<u16> {
        self.known().map(|day| day.year)
    }

    /// The month, from 1 to 12.
    pub fn month(&self) -> Option<u8> {
        self.known().map(|day| day.month)
    }

    /// The day of the month, from 1 to 31.
    pub fn day(&self) -> Option<u8> {
        self.known().map(|day| day.day)
    }

    pub(crate) fn known(&self) -> Option<CalendarDay> {
        CalendarDay::parse(self.0.as_bytes())
    }
}

impl FromStr for Date {
    type Err = InvalidValue;

    /// Keeps the text when it tells a day.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let date = Self(text.into());
        if date.is_known() {
            Ok(date)
        } else {
            Err(InvalidValue::of("Date", PROBLEM))
        }
    }
}

impl Decode for Date {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        Self(value.text_or_reject().into())
    }
}

/// A text that tells no day is an *undocumented* [`Violation`](crate::Violation).
impl Encode for Date {
    fn encode(&self, writer: &mut Writer) {
        writer.formatted(&self.0, || self.is_known(), PROBLEM);
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // Texts of days order as the days do.
        (!self.is_known(), &self.0).cmp(&(!other.is_known(), &other.0))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Date({:?})", self.0)
    }
}

crate::serde_bridge!(Date);

#[cfg(test)]
mod tests {
    use super::Date;
    use crate::{from_slice, to_checked_vec, to_vec};

    #[test]
    fn a_day_and_its_text() {
        let date = Date::new(2024, 2, 29).unwrap();
        assert_eq!(date.as_str(), "2024-02-29");
        assert_eq!(
            (date.year(), date.month(), date.day()),
            (Some(2024), Some(2), Some(29))
        );
        assert_eq!("2024-02-29".parse(), Ok(date.clone()));
        assert_eq!(from_slice(b"\"2024-02-29\""), Ok(date.clone()));
        assert_eq!(to_vec(&date), b"\"2024-02-29\"");
        assert_eq!(serde_json::to_string(&date).unwrap(), "\"2024-02-29\"");
        assert!(Date::new(999, 12, 31).unwrap() < date);
        assert_eq!(
            Date::new(2023, 2, 29).unwrap_err().to_string(),
            "Date must be a day of the years 0 to 9999"
        );
    }

    #[test]
    fn other_texts_are_kept_and_not_sent_unasked() {
        for text in ["", "2023-02-29", "29.02.2024", "0"] {
            assert_eq!(
                text.parse::<Date>().unwrap_err().to_string(),
                "Date must be a date such as 2024-02-29"
            );
            let json = format!("\"{text}\"");
            let date: Date = from_slice(json.as_bytes()).unwrap();
            assert_eq!((date.as_str(), date.year()), (text, None));
            assert!(date > Date::new(9999, 12, 31).unwrap());
            let (bytes, violations) = to_checked_vec(&date);
            assert_eq!(bytes, json.as_bytes());
            assert_eq!(
                violations.to_string(),
                "$ must be a date such as 2024-02-29"
            );
            assert!(violations.without_undocumented().is_empty());
        }
    }
}
