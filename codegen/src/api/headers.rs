//! Headers of answers, each once for all operations.

use openapiv3::{Header as Source, ParameterSchemaOrContent, ReferenceOr};

use super::answers::response_behind;
use super::documentation::said;
use super::keywords::Keywords;
use super::schemas::Schemas;

/// A header that documented answers have.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name, in lower case.
    pub wire: String,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// What it holds.
    pub holds: HeaderValue,
    /// Whether the document advises against it.
    pub deprecated: bool,
}

/// What a header holds. Whatever else it may be is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderValue {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// True or false.
    Bool,
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
}

impl Schemas<'_> {
    /// The headers of the answers of all operations.
    pub(super) fn headers(&self) -> Vec<Header> {
        let items = self
            .model
            .paths
            .paths
            .values()
            .filter_map(ReferenceOr::as_item);
        let operations = items.flat_map(|item| item.iter().map(|(_, operation)| operation));
        let answers = operations.flat_map(|operation| {
            let responses = &operation.responses;
            responses.responses.values().chain(&responses.default)
        });
        let mut known = Vec::new();
        for answer in answers.filter_map(|answer| response_behind(self.model, answer)) {
            for (name, header) in &answer.headers {
                self.header(&name.to_lowercase(), header, &mut known);
            }
        }
        known
    }

    /// Adds a header to those that are known.
    fn header(&self, wire: &str, header: &ReferenceOr<Source>, known: &mut Vec<Header>) {
        // These are read before a caller sees them.
        let status = self.idempotency_status.as_ref();
        let is_read = wire == "content-type" || status.is_some_and(|status| status.header == wire);
        let Some(source) = self.header_behind(header).filter(|_| !is_read) else {
            return;
        };
        let holds = self.held(source);
        let description = said(source.description.as_ref());
        match known.iter_mut().find(|before| before.wire == wire) {
            Some(before) => {
                if before.holds != holds {
                    before.holds = HeaderValue::Text;
                }
                before.description = before.description.take().or(description);
            }
            None => known.push(Header {
                wire: wire.to_owned(),
                description,
                holds,
                deprecated: source.deprecated.unwrap_or_default(),
            }),
        }
    }

    fn header_behind<'s>(&'s self, header: &'s ReferenceOr<Source>) -> Option<&'s Source> {
        match header {
            ReferenceOr::Item(header) => Some(header),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/headers/")?;
                let headers = &self.model.components.as_ref()?.headers;
                headers.get(name)?.as_item()
            }
        }
    }

    fn held(&self, header: &Source) -> HeaderValue {
        let ParameterSchemaOrContent::Schema(schema) = &header.format else {
            return HeaderValue::Text;
        };
        let Some(schema) = self.schema_behind(schema) else {
            return HeaderValue::Text;
        };
        let keywords = Keywords::of(schema);
        match (keywords.ty, keywords.format.as_deref()) {
            (Some("integer"), _) => HeaderValue::Integer,
            (Some("number"), _) => HeaderValue::Decimal,
            (Some("boolean"), _) => HeaderValue::Bool,
            (Some("string"), Some("date-time")) => HeaderValue::Timestamp,
            (Some("string"), Some("date")) => HeaderValue::Date,
            _ => HeaderValue::Text,
        }
    }
}
