//! The one way from a call to its answer.

use std::{future::poll_fn, task::Poll, time::Duration};

use bytes::Bytes;

use crate::{
    answer::Answer,
    client::{Client, Inner},
    download::Pending,
    error::Error,
    judge::Sent,
    operation::Body,
    request::{Draft, Prepared},
    retry::Verdict,
    stream::{ByteStream, Once},
    trace::{self, Trace},
    transport::{BoxFuture, Limits, TransportError},
};

/// Sends a call, again where that is safe, and judges what comes back. Nothing here depends on the types
/// of the call.
pub(crate) async fn execute(client: Client, draft: Draft) -> Result<Answer, Error> {
    let request = draft.prepare(&client)?;
    let trace = Trace::begin(&client.inner, &request);
    trace.follow(attempts(&client, &request, &trace)).await
}

/// The key and the body are fixed by now: every attempt sends the same bytes.
async fn attempts(whole: &Client, request: &Prepared, trace: &Trace) -> Result<Answer, Error> {
    let client = &*whole.inner;
    let start = client.clock.now();
    let left_now = || {
        let spent = client.clock.now().saturating_duration_since(start);
        request.deadline.saturating_sub(spent)
    };
    let mut sent = Sent::nothing(client, request, trace);
    let mut failed = None;
    let mut left = request.deadline;
    while !left.is_zero() {
        let mut stream = None;
        let outcome = attempt(client, request, left, &mut stream).await;
        let verdict = Verdict::of(client, request, &outcome);
        sent.attempts += 1;
        sent.again = verdict.again;
        trace::attempt(sent.attempts, &outcome);
        let wait = (sent.attempts <= request.max_retries)
            .then(|| verdict.wait(client, sent.attempts, left_now))
            .flatten();
        match (sent.judge(outcome), wait) {
            (Err(error), Some(wait)) => {
                sent.unsettled |= verdict.may_have_acted;
                failed = Some(error);
                client.clock.sleep(wait).await;
                left = left_now();
            }
            (Err(error), None) => return Err(error),
            (Ok(mut answer), _) => {
                answer.pending = stream.map(|stream| Pending {
                    pieces: Once::new(stream),
                    client: whole.clone(),
                    timeout: request.limits.timeout.unwrap_or(request.deadline),
                });
                return Ok(answer);
            }
        }
    }
    Err(failed.unwrap_or_else(|| sent.too_late()))
}

/// Hands the request to the transport, once, and holds it to its limits.
///
/// The body of a success that is documented as bytes is left in `stream`.
async fn attempt(
    client: &Inner,
    request: &Prepared,
    left: Duration,
    stream: &mut Option<ByteStream>,
) -> Result<http::Response<Bytes>, TransportError> {
    let mut limits = request.limits;
    let timeout = limits.timeout.map_or(left, |timeout| timeout.min(left));
    limits.timeout = Some(timeout);
    let is_stream = request.is_stream();
    let mut exchange = if is_stream {
        Box::pin(open(client, request, limits, stream))
    } else {
        client.transport.send(request.request(), limits)
    };
    let is_timed = !is_stream && client.transport.keeps_time();
    let mut alarm: Option<BoxFuture<'static, ()>> = None;
    let response = poll_fn(|context| {
        if let Poll::Ready(outcome) = exchange.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        if is_timed {
            return Poll::Pending;
        }
        // Set after the transport has set its own, which knows more of what happened and goes first.
        let alarm = alarm.get_or_insert_with(|| client.clock.sleep(timeout));
        let over = alarm.as_mut().poll(context);
        over.map(|()| Err(TransportError::maybe_sent("time ran out").timed_out()))
    })
    .await?;
    let limit = limits.body;
    if response.body().len() > limit {
        return Err(TransportError::too_large(
            response.map(|body| body.slice(..limit)),
            limit,
        ));
    }
    Ok(response)
}

/// The same for bodies that come in pieces. What is not to be kept as a stream is gathered, as far as it may
/// go.
async fn open(
    client: &Inner,
    request: &Prepared,
    limits: Limits,
    stream: &mut Option<ByteStream>,
) -> Result<http::Response<Bytes>, TransportError> {
    let Some(sent) = request.stream() else {
        let problem = "the stream of the body has been sent before";
        return Err(TransportError::not_sent(problem).permanent());
    };
    let (head, body) = client.transport.open(sent, limits).await?.into_parts();
    let mut response = http::Response::from_parts(head, Bytes::new());
    if matches!(request.success(&response), Ok((_, Body::Bytes))) {
        *stream = Some(body);
        return Ok(response);
    }
    match body.gather(limits.body).await {
        Ok(bytes) => {
            *response.body_mut() = bytes;
            Ok(response)
        }
        Err(broken) => {
            *response.body_mut() = broken.bytes;
            Err(match broken.source {
                Some(source) => TransportError::broken_off(response, source),
                None => TransportError::too_large(response, limits.body),
            })
        }
    }
}
