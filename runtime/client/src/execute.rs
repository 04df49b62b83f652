//! The one way from a call to its answer.

use crate::{
    answer::{Answer, Sent},
    client::{Client, Inner},
    error::Error,
    request::{Draft, Prepared},
    transport::TransportError,
};

/// Sends a call and judges what comes back. Nothing here depends on the types of the call.
pub(crate) async fn execute(client: Client, draft: Draft) -> Result<Answer, Error> {
    let client = &*client.inner;
    let request = draft.prepare(client)?;
    // The key and the body are fixed by now: a further attempt would repeat this line, and nothing else.
    let outcome = attempt(client, &request).await;
    let sent = Sent {
        client,
        request: &request,
        attempts: 1,
    };
    sent.judge(outcome)
}

/// Hands the request to the transport, once.
async fn attempt(
    client: &Inner,
    request: &Prepared,
) -> Result<http::Response<bytes::Bytes>, TransportError> {
    let limit = request.limits.body;
    let response = client
        .transport
        .send(request.request(), request.limits)
        .await?;
    if response.body().len() > limit {
        return Err(TransportError::too_large(
            response.map(|body| body.slice(..limit)),
            limit,
        ));
    }
    Ok(response)
}
