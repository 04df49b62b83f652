//! Path, query and header parameters.

use openapiv3::{
    HeaderStyle, Parameter as Source, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
};

use super::documentation::trimmed;
use super::schemas::{Place, Schemas};
use super::{Location, Parameter, Style};

impl<'a> Schemas<'a> {
    /// The parameter behind what may be a reference.
    pub(super) fn parameter_behind<'p>(
        &self,
        parameter: &'p ReferenceOr<Source>,
    ) -> Option<&'p Source>
    where
        'a: 'p,
    {
        match parameter {
            ReferenceOr::Item(parameter) => Some(parameter),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/parameters/")?;
                self.model
                    .components
                    .as_ref()?
                    .parameters
                    .get(name)?
                    .as_item()
            }
        }
    }

    pub(super) fn parameter(&mut self, source: &Source, place: &Place) -> Option<Parameter> {
        let data = source.parameter_data_ref();
        let (location, style) = match source {
            Source::Path {
                style: PathStyle::Simple,
                ..
            } => (Location::Path, Style::Simple),
            Source::Header {
                style: HeaderStyle::Simple,
                ..
            } => (Location::Header, Style::Simple),
            Source::Query {
                style: QueryStyle::Form,
                ..
            } => (Location::Query, Style::Form),
            Source::Query {
                style: QueryStyle::DeepObject,
                ..
            } => (Location::Query, Style::DeepObject),
            Source::Path { .. } | Source::Query { .. } => {
                self.faults
                    .unsupported("this parameter style", &format!("{}/style", place.pointer));
                return None;
            }
            Source::Cookie { .. } => {
                self.faults
                    .unsupported("a cookie parameter", &format!("{}/in", place.pointer));
                return None;
            }
        };
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            self.faults.unsupported(
                "a parameter with content",
                &format!("{}/content", place.pointer),
            );
            return None;
        };
        let inside = Place::new(place.name.clone(), format!("{}/schema", place.pointer));
        Some(Parameter {
            wire: data.name.clone(),
            location,
            style,
            explode: data.explode.unwrap_or(style != Style::Simple),
            required: data.required || location == Location::Path,
            description: data.description.as_ref().map(trimmed),
            deprecated: data.deprecated.unwrap_or_default(),
            usage: self.usage(schema, &inside).usage,
        })
    }
}
