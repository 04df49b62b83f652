//! Component schemas: what a reference leads to, built on first use.

use openapiv3::{ReferenceOr, Schema};

use super::documentation::schema_text;
use super::schemas::{Nullable, Place, Schemas, escape};
use super::{Kind, Shape, Type, TypeId, Usage};

/// How many references are followed one after another.
const HOPS: usize = 16;

/// How many components are built while others wait for them: a chain of references needs no more stack than that.
const DEPTH: usize = 32;

impl<'a> Schemas<'a> {
    pub(super) fn reference(&mut self, reference: &str) -> Nullable {
        let Some(name) = reference.strip_prefix("#/components/schemas/") else {
            self.faults.unsupported(
                "a reference to something other than a component schema",
                reference.trim_start_matches('#'),
            );
            return Nullable {
                usage: Usage::plain(Kind::Json),
                null: false,
            };
        };
        let null = self
            .target(reference)
            .is_some_and(|(_, schema)| self.admits_null(schema));
        Nullable {
            usage: Usage::plain(Kind::Named(self.component(name))),
            null,
        }
    }

    /// The component that a reference leads to in the end, with its name.
    pub(super) fn target(&self, reference: &str) -> Option<(&'a str, &'a Schema)> {
        let schemas = &self.model.components.as_ref()?.schemas;
        let mut reference = reference;
        for _ in 0..HOPS {
            let name = reference.strip_prefix("#/components/schemas/")?;
            match schemas.get_key_value(name)? {
                (name, ReferenceOr::Item(schema)) => return Some((name, schema)),
                (_, ReferenceOr::Reference { reference: next }) => reference = next,
            }
        }
        None
    }

    /// The schema behind what may be a reference to a component.
    pub(super) fn schema_behind<'s>(&self, schema: &'s ReferenceOr<Schema>) -> Option<&'s Schema>
    where
        'a: 's,
    {
        match schema {
            ReferenceOr::Item(schema) => Some(schema),
            ReferenceOr::Reference { reference } => {
                self.target(reference).map(|(_, schema)| schema)
            }
        }
    }

    /// The type of a component, built on first use.
    pub(super) fn component(&mut self, name: &str) -> TypeId {
        if let Some(id) = self.components.get(name) {
            return *id;
        }
        let place = Place::new(name, format!("/components/schemas/{}", escape(name)));
        // The place is taken before the shape is known: a component may lead back to itself.
        let id = self.push(Type {
            component: true,
            ..place.bare_type()
        });
        self.components.insert(name.to_owned(), id);
        if self.depth == DEPTH {
            self.waiting.push((id, place));
            return id;
        }
        self.depth += 1;
        self.fill(id, &place);
        self.depth -= 1;
        while self.depth == 0
            && let Some((id, place)) = self.waiting.pop()
        {
            self.depth += 1;
            self.fill(id, &place);
            self.depth -= 1;
        }
        id
    }

    /// Gives the type of a component its shape.
    fn fill(&mut self, id: TypeId, place: &Place) {
        let name = place.name.as_str();
        let model = self.model;
        let schema = model
            .components
            .as_ref()
            .and_then(|components| components.schemas.get(name));
        match schema {
            Some(ReferenceOr::Item(schema)) => {
                let shape = self.named_shape(schema, place);
                let ty = &mut self.types[id.0];
                ty.shape = shape;
                ty.description = schema_text(&schema.schema_data);
                ty.deprecated = schema.schema_data.deprecated;
            }
            Some(ReferenceOr::Reference { reference }) => {
                let target = self.reference(reference).usage;
                self.types[id.0].shape = Shape::Alias(target);
            }
            None => {}
        }
    }
}
