//! Points in time as RFC 3339 writes them.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::calendar::CalendarDay;
use crate::decode::Decode;
use crate::encode::Encode;
use crate::string_type::InvalidValue;
use crate::value::Value;
use crate::writer::Writer;

mod parse;

use parse::Parts;

const PROBLEM: &str = "must be a date and time such as 2024-02-29T12:30:00Z";
const SECONDS_OF_DAY: i64 = 86_400;

/// A point in time that is a text on the wire, such as `2024-02-29T12:30:00.5+09:00`.
///
/// It keeps the text as it came, and writes it back. Decoding takes every text; the methods that
/// tell the time then give nothing ([`Timestamp::is_known`]). Two of the same instant are equal
/// whatever their offsets; those without an instant are equal when their texts are, and come
/// after all others.
///
/// Known forms are RFC 3339 and its near relatives: a space for the `T`, a comma for the point,
/// offsets without a colon or minutes. Digits beyond nanoseconds are cut. A leap second is the
/// second after it.
///
/// ```
/// use kessai_model::Timestamp;
///
/// let paid: Timestamp = "2024-02-29T12:30:00+09:00".parse()?;
/// assert_eq!(paid.unix_seconds(), Some(1_709_177_400));
/// assert_eq!(paid.offset_seconds(), Some(9 * 3600));
/// assert_eq!(paid, "2024-02-29T03:30:00.000Z".parse()?);
/// # Ok::<(), kessai_model::InvalidValue>(())
/// ```
#[derive(Clone)]
pub struct Timestamp(Box<str>);

impl Timestamp {
    /// The text as it stands on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the text tells an instant.
    pub fn is_known(&self) -> bool {
        self.parts().is_some()
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, those before it negative.
    pub fn unix_seconds(&self) -> Option<i64> {
        self.parts().map(|parts| parts.seconds)
    }

    /// Whole milliseconds since 1970-01-01T00:00:00Z, cut towards the past.
    pub fn unix_millis(&self) -> Option<i64> {
        self.parts()
            .map(|parts| parts.seconds * 1000 + i64::from(parts.nanoseconds / 1_000_000))
    }

    /// The nanoseconds after [`Timestamp::unix_seconds`], less than a thousand million.
    pub fn subsec_nanos(&self) -> Option<u32> {
        self.parts().map(|parts| parts.nanoseconds)
    }

    /// How far the clock that wrote the text is ahead of UTC.
    pub fn offset_seconds(&self) -> Option<i32> {
        self.parts().map(|parts| parts.offset)
    }

    /// The instant, when it is known and the platform's times reach that far.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let Parts {
            seconds,
            nanoseconds,
            ..
        } = self.parts()?;
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let whole = if seconds < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        };
        whole?.checked_add(Duration::from_nanos(nanoseconds.into()))
    }

    /// The instant that many seconds and nanoseconds after 1970-01-01T00:00:00Z, in UTC. Nothing
    /// for a year beyond 0 to 9999, or a thousand million nanoseconds and more.
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Option<Self> {
        let day = CalendarDay::from_epoch(seconds.div_euclid(SECONDS_OF_DAY))?;
        let second = seconds.rem_euclid(SECONDS_OF_DAY);
        let mut fraction = match nanoseconds {
            0 => String::new(),
            1..1_000_000_000 => format!(".{nanoseconds:09}"),
            _ => return None,
        };
        fraction.truncate(fraction.trim_end_matches('0').len());
        let CalendarDay { year, month, day } = day;
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let text =
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z");
        Some(Self(text.into()))
    }

    fn parts(&self) -> Option<Parts> {
        Parts::parse(self.0.as_bytes())
    }
}

impl FromStr for Timestamp {
    type Err = InvalidValue;

    /// Keeps the text when it tells an instant.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let timestamp = Self(text.into());
        if timestamp.is_known() {
            Ok(timestamp)
        } else {
            Err(InvalidValue::of("Timestamp", PROBLEM))
        }
    }
}

impl From<SystemTime> for Timestamp {
    /// In UTC. Beyond the years 0 to 9999 it is the first or last instant of them.
    fn from(time: SystemTime) -> Self {
        let (seconds, nanoseconds) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (i64::try_from(after.as_secs()), after.subsec_nanos()),
            Err(before) => {
                let before = before.duration();
                let seconds = i64::try_from(before.as_secs()).map(|seconds| -seconds);
                match before.subsec_nanos() {
                    0 => (seconds, 0),
                    nanoseconds => (
                        seconds.map(|seconds| seconds - 1),
                        1_000_000_000 - nanoseconds,
                    ),
                }
            }
        };
        seconds
            .ok()
            .and_then(|seconds| Self::from_unix(seconds, nanoseconds))
            .unwrap_or_else(|| {
                Self(Box::from(if time < UNIX_EPOCH {
                    "0000-01-01T00:00:00Z"
                } else {
                    "9999-12-31T23:59:59.999999999Z"
                }))
            })
    }
}

impl Decode for Timestamp {
    #[inline]
    fn decode(value: Value<'_>) -> Self {
        Self(value.text_or_reject().into())
    }
}

/// A text that tells no instant is an *undocumented* [`Violation`](crate::Violation).
impl Encode for Timestamp {
    fn encode(&self, writer: &mut Writer) {
        writer.formatted(&self.0, || self.is_known(), PROBLEM);
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.cmp(other).is_eq()
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.parts(), other.parts()) {
            (Some(one), Some(other)) => one.instant().cmp(&other.instant()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => self.0.cmp(&other.0),
        }
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.parts() {
            Some(parts) => parts.instant().hash(state),
            None => self.0.hash(state),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Timestamp({:?})", self.0)
    }
}

crate::serde_bridge!(Timestamp);

#[cfg(test)]
mod tests;
