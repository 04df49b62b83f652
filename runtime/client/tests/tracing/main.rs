//! What tracing sees: enough to know what happened, and nothing that must stay out of a log.
//!
//! In a program of its own, where every test listens: what nobody listened to at first stays unheard.

#![cfg(feature = "tracing")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test builds must be there"
)]

#[allow(dead_code, reason = "shared with other tests")]
#[path = "../client/script.rs"]
mod script;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "../client/shop.rs"]
mod shop;

use std::{
    fmt,
    sync::{Arc, Mutex},
};

use kessai_client::{Call, Client, Method};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::DefaultGuard,
};

use crate::{
    script::{Script, Step, answer, good, refused, reset},
    shop::{LIST_ORDERS, Order, cancel, create, get, response},
};

/// Names and values of one span or event.
#[derive(Clone, Debug, Default)]
struct Fields(Vec<(String, String)>);

impl Fields {
    fn get(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(known, _)| known == name);
        let value = found.next()?;
        assert!(found.next().is_none(), "{name} was recorded twice");
        Some(&value.1)
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push((field.name().to_owned(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name().to_owned(), value.to_owned()));
    }
}

#[derive(Default)]
struct Seen {
    spans: Vec<Fields>,
    /// The span each event stands in, and its fields.
    events: Vec<(Option<usize>, Fields)>,
    entered: Vec<usize>,
}

/// Keeps everything this crate says.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Seen>>);

impl Capture {
    fn listen(&self) -> DefaultGuard {
        tracing::subscriber::set_default(self.clone())
    }

    fn spans(&self) -> Vec<Fields> {
        self.0.lock().unwrap().spans.clone()
    }

    fn events(&self) -> Vec<(Option<usize>, Fields)> {
        self.0.lock().unwrap().events.clone()
    }

    /// The only span there was.
    fn span(&self) -> Fields {
        let mut spans = self.spans();
        assert_eq!(spans.len(), 1);
        spans.remove(0)
    }
}

fn index(id: &Id) -> usize {
    usize::try_from(id.into_u64()).unwrap() - 1
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("kessai_client")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut seen = self.0.lock().unwrap();
        seen.spans.push(fields);
        Id::from_u64(seen.spans.len().try_into().unwrap())
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut seen = self.0.lock().unwrap();
        values.record(&mut seen.spans[index(span)]);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut seen = self.0.lock().unwrap();
        let span = seen.entered.last().copied();
        seen.events.push((span, fields));
    }

    fn enter(&self, span: &Id) {
        self.0.lock().unwrap().entered.push(index(span));
    }

    fn exit(&self, span: &Id) {
        let left = self.0.lock().unwrap().entered.pop();
        assert_eq!(left, Some(index(span)));
    }
}

