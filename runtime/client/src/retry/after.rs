//! `Retry-After`: how long a provider asks to be left alone (RFC 9110, 10.2.3).

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// The wait the provider asks for, given as seconds or as a date. A date is taken relative to the date of
/// the answer itself, so that a wrong clock on either side does not matter; without one, to `now`.
/// What is neither is as good as no header.
pub(crate) fn retry_after(
    headers: &HeaderMap,
    now: impl FnOnce() -> SystemTime,
) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are longer than any deadline, too.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let then = httpdate::parse_http_date(text).ok()?;
    let answered = headers
        .get(header::DATE)
        .and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let wait = then.duration_since(answered.unwrap_or_else(now));
    Some(wait.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::{HeaderMap, HeaderValue};

    use super::retry_after;

    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    fn wait(value: &[u8], date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_bytes(value).unwrap());
        if let Some(date) = date {
            headers.insert("date", HeaderValue::from_static(date));
        }
        retry_after(&headers, now)
    }

    #[test]
    fn seconds_are_whole_numbers() {
        assert_eq!(wait(b"120", None), Some(Duration::from_secs(120)));
        assert_eq!(wait(b" 0 ", None), Some(Duration::ZERO));
        let endless = Some(Duration::from_secs(u64::MAX));
        assert_eq!(wait(b"99999999999999999999999", None), endless);
        for text in ["", "-1", "+1", "1.5", "1e3", "soon", "１"] {
            assert_eq!(wait(text.as_bytes(), None), None, "{text}");
        }
        assert_eq!(wait(b"\xff", None), None);
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }

    #[test]
    fn dates_have_three_forms_and_the_past_is_no_wait() {
        for text in [
            "Sun, 06 Nov 1994 08:49:47 GMT",
            "Sunday, 06-Nov-94 08:49:47 GMT",
            "Sun Nov  6 08:49:47 1994",
        ] {
            assert_eq!(
                wait(text.as_bytes(), None),
                Some(Duration::from_secs(10)),
                "{text}"
            );
        }
        let past = wait(b"Sun, 06 Nov 1994 08:49:27 GMT", None);
        assert_eq!(past, Some(Duration::ZERO));
        assert_eq!(wait(b"Sun, 32 Nov 1994 08:49:27 GMT", None), None);
    }

    #[test]
    fn the_date_of_the_answer_counts_more_than_the_clock_here() {
        let value = b"Sun, 06 Nov 1994 10:00:05 GMT";
        let wait = |date| wait(value, Some(date));
        assert_eq!(
            wait("Sun, 06 Nov 1994 10:00:00 GMT"),
            Some(Duration::from_secs(5))
        );
        assert_eq!(wait("today"), Some(Duration::from_secs(4228)));
    }
}
