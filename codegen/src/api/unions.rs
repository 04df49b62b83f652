//! `oneOf` and `anyOf`: the branches.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::beside::Beside;
use super::keywords::Keywords;
use super::schemas::{Nullable, Place, Schemas};
use super::{Kind, Look, Shape, Union, Usage, Variant};

impl Schemas<'_> {
    /// The branches of a union, each with the members that stand beside all of them. How they are told apart is settled by [`looks`](super::looks), once every type is there.
    pub(super) fn union(
        &mut self,
        keywords: &Keywords<'_>,
        discriminator: Option<&Discriminator>,
        beside: Option<&Beside>,
        place: &Place,
    ) -> Shape {
        let (word, branches) = if keywords.one_of.is_empty() {
            ("anyOf", keywords.any_of)
        } else {
            ("oneOf", keywords.one_of)
        };
        let mut variants = Vec::with_capacity(branches.len());
        let mut null = false;
        for (at, branch) in branches.iter().enumerate() {
            if matches!(branch, ReferenceOr::Item(branch) if Keywords::of(branch).only_null) {
                null = true;
                continue;
            }
            let inside = place.inside(&format!("variant {}", at + 1), &format!("{word}/{at}"));
            let named = |name| Place::new(format!("{} {name}", place.name), &*inside.pointer);
            let at = branch_name(branch).map_or_else(|| inside.clone(), named);
            let whole = beside.and_then(|beside| self.whole(branch, beside, &at));
            let Nullable { usage, null: also } =
                whole.unwrap_or_else(|| self.usage(branch, &inside));
            null |= also;
            let name = branch_name(branch)
                .unwrap_or_else(|| usage.kind.word(&self.types).unwrap_or(inside.name));
            let look = match (discriminator, branch) {
                (Some(discriminator), ReferenceOr::Reference { reference }) => {
                    tag(discriminator, reference)
                }
                _ => Look::Untold,
            };
            variants.push(Variant {
                name,
                usage,
                look,
                tried: false,
            });
        }
        Shape::Union(Union { variants, null })
    }
}

impl<'a> Schemas<'a> {
    /// What a component with a discriminator and without branches is: one of the schemas that build on it, or itself.
    ///
    /// The schemas are those that the mapping names and those that have it in their `allOf`.
    pub(super) fn inherited(
        &mut self,
        discriminator: &Discriminator,
        schema: &Schema,
        own: Shape,
        place: &Place,
    ) -> Shape {
        let mut heirs: Vec<(&'a str, Vec<String>)> = Vec::new();
        for (value, target) in &discriminator.mapping {
            let name = target.rsplit('/').next().unwrap_or(target);
            let Some(name) = self.component_name(name) else {
                continue;
            };
            match heirs.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push(value.clone()),
                None => heirs.push((name, vec![value.clone()])),
            }
        }
        for name in self.built_on(&place.pointer) {
            if !heirs.iter().any(|(known, _)| *known == name) {
                heirs.push((name, vec![name.to_owned()]));
            }
        }
        heirs.retain(|(name, _)| *name != place.name);
        if heirs.is_empty() {
            return own;
        }
        let mut variants: Vec<Variant> = heirs
            .into_iter()
            .map(|(name, values)| Variant {
                name: name.to_owned(),
                usage: Usage::plain(Kind::Named(self.component(name))),
                look: Look::Tag {
                    member: discriminator.property_name.clone(),
                    values,
                },
                tried: false,
            })
            .collect();
        let base = Place::new(format!("{} base", place.name), place.pointer.clone());
        variants.push(Variant {
            name: place.name.clone(),
            usage: Usage::plain(Kind::Named(self.inline_type(schema, own, &base))),
            look: Look::Untold,
            tried: false,
        });
        Shape::Union(Union {
            variants,
            null: false,
        })
    }

    /// The name of a component schema as the document holds it.
    fn component_name(&self, name: &str) -> Option<&'a str> {
        let schemas = &self.model.components.as_ref()?.schemas;
        schemas.get_key_value(name).map(|(name, _)| name.as_str())
    }

    /// The component schemas that have another one in their `allOf`, by its JSON pointer.
    fn built_on(&self, pointer: &str) -> Vec<&'a str> {
        let schemas = self.model.components.iter();
        let schemas = schemas.flat_map(|components| &components.schemas);
        let builds = |schema: &&ReferenceOr<Schema>| {
            let ReferenceOr::Item(schema) = schema else {
                return false;
            };
            Keywords::of(schema).all_of.iter().any(|part| {
                matches!(part, ReferenceOr::Reference { reference } if reference.strip_prefix('#') == Some(pointer))
            })
        };
        schemas
            .filter(|(_, schema)| builds(schema))
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

/// The tag of a branch: the values that the mapping gives it, else the name of its component.
fn tag(discriminator: &Discriminator, reference: &str) -> Look {
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let mapped = discriminator.mapping.iter();
    let mut values: Vec<String> = mapped
        .filter(|(_, target)| *target == reference || *target == name)
        .map(|(value, _)| value.clone())
        .collect();
    if values.is_empty() {
        values.push(name.to_owned());
    }
    Look::Tag {
        member: discriminator.property_name.clone(),
        values,
    }
}

fn branch_name(branch: &ReferenceOr<Schema>) -> Option<String> {
    match branch {
        ReferenceOr::Reference { reference } => reference.rsplit('/').next().map(str::to_owned),
        ReferenceOr::Item(schema) => schema.schema_data.title.clone(),
    }
}
