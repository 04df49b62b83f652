//! Points in time as numbers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::decode::Decode;
use crate::encode::Encode;
use crate::value::Value;
use crate::writer::Writer;

/// A point in time, in milliseconds since 1970-01-01T00:00:00Z; a number on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimestampMillis(i64);

impl TimestampMillis {
    /// From milliseconds since the epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The same instant as a `SystemTime`, when the platform's reaches that far.
    pub fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_millis(self.0.unsigned_abs());
        if self.0 < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        }
    }
}

impl From<SystemTime> for TimestampMillis {
    /// Cuts to whole milliseconds towards the past; beyond the range of `i64` it is the last
    /// instant there is.
    fn from(time: SystemTime) -> Self {
        Self(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos().div_ceil(1_000_000))
                .map_or(i64::MIN, |millis| -millis),
        })
    }
}

impl Decode for TimestampMillis {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        Self(i64::decode(value))
    }
}

impl Encode for TimestampMillis {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.integer(self.0);
    }
}

crate::serde_bridge!(TimestampMillis);

#[cfg(test)]
mod tests {
    use super::TimestampMillis;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn system_time_there_and_back() {
        for millis in [0, 1, 1_700_000_000_123, -1, -1_700_000_000_123] {
            let timestamp = TimestampMillis::from_millis(millis);
            let time = timestamp.to_system_time().unwrap();
            assert_eq!(TimestampMillis::from(time), timestamp);
        }
    }

    #[test]
    fn parts_of_a_millisecond_are_cut_towards_the_past() {
        let part = Duration::from_micros(500);
        assert_eq!(TimestampMillis::from(UNIX_EPOCH + part).as_millis(), 0);
        assert_eq!(TimestampMillis::from(UNIX_EPOCH - part).as_millis(), -1);
    }

    #[test]
    fn a_number_on_the_wire() {
        let timestamp = TimestampMillis::from_millis(1_700_000_000_123);
        assert_eq!(crate::to_vec(&timestamp), b"1700000000123");
        assert_eq!(crate::from_slice(b"1700000000123"), Ok(timestamp));
        assert_eq!(
            serde_json::to_value(timestamp).unwrap(),
            1_700_000_000_123_i64
        );
    }
}
