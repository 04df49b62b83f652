//! The page on which a customer decides about a payment: what stands in for a checkout, a wallet, a bank's 3-D Secure.
//!
//! GET shows two buttons. POST decides: `outcome=declined` declines, any other form pays, which is what a browser sends that
//! posts a payload for 3-D Secure.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::answer::Reply;
use crate::parameters::percent_decode;
use crate::provider::Received;
use crate::state::{Act, State};

const FORM: &str = "<!doctype html><title>Sandbox</title><form method=post>\
    <button name=outcome value=paid>Pay</button> <button name=outcome value=declined>Decline</button></form>";

/// Answers a customer's browser at the page of the thing with this id.
pub(crate) fn reply(state: &mut State, id: &str, request: &Received) -> Reply {
    // A checkout's address goes on after a dot.
    let id = id.split('.').next().unwrap_or_default();
    let id = percent_decode(id).unwrap_or_default();
    if request.method == "GET" {
        let mut reply = text(StatusCode::OK, FORM);
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        reply.headers.insert(header::CONTENT_TYPE, html);
        return reply;
    }
    if request.method != "POST" {
        return text(
            StatusCode::METHOD_NOT_ALLOWED,
            "A page is read or posted to.",
        );
    }
    let body = request.body.as_deref().unwrap_or_default();
    let declined = body
        .split(|byte| *byte == b'&')
        .any(|pair| pair == b"outcome=declined");
    let act = if declined { Act::Decline } else { Act::Pay };
    match state.act(&id, act) {
        Ok(None) => text(StatusCode::OK, "Done."),
        Ok(Some(address)) => {
            let mut reply = text(StatusCode::SEE_OTHER, "Done.");
            if let Ok(address) = HeaderValue::try_from(address) {
                reply.headers.insert(header::LOCATION, address);
            }
            reply
        }
        Err(reason) => text(StatusCode::CONFLICT, &reason),
    }
}

fn text(status: StatusCode, text: &str) -> Reply {
    let mut headers = HeaderMap::new();
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, plain);
    Reply {
        status,
        headers,
        body: Bytes::copy_from_slice(text.as_bytes()),
        example: None,
    }
}
