//! Everything that can be printed around a call.

use std::error::Error as StdError;
use std::fmt::Write as _;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use kessai_client::{
    Carrier, Client, ClientBuilder, CredentialParts, Credentials, MemoryTransport, TransportError,
};
use kessai_registry::{Registry, Subject};

use crate::case::{Case, Side};
use crate::json::Tree;
use crate::law::calls::make;

/// Who calls, with which secrets.
pub(super) struct Party<'a> {
    pub(super) registry: &'a Registry,
    /// Scheme, part and text of each secret.
    pub(super) credential: &'a [(&'static str, &'static str, String)],
    /// The number of a card that the provider repeats in a message.
    pub(super) card: &'a str,
    pub(super) request: &'a Case,
    pub(super) answers: Vec<Case>,
}

impl Party<'_> {
    fn builder(&self) -> ClientBuilder {
        let mut schemes: Vec<(&'static str, CredentialParts)> = Vec::new();
        for (scheme, name, text) in self.credential {
            if schemes.last().is_none_or(|(last, _)| last != scheme) {
                schemes.push((scheme, CredentialParts::new()));
            }
            if let Some((_, parts)) = schemes.last_mut() {
                *parts = std::mem::take(parts).part(*name, text);
            }
        }
        let schemes = schemes.into_iter();
        let all = schemes.fold(Credentials::new(), |all, (scheme, parts)| {
            all.with(scheme, parts)
        });
        Client::builder(self.registry.provider).credential(all)
    }

    /// The parts of the credentials in one text, as the provider may repeat them.
    fn repeated(&self) -> String {
        let texts: Vec<&str> = self
            .credential
            .iter()
            .map(|(_, _, text)| text.as_str())
            .collect();
        texts.join(".")
    }
}

/// What comes of a request.
type Outcome = Box<dyn Fn() -> Result<http::Response<Bytes>, TransportError> + Send + Sync>;

/// What shows of a party's call, by where it shows, over everything that can come of it.
pub(super) async fn printed(
    party: &Party<'_>,
    heard: impl Fn() -> String,
) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    let body = party.request.body.as_ref();
    let text = body.map(Tree::to_text).unwrap_or_default();
    let entry = party.registry.bodies.iter().find(|entry| {
        matches!(entry.subject, Subject::Request { operation } if operation == party.request.operation)
    });
    if let (Some(entry), Some(_)) = (entry, body) {
        shown.push((
            "the request".to_owned(),
            match (
                (entry.recode)(text.as_bytes()),
                (entry.debug)(text.as_bytes()),
            ) {
                (Ok(recoded), Ok(debug)) => format!("{debug}{:?}", recoded.violations),
                (Err(error), _) | (_, Err(error)) => of_error(&error),
            },
        ));
    }
    heard();
    let faulty = Case {
        body: body.map(overlong),
        ..party.request.clone()
    };
    let success = response(party, 200, "application/json", "{}");
    let refused: (_, Outcome) = (
        "wrong arguments".to_owned(),
        Box::new(move || Ok(success.clone())),
    );
    let refused = std::iter::once((refused, &faulty));
    let answered = outcomes(party, &text)
        .into_iter()
        .map(|outcome| (outcome, party.request));
    for ((label, outcome), request) in refused.chain(answered) {
        let text = of_call(party, request, outcome).await;
        shown.push((format!("the call, on {label},"), text));
        shown.push((format!("the trace, on {label},"), heard()));
    }
    shown
}

/// What shows of one call with this outcome, from the making of its client on.
async fn of_call(party: &Party<'_>, request: &Case, outcome: Outcome) -> String {
    let begun = party.builder();
    let carriers: Vec<Carrier> = party
        .registry
        .provider
        .credentials
        .iter()
        .map(|credential| credential.carrier)
        .collect();
    let transport = MemoryTransport::new(move |request| {
        let mut outcome = outcome();
        if let Ok(response) = &mut outcome {
            repeat(&carriers, request, response);
        }
        outcome
    });
    let mut text = format!("{begun:?}{begun:#?}");
    match begun.transport(transport.clone()).max_retries(0).build() {
        Ok(client) => {
            let _ = write!(text, "{client:?}{client:#?}");
            text += &match make(party.registry, &client, request).await {
                Ok(answer) => format!("{} {}", answer.status, answer.debug),
                Err(error) => of_error(&error),
            };
        }
        Err(error) => text += &of_error(&error),
    }
    let _ = write!(text, "{transport:?}{transport:#?}");
    for request in transport.requests() {
        // A header that carries a credential says so itself when people print it. An address cannot.
        for credential in party.registry.provider.credentials {
            let header = match credential.carrier {
                Carrier::Header(name) => name,
                Carrier::Cookie(_) => "cookie",
                Carrier::Query(_) => continue,
            };
            let _ = write!(text, "{:?}", request.headers().get(header));
        }
    }
    text
}

