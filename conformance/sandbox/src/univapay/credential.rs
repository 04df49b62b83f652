//! Whose call it is: the claims of the app token. Nothing of it is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, header};
use serde_json::Value;

/// What an app token says of itself.
pub(super) struct Claims {
    /// The store; one of the sandbox's own where the token names none.
    pub(super) store: String,
    /// `test` or `live`.
    pub(super) mode: String,
}

/// `Bearer {secret}.{jwt}` or `Bearer {jwt}`: the claims are the last part but one.
pub(super) fn claims(headers: &HeaderMap) -> Claims {
    let read = || {
        let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let payload = text.rsplit('.').nth(1)?;
        let bytes = URL_SAFE_NO_PAD.decode(payload).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok()
    };
    let claims = read().unwrap_or_default();
    let text = |name: &str, default: &str| {
        claims
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or(default)
            .to_owned()
    };
    Claims {
        store: text("store_id", "11ef0000-0000-1000-8000-000000000000"),
        mode: text("mode", "test"),
    }
}
