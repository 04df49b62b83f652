//! How a value tells which branch of a union it is.

use super::{JsonKind, Kind, Look, Member, Presence, Shape, Type, Union, Usage, Variant};

/// Settles for every union how a value tells its branch.
pub(super) fn tell_apart(types: &mut [Type]) {
    for at in 0..types.len() {
        let Shape::Union(union) = &types[at].shape else {
            continue;
        };
        // A discriminator has said it already.
        if union
            .variants
            .iter()
            .all(|variant| matches!(variant.look, Look::Tag { .. }))
        {
            continue;
        }
        let view = View { types };
        let branches = union
            .variants
            .iter()
            .map(|variant| Branch {
                kind: view.json_kind(&variant.usage),
                tags: view.tags(&variant.usage),
                required: view.required(&variant.usage),
                excluded: view.excluded(&variant.usage).to_vec(),
                variant: variant.clone(),
            })
            .collect();
        types[at].shape = Shape::Union(Union {
            variants: told_apart(branches),
        });
    }
}

/// What can be seen of a type from outside.
struct View<'a> {
    types: &'a [Type],
}

impl<'a> View<'a> {
    fn shape(&self, usage: &'a Usage) -> Option<&'a Shape> {
        let Kind::Named(id) = &usage.kind else {
            return None;
        };
        match &self.types[id.0].shape {
            Shape::Alias(target) => self.shape(target),
            shape => Some(shape),
        }
    }

    /// The JSON type that values of a usage have, when it is one.
    fn json_kind(&self, usage: &'a Usage) -> Option<JsonKind> {
        Some(match &usage.kind {
            Kind::Boolean => JsonKind::Boolean,
            Kind::Integer | Kind::Decimal | Kind::TimestampMillis => JsonKind::Number,
            Kind::Text => JsonKind::String,
            Kind::List(_) => JsonKind::Array,
            Kind::Map(_) => JsonKind::Object,
            Kind::Json => return None,
            Kind::Named(id) => match &self.types[id.0].shape {
                Shape::Object(_) => JsonKind::Object,
                Shape::Enumeration(_) | Shape::Text(_) => JsonKind::String,
                Shape::Alias(target) => return self.json_kind(target),
                Shape::Union(_) => return None,
            },
        })
    }

    fn members(&self, usage: &'a Usage) -> &'a [Member] {
        match self.shape(usage) {
            Some(Shape::Object(object)) => &object.members,
            _ => &[],
        }
    }

    fn excluded(&self, usage: &'a Usage) -> &'a [String] {
        match self.shape(usage) {
            Some(Shape::Object(object)) => &object.excluded,
            _ => &[],
        }
    }

    /// Required members that admit listed strings alone, with those strings.
    fn tags(&self, usage: &'a Usage) -> Vec<(String, Vec<String>)> {
        self.members(usage)
            .iter()
            .filter(|member| member.presence == Presence::Required)
            .filter_map(|member| match self.shape(&member.usage) {
                Some(Shape::Enumeration(list)) => Some((
                    member.wire.clone(),
                    list.values.iter().map(|value| value.wire.clone()).collect(),
                )),
                _ => None,
            })
            .collect()
    }

    fn required(&self, usage: &'a Usage) -> Vec<String> {
        self.members(usage)
            .iter()
            .filter(|member| matches!(member.presence, Presence::Required | Presence::Nullable))
            .map(|member| member.wire.clone())
            .collect()
    }
}

struct Branch {
    variant: Variant,
    kind: Option<JsonKind>,
    tags: Vec<(String, Vec<String>)>,
    required: Vec<String>,
    excluded: Vec<String>,
}

/// Gives each branch the cheapest sign that no other branch shows.
fn told_apart(branches: Vec<Branch>) -> Vec<Variant> {
    let mut looks: Vec<(u8, usize, Look)> = Vec::with_capacity(branches.len());
    for (at, branch) in branches.iter().enumerate() {
        let rivals: Vec<&Branch> = branches
            .iter()
            .enumerate()
            .filter(|(other, rival)| {
                *other != at && (rival.kind == branch.kind || rival.kind.is_none())
            })
            .map(|(_, rival)| rival)
            .collect();
        let look = match branch.kind {
            None => Look::Rest,
            Some(kind) if rivals.is_empty() => Look::Kind(kind),
            Some(JsonKind::Object) => object_look(branch, &rivals),
            Some(kind) => Look::Kind(kind),
        };
        let (rank, demand) = match &look {
            Look::Tag { .. } => (0, 0),
            Look::Members { present, absent } => (1, usize::MAX - present.len() - absent.len()),
            Look::Kind(_) => (2, 0),
            Look::Rest => (3, 0),
        };
        looks.push((rank, demand, look));
    }
    let mut variants: Vec<(u8, usize, Variant)> = branches
        .into_iter()
        .zip(looks)
        .map(|(branch, (rank, demand, look))| {
            let variant = Variant {
                look,
                ..branch.variant
            };
            (rank, demand, variant)
        })
        .collect();
    // Stable: branches that ask equally much stay in the order of the document.
    variants.sort_by_key(|(rank, demand, _)| (*rank, *demand));
    variants
        .into_iter()
        .map(|(_, _, variant)| variant)
        .collect()
}

/// A member whose values no rival admits or, failing that, the members that must and must not be there.
fn object_look(branch: &Branch, rivals: &[&Branch]) -> Look {
    let own_tag = branch.tags.iter().find(|(member, values)| {
        rivals.iter().all(|rival| {
            let disjoint = rival.tags.iter().any(|(other, others)| {
                other == member && !others.iter().any(|other| values.contains(other))
            });
            // Objects are open, so a rival that merely does not name the member may hold it all the same.
            disjoint || rival.excluded.contains(member)
        })
    });
    match own_tag {
        Some((member, values)) => Look::Tag {
            member: member.clone(),
            values: values.clone(),
        },
        None if branch.required.is_empty() && branch.excluded.is_empty() => {
            Look::Kind(JsonKind::Object)
        }
        None => Look::Members {
            present: branch.required.clone(),
            absent: branch.excluded.clone(),
        },
    }
}
