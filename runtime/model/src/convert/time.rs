use time::{Month, OffsetDateTime, UtcOffset};

use crate::date::Date;
use crate::string_type::InvalidValue;
use crate::timestamp::Timestamp;
use crate::timestamp_millis::TimestampMillis;

/// Keeps the offset. Fails when the instant is not known or out of time's range.
impl TryFrom<&Timestamp> for OffsetDateTime {
    type Error = InvalidValue;

    fn try_from(timestamp: &Timestamp) -> Result<Self, Self::Error> {
        let (seconds, nanoseconds) = timestamp.unix()?;
        let utc = from_nanoseconds(i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds))?;
        let offset = timestamp
            .offset_seconds()
            .and_then(|seconds| UtcOffset::from_whole_seconds(seconds).ok());
        offset
            .and_then(|offset| utc.checked_to_offset(offset))
            .ok_or_else(Timestamp::out_of_range)
    }
}

/// In UTC. Fails beyond the years 0 to 9999.
impl TryFrom<OffsetDateTime> for Timestamp {
    type Error = InvalidValue;

    fn try_from(time: OffsetDateTime) -> Result<Self, Self::Error> {
        Self::from_nanoseconds(time.unix_timestamp(), time.nanosecond())
    }
}

/// In UTC. Fails out of time's range.
impl TryFrom<TimestampMillis> for OffsetDateTime {
    type Error = InvalidValue;

    fn try_from(timestamp: TimestampMillis) -> Result<Self, Self::Error> {
        from_nanoseconds(i128::from(timestamp.as_millis()) * 1_000_000)
    }
}

/// Cuts to whole milliseconds towards the past.
impl From<OffsetDateTime> for TimestampMillis {
    fn from(time: OffsetDateTime) -> Self {
        let millis = time.unix_timestamp_nanos().div_euclid(1_000_000);
        // The years of `time` have six digits at most.
        Self::from_millis(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

/// Fails when the day is not known.
impl TryFrom<&Date> for time::Date {
    type Error = InvalidValue;

    fn try_from(date: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = date.parts()?;
        Month::try_from(month)
            .and_then(|month| Self::from_calendar_date(year.into(), month, day))
            .map_err(|_| Date::no_day())
    }
}

/// Fails beyond the years 0 to 9999.
impl TryFrom<time::Date> for Date {
    type Error = InvalidValue;

    fn try_from(date: time::Date) -> Result<Self, Self::Error> {
        Self::of_parts(date.year(), date.month().into(), date.day())
    }
}

fn from_nanoseconds(nanoseconds: i128) -> Result<OffsetDateTime, InvalidValue> {
    OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).map_err(|_| Timestamp::out_of_range())
}

#[cfg(test)]
mod tests {
    use time::{Month, OffsetDateTime};

    use crate::{Date, Timestamp, TimestampMillis, from_slice};

    #[test]
    fn instants_there_and_back() {
        for text in [
            "2024-02-29T12:30:00.123456789+09:00",
            "1969-12-31T23:59:58.5Z",
        ] {
            let ours: Timestamp = text.parse().unwrap();
            let theirs = OffsetDateTime::try_from(&ours).unwrap();
            assert_eq!(Some(theirs.unix_timestamp()), ours.unix_seconds());
            assert_eq!(Some(theirs.offset().whole_seconds()), ours.offset_seconds());
            assert_eq!(Timestamp::try_from(theirs), Ok(ours.clone()));
            let millis = TimestampMillis::from(theirs);
            assert_eq!(Some(millis.as_millis()), ours.unix_millis());
            let back = OffsetDateTime::try_from(millis).unwrap();
            assert_eq!(TimestampMillis::from(back), millis);
        }
        let last = TimestampMillis::from_millis(i64::MAX);
        assert!(OffsetDateTime::try_from(last).is_err());
        let edge: Timestamp = "9999-12-31T23:59:59-09:00".parse().unwrap();
        assert!(OffsetDateTime::try_from(&edge).is_err());
        let unknown: Timestamp = from_slice(b"\"soon\"").unwrap();
        assert!(OffsetDateTime::try_from(&unknown).is_err());
    }

    #[test]
    fn days_there_and_back() {
        let theirs = time::Date::from_calendar_date(2024, Month::February, 29).unwrap();
        let ours = Date::try_from(theirs).unwrap();
        assert_eq!(ours.as_str(), "2024-02-29");
        assert_eq!(time::Date::try_from(&ours).unwrap(), theirs);
        let before = time::Date::from_calendar_date(-1, Month::January, 1).unwrap();
        assert!(Date::try_from(before).is_err());
    }
}
