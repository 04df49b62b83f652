//! Members that have one value because they say what the object is.

use std::collections::BTreeSet;

use super::{Kind, Look, Presence, Shape, Type, TypeId, Usage};

/// Marks required members whose only value goes without saying: an inline list of one value, or the tag by which a union tells
/// the object. A named list that happens to have one value, such as a currency, is still the caller's to say.
pub(super) fn mark(types: &mut [Type]) {
    let tags = tags(types);
    for at in 0..types.len() {
        let Shape::Object(object) = &types[at].shape else {
            continue;
        };
        let constant: Vec<bool> = object
            .members
            .iter()
            .map(|member| {
                member.presence == Presence::Required
                    && only_value(types, &member.usage).is_some_and(|list| {
                        !types[list.0].component || tags.contains(&(at, member.wire.clone()))
                    })
            })
            .collect();
        if let Shape::Object(object) = &mut types[at].shape {
            for (member, constant) in object.members.iter_mut().zip(constant) {
                member.constant = constant;
            }
        }
    }
}

/// The objects that a union tells by a member, with that member.
fn tags(types: &[Type]) -> BTreeSet<(usize, String)> {
    let unions = types.iter().filter_map(|ty| match &ty.shape {
        Shape::Union(union) => Some(union),
        _ => None,
    });
    let variants = unions.flat_map(|union| &union.variants);
    variants
        .filter_map(
            |variant| match (&variant.look, followed(types, &variant.usage)) {
                (Look::Tag { member, .. }, Some(id)) => Some((id.0, member.clone())),
                _ => None,
            },
        )
        .collect()
}

fn only_value(types: &[Type], usage: &Usage) -> Option<TypeId> {
    let id = followed(types, usage)?;
    match &types[id.0].shape {
        Shape::Enumeration(list) if list.values.len() == 1 => Some(id),
        _ => None,
    }
}

/// The named type behind a usage, through aliases.
fn followed(types: &[Type], usage: &Usage) -> Option<TypeId> {
    let Kind::Named(id) = &usage.kind else {
        return None;
    };
    match &types[id.0].shape {
        Shape::Alias(target) => followed(types, target),
        _ => Some(*id),
    }
}
