//! A provider without a socket, to which calls are handed as they would come off the wire.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use kessai_sandbox::provider::{Provider, Received};
use kessai_sandbox::state::{Act, Delivery, Rules};
use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A provider, and what it would have posted.
pub(crate) struct Desk {
    provider: Provider,
    posted: UnboundedReceiver<Delivery>,
    credential: HeaderValue,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) replayed: bool,
}

impl Answer {
    /// The id of what was made.
    pub(crate) fn id(&self) -> String {
        self.body["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{self:?}"))
            .to_owned()
    }
}

impl Desk {
    pub(crate) fn new(bundle: &Value, rules: impl Rules + 'static, credential: &str) -> Self {
        let (sender, posted) = unbounded_channel();
        let provider = Provider::keeping(bundle, Box::new(rules), sender).unwrap();
        let origin = "http://127.0.0.1:9".to_owned();
        provider.state().unwrap().serve_at(origin);
        Self {
            provider,
            posted,
            credential: HeaderValue::from_str(credential).unwrap(),
        }
    }

    /// Calls are made with another credential from now on.
    pub(crate) fn sign_in(&mut self, credential: &str) {
        self.credential = HeaderValue::from_str(credential).unwrap();
    }

    /// Makes a call; `target` is `POST /orders?x=1`.
    pub(crate) fn call(&self, target: &str, body: &Value) -> Answer {
        self.send(target, None, body)
    }

    /// The same under an idempotency key.
    pub(crate) fn keyed(&self, key: &str, target: &str, body: &Value) -> Answer {
        self.send(target, Some(key), body)
    }

    fn send(&self, target: &str, key: Option<&str>, body: &Value) -> Answer {
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        self.raw(target, key, &bytes)
    }

    /// A call with a body of these bytes.
    pub(crate) fn raw(&self, target: &str, key: Option<&str>, body: &[u8]) -> Answer {
        let (method, target) = target.split_once(' ').unwrap();
        let (path, query) = match target.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (target, None),
        };
        let mut headers = HeaderMap::new();
        headers.insert("authorization", self.credential.clone());
        if !body.is_empty() {
            let json = HeaderValue::from_static("application/json");
            headers.insert("content-type", json);
        }
        if let Some(key) = key {
            let name = HeaderName::from_static("idempotency-key");
            headers.insert(name, HeaderValue::from_str(key).unwrap());
        }
        let reply = self.provider.answer(Received {
            method: method.to_owned(),
            path: format!("{}{path}", self.provider.base_path()),
            query,
            headers,
            body: Some(Bytes::copy_from_slice(body)),
        });
        Answer {
            status: reply.status.as_u16(),
            body: serde_json::from_slice(&reply.body).unwrap_or_default(),
            replayed: reply.headers.contains_key("x-sandbox-replayed"),
        }
    }

    /// Something happens outside of the API.
    pub(crate) fn act(&self, id: &str, act: Act) -> Result<(), String> {
        self.provider.state().unwrap().act(id, act).map(|_| ())
    }

    /// An operation is answered with an example from now on, or with none.
    pub(crate) fn choose(&self, operation: &str, choice: Option<&str>) {
        self.provider.choose(operation, choice).unwrap();
    }

    /// Whatever is under way comes to its end.
    pub(crate) fn settle(&self) {
        self.provider.state().unwrap().settle();
    }

    /// What was posted since this was asked last: the type of the event, and its body.
    pub(crate) fn posted(&mut self) -> Vec<(String, Value)> {
        let mut posted = Vec::new();
        while let Ok(delivery) = self.posted.try_recv() {
            let body = serde_json::from_slice(&delivery.body).unwrap();
            posted.push((delivery.event, body));
        }
        posted
    }
}
