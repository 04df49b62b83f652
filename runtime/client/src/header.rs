//! Headers of answers, with the type of what they hold.

use std::{fmt, marker::PhantomData};

use http::HeaderMap;
use kessai_model::{Decode, from_slice, to_vec};

/// A header of answers that holds a `T`.
///
/// Generated crates have a constant for each that their provider documents.
///
/// ```
/// use kessai_client::Header;
///
/// const LEFT: Header<i64> = Header::new("x-remaining-requests");
///
/// let mut headers = http::HeaderMap::new();
/// assert_eq!(LEFT.read(&headers), None);
/// headers.insert("X-Remaining-Requests", 9.into());
/// assert_eq!(LEFT.read(&headers), Some(9));
/// ```
pub struct Header<T> {
    name: &'static str,
    holds: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// The header of this name, in lower case.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            holds: PhantomData,
        }
    }

    /// Its name, in lower case.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// What it holds among these headers; `None` if it is not there, stands there several times, or is of another form. Moments and days keep
    /// whatever text there is and say whether they [are known](kessai_model::Timestamp::is_known), as those of a body do.
    pub fn read(&self, headers: &HeaderMap) -> Option<T> {
        let mut values = headers.get_all(self.name).iter();
        let value = values.next().filter(|_| values.next().is_none())?;
        let text = std::str::from_utf8(value.as_bytes()).ok()?.trim();
        // Text is text, whatever it looks like; what is none is written as in JSON.
        let read = from_slice(&to_vec(text));
        read.or_else(|_| from_slice(text.as_bytes())).ok()
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};
    use kessai_model::{Date, Decimal, Decode, Timestamp};

    use super::Header;

    fn read<T: Decode>(texts: &[&'static str]) -> Option<T> {
        let mut headers = HeaderMap::new();
        for text in texts {
            headers.append(
                "x-of-test",
                HeaderValue::from_bytes(text.as_bytes()).unwrap(),
            );
        }
        Header::new("x-of-test").read(&headers)
    }

    #[test]
    fn a_header_is_what_its_type_says() {
        assert_eq!(read(&["9"]), Some(9_i64));
        assert_eq!(read(&[" 9 "]), Some(9_i64));
        assert_eq!(read(&["true"]), Some(true));
        assert_eq!(read(&["true"]), Some("true".to_owned()));
        assert_eq!(read(&["9"]), Some("9".to_owned()));
        assert_eq!(read(&["\"a\""]), Some("\"a\"".to_owned()));
        assert_eq!(read(&["東"]), Some("東".to_owned()));
        assert_eq!(read(&[""]), Some(String::new()));
        assert_eq!(read::<Decimal>(&["1.50"]).unwrap().to_string(), "1.50");
        assert_eq!(
            read::<Date>(&["2026-01-02"]).unwrap().as_str(),
            "2026-01-02"
        );
        let moment = "2026-01-02T03:04:05Z";
        assert_eq!(read::<Timestamp>(&[moment]).unwrap().as_str(), moment);
    }

    #[test]
    fn a_header_of_another_form_is_none() {
        for texts in [
            &[][..],
            &["many"],
            &["9.5"],
            &["9", "9"],
            &["9, 9"],
            &["[9]"],
        ] {
            assert_eq!(read::<i64>(texts), None, "{texts:?}");
        }
        assert_eq!(read::<bool>(&["True"]), None);
        // A moment keeps its text, as in a body, and says that it is none.
        let moment: Timestamp = read(&["tomorrow"]).unwrap();
        assert!(!moment.is_known() && moment.as_str() == "tomorrow");
        let mut headers = HeaderMap::new();
        headers.insert("x-of-test", HeaderValue::from_bytes(b"\xff").unwrap());
        assert_eq!(Header::<String>::new("x-of-test").read(&headers), None);
    }
}
