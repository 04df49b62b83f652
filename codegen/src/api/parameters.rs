//! Path, query, header and cookie parameters.

use openapiv3::{
    HeaderStyle, Parameter as Source, ParameterData, ParameterSchemaOrContent, PathStyle,
    QueryStyle, ReferenceOr, Schema,
};

use super::documentation::said;
use super::extensions::{SENSITIVE, flag};
use super::media::is_json;
use super::schemas::{Place, Schemas, escape};
use super::{Kind, Location, Parameter, Style, Usage};

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
        let (location, style, reserved) = layout(source);
        let (style, usage) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let inside = Place::new(place.name.clone(), format!("{}/schema", place.pointer));
                (style, self.usage(schema, &inside).usage)
            }
            ParameterSchemaOrContent::Content(content) => {
                let (name, media) = content.first()?;
                let at = format!("{}/content/{}", place.pointer, escape(name));
                let inside = Place::new(place.name.clone(), format!("{at}/schema"));
                let usage = match &media.schema {
                    Some(schema) => self.usage(schema, &inside).usage,
                    None => Usage::plain(Kind::Json),
                };
                let style = if is_json(name) {
                    Style::Json
                } else if self.is_single(&usage) {
                    style
                } else {
                    self.faults.unsupported(
                        "a parameter with content that is neither JSON nor text",
                        &at,
                    );
                    return None;
                };
                (style, usage)
            }
        };
        if matches!(
            source,
            Source::Query {
                allow_empty_value: Some(true),
                ..
            }
        ) && !matches!(usage.kind, Kind::Text)
        {
            let at = format!("{}/allowEmptyValue", place.pointer);
            self.faults
                .unsupported("an empty value of a parameter that is no text", &at);
        }
        Some(Parameter {
            wire: data.name.clone(),
            key: data.name.clone(),
            location,
            style,
            explode: data.explode.unwrap_or(style == Style::Form),
            reserved,
            sensitive: flag(data.extensions.get(SENSITIVE))
                || schema_of(data).is_some_and(|schema| self.sensitive.is_said_by(schema)),
            required: data.required || location == Location::Path,
            description: said(data.description.as_ref()),
            deprecated: data.deprecated.unwrap_or_default(),
            usage,
        })
    }
}

/// What a parameter holds.
fn schema_of(data: &ParameterData) -> Option<&ReferenceOr<Schema>> {
    match &data.format {
        ParameterSchemaOrContent::Schema(schema) => Some(schema),
        ParameterSchemaOrContent::Content(content) => content.first()?.1.schema.as_ref(),
    }
}

/// Where a parameter stands, how it is written, and whether it keeps reserved characters.
fn layout(source: &Source) -> (Location, Style, bool) {
    match source {
        Source::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (Location::Path, style, false)
        }
        Source::Query {
            style,
            allow_reserved,
            ..
        } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (Location::Query, style, *allow_reserved)
        }
        Source::Header {
            style: HeaderStyle::Simple,
            ..
        } => (Location::Header, Style::Simple, false),
        Source::Cookie { .. } => (Location::Cookie, Style::Form, false),
    }
}
