//! The span of a call and the events of its attempts.

use std::borrow::Cow;

use bytes::Bytes;
use http::StatusCode;
use tracing::{Instrument, Span, field::Empty};

use crate::{
    answer::Answer,
    client::Inner,
    error::{Error, ErrorKind},
    request::Prepared,
    transport::{Delivery, TransportError},
};

/// The span of one call.
#[derive(Clone)]
pub(crate) struct Trace(Span);

impl Trace {
    pub(crate) fn begin(client: &Inner, request: &Prepared) -> Self {
        let method = request.operation.method.as_str();
        let base = client.base_urls.of(request.operation.base_url);
        let span = tracing::info_span!(
            "call",
            otel.name = Empty,
            otel.kind = "client",
            operation = request.operation.id,
            http.request.method = method,
            url.template = Empty,
            server.address = base.host(),
            server.port = base.port(),
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            "error.type" = Empty,
        );
        if span.is_disabled() {
            return Self(span);
        }
        // A path that is no template holds ids.
        let template = request.template().map(|path| [base.path(), path].concat());
        match &template {
            Some(template) => {
                span.record("url.template", template.as_str());
                span.record("otel.name", format!("{method} {template}"));
            }
            None => {
                span.record("otel.name", method);
            }
        }
        Self(span)
    }

    /// Runs the call in its span, and writes down how it ended.
    pub(crate) async fn follow(
        &self,
        call: impl Future<Output = Result<Answer, Error>>,
    ) -> Result<Answer, Error> {
        let result = call.instrument(self.0.clone()).await;
        match &result {
            Ok(answer) => self.ended(answer.attempts(), Some(answer.status())),
            Err(error) => {
                self.ended(error.attempts(), error.status());
                self.failed(error);
            }
        }
        result
    }

    pub(crate) fn failed(&self, error: &Error) {
        self.0.record("error.type", &*error_type(error));
    }

    fn ended(&self, attempts: u32, status: Option<StatusCode>) {
        if let Some(status) = status {
            self.0.record("http.response.status_code", status.as_u16());
        }
        if attempts > 1 {
            self.0.record("http.request.resend_count", attempts - 1);
        }
    }
}

/// One attempt is over; `attempts` counts it.
pub(crate) fn attempt(attempts: u32, outcome: &Result<http::Response<Bytes>, TransportError>) {
    let response = match outcome {
        Ok(response) => Some(response),
        Err(error) => error.response(),
    };
    let status = response.map(http::Response::status);
    let error = match (status, outcome) {
        (Some(status), _) if !status.is_success() => Some(Cow::Owned(status.as_str().to_owned())),
        (_, Ok(_)) => None,
        (_, Err(error)) if error.is_timeout() => Some(Cow::Borrowed("timeout")),
        (_, Err(error)) if error.is_too_large() => Some(Cow::Borrowed("too_large")),
        (_, Err(error)) => Some(Cow::Borrowed(match error.delivery() {
            Delivery::NotSent => "not_sent",
            Delivery::MaybeSent => "maybe_sent",
        })),
    };
    tracing::debug!(
        http.request.resend_count = attempts.saturating_sub(1),
        http.response.status_code = status.map(|status| status.as_u16()),
        "error.type" = error.as_deref(),
        "attempt"
    );
}

/// Runs on another thread what belongs to the span, and to the subscriber, of this one.
#[cfg(feature = "blocking")]
pub(crate) fn in_this_span<F: Future>(future: F) -> impl Future<Output = F::Output> {
    use tracing::instrument::WithSubscriber as _;

    future.in_current_span().with_current_subscriber()
}

/// The status where there is one that says it, as OpenTelemetry asks; the kind otherwise.
fn error_type(error: &Error) -> Cow<'static, str> {
    match (error.status(), error.kind()) {
        (Some(status), _) if !status.is_success() => Cow::Owned(status.as_str().to_owned()),
        _ if error.is_timeout() => Cow::Borrowed("timeout"),
        (_, ErrorKind::NotSent) => Cow::Borrowed("not_sent"),
        (_, ErrorKind::OutcomeUnknown) => Cow::Borrowed("outcome_unknown"),
        (_, ErrorKind::NoAnswer) => Cow::Borrowed("no_answer"),
        (_, ErrorKind::Decode) => Cow::Borrowed("decode"),
        _ => Cow::Borrowed("_OTHER"),
    }
}
