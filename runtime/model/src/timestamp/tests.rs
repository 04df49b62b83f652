use std::collections::HashSet;
use std::time::{Duration, UNIX_EPOCH};

use super::Timestamp;
use crate::{from_slice, to_checked_vec, to_vec};

fn timestamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn one_instant_in_many_forms() {
    let utc = timestamp("2024-02-29T03:30:00.5Z");
    for text in [
        "2024-02-29T12:30:00.500+09:00",
        "2024-02-29t03:30:00,5z",
        "2024-02-29 03:30:00.500000000999Z",
        "2024-02-29T12:30:00.5+0900",
        "2024-02-29T12:30:00.5+09",
        "2024-02-28T22:00:00.5-05:30",
    ] {
        let other = timestamp(text);
        assert_eq!(other, utc, "{text}");
        assert_eq!(other.unix_seconds(), Some(1_709_177_400));
        assert_eq!(other.unix_millis(), Some(1_709_177_400_500));
        assert_eq!(other.subsec_nanos(), Some(500_000_000));
        assert_eq!(HashSet::from([other, utc.clone()]).len(), 1);
    }
    assert_eq!(
        timestamp("2024-02-28T22:00:00-05:30").offset_seconds(),
        Some(-19_800)
    );
    assert_eq!(
        timestamp("2016-12-31T23:59:60Z"),
        timestamp("2017-01-01T00:00:00Z")
    );
}

#[test]
fn what_tells_no_instant_is_kept_and_not_sent_unasked() {
    for text in [
        "",
        "yesterday",
        "2024-02-29",
        "2024-02-30T00:00:00Z",
        "2024-02-29T24:00:00Z",
        "2024-02-29T00:60:00Z",
        "2024-02-29T00:00:61Z",
        "2024-02-29T00:00:00",
        "2024-02-29T00:00:00.Z",
        "2024-02-29T00:00:00+9",
        "2024-02-29T00:00:00+24:00",
        "2024-02-29T00:00:00Z ",
        "2024-02-29T00:00Z",
        "２０２４-02-29T00:00:00Z",
    ] {
        let error = text.parse::<Timestamp>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "Timestamp must be a date and time such as 2024-02-29T12:30:00Z"
        );
        let json = serde_json::to_vec(text).unwrap();
        let kept: Timestamp = from_slice(&json).unwrap();
        assert_eq!((kept.as_str(), kept.is_known()), (text, false));
        assert_eq!((kept.unix_seconds(), kept.to_system_time()), (None, None));
        let (bytes, violations) = to_checked_vec(&kept);
        assert_eq!(bytes, json);
        assert_eq!(violations.undocumented().count(), 1);
        assert!(
            kept > timestamp("9999-12-31T23:59:59Z") && kept != timestamp("2024-02-29T00:00:00Z")
        );
    }
}

#[test]
fn the_wire_text_comes_back() {
    for text in ["2024-02-29T12:30:00.500+09:00", "2024-02-29 03:30:00Z"] {
        let json = format!("\"{text}\"");
        let value: Timestamp = from_slice(json.as_bytes()).unwrap();
        assert_eq!(to_vec(&value), json.as_bytes());
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert!(to_checked_vec(&value).1.is_empty());
        assert_eq!(value.to_string(), text);
        assert_eq!(format!("{value:?}"), format!("Timestamp({text:?})"));
    }
    let error = from_slice::<Timestamp>(b"1709177400").unwrap_err();
    assert_eq!(error.to_string(), "$: expected a string, found a number");
}

#[test]
fn instants_are_ordered_across_offsets() {
    assert!(timestamp("2024-01-01T00:30:00+01:00") < timestamp("2023-12-31T23:30:00.1Z"));
    assert!(timestamp("1969-12-31T23:59:59.5Z") < timestamp("1970-01-01T00:00:00Z"));
}

#[test]
fn system_time_there_and_back() {
    for (text, time) in [
        ("1970-01-01T00:00:00Z", UNIX_EPOCH),
        (
            "2024-02-29T12:30:00.000000001Z",
            UNIX_EPOCH + Duration::new(1_709_209_800, 1),
        ),
        (
            "1969-12-31T23:59:58.5Z",
            UNIX_EPOCH - Duration::from_millis(1500),
        ),
        ("1969-12-31T23:59:59Z", UNIX_EPOCH - Duration::from_secs(1)),
    ] {
        let value = Timestamp::from(time);
        assert_eq!(value.as_str(), text);
        assert_eq!(value.to_system_time(), Some(time));
    }
    let far = UNIX_EPOCH + Duration::from_secs(1 << 40);
    assert_eq!(
        Timestamp::from(far).as_str(),
        "9999-12-31T23:59:59.999999999Z"
    );
    let early = UNIX_EPOCH - Duration::from_secs(1 << 40);
    assert_eq!(Timestamp::from(early).as_str(), "0000-01-01T00:00:00Z");
    assert_eq!(Timestamp::from_unix(0, 1_000_000_000), None);
    assert_eq!(Timestamp::from_unix(i64::MIN, 0), None);
}
