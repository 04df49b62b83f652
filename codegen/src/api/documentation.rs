//! Which words of the document describe a thing.

use openapiv3::SchemaData;

/// The description of a schema, or its title.
pub(super) fn schema_text(data: &SchemaData) -> Option<String> {
    said(data.description.as_ref()).or_else(|| said(data.title.as_ref()))
}

/// What a text says, when it says anything.
pub(super) fn said(text: Option<&String>) -> Option<String> {
    text.map(trimmed).filter(|text| !text.is_empty())
}

/// A text without space around it.
pub(super) fn trimmed(text: impl AsRef<str>) -> String {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    text.as_ref().trim_matches(blank).to_owned()
}
