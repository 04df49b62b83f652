use jiff::civil;

use crate::date::Date;
use crate::string_type::InvalidValue;
use crate::timestamp::Timestamp;
use crate::timestamp_millis::TimestampMillis;

/// Fails when the instant is not known or out of jiff's range.
impl TryFrom<&Timestamp> for jiff::Timestamp {
    type Error = InvalidValue;

    fn try_from(timestamp: &Timestamp) -> Result<Self, Self::Error> {
        let (seconds, nanoseconds) = timestamp.unix()?;
        // Below a thousand million.
        let nanoseconds = nanoseconds.cast_signed();
        Self::new(seconds, nanoseconds).map_err(|_| Timestamp::out_of_range())
    }
}

/// In UTC. Fails beyond the years 0 to 9999.
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = InvalidValue;

    fn try_from(timestamp: jiff::Timestamp) -> Result<Self, Self::Error> {
        // Jiff's parts of an instant before 1970 are both negative.
        let nanoseconds = timestamp.as_nanosecond();
        let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000));
        let fraction = u32::try_from(nanoseconds.rem_euclid(1_000_000_000));
        match (seconds, fraction) {
            (Ok(seconds), Ok(fraction)) => Self::from_nanoseconds(seconds, fraction),
            _ => Err(Self::out_of_range()),
        }
    }
}

/// Fails out of jiff's range.
impl TryFrom<TimestampMillis> for jiff::Timestamp {
    type Error = InvalidValue;

    fn try_from(timestamp: TimestampMillis) -> Result<Self, Self::Error> {
        Self::from_millisecond(timestamp.as_millis()).map_err(|_| Timestamp::out_of_range())
    }
}

/// Cuts to whole milliseconds towards the past.
impl From<jiff::Timestamp> for TimestampMillis {
    fn from(timestamp: jiff::Timestamp) -> Self {
        let millis = timestamp.as_nanosecond().div_euclid(1_000_000);
        // Jiff's years end at 9999.
        Self::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

/// Fails when the day is not known.
impl TryFrom<&Date> for civil::Date {
    type Error = InvalidValue;

    fn try_from(date: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = date.parts()?;
        Self::new(year.cast_signed(), month.cast_signed(), day.cast_signed())
            .map_err(|_| Date::no_day())
    }
}

/// Fails before the year 0.
impl TryFrom<civil::Date> for Date {
    type Error = InvalidValue;

    fn try_from(date: civil::Date) -> Result<Self, Self::Error> {
        Self::of_parts(
            date.year(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use crate::{Date, Timestamp, TimestampMillis, from_slice};

    #[test]
    fn instants_there_and_back() {
        for text in ["2024-02-29T03:30:00.123456789Z", "1969-12-31T23:59:58.5Z"] {
            let ours: Timestamp = text.parse().unwrap();
            let theirs = jiff::Timestamp::try_from(&ours).unwrap();
            assert_eq!(theirs, text.parse().unwrap());
            assert_eq!(Timestamp::try_from(theirs).unwrap().as_str(), text);
            let millis = TimestampMillis::from(theirs);
            assert_eq!(Some(millis.as_millis()), ours.unix_millis());
            let back = jiff::Timestamp::try_from(millis).unwrap();
            assert_eq!(TimestampMillis::from(back), millis);
        }
        assert!(Timestamp::try_from(jiff::Timestamp::MIN).is_err());
        let last = TimestampMillis::from_millis(i64::MAX);
        assert!(jiff::Timestamp::try_from(last).is_err());
        let unknown: Timestamp = from_slice(b"\"soon\"").unwrap();
        assert!(jiff::Timestamp::try_from(&unknown).is_err());
    }

    #[test]
    fn days_there_and_back() {
        let theirs = civil::date(2024, 2, 29);
        let ours = Date::try_from(theirs).unwrap();
        assert_eq!(ours.as_str(), "2024-02-29");
        assert_eq!(civil::Date::try_from(&ours).unwrap(), theirs);
        assert!(Date::try_from(civil::date(-1, 1, 1)).is_err());
    }
}
