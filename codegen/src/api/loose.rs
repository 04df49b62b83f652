//! Schemas with properties that do not say `type: object`, and so take every value that is none.
//!
//! Nearly all of them mean objects, and are read so. Where an example of the document shows another value, the type of that place keeps
//! such values as they come.

use openapiv3::{MediaType, ReferenceOr, Schema};
use serde_json::Value;

use super::keywords::Keywords;
use super::schemas::{Place, Schemas};
use super::{Kind, Look, Shape, Union, Usage, Variant};

impl<'a> Schemas<'a> {
    /// The usage of the schema of a media type: any JSON without one.
    pub(super) fn media_usage(&mut self, media: &'a MediaType, place: &Place) -> Usage {
        let Some(schema) = &media.schema else {
            return Usage::plain(Kind::Json);
        };
        let usage = self.usage(schema, place).usage;
        match self.schema_behind(schema) {
            Some(behind) if is_loose(behind) && self.shows_another(media) => {
                let shape = or_any_other(usage, schema);
                Usage::plain(Kind::Named(self.inline_type(behind, shape, place)))
            }
            _ => usage,
        }
    }

    /// Whether an example of a media type is no object.
    fn shows_another(&self, media: &MediaType) -> bool {
        media.example.as_ref().is_some_and(is_another)
            || self
                .examples(media)
                .iter()
                .any(|example| is_another(&example.value))
    }

    /// The shape of a component, by what its own example shows.
    pub(super) fn shown_shape(&mut self, schema: &Schema, own: Shape, place: &Place) -> Shape {
        let example = schema.schema_data.example.as_ref();
        if !example.is_some_and(is_another) || !is_loose(schema) {
            return own;
        }
        let object = Place::new(format!("{} object", place.name), place.pointer.clone());
        let usage = Usage::plain(Kind::Named(self.inline_type(schema, own, &object)));
        or_any_other(usage, &ReferenceOr::Item(schema.clone()))
    }
}

fn is_loose(schema: &Schema) -> bool {
    let keywords = Keywords::of(schema);
    keywords.ty.is_none() && keywords.properties.is_some() && keywords.all_of.is_empty()
}

fn is_another(value: &Value) -> bool {
    !value.is_object() && !value.is_null()
}

/// A union of an object and of whatever else there is.
fn or_any_other(usage: Usage, schema: &ReferenceOr<Schema>) -> Shape {
    let name = match schema {
        ReferenceOr::Reference { reference } => reference.rsplit('/').next().unwrap_or("Object"),
        ReferenceOr::Item(_) => "Object",
    };
    let branch = |name: &str, usage| Variant {
        name: name.to_owned(),
        usage,
        look: Look::Untold,
        tried: false,
    };
    Shape::Union(Union {
        variants: vec![
            branch(name, usage),
            branch("Value", Usage::plain(Kind::Json)),
        ],
        null: false,
    })
}
