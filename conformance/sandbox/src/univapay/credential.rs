//! Whose call it is: the claims of the app token. Nothing else of it is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, header};
use serde_json::Value;

use crate::state::{Asked, Record};

/// What an app token says of itself.
pub(super) struct Claims {
    /// The store; `None` where the token is a merchant's.
    pub(super) store: Option<String>,
    /// `test` or `live`.
    pub(super) mode: Option<String>,
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
    let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
    Claims {
        store: text("store_id"),
        mode: text("mode"),
    }
}

/// Whose a new thing is.
pub(super) struct Account {
    pub(super) store: String,
    pub(super) mode: String,
}

impl Account {
    /// That of the call: the store of its path, else of its token, else one of the sandbox's own.
    pub(super) fn of(asked: &Asked<'_>) -> Self {
        let claims = claims(asked.headers);
        let path = asked.path.get("storeId").map(|store| (*store).to_owned());
        let store = path.or(claims.store);
        Self {
            store: store.unwrap_or_else(|| "11ef0000-0000-1000-8000-000000000000".to_owned()),
            mode: claims.mode.unwrap_or_else(|| "test".to_owned()),
        }
    }

    /// That of the thing to which the new one belongs.
    pub(super) fn with(record: &Record) -> Self {
        Self {
            store: record.text("store_id").to_owned(),
            mode: record.text("mode").to_owned(),
        }
    }
}