#[tokio::test]
async fn a_call_is_a_span_by_the_names_of_open_telemetry() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let script = Script::new([good()]);
    get(&script.client(), "a").await.unwrap();
    let span = capture.span();
    for (name, value) in [
        ("otel.name", "GET /v1/orders/{orderId}"),
        ("otel.kind", "client"),
        ("operation", "getOrder"),
        ("http.request.method", "GET"),
        ("url.template", "/v1/orders/{orderId}"),
        ("server.address", "api.shop.example"),
        ("server.port", "443"),
        ("http.response.status_code", "200"),
    ] {
        assert_eq!(span.get(name), Some(value), "{name}");
    }
    assert_eq!(span.get("error.type"), None);
    assert_eq!(span.get("http.request.resend_count"), None);
    let events = capture.events();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].0, Some(0));
    assert_eq!(events[0].1.get("http.response.status_code"), Some("200"));
    assert_eq!(events[0].1.get("error.type"), None);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_an_event_in_the_span_of_its_call() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let script = Script::new([refused(), reset(), Step::Hang, answer(503), good()]);
    let call = create(&script.client()).max_retries(4);
    call.deadline(std::time::Duration::from_secs(600))
        .await
        .unwrap();
    let span = capture.span();
    assert_eq!(span.get("http.request.resend_count"), Some("4"));
    assert_eq!(span.get("http.response.status_code"), Some("200"));
    assert_eq!(span.get("error.type"), None);
    let events = capture.events();
    let expected = [
        ("0", None, Some("not_sent")),
        ("1", None, Some("maybe_sent")),
        ("2", None, Some("timeout")),
        ("3", Some("503"), Some("503")),
        ("4", Some("200"), None),
    ];
    assert_eq!(events.len(), expected.len());
    for ((span, event), (count, status, error)) in events.iter().zip(expected) {
        assert_eq!(*span, Some(0));
        assert_eq!(event.get("http.request.resend_count"), Some(count));
        assert_eq!(event.get("http.response.status_code"), status);
        assert_eq!(event.get("error.type"), error);
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_call_says_why() {
    let garbled = Step::Answer(response(200, "application/json", "{}"));
    for (step, status, error) in [
        (answer(404), Some("404"), "404"),
        (answer(503), Some("503"), "503"),
        (refused(), None, "not_sent"),
        (reset(), None, "outcome_unknown"),
        (Step::Hang, None, "timeout"),
        (garbled, Some("200"), "decode"),
    ] {
        let capture = Capture::default();
        let _guard = capture.listen();
        let client = Script::new([step])
            .builder()
            .max_retries(0)
            .build()
            .unwrap();
        create(&client).await.unwrap_err();
        let span = capture.span();
        assert_eq!(span.get("http.response.status_code"), status, "{error}");
        assert_eq!(span.get("error.type"), Some(error));
    }
}

#[tokio::test]
async fn a_call_that_no_operation_describes_shows_no_path() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let client = Script::new([good()]).client();
    client.request(Method::Get, "/canary").await.unwrap();
    let span = capture.span();
    assert_eq!(span.get("url.template"), None);
    assert_eq!(span.get("otel.name"), Some("GET"));
    assert_eq!(span.get("operation"), Some("GET request"));
}

/// Every kind of call with a canary in each place that must not be seen.
async fn canaries(client: &Client) {
    let _ = create(client)
        .idempotency_key("canaryidempotency")
        .header("x-trace", "canaryheader")
        .await;
    let _ = get(client, "canaryid")
        .param("expand", &"canaryquery")
        .await;
    let _ = cancel(client, "canaryid").await;
    let call: Call<Order> = Call::new(client, &LIST_ORDERS);
    let _ = call
        .param("X-Shop", &"canaryheader")
        .param("brand[]", &"canary")
        .await;
    let call = client.request(Method::Post, "/canarypath");
    let _ = call.query("canaryname", &"canaryvalue").await;
}

#[tokio::test(start_paused = true)]
async fn nothing_that_must_stay_out_of_a_log_is_seen() {
    let capture = Capture::default();
    let _guard = capture.listen();
    let echo = r#"{"errorCode":"canarycode","message":"canarymessage sk_canarykey","id":"canary"}"#;
    for status in [200, 204, 302, 400, 401, 429, 500, 503] {
        let steps = (0..20).map(|_| {
            let mut response = response(status, "application/json", echo);
            let headers = response.headers_mut();
            headers.insert("x-request-id", "canaryrequest".parse().unwrap());
            headers.insert("location", "https://canary.example/".parse().unwrap());
            Step::Answer(response)
        });
        canaries(&Script::new(steps).client()).await;
    }
    let lost = (0..20).map(|at| if at % 2 == 0 { refused() } else { reset() });
    canaries(&Script::new(lost).client()).await;
    let text = format!("{:?} {:?}", capture.spans(), capture.events());
    assert!(!text.contains("canary"), "{text}");
    assert_eq!(capture.spans().len(), 45);
    assert!(capture.events().len() > 45);
}

#[cfg(feature = "blocking")]
#[test]
fn a_call_that_blocks_stands_in_the_span_of_its_thread() {
    let capture = Capture::default();
    tracing::subscriber::with_default(capture.clone(), || {
        let script = crate::shop::good();
        let outer = tracing::info_span!(target: "kessai_client_test", "outer");
        let _entered = outer.enter();
        create(&crate::shop::client(&script))
            .send_blocking()
            .unwrap();
    });
    // The call's own span and events reach the subscriber of the thread that waits.
    assert_eq!(capture.spans().len(), 2);
    let events = capture.events();
    assert_eq!((events.len(), events[0].0), (1, Some(1)));
}
