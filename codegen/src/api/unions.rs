//! `oneOf` and `anyOf`: the branches.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::keywords::Keywords;
use super::schemas::{Place, Schemas};
use super::{Kind, Look, Shape, Union, Variant};

impl Schemas<'_> {
    /// The branches of a union. How they are told apart is settled by [`looks`](super::looks), once every type is there.
    pub(super) fn union(
        &mut self,
        keywords: &Keywords<'_>,
        discriminator: Option<&Discriminator>,
        place: &Place,
    ) -> Shape {
        let (word, branches) = if keywords.one_of.is_empty() {
            ("anyOf", keywords.any_of)
        } else {
            ("oneOf", keywords.one_of)
        };
        let mut variants = Vec::with_capacity(branches.len());
        for (at, branch) in branches.iter().enumerate() {
            if matches!(branch, ReferenceOr::Item(branch) if Keywords::of(branch).only_null) {
                continue;
            }
            let inside = place.inside(&format!("variant {}", at + 1), &format!("{word}/{at}"));
            let usage = self.usage(branch, &inside).usage;
            let name = branch_name(branch).unwrap_or_else(|| kind_name(&usage.kind, inside.name));
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
        Shape::Union(Union { variants })
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

/// What an unnamed branch is called: by its type, or by where it stands when it has a type of its own.
fn kind_name(kind: &Kind, place: String) -> String {
    let name = match kind {
        Kind::Boolean => "Boolean",
        Kind::Integer => "Integer",
        Kind::Decimal => "Number",
        Kind::Text => "Text",
        Kind::TimestampMillis | Kind::Timestamp => "Timestamp",
        Kind::Date => "Date",
        Kind::Json | Kind::Nullable(_) => "Value",
        Kind::List(_) => "List",
        Kind::Map(_) => "Map",
        Kind::Named(_) => return place,
    };
    name.to_owned()
}

fn branch_name(branch: &ReferenceOr<Schema>) -> Option<String> {
    match branch {
        ReferenceOr::Reference { reference } => reference.rsplit('/').next().map(str::to_owned),
        ReferenceOr::Item(schema) => schema.schema_data.title.clone(),
    }
}
