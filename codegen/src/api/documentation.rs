//! Which words of the document describe a thing.

use openapiv3::SchemaData;

/// The description of a schema, or its title.
pub(super) fn schema_text(data: &SchemaData) -> Option<String> {
    data.description
        .clone()
        .or_else(|| data.title.clone())
        .map(trimmed)
}

/// A text without space around it.
pub(super) fn trimmed(text: impl AsRef<str>) -> String {
    text.as_ref().trim().to_owned()
}
