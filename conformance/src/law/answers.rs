//! L9: whatever comes back is what it is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use kessai_client::{BoxFuture, Limits, Transport, TransportError};
use kessai_registry::{Answer, CallError};

use super::calls::make;
use super::{Law, Scope, Tally, callable, runtime};
use crate::case::{Case, Kind, Side};
use crate::json::{Tree, difference};
use crate::spec::{Operation, Status};
use crate::world::World;

/// Names the request in every answer.
const REQUEST_ID: &str = "request-4711";

/// The body that the spec shows with a status; with another status, one of its others.
const DOCUMENTED: &str = "documented body";

/// Parts of a body after which it is cut, one after the other.
const CUTS: [&str; 7] = [
    "body cut after an eighth",
    "body cut after two eighths",
    "body cut after three eighths",
    "body cut in the middle",
    "body cut after five eighths",
    "body cut after six eighths",
    "body cut after seven eighths",
];

/// Statuses that every operation is answered with, beside those it documents.
const COMMON: [u16; 24] = [
    100, 101, 199, 200, 201, 202, 204, 205, 206, 226, 299, 300, 301, 304, 399, 400, 401, 409, 418,
    429, 499, 500, 503, 599,
];

/// Every operation, answered with every kind of body under the statuses it documents and many more; and every status there is
/// under every kind of body, one operation after the other. The call succeeds only if status and media type are those of a
/// documented success and the body decodes, and then it is the body that came; it does succeed with a documented success.
/// Whatever else comes is an error that says the status, the id of the request and the operation, and holds the body as it came.
pub(super) fn run(world: &World, scope: &Scope) -> Result<Tally, String> {
    let mut tally = Tally::new(Law::Answers);
    let runtime = runtime()?;
    let transport = One::default();
    let clients = world
        .provider
        .clients(|builder| builder.max_retries(0).transport(transport.clone()))
        .map_err(|error| error.to_string())?;
    let mut tried: Vec<(&Operation, &Case, Bodies)> = Vec::new();
    for entry in world
        .provider
        .registry
        .calls
        .iter()
        .filter(|entry| scope.has(entry.operation))
    {
        tally.want(entry.operation);
        let operation = world.oracle.spec().operation(entry.operation);
        let request = world
            .cases
            .iter()
            .find(|case| case.operation == entry.operation && callable(&world.oracle, case));
        if let (Some(operation), Some(request)) = (operation, request) {
            tried.push((operation, request, Bodies::new(world, operation)));
        }
    }
    let mut try_one = |(operation, request, bodies): &(&Operation, &Case, Bodies), status: u16| {
        for (kind, came) in bodies.under(status) {
            transport.answer(status, &came);
            let result = runtime.block_on(make(
                world.provider.registry,
                clients.of(&request.operation),
                request,
            ));
            let at = format!("{status} {kind}");
            tally.count(&operation.id, &(&operation.id, &at));
            tally.reach(at.as_str());
            let mut reasons = verdict(operation, status, &came, &result);
            if kind == DOCUMENTED && bodies.shows_success(status) {
                reasons.extend(fails(&result));
            }
            if !reasons.is_empty() {
                tally.judge(&operation.id, &at, Some(&came.input()), reasons);
            }
        }
    };
    for one in &tried {
        let documented = one
            .0
            .responses
            .iter()
            .filter_map(|response| match response.status {
                Status::Exact(status) => Some(status),
                Status::Range(_) | Status::Default => None,
            });
        let mut statuses: Vec<u16> = documented.chain(COMMON).collect();
        statuses.sort_unstable();
        statuses.dedup();
        for status in statuses {
            try_one(one, status);
        }
    }
    for (status, one) in (100..600).zip(tried.iter().cycle()) {
        try_one(one, status);
    }
    for status in (100..600).filter(|_| scope.operation.is_none()) {
        tally.want(format!("{status} {DOCUMENTED}"));
    }
    Ok(tally)
}

