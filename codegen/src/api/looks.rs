//! How a value tells which branch of a union it is.

use super::{
    JsonKind, Kind, Look, Member, Presence, Rules, Shape, Type, Union, Usage, Variant, behind,
};

/// Settles for every union how a value tells its branch.
///
/// A union inside a union gives its branches to the outer one. A branch that any JSON value fits tells nothing: it is left to the
/// variant that keeps what fits no other. A union of nothing else is any JSON value.
pub(super) fn tell_apart(types: &mut [Type]) {
    let settled: Vec<Option<Shape>> = (0..types.len())
        .map(|at| match &types[at].shape {
            Shape::Union(_) => Some(settle(types, at)),
            _ => None,
        })
        .collect();
    for (ty, shape) in types.iter_mut().zip(settled) {
        if let Some(shape) = shape {
            ty.shape = shape;
        }
    }
}

fn settle(types: &[Type], at: usize) -> Shape {
    let view = View { types };
    let (mut visited, mut variants) = (Vec::new(), Vec::new());
    view.flatten(at, &mut visited, &mut variants);
    let admits_null = |at: &usize| matches!(&types[*at].shape, Shape::Union(union) if union.null);
    let any = variants
        .iter()
        .find(|variant| view.json_kind(&variant.usage).is_none())
        .cloned();
    let branches: Vec<Branch> = variants
        .into_iter()
        .filter_map(|variant| view.branch(variant))
        .collect();
    if branches.is_empty() {
        return Shape::Alias(Usage::plain(Kind::Json));
    }
    let mut variants = told_apart(&branches);
    if let Some(any) = any {
        // What only looks like another branch is of this one.
        for variant in &mut variants {
            variant.tried = true;
        }
        variants.push(Variant {
            look: Look::Any,
            ..any
        });
    }
    Shape::Union(Union {
        variants,
        null: visited.iter().any(admits_null),
    })
}

/// What can be seen of a type from outside.
struct View<'a> {
    types: &'a [Type],
}

/// A branch and the signs it shows.
struct Branch {
    variant: Variant,
    kind: JsonKind,
    tags: Vec<(String, Vec<String>)>,
    required: Vec<String>,
    excluded: Vec<String>,
    /// The strings it lists, when it is a list of strings.
    listed: Vec<String>,
    /// The type of its items, when it is a list of items of one.
    item: Option<JsonKind>,
}

impl<'a> View<'a> {
    /// The branches of a union with those of unions inside it, each type once.
    fn flatten(&self, at: usize, visited: &mut Vec<usize>, variants: &mut Vec<Variant>) {
        let Shape::Union(union) = &self.types[at].shape else {
            return;
        };
        visited.push(at);
        for variant in &union.variants {
            match self.named(&variant.usage) {
                Some(inner) if matches!(self.types[inner].shape, Shape::Union(_)) => {
                    if !visited.contains(&inner) {
                        self.flatten(inner, visited, variants);
                    }
                }
                _ => {
                    let kind = self.kind(&variant.usage);
                    let same = variants
                        .iter_mut()
                        .find(|own| self.kind(&own.usage) == kind);
                    match same {
                        // Branches that differ in their rules alone are one: no value shows which was meant.
                        Some(own) => own.usage.rules = Rules::default(),
                        None => variants.push(variant.clone()),
                    }
                }
            }
        }
    }

    /// The kind of a usage, through aliases.
    fn kind<'k>(&'k self, usage: &'k Usage) -> &'k Kind {
        &behind(self.types, usage).kind
    }

    /// The named type behind a usage, through aliases.
    fn named(&self, usage: &Usage) -> Option<usize> {
        match self.kind(usage) {
            Kind::Named(id) => Some(id.0),
            _ => None,
        }
    }

    fn branch(&self, variant: Variant) -> Option<Branch> {
        let usage = &variant.usage;
        let members = self.members(usage);
        Some(Branch {
            kind: self.json_kind(usage)?,
            tags: self.tags(members),
            required: required(members),
            excluded: self.excluded(usage),
            listed: self.listed(usage),
            item: self.item_kind(usage),
            variant,
        })
    }

