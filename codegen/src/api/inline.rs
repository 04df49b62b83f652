//! Inline schemas that are equal become one type.

use std::collections::BTreeMap;

use openapiv3::Schema;

use super::documentation::schema_text;
use super::schemas::{Place, Schemas};
use super::{Shape, Type, TypeId};

/// The inline types made so far, by what is enforced of them.
#[derive(Default)]
pub(super) struct Inline {
    by_key: BTreeMap<String, TypeId>,
    names: BTreeMap<TypeId, Vec<String>>,
}

impl Inline {
    /// Gives each inline type the shortest of the names that its places suggested.
    pub(super) fn rename(self, mut types: Vec<Type>) -> Vec<Type> {
        for (id, mut names) in self.names {
            names.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
            if let Some(shortest) = names.into_iter().next() {
                types[id.0].name = shortest;
            }
        }
        types
    }
}

impl Schemas<'_> {
    /// The type of an inline schema: an equal one, or a new one.
    pub(super) fn inline_type(&mut self, schema: &Schema, shape: Shape, place: &Place) -> TypeId {
        let key = key(&shape);
        if let Some(id) = self.inline.by_key.get(&key).copied() {
            self.inline
                .names
                .entry(id)
                .or_default()
                .push(place.name.clone());
            return id;
        }
        let id = self.push(Type {
            description: schema_text(&schema.schema_data),
            deprecated: schema.schema_data.deprecated,
            shape,
            ..place.bare_type()
        });
        self.inline.by_key.insert(key, id);
        self.inline.names.insert(id, vec![place.name.clone()]);
        id
    }
}

/// A text that is equal for shapes which differ in their prose alone.
fn key(shape: &Shape) -> String {
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Object(object) => object
            .members
            .iter_mut()
            .for_each(|member| member.description = None),
        Shape::Enumeration(list) => list
            .values
            .iter_mut()
            .for_each(|value| value.description = None),
        Shape::Integers(values) => {
            for value in values {
                value.description = None;
            }
        }
        Shape::Union(_) | Shape::Text(_) | Shape::Alias(_) => {}
    }
    format!("{shape:?}")
}