/// What came back.
#[derive(Clone, Debug)]
struct Came {
    media: Option<String>,
    body: Bytes,
}

impl Came {
    /// As it is written down.
    fn input(&self) -> Tree {
        let text = String::from_utf8_lossy(&self.body);
        let media = self.media.as_deref().map_or(Tree::Null, Tree::from);
        Tree::Object(BTreeMap::from([
            ("media".to_owned(), media),
            ("body".to_owned(), Tree::from(&*text)),
        ]))
    }

    /// Its media type without parameters.
    fn essence(&self) -> Option<&str> {
        self.media.as_deref()?.split(';').next().map(str::trim)
    }
}

/// Bodies that an operation is answered with.
struct Bodies {
    /// The documented ones, by status.
    documented: BTreeMap<u16, (String, Bytes)>,
}

impl Bodies {
    fn new(world: &World, operation: &Operation) -> Self {
        let mut documented = BTreeMap::new();
        for case in world
            .cases
            .iter()
            .filter(|case| case.operation == operation.id)
        {
            if let (Side::Response { status }, Some(body), true) =
                (case.side, &case.body, case.origin != Kind::File)
            {
                let media = operation
                    .response(status)
                    .and_then(|response| response.preferred());
                let media = media
                    .map(|media| media.media_type.clone())
                    .unwrap_or_default();
                documented
                    .entry(status)
                    .or_insert_with(|| (media, Bytes::from(body.to_text())));
            }
        }
        Self { documented }
    }

    /// Whether the spec shows an answer with this status, and it is a success.
    fn shows_success(&self, status: u16) -> bool {
        (200..300).contains(&status) && self.documented.contains_key(&status)
    }

    /// One of every kind.
    fn under(&self, status: u16) -> Vec<(&'static str, Came)> {
        let json = "application/json";
        let own = self.documented.get(&status);
        let any = own.or_else(|| self.documented.values().next());
        let whole = any.map_or_else(|| Bytes::from_static(b"{}"), |(_, body)| body.clone());
        let media = own.map_or(json, |(media, _)| media.as_str());
        let cut = |at: usize| whole.slice(..at.min(whole.len()));
        let mut kinds: Vec<(&'static str, Option<&str>, Bytes)> = vec![
            (DOCUMENTED, Some(media), whole.clone()),
            (
                "body with a character set",
                Some("application/json; charset=utf-8"),
                whole.clone(),
            ),
            (
                "body with another character set",
                Some("application/json; charset=iso-2022-jp"),
                whole.clone(),
            ),
            ("body as text/html", Some("text/html"), whole.clone()),
            ("body without a media type", None, whole.clone()),
            ("body as nonsense", Some("no type at all"), whole.clone()),
            (
                "HTML",
                Some("text/html"),
                Bytes::from_static(b"<html><body>502 Bad Gateway</body></html>"),
            ),
            (
                "HTML as JSON",
                Some(json),
                Bytes::from_static(b"<html><body>502 Bad Gateway</body></html>"),
            ),
            ("nothing", Some(json), Bytes::new()),
            ("nothing without a media type", None, Bytes::new()),
            ("body cut at the start", Some(json), cut(1)),
            (
                "body cut at the end",
                Some(json),
                cut(whole.len().saturating_sub(1)),
            ),
            ("an empty object", Some(json), Bytes::from_static(b"{}")),
            ("null", Some(json), Bytes::from_static(b"null")),
            ("a list", Some(json), Bytes::from_static(b"[]")),
            ("a text", Some(json), Bytes::from_static(b"\"fine\"")),
            (
                "no UTF-8",
                Some(json),
                Bytes::from_static(b"{\"a\": \"\xff\xfe\"}"),
            ),
            (
                "a member twice",
                Some(json),
                Bytes::from_static(b"{\"id\": 1, \"id\": 2}"),
            ),
            ("deep nesting", Some(json), Bytes::from("[".repeat(10_000))),
        ];
        kinds.extend(
            (1..)
                .zip(CUTS)
                .map(|(part, kind)| (kind, Some(json), cut(whole.len() * part / 8))),
        );
        // The body of another answer of this operation: of an error under a success, and the other way round.
        let other = self
            .documented
            .iter()
            .find(|(other, _)| (**other < 400) != (status < 400));
        if let Some((_, (media, body))) = other {
            kinds.push(("body of another answer", Some(media.as_str()), body.clone()));
        }
        kinds
            .into_iter()
            .map(|(kind, media, body)| {
                let media = media.map(str::to_owned);
                (kind, Came { media, body })
            })
            .collect()
    }
}

