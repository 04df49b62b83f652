//! Recorded traffic: exchanges that say method and URL, and not which operation they are of.
//!
//! A HAR file (version 1.2) is a list of them, as browsers and proxies write it. Elsewhere an exchange is a JSON object:
//!
//! | Member | Value |
//! |---|---|
//! | `method`, `url` | of the request; the URL with its host |
//! | `headers` | of the request, by name |
//! | `status` | of the answer; left out where none came |
//! | `body` | the answer's body; the request's, where there is no `status` |
//! | `request_body`, `response_body` | the same by themselves |
//!
//! A body is a JSON value, or the text of one. Other members are whatever the recorder likes to keep.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::json::Tree;

/// One request, and what was answered.
///
/// Its `Debug` names it and prints no body.
#[derive(Clone)]
pub struct Recorded {
    /// Where in its file it stands.
    pub place: String,
    /// In upper case.
    pub method: String,
    /// With its host.
    pub url: Uri,
    /// Headers of the request.
    pub headers: HeaderMap,
    /// Body of the request.
    pub request: Content,
    /// Status and body of the answer, if one came.
    pub answer: Option<(u16, Content)>,
}

/// What a message holds.
#[derive(Clone)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(Tree),
    /// Something else.
    Other,
}

impl fmt::Debug for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Recorded")
            .field("place", &self.place)
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

/// Whether an object is an exchange rather than a case.
pub(super) fn is_exchange(record: &Tree) -> bool {
    record.get("operation").is_none()
        && record.get("method").is_some()
        && record.get("url").is_some()
}

/// The entries of a HAR file; `None` for anything else.
pub(super) fn entries(file: &Tree) -> Option<&[Tree]> {
    match file.pointer("/log/entries") {
        Some(Tree::Array(entries)) => Some(entries),
        _ => None,
    }
}

/// Reads an exchange of its own.
pub(super) fn exchange(place: &str, record: &Tree) -> Result<Recorded, String> {
    let status = match record.get("status") {
        None | Some(Tree::Null) => None,
        Some(status) => Some(number(status).ok_or("`status` must be a number from 100 to 599")?),
    };
    let body = |name: &str, shared: bool| {
        let own = record.get(name);
        let body = if shared { record.get("body") } else { None };
        own.or(body).map_or(Content::Nothing, content)
    };
    let headers = match record.get("headers") {
        None | Some(Tree::Null) => Vec::new(),
        Some(Tree::Object(headers)) => headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect(),
        Some(_) => return Err("`headers` must be an object".to_owned()),
    };
    Ok(Recorded {
        place: place.to_owned(),
        method: text(record, "method")?.to_uppercase(),
        url: url(text(record, "url")?)?,
        headers: header_map(headers),
        request: body("request_body", status.is_none()),
        answer: status.map(|status| (status, body("response_body", true))),
    })
}

/// Reads an entry of a HAR file.
pub(super) fn entry(place: &str, entry: &Tree) -> Result<Recorded, String> {
    let request = entry.get("request").ok_or("`request` is missing")?;
    let pairs = match request.get("headers") {
        Some(Tree::Array(pairs)) => pairs.as_slice(),
        _ => &[],
    };
    let headers = pairs
        .iter()
        .filter_map(|pair| Some((pair.get("name")?.as_str()?, pair.get("value")?.as_str()?)));
    let posted = request
        .get("postData")
        .map_or(Ok(Content::Nothing), captured)?;
    let answer = match entry.get("response") {
        // A request that was given up has the status 0.
        None => None,
        Some(response) => match response.get("status") {
            Some(Tree::Number(zero)) if zero.as_text() == "0" => None,
            Some(status) => {
                let status =
                    number(status).ok_or("`response.status` must be a number from 100 to 599")?;
                let body = response
                    .get("content")
                    .map_or(Ok(Content::Nothing), captured)?;
                Some((status, body))
            }
            None => return Err("`response.status` is missing".to_owned()),
        },
    };
    Ok(Recorded {
        place: place.to_owned(),
        method: text(request, "method")
            .map_err(|problem| format!("request: {problem}"))?
            .to_uppercase(),
        url: url(text(request, "url").map_err(|problem| format!("request: {problem}"))?)?,
        headers: header_map(headers.collect()),
        request: posted,
        answer,
    })
}

/// A body as HAR has it.
fn captured(body: &Tree) -> Result<Content, String> {
    let Some(text) = body.get("text").and_then(Tree::as_str) else {
        let size = body.get("size").map(Tree::to_text);
        return match size.as_deref() {
            None | Some("0" | "-1") => Ok(Content::Nothing),
            Some(_) => {
                Err("a body was there and was not recorded: record it with contents".to_owned())
            }
        };
    };
    let bytes = match body.get("encoding").and_then(Tree::as_str) {
        Some("base64") => STANDARD
            .decode(text)
            .map_err(|_| "a body is said to be in base64, and is not".to_owned())?,
        _ => text.as_bytes().to_vec(),
    };
    Ok(of_text(&bytes))
}

fn content(body: &Tree) -> Content {
    match body {
        Tree::Null => Content::Nothing,
        Tree::String(text) => of_text(text.as_bytes()),
        value => Content::Json(value.clone()),
    }
}

fn of_text(text: &[u8]) -> Content {
    if text.trim_ascii().is_empty() {
        return Content::Nothing;
    }
    Tree::parse(text).map_or(Content::Other, Content::Json)
}

fn text<'r>(record: &'r Tree, name: &str) -> Result<&'r str, String> {
    match record.get(name) {
        Some(Tree::String(text)) => Ok(text),
        Some(other) => Err(format!("`{name}` must be a string, is {}", other.kind())),
        None => Err(format!("`{name}` is missing")),
    }
}

fn number(status: &Tree) -> Option<u16> {
    let status: u16 = status.to_text().parse().ok()?;
    (100..600).contains(&status).then_some(status)
}

fn url(text: &str) -> Result<Uri, String> {
    // What stands behind `#` is not sent.
    let sent = text.split('#').next().unwrap_or(text);
    sent.parse()
        .ok()
        .filter(|url: &Uri| url.host().is_some())
        .ok_or_else(|| "`url` is no URL with a host".to_owned())
}

/// What no header can hold was never sent.
fn header_map(pairs: Vec<(&str, &str)>) -> HeaderMap {
    pairs
        .into_iter()
        .filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        })
        .collect()
}
