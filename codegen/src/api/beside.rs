//! Branches beside members: what `oneOf` and `anyOf` ask of an object, or add to it.

use openapiv3::{ReferenceOr, Schema};

use super::keywords::Keywords;
use super::schemas::{Nullable, Place, Schemas};
use super::{Kind, Object, Shape, Usage};

/// What stands beside the branches of a union.
pub(super) struct Beside {
    object: Object,
    required: Vec<String>,
}

impl Schemas<'_> {
    /// Whether the branches of a schema only ask that some of its own members be there, and so have nothing to add.
    pub(super) fn adds_nothing(&self, keywords: &Keywords<'_>) -> bool {
        let mut branches = keywords.one_of.iter().chain(keywords.any_of);
        branches.all(|branch| {
            let Some(branch) = self.schema_behind(branch) else {
                return false;
            };
            let own = Keywords::of(branch);
            matches!(own.ty, None | Some("object"))
                && own.properties.is_none()
                && own.additional_properties.is_none()
                && own.items.is_none()
                && own.all_of.is_empty()
                && !own.is_union()
                && !own.lists_texts()
                && !own.lists_integers()
                && !own.only_null
        })
    }

    /// Says what becomes of the branches of a schema that is read as an object.
    pub(super) fn branches_beside(&mut self, keywords: &Keywords<'_>, place: &Place) {
        for (word, branches) in [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)] {
            let at = format!("{}/{word}", place.pointer);
            // The branches of a base are what builds on it.
            if branches.is_empty() || branches.iter().any(|branch| self.builds_on(branch, place)) {
                continue;
            }
            if self.adds_nothing(keywords) {
                let rule = format!("which of the forms of `{word}` an object has");
                self.faults.unasked(&rule, &at);
            } else {
                self.faults
                    .unsupported("a form of `oneOf` or `anyOf` beside other members", &at);
            }
        }
    }

    /// The members beside the branches of a union, unless the branches build on them by themselves.
    pub(super) fn members_beside(
        &mut self,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Option<Beside> {
        if !keywords.one_of.is_empty() && !keywords.any_of.is_empty() {
            let at = format!("{}/anyOf", place.pointer);
            self.faults.unsupported("anyOf beside oneOf", &at);
        }
        let mut branches = keywords.one_of.iter().chain(keywords.any_of);
        if keywords.properties.is_none() || branches.any(|branch| self.builds_on(branch, place)) {
            return None;
        }
        Some(Beside {
            object: self.object(keywords, place),
            required: keywords.required.to_vec(),
        })
    }

    /// A branch together with what stands beside it. None where it has that already, or is no object: then it is by itself.
    pub(super) fn whole(
        &mut self,
        branch: &ReferenceOr<Schema>,
        beside: &Beside,
        place: &Place,
    ) -> Option<Nullable> {
        let schema = self.schema_behind(branch)?.clone();
        let own = Keywords::of(&schema);
        if !matches!(own.ty, None | Some("object")) || own.is_union() || own.lists_texts() {
            return None;
        }
        let at = match branch {
            ReferenceOr::Reference { reference } => reference.trim_start_matches('#'),
            ReferenceOr::Item(_) => &place.pointer,
        };
        let at = Place::new(place.name.clone(), at);
        let alone = self.joined(Object::default(), &own, &at);
        let has = |name: &str| alone.members.iter().any(|member| member.wire == name);
        if beside.object.members.iter().all(|member| has(&member.wire)) {
            return None;
        }
        let mut object = self.joined(beside.object.clone(), &own, &at);
        object.require(&beside.required);
        let id = self.inline_type(&schema, Shape::Object(object), place);
        Some(Nullable {
            usage: Usage::plain(Kind::Named(id)),
            null: schema.schema_data.nullable,
        })
    }

    /// Says which rules of a schema are asked of no value.
    pub(super) fn unasked_rules(&mut self, keywords: &Keywords<'_>, place: &Place) {
        let counts = keywords.properties.is_some();
        let mixed = keywords.other_values
            || !keywords.text_values.is_empty() && !keywords.integer_values.is_empty();
        let rules = [
            ("not", keywords.forbids),
            (
                "minProperties",
                counts && keywords.rules.min_properties.is_some(),
            ),
            (
                "maxProperties",
                counts && keywords.rules.max_properties.is_some(),
            ),
            ("enum", mixed && keywords.rules.one_of.is_empty()),
        ];
        for (rule, holds) in rules {
            if holds {
                let at = format!("{}/{rule}", place.pointer);
                self.faults.unasked(&format!("`{rule}`"), &at);
            }
        }
    }

    /// Whether a branch has the schema at a place in its `allOf`.
    fn builds_on(&self, branch: &ReferenceOr<Schema>, place: &Place) -> bool {
        let parts = self
            .schema_behind(branch)
            .map(|behind| Keywords::of(behind).all_of);
        parts.into_iter().flatten().any(|part| {
            matches!(part, ReferenceOr::Reference { reference } if reference.strip_prefix('#') == Some(&place.pointer))
        })
    }
}
