//! What is never printed: a member or parameter is sensitive if it, or anything that its value is made of, says so.

use std::{borrow::Borrow, collections::BTreeSet};

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, Schema};

use super::extensions::{SENSITIVE, flag};
use super::keywords::Keywords;

/// The named schemas whose values are sensitive wherever they are used.
pub(super) struct Sensitive<'a>(BTreeSet<&'a str>);

impl<'a> Sensitive<'a> {
    pub(super) fn new(model: &'a OpenAPI) -> Self {
        let mut marked = Self(BTreeSet::new());
        let components = model.components.as_ref();
        let schemas = || components.into_iter().flat_map(|all| &all.schemas);
        // What is made of a schema that was found in one round is found in the next.
        loop {
            let new = schemas()
                .filter(|(name, schema)| {
                    !marked.0.contains(name.as_str()) && marked.is_said_by(schema)
                })
                .map(|(name, _)| name.as_str());
            let new: Vec<_> = new.collect();
            if new.is_empty() {
                return marked;
            }
            marked.0.extend(new);
        }
    }

    /// Whether a schema, its parts, its branches or the entries of what it describes are marked.
    pub(super) fn is_said_by<S: Borrow<Schema>>(&self, schema: &ReferenceOr<S>) -> bool {
        let schema = match schema {
            ReferenceOr::Item(schema) => schema.borrow(),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/schemas/");
                return name.is_some_and(|name| self.0.contains(name));
            }
        };
        let keywords = Keywords::of(schema);
        let mut parts = [keywords.all_of, keywords.one_of, keywords.any_of]
            .into_iter()
            .flatten();
        flag(schema.schema_data.extensions.get(SENSITIVE))
            || parts.any(|part| self.is_said_by(part))
            || keywords.items.is_some_and(|items| self.is_said_by(items))
            || matches!(keywords.additional_properties,
                Some(AdditionalProperties::Schema(values)) if self.is_said_by(values))
    }
}
