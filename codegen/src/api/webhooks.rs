//! What a provider posts of its own accord, by `x-webhook`.

use openapiv3::OpenAPI;
use serde_json::Value;

use super::TypeId;
use super::extensions::{WEBHOOK, pointer, text};
use super::schemas::Schemas;

/// The notifications of a provider.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// How it proves that they are its own.
    pub proof: Proof,
    /// The type of a notification.
    pub event: TypeId,
    /// The members that lead from a notification to its type.
    pub type_path: Vec<String>,
    /// The members that lead from a notification to what it is about.
    pub data_path: Vec<String>,
    /// The types of notifications.
    pub kinds: Vec<EventKind>,
}

/// How a provider proves that a notification is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A signature over timestamp and body, with a secret.
    Signature {
        /// The header that holds it.
        header: String,
        /// The header that holds the time of signing.
        timestamp: String,
        /// Whether that time is in milliseconds rather than seconds.
        milliseconds: bool,
        /// The header that says which endpoint's secret was used.
        endpoint: Option<String>,
        /// How many bytes a base-62 secret decodes to; none for a secret that is used as text.
        base62_bytes: Option<usize>,
    },
    /// A token in a header.
    Token {
        /// The header.
        header: String,
        /// What stands before the token.
        prefix: String,
    },
}

/// A type of notification.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// The type on the wire.
    pub wire: String,
    /// When it is sent, in Markdown.
    pub description: Option<String>,
    /// The form that its body has beside that of all notifications, where that is known.
    pub body: Option<TypeId>,
    /// What it is about, where that is known.
    pub data: Option<TypeId>,
}

impl Schemas<'_> {
    /// Reads the extension of the document.
    pub(super) fn webhooks(&mut self, model: &OpenAPI) -> Option<Webhooks> {
        let extension = model.extensions.get(WEBHOOK)?;
        let event = extension.get("event")?;
        let proof = proof(extension)?;
        let events = extension.get("events")?;
        let names = self.faults.names(&format!("/{WEBHOOK}/events"));
        let kinds = names.into_iter().filter_map(|wire| {
            let event = events.get(&wire)?;
            Some(EventKind {
                description: text(event, "description"),
                body: text(event, "schema").map(|name| self.component(&name)),
                data: text(event, "data").map(|name| self.component(&name)),
                wire,
            })
        });
        let kinds = kinds.collect();
        let webhooks = Webhooks {
            proof,
            event: self.component(&text(event, "schema")?),
            type_path: pointer(&text(event, "type")?)?,
            data_path: pointer(&text(event, "data")?)?,
            kinds,
        };
        Some(webhooks)
    }
}

fn proof(extension: &Value) -> Option<Proof> {
    if let Some(signature) = extension.get("signature") {
        let timestamp = signature.get("timestamp")?;
        let secret = signature.get("secret")?;
        let bytes = secret.get("bytes").and_then(Value::as_u64);
        return Some(Proof::Signature {
            header: text(signature, "header")?.to_lowercase(),
            timestamp: text(timestamp, "header")?.to_lowercase(),
            milliseconds: text(timestamp, "unit").as_deref() == Some("milliseconds"),
            endpoint: signature
                .get("endpoint")
                .and_then(|endpoint| text(endpoint, "header"))
                .map(|name| name.to_lowercase()),
            base62_bytes: bytes.and_then(|bytes| usize::try_from(bytes).ok()),
        });
    }
    let bearer = extension.get("bearer")?;
    Some(Proof::Token {
        header: text(bearer, "header")?.to_lowercase(),
        prefix: text(bearer, "prefix").unwrap_or_default(),
    })
}
