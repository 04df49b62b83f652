//! Conversions to the types of other crates, each behind the feature of its name.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "time")]
mod time;

use crate::date::Date;
use crate::string_type::InvalidValue;
use crate::timestamp::Timestamp;

impl Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z and the nanoseconds after them.
    fn unix(&self) -> Result<(i64, u32), InvalidValue> {
        self.unix_seconds()
            .zip(self.subsec_nanos())
            .ok_or_else(|| InvalidValue::of("Timestamp", "must tell an instant"))
    }

    fn from_nanoseconds(seconds: i64, nanoseconds: u32) -> Result<Self, InvalidValue> {
        Self::from_unix(seconds, nanoseconds).ok_or_else(Self::out_of_range)
    }

    fn out_of_range() -> InvalidValue {
        InvalidValue::of("Timestamp", "must be in a range that both types have")
    }
}

impl Date {
    fn parts(&self) -> Result<(u16, u8, u8), InvalidValue> {
        self.known()
            .map(|day| (day.year, day.month, day.day))
            .ok_or_else(Self::no_day)
    }

    fn of_parts<Y: TryInto<u16>>(year: Y, month: u8, day: u8) -> Result<Self, InvalidValue> {
        match year.try_into() {
            Ok(year) => Self::new(year, month, day),
            Err(_) => Err(Self::no_day()),
        }
    }

    fn no_day() -> InvalidValue {
        InvalidValue::of("Date", "must be a day of the years 0 to 9999")
    }
}