/// What is not as it must be.
fn verdict(
    operation: &Operation,
    status: u16,
    came: &Came,
    result: &Result<Answer, CallError>,
) -> Vec<String> {
    let documented = operation
        .response(status)
        .filter(|response| (200..400).contains(&status) && response.status != Status::Default);
    // JSON is JSON, by whichever of its names.
    let is_json = |essence: &str| {
        essence == "text/json" || essence.ends_with("/json") || essence.ends_with("+json")
    };
    let fits = documented.is_some_and(|response| {
        response.media.is_empty()
            || response.media.iter().any(|media| {
                came.essence().is_some_and(|essence| {
                    essence == media.media_type || (media.is_json() && is_json(essence))
                })
            })
    });
    match result {
        Ok(answer) => {
            let mut reasons = Vec::new();
            if answer.status != status {
                reasons.push(format!("came back with {}", answer.status));
            }
            let bare = documented.is_some_and(|response| {
                response.media.is_empty() || (response.body_optional && came.body.is_empty())
            });
            if !fits && !bare {
                reasons.push("is a success, and no documented one".to_owned());
            }
            if !bare {
                match (Tree::parse(&came.body), Tree::parse(&answer.json)) {
                    (Ok(body), Ok(back)) => {
                        reasons.extend(difference(&body, &back).iter().map(ToString::to_string));
                    }
                    _ => reasons.push("is a success with a body that is no JSON".to_owned()),
                }
            }
            reasons
        }
        Err(CallError::Case(problem)) => vec![problem.clone()],
        Err(CallError::Client(error)) => {
            let mut reasons = Vec::new();
            if error.status().map(|status| status.as_u16()) != Some(status) {
                reasons.push(format!("the error says the status is {:?}", error.status()));
            }
            if error.request_id() != Some(REQUEST_ID) {
                reasons.push("the error does not say which request it was".to_owned());
            }
            if error.operation() != Some(operation.id.as_str()) {
                reasons.push(format!(
                    "the error is said to be of {:?}",
                    error.operation()
                ));
            }
            if error.body() != Some(&came.body) {
                reasons.push("the error does not hold the body that came".to_owned());
            }
            if !error.to_string().contains(&operation.id) {
                reasons.push("the error does not name the operation when it is printed".to_owned());
            }
            reasons
        }
        Err(_) => vec!["is neither an answer nor an error of the client".to_owned()],
    }
}

/// What is wrong with the failure of a call that was answered as the spec shows.
fn fails(result: &Result<Answer, CallError>) -> Option<String> {
    let error = result.as_ref().err()?;
    Some(format!("is a documented success, and fails: {error}"))
}

/// A transport that has one answer.
#[derive(Clone, Default)]
struct One(Arc<Mutex<http::Response<Bytes>>>);

impl One {
    fn answer(&self, status: u16, came: &Came) {
        let mut response = http::Response::new(came.body.clone());
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        let headers = response.headers_mut();
        headers.insert("x-request-id", http::HeaderValue::from_static(REQUEST_ID));
        if let Some(Ok(media)) = came.media.as_deref().map(str::parse) {
            headers.insert(http::header::CONTENT_TYPE, media);
        }
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = response;
    }
}

impl Transport for One {
    fn send(
        &self,
        _: http::Request<Bytes>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let answer = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move { Ok(answer) })
    }
}
