//! Media types of answers: which of the documented ones a response has.

use std::borrow::Cow;

use http::{HeaderMap, HeaderValue, header};

use crate::operation::{Body, Reply};

/// The media type of a response without its parameters, in lower case; `None` if it names none.
pub(crate) fn of(headers: &HeaderMap) -> Option<Cow<'_, str>> {
    let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let essence = essence(text);
    (!essence.is_empty()).then_some(essence)
}

/// `application/json`, `text/json` or a `+json` type. Parameters such as a character set do not matter,
/// because JSON is UTF-8.
pub(crate) fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json")
        || subtype(essence).is_some_and(|subtype| subtype.ends_with("+json"))
}

/// What to ask for: the media types of the documented successes, and JSON for what is none.
pub(crate) fn accepted(replies: &[Reply]) -> HeaderValue {
    const JSON: &str = "application/json";
    let is_usual = |reply: &Reply| matches!(reply.media_type, "" | JSON);
    if replies.iter().all(is_usual) {
        return HeaderValue::from_static(JSON);
    }
    let mut types: Vec<&str> = Vec::new();
    for reply in replies {
        if !reply.media_type.is_empty() && !types.contains(&reply.media_type) {
            types.push(reply.media_type);
        }
    }
    if !types
        .iter()
        .any(|name| matches!(&*essence(name), JSON | "*/*"))
    {
        types.push(JSON);
    }
    HeaderValue::try_from(types.join(", ")).unwrap_or(HeaderValue::from_static("*/*"))
}

/// Why an answer is none of those that are documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undocumented {
    /// No answer with this status is.
    Status,
    /// With this status only JSON is.
    NotJson,
    /// With this status other media types are.
    MediaType,
}

/// The documented answer that this is.
pub(crate) fn choose<'r>(
    replies: &'r [Reply],
    status: u16,
    essence: Option<&str>,
) -> Result<&'r Reply, Undocumented> {
    let with_status = || {
        let all = replies.iter();
        all.filter(move |reply| reply.status <= status && status <= reply.last)
    };
    // A status of its own goes before a range that it is in.
    let width = |reply: &Reply| reply.last - reply.status;
    let narrowest = with_status().map(width).min();
    let narrowest = narrowest.ok_or(Undocumented::Status)?;
    let with_status = || with_status().filter(move |reply| width(reply) == narrowest);
    let fitting = with_status().filter_map(|reply| Some((fit(reply, essence)?, reply)));
    // Of those that fit equally well the first is meant.
    match fitting.min_by_key(|(fit, _)| *fit) {
        Some((_, reply)) => Ok(reply),
        None if with_status().all(|reply| reply.body == Body::Json) => Err(Undocumented::NotJson),
        None => Err(Undocumented::MediaType),
    }
}

/// How closely a body of this type is what is documented.
fn fit(reply: &Reply, given: Option<&str>) -> Option<Fit> {
    let documented = essence(reply.media_type);
    match (reply.body, given) {
        // The status alone says it.
        (Body::Empty, _) | (Body::Bytes | Body::Text, None) => Some(Fit::Barely),
        (Body::Json, None) => None,
        (_, Some(given)) if documented == given => Some(Fit::Exactly),
        (Body::Json, Some(given)) => is_json(given).then_some(Fit::InKind),
        (Body::Text, Some(given)) => is_text(given).then_some(Fit::InKind),
        (Body::Bytes, Some(given)) => match documented.split_once("/*") {
            // Bytes are bytes.
            _ if documented == "application/octet-stream" => Some(Fit::Barely),
            Some(("*", _)) => Some(Fit::Barely),
            Some((family, _)) => (given.split('/').next() == Some(family)).then_some(Fit::InKind),
            None => None,
        },
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
    use super::{Undocumented, accepted, choose, is_json};
    use crate::operation::Reply;

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
            Reply::json(200),
            Reply::json(200).media_type("application/problem+json; charset=utf-8"),
            Reply::text(200, "text/plain"),
            Reply::bytes(200, "image/*"),
            Reply::bytes(200, "Application/PDF"),
        ];
        for (given, at) in [
            ("application/json", 0),
            ("application/vnd.shop+json", 0),
            ("application/problem+json", 1),
            ("text/plain", 2),
            ("text/html", 2),
            ("application/xml", 2),
            ("image/png", 3),
            ("application/pdf", 4),
        ] {
            assert_eq!(choose(&all, 200, Some(given)), Ok(&all[at]), "{given}");
        }
        let zip = choose(&all, 200, Some("application/zip"));
        assert_eq!(zip, Err(Undocumented::MediaType));
        assert_eq!(choose(&all, 200, None), Ok(&all[2]));
    }

    #[test]
    fn what_is_documented_is_asked_for_and_json_beside_it() {
        for (replies, expected) in [
            (vec![], "application/json"),
            (vec![Reply::empty(204)], "application/json"),
            (vec![Reply::json(200), Reply::json(201)], "application/json"),
            (
                vec![Reply::text(200, "text/csv"), Reply::json(200)],
                "text/csv, application/json",
            ),
            (
                vec![Reply::bytes(200, "image/*")],
                "image/*, application/json",
            ),
            (vec![Reply::bytes(200, "*/*")], "*/*"),
        ] {
            assert_eq!(accepted(&replies), expected);
        }
    }

    #[test]
    fn the_narrowest_status_decides() {
        let all = [
            Reply::json(100).through(599),
            Reply::json(400).through(499),
            Reply::text(404, "text/plain"),
        ];
        let chosen = |status, essence| choose(&all, status, Some(essence));
        assert_eq!(chosen(500, "application/json"), Ok(&all[0]));
        assert_eq!(chosen(422, "application/json"), Ok(&all[1]));
        assert_eq!(chosen(404, "text/plain"), Ok(&all[2]));
        assert_eq!(
            chosen(404, "application/json"),
            Err(Undocumented::MediaType)
        );
        assert_eq!(chosen(500, "text/plain"), Err(Undocumented::NotJson));
        assert_eq!(choose(&[], 200, None), Err(Undocumented::Status));
    }

    #[test]
    fn bytes_without_a_type_of_their_own_may_be_anything() {
        for documented in ["application/octet-stream", "*/*"] {
            let all = [Reply::bytes(200, documented)];
            for given in [Some("application/zip"), None] {
                assert_eq!(choose(&all, 200, given), Ok(&all[0]));
            }
        }
        let all = [Reply::empty(204)];
        assert_eq!(choose(&all, 204, Some("text/html")), Ok(&all[0]));
    }
}
