//! Media types of answers: which of the documented ones a response has.

use std::borrow::Cow;

use http::{HeaderMap, header};

use crate::operation::{Body, Success};

/// The media type of a response without its parameters, in lower case; `None` if it names none.
pub(crate) fn of(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let essence = essence(text);
    (!essence.is_empty()).then(|| essence.into_owned())
}

/// `application/json`, `text/json` or a `+json` type. Parameters such as a character set do not matter,
/// because JSON is UTF-8.
pub(crate) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json")
        || subtype(essence).is_some_and(|subtype| subtype.ends_with("+json"))
}

/// The documented success that a body of this type is, if it is one.
pub(crate) fn choose<'s>(
    documented: impl Iterator<Item = &'s Success>,
    essence: Option<&str>,
) -> Option<&'s Success> {
    let fitting = documented.filter_map(|success| Some((fit(success, essence)?, success)));
    // Of those that fit equally well the first is meant.
    let best = fitting.min_by_key(|(fit, _)| *fit);
    best.map(|(_, success)| success)
}

/// How closely a body of this type is what is documented.
fn fit(success: &Success, given: Option<&str>) -> Option<Fit> {
    let documented = essence(success.media_type);
    match (success.body, given) {
        // The status alone says it.
        (Body::Empty, _) | (Body::Text, None) => Some(Fit::Barely),
        (Body::Json, None) => None,
        (_, Some(given)) if documented == given => Some(Fit::Exactly),
        (Body::Json, Some(given)) => is_json(given).then_some(Fit::InKind),
        (Body::Text, Some(given)) => is_text(given).then_some(Fit::InKind),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exactly,
    InKind,
    Barely,
}

/// Whether a body of this type is read as text, whatever text is documented.
fn is_text(essence: &str) -> bool {
    essence.starts_with("text/")
        || essence == "application/xml"
        || subtype(essence).is_some_and(|subtype| subtype.ends_with("+xml"))
}

fn subtype(essence: &str) -> Option<&str> {
    essence.split_once('/').map(|(_, subtype)| subtype)
}

fn essence(text: &str) -> Cow<'_, str> {
    let essence = text.split(';').next().unwrap_or_default().trim();
    if essence.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(essence.to_ascii_lowercase())
    } else {
        Cow::Borrowed(essence)
    }
}

#[cfg(test)]
mod tests {
    use super::{choose, is_json};
    use crate::operation::{Body, Success};

    #[test]
    fn json_goes_by_several_names() {
        for name in ["application/json", "text/json", "application/problem+json"] {
            assert!(is_json(name), "{name}");
        }
        for name in ["text/html", "application/jsonl", "json", "+json"] {
            assert!(!is_json(name), "{name}");
        }
    }

    #[test]
    fn the_documented_type_is_the_one_that_fits_best() {
        let all = [
            Success::json(200),
            Success::json(200).media_type("application/problem+json; charset=utf-8"),
            Success::text(200, "text/plain"),
        ];
        let chosen = |given| {
            let found = choose(all.iter(), given)?;
            all.iter().position(|success| success == found)
        };
        for (given, at) in [
            ("application/json", Some(0)),
            ("application/vnd.shop+json", Some(0)),
            ("application/problem+json", Some(1)),
            ("text/plain", Some(2)),
            ("text/html", Some(2)),
            ("application/xml", Some(2)),
            ("application/zip", None),
        ] {
            assert_eq!(chosen(Some(given)), at, "{given}");
        }
        assert_eq!(chosen(None), Some(2));
    }

    #[test]
    fn an_empty_success_has_no_type() {
        let empty = [Success::empty(204)];
        let found = choose(empty.iter(), Some("text/html")).map(|success| success.body);
        assert_eq!(found, Some(Body::Empty));
        assert!(choose([Success::json(200)].iter(), None).is_none());
    }
}
