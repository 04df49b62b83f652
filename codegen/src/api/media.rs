//! Media types: what of a document's content is JSON, and what is text.

use super::schemas::Schemas;
use super::{Kind, Shape, Usage};

/// A media type without its parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or(name);
    essence.trim().to_ascii_lowercase()
}

/// Whether content of this media type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let essence = essence(name);
    matches!(essence.as_str(), "application/json" | "text/json") || essence.ends_with("+json")
}

impl Schemas<'_> {
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