    fn shape(&self, usage: &Usage) -> Option<&'a Shape> {
        self.named(usage).map(|at| &self.types[at].shape)
    }

    /// The JSON type that values of a usage have, when it is one.
    fn json_kind(&self, usage: &Usage) -> Option<JsonKind> {
        Some(match self.kind(usage) {
            Kind::Boolean => JsonKind::Boolean,
            Kind::Integer | Kind::Decimal | Kind::TimestampMillis => JsonKind::Number,
            Kind::Text | Kind::Timestamp | Kind::Date => JsonKind::String,
            Kind::List(_) => JsonKind::Array,
            Kind::Map(_) => JsonKind::Object,
            Kind::Json | Kind::Nullable(_) => return None,
            Kind::Named(id) => match &self.types[id.0].shape {
                Shape::Object(_) => JsonKind::Object,
                Shape::Enumeration(_) | Shape::Text(_) => JsonKind::String,
                Shape::Integers(_) => JsonKind::Number,
                Shape::Alias(_) | Shape::Union(_) => return None,
            },
        })
    }

    fn item_kind(&self, usage: &Usage) -> Option<JsonKind> {
        match self.kind(usage) {
            Kind::List(item) => self.json_kind(item),
            _ => None,
        }
    }

    fn members(&self, usage: &Usage) -> &'a [Member] {
        match self.shape(usage) {
            Some(Shape::Object(object)) => &object.members,
            _ => &[],
        }
    }

    /// Members that must not be there.
    fn excluded(&self, usage: &Usage) -> Vec<String> {
        let sets = match self.shape(usage) {
            Some(Shape::Object(object)) => object.rules.not_all.as_slice(),
            _ => &[],
        };
        let alone = sets.iter().filter(|set| set.len() == 1);
        alone.flatten().cloned().collect()
    }

    fn listed(&self, usage: &Usage) -> Vec<String> {
        match self.shape(usage) {
            Some(Shape::Enumeration(list)) => {
                list.values.iter().map(|value| value.wire.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Required members that admit listed strings alone, with those strings.
    fn tags(&self, members: &[Member]) -> Vec<(String, Vec<String>)> {
        members
            .iter()
            .filter(|member| member.presence == Presence::Required)
            .map(|member| (member.wire.clone(), self.listed(&member.usage)))
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }
}

fn required(members: &[Member]) -> Vec<String> {
    members
        .iter()
        .filter(|member| matches!(member.presence, Presence::Required | Presence::Nullable))
        .map(|member| member.wire.clone())
        .collect()
}

/// Gives each branch the cheapest sign that no other branch shows, the most demanding signs first.
fn told_apart(branches: &[Branch]) -> Vec<Variant> {
    let mut told: Vec<(u8, usize, Variant)> = branches
        .iter()
        .enumerate()
        .map(|(at, branch)| {
            let rivals: Vec<&Branch> = branches
                .iter()
                .enumerate()
                .filter(|(other, rival)| *other != at && rival.kind == branch.kind)
                .map(|(_, rival)| rival)
                .collect();
            let look = look(branch, &rivals);
            let (rank, demand) = match &look {
                Look::Tag { .. } => (0, 0),
                Look::Values(_) | Look::Items(_) => (1, 0),
                Look::Members {
                    present,
                    absent,
                    tags,
                } => (1, usize::MAX - present.len() - absent.len() - tags.len()),
                Look::Kind(_) | Look::Any | Look::Untold => (2, 0),
            };
            let tried = rivals.iter().any(|rival| may_be_both(branch, &look, rival));
            let variant = Variant {
                look,
                tried,
                ..branch.variant.clone()
            };
            (rank, demand, variant)
        })
        .collect();
    // Stable: branches that ask equally much stay in the order of the document.
    told.sort_by_key(|(rank, demand, _)| (*rank, *demand));
    told.into_iter().map(|(_, _, variant)| variant).collect()
}

/// Whether a value with the look of a branch shows all that a rival of the same JSON type asks for.
fn may_be_both(branch: &Branch, look: &Look, rival: &Branch) -> bool {
    if matches!(rival.variant.look, Look::Tag { .. }) {
        return false;
    }
    match look {
        Look::Tag { .. } | Look::Values(_) | Look::Items(_) | Look::Any | Look::Untold => false,
        Look::Kind(_) => rival.required.is_empty(),
        Look::Members { absent, tags, .. } => {
            let shown = |name| branch.required.contains(name);
            rival.required.iter().all(shown)
                && !rival.excluded.iter().any(shown)
                && !rival.required.iter().any(|name| absent.contains(name))
                && !tags.iter().any(|tag| is_disjoint(tag, rival))
        }
    }
}

fn look(branch: &Branch, rivals: &[&Branch]) -> Look {
    // A discriminator has said it already.
    if branch.variant.look != Look::Untold {
        return branch.variant.look.clone();
    }
    if rivals.is_empty() {
        return Look::Kind(branch.kind);
    }
    match (branch.kind, branch.item) {
        (JsonKind::Object, _) => object_look(branch, rivals),
        (JsonKind::String, _) if !branch.listed.is_empty() => Look::Values(branch.listed.clone()),
        (JsonKind::Array, Some(item)) if rivals.iter().all(|rival| rival.item != Some(item)) => {
            Look::Items(item)
        }
        (kind, _) => Look::Kind(kind),
    }
}

/// Whether a rival requires the member of a tag and admits none of its values.
fn is_disjoint((member, values): &(String, Vec<String>), rival: &Branch) -> bool {
    rival.tags.iter().any(|(other, others)| {
        other == member && !others.iter().any(|other| values.contains(other))
    })
}

/// A member whose values no rival admits or, failing that, all that a value of the branch shows.
fn object_look(branch: &Branch, rivals: &[&Branch]) -> Look {
    let own_tag = branch.tags.iter().find(|tag| {
        rivals.iter().all(|rival| {
            // Objects are open, so a rival that merely does not name the member may hold it all the same.
            is_disjoint(tag, rival) || rival.excluded.contains(&tag.0)
        })
    });
    if let Some((member, values)) = own_tag {
        return Look::Tag {
            member: member.clone(),
            values: values.clone(),
        };
    }
    if branch.required.is_empty() && branch.excluded.is_empty() {
        return Look::Kind(JsonKind::Object);
    }
    let tags = branch.tags.iter();
    let tags: Vec<_> = tags
        .filter(|tag| rivals.iter().any(|rival| is_disjoint(tag, rival)))
        .cloned()
        .collect();
    let present = branch.required.iter();
    Look::Members {
        present: present
            .filter(|member| !tags.iter().any(|(tag, _)| tag == *member))
            .cloned()
            .collect(),
        absent: branch.excluded.clone(),
        tags,
    }
}
