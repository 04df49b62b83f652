//! Media types: what of a document's content is JSON, a form, text or bytes.

use openapiv3::{ReferenceOr, Schema};

use super::keywords::Keywords;
use super::schemas::Schemas;
use super::{Kind, Shape, Usage};

/// What content of a media type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and its kin.
    Multipart,
    Text,
    Bytes,
}

/// A media type without its parameters, in lower case.
fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or(name);
    essence.trim().to_ascii_lowercase()
}

/// Whether content of this media type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

/// Whether content of this media type is text for people or for readers that are not ours.
fn is_text(essence: &str) -> bool {
    const NAMES: &[&str] = &[
        "application/csv",
        "application/graphql",
        "application/javascript",
        "application/sql",
        "application/toml",
        "application/x-yaml",
        "application/xml",
        "application/yaml",
    ];
    // A stream of events has no end to wait for.
    (essence.starts_with("text/") && essence != "text/event-stream")
        || NAMES.contains(&essence)
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
}

impl Schemas<'_> {
    /// What content is, by its media type and, where that says nothing, by its schema.
    pub(super) fn content(&self, name: &str, schema: Option<&ReferenceOr<Schema>>) -> Content {
        let essence = essence(name);
        if is_json(name) {
            return Content::Json;
        }
        if essence == "application/x-www-form-urlencoded" {
            return Content::Form;
        }
        if essence.starts_with("multipart/") {
            return Content::Multipart;
        }
        let scalar = schema.and_then(|schema| self.scalar(schema));
        let raw = ["application/octet-stream", "*/*", "application/*"];
        let media = ["image/", "audio/", "video/", "font/"];
        let raw = scalar == Some(Scalar::Binary)
            || raw.contains(&essence.as_str())
            || media.iter().any(|family| essence.starts_with(family));
        if !raw && (is_text(&essence) || scalar.is_some()) {
            Content::Text
        } else {
            Content::Bytes
        }
    }

    /// What single value a schema describes; none for lists, objects and the rest.
    pub(super) fn scalar(&self, schema: &ReferenceOr<Schema>) -> Option<Scalar> {
        let keywords = Keywords::of(self.schema_behind(schema)?);
        match keywords.ty? {
            "string" if keywords.format.as_deref() == Some("binary") => Some(Scalar::Binary),
            "string" => Some(Scalar::Text),
            "integer" | "number" | "boolean" => Some(Scalar::Value),
            _ => None,
        }
    }

    /// Whether a usage is one value rather than a list or an object, and so is text as it stands.
    pub(super) fn is_single(&self, usage: &Usage) -> bool {
        match &usage.kind {
            Kind::Json | Kind::List(_) | Kind::Map(_) => false,
            Kind::Nullable(inner) => self.is_single(inner),
            Kind::Named(id) => match &self.types[id.0].shape {
                Shape::Object(_) | Shape::Union(_) => false,
                Shape::Alias(usage) => self.is_single(usage),
                Shape::Enumeration(_) | Shape::Integers(_) | Shape::Text(_) => true,
            },
            _ => true,
        }
    }
}

/// A schema of a single value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalar {
    /// Bytes.
    Binary,
    /// A string.
    Text,
    /// A number or a truth value.
    Value,
}