/// Repeats what authorized a request as it was written in it, where clients show what they were answered.
fn repeat(
    carriers: &[Carrier],
    request: &http::Request<Bytes>,
    response: &mut http::Response<Bytes>,
) {
    let headers = request.headers().values();
    let secret = headers.filter(|value| value.is_sensitive());
    let mut texts: Vec<&str> = secret.filter_map(|value| value.to_str().ok()).collect();
    let pairs = request.uri().query().unwrap_or_default().split('&');
    texts.extend(pairs.filter(|pair| {
        let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
        carriers
            .iter()
            .any(|carrier| matches!(carrier, Carrier::Query(secret) if *secret == name))
    }));
    let id = response.headers().get("x-request-id");
    texts.extend(id.and_then(|id| id.to_str().ok()));
    if let Ok(id) = HeaderValue::from_str(&texts.join(" ")) {
        response.headers_mut().insert("x-request-id", id);
    }
}

/// The body with strings that are longer than anyone takes.
fn overlong(body: &Tree) -> Tree {
    match body {
        Tree::String(text) => Tree::String(text.repeat(1 + 4000 / text.len().max(1))),
        Tree::Array(items) => Tree::Array(items.iter().map(overlong).collect()),
        Tree::Object(members) => {
            let members = members.iter();
            Tree::Object(
                members
                    .map(|(name, member)| (name.clone(), overlong(member)))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// An answer that has the credential in its headers, too.
fn response(
    party: &Party<'_>,
    status: u16,
    media: &'static str,
    body: &str,
) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
    if let Ok(status) = StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    for name in [
        "x-request-id",
        "set-cookie",
        "location",
        "idempotency-status",
    ] {
        if let Ok(value) = HeaderValue::from_str(&party.repeated()) {
            headers.insert(name, value);
        }
    }
    response
}

/// The error and all of its causes, in every way to print them.
fn of_error(error: &(dyn StdError + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let _ = write!(text, "{error} {error:#} {error:?} {error:#?}");
        next = error.source();
    }
    text
}

/// Everything that can come of a call: the documented answers, and answers of all sorts that repeat the secrets.
fn outcomes(party: &Party<'_>, sent: &str) -> Vec<(String, Outcome)> {
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for answer in &party.answers {
        let Side::Response { status } = answer.side else {
            continue;
        };
        let body = answer.body.as_ref().map(Tree::to_text).unwrap_or_default();
        let response = response(party, status, "application/json", &body);
        outcomes.push((answer.id.clone(), Box::new(move || Ok(response.clone()))));
    }
    let envelope = party.registry.provider.error;
    let name = |name: Option<Option<&'static str>>| name.flatten().unwrap_or("message");
    let code = name(envelope.map(|envelope| envelope.code));
    let message = name(envelope.map(|envelope| envelope.message));
    let repeated = format!(
        r#"{{"{code}":"{credential}","{message}":"no such key: {credential}, {card}","sent":{sent}}}"#,
        credential = party.repeated(),
        card = party.card,
        sent = if sent.is_empty() { "null" } else { sent },
    );
    // An error may say at which byte a body ends, so it must not end where a secret does.
    let cut = &repeated[..repeated.floor_char_boundary(120)];
    for status in [200, 202, 301, 400, 401, 408, 429, 500, 503] {
        for (media, body) in [
            ("application/json", repeated.clone()),
            ("application/json", cut.to_owned()),
            ("text/html", format!("<p>{repeated}</p>")),
        ] {
            let response = response(party, status, media, &body);
            let label = format!("{status} that repeats what was sent as {media}");
            outcomes.push((label, Box::new(move || Ok(response.clone()))));
        }
    }
    for status in [200, 500] {
        let response = response(party, status, "application/json", &repeated);
        outcomes.push((
            format!("{status} that breaks off"),
            Box::new(move || Err(TransportError::broken_off(response.clone(), "reset"))),
        ));
    }
    outcomes.push((
        "no connection".to_owned(),
        Box::new(|| Err(TransportError::not_sent("refused"))),
    ));
    outcomes.push((
        "no answer".to_owned(),
        Box::new(|| Err(TransportError::maybe_sent("reset").timed_out())),
    ));
    outcomes
}
