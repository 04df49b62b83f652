use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone, Utc};

use crate::date::Date;
use crate::string_type::InvalidValue;
use crate::timestamp::Timestamp;
use crate::timestamp_millis::TimestampMillis;

/// Fails when the instant is not known.
impl TryFrom<&Timestamp> for DateTime<Utc> {
    type Error = InvalidValue;

    fn try_from(timestamp: &Timestamp) -> Result<Self, Self::Error> {
        let (seconds, nanoseconds) = timestamp.unix()?;
        Self::from_timestamp(seconds, nanoseconds).ok_or_else(Timestamp::out_of_range)
    }
}

/// Keeps the offset. Fails when the instant is not known.
impl TryFrom<&Timestamp> for DateTime<FixedOffset> {
    type Error = InvalidValue;

    fn try_from(timestamp: &Timestamp) -> Result<Self, Self::Error> {
        let utc = DateTime::<Utc>::try_from(timestamp)?;
        let offset = timestamp.offset_seconds().and_then(FixedOffset::east_opt);
        offset
            .map(|offset| utc.with_timezone(&offset))
            .ok_or_else(Timestamp::out_of_range)
    }
}

/// In UTC; a leap second is the second after it. Fails beyond the years 0 to 9999.
impl<Z: TimeZone> TryFrom<DateTime<Z>> for Timestamp {
    type Error = InvalidValue;

    fn try_from(time: DateTime<Z>) -> Result<Self, Self::Error> {
        // Within a leap second chrono counts nanoseconds beyond the second.
        let nanoseconds = time.timestamp_subsec_nanos();
        let leap = nanoseconds / 1_000_000_000;
        Self::from_nanoseconds(
            time.timestamp().saturating_add(leap.into()),
            nanoseconds % 1_000_000_000,
        )
    }
}

/// Fails out of chrono's range.
impl TryFrom<TimestampMillis> for DateTime<Utc> {
    type Error = InvalidValue;

    fn try_from(timestamp: TimestampMillis) -> Result<Self, Self::Error> {
        Self::from_timestamp_millis(timestamp.as_millis()).ok_or_else(Timestamp::out_of_range)
    }
}

/// Cuts to whole milliseconds towards the past.
impl<Z: TimeZone> From<DateTime<Z>> for TimestampMillis {
    fn from(time: DateTime<Z>) -> Self {
        Self::from_millis(time.timestamp_millis())
    }
}

/// Fails when the day is not known.
impl TryFrom<&Date> for NaiveDate {
    type Error = InvalidValue;

    fn try_from(date: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = date.parts()?;
        Self::from_ymd_opt(year.into(), month.into(), day.into()).ok_or_else(Date::no_day)
    }
}

/// Fails beyond the years 0 to 9999.
impl TryFrom<NaiveDate> for Date {
    type Error = InvalidValue;

    fn try_from(date: NaiveDate) -> Result<Self, Self::Error> {
        match (u8::try_from(date.month()), u8::try_from(date.day())) {
            (Ok(month), Ok(day)) => Self::of_parts(date.year(), month, day),
            _ => Err(Self::no_day()),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, NaiveDate, Utc};

    use crate::{Date, Timestamp, TimestampMillis, from_slice};

    #[test]
    fn instants_there_and_back() {
        for text in [
            "2024-02-29T12:30:00.123456789+09:00",
            "1969-12-31T23:59:58.5Z",
        ] {
            let ours: Timestamp = text.parse().unwrap();
            let theirs = DateTime::<FixedOffset>::try_from(&ours).unwrap();
            assert_eq!(theirs, DateTime::<Utc>::try_from(&ours).unwrap());
            assert_eq!(
                Some(theirs.offset().local_minus_utc()),
                ours.offset_seconds()
            );
            assert_eq!(Timestamp::try_from(theirs), Ok(ours.clone()));
            let millis = TimestampMillis::from(theirs);
            assert_eq!(Some(millis.as_millis()), ours.unix_millis());
            let back = DateTime::<Utc>::try_from(millis).unwrap();
            assert_eq!(TimestampMillis::from(back), millis);
        }
        let last = TimestampMillis::from_millis(i64::MAX);
        assert!(DateTime::<Utc>::try_from(last).is_err());
        assert!(Timestamp::try_from(DateTime::<Utc>::MAX_UTC).is_err());
        let unknown: Timestamp = from_slice(b"\"soon\"").unwrap();
        assert!(DateTime::<Utc>::try_from(&unknown).is_err());
    }

    #[test]
    fn a_leap_second_is_the_second_after_it() {
        let leap = NaiveDate::from_ymd_opt(2016, 12, 31)
            .and_then(|day| day.and_hms_milli_opt(23, 59, 59, 1_500))
            .unwrap()
            .and_utc();
        assert_eq!(
            Timestamp::try_from(leap).unwrap().as_str(),
            "2017-01-01T00:00:00.5Z"
        );
    }

    #[test]
    fn days_there_and_back() {
        let theirs = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        let ours = Date::try_from(theirs).unwrap();
        assert_eq!(ours.as_str(), "2024-02-29");
        assert_eq!(NaiveDate::try_from(&ours).unwrap(), theirs);
        assert!(Date::try_from(NaiveDate::MAX).is_err());
    }
}
