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

impl Beside {
    /// Whether an object is another one with this.
    fn adds_to(&self, object: &Object) -> bool {
        let own = |name: &str| object.members.iter().find(|member| member.wire == name);
        let mut members = self.object.members.iter();
        let mut required = self.required.iter();
        !self.object.rules.is_empty()
            || members.any(|member| own(&member.wire).is_none())
            || required.any(|name| own(name).is_some_and(|member| !member.presence.is_required()))
    }
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

    /// The branches of a schema that is read as an object, with whether they add nothing to it.
    pub(super) fn branches_of(
        &self,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Vec<(String, bool)> {
        let words = [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)];
        // The branches of a base are what builds on it.
        let left_out = words.into_iter().filter(|(_, branches)| {
            !branches.is_empty() && !branches.iter().any(|branch| self.builds_on(branch, place))
        });
        left_out
            .map(|(word, _)| {
                let at = format!("{}/{word}", place.pointer);
                (at, self.adds_nothing(keywords))
            })
            .collect()
    }

    /// Says what becomes of such branches.
    pub(super) fn left_out_branches(&mut self, branches: &[(String, bool)]) {
        for (at, adds_nothing) in branches {
            if *adds_nothing {
                self.faults
                    .unasked("which of these forms an object has", at);
            } else {
                self.faults
                    .unsupported("a form of `oneOf` or `anyOf` beside other members", at);
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
        self.unasked_of_forms(keywords, place);
        let asks = !keywords.required.is_empty() || !keywords.rules.of_object().is_empty();
        let mut branches = keywords.one_of.iter().chain(keywords.any_of);
        if keywords.properties.is_none() && !asks
            || branches.any(|branch| self.builds_on(branch, place))
        {
            return None;
        }
        Some(Beside {
            object: self.object(keywords, place),
            required: keywords.required.to_vec(),
        })
    }

    /// Says which rules beside the branches of a union are asked of none.
    fn unasked_of_forms(&mut self, keywords: &Keywords<'_>, place: &Place) {
        for word in keywords.rules.keywords_of_others() {
            let at = format!("{}/{word}", place.pointer);
            self.faults.unasked(&format!("`{word}` of a union"), &at);
        }
    }

    /// The union of an `allOf` that has members and one part with branches that have others: each branch with those members.
    pub(super) fn forms_among(&mut self, keywords: &Keywords<'_>, place: &Place) -> Option<Shape> {
        if keywords.is_union() {
            return None;
        }
        let mut found = None;
        for (at, part) in keywords.all_of.iter().enumerate() {
            let Some(behind) = self.schema_behind(part) else {
                continue;
            };
            let own = Keywords::of(behind);
            let is_one = own.is_union() && own.properties.is_none() && own.all_of.is_empty();
            if !is_one || self.adds_nothing(&own) {
                continue;
            }
            if found.is_some() || self.leads_to(part, &own, place) {
                return None;
            }
            found = Some((at, part, behind.clone()));
        }
        let (at, part, behind) = found?;
        let (mut object, mut required) = self.merged_but_for(at, keywords, place);
        if object.members.is_empty() {
            return None;
        }
        let own = Keywords::of(&behind);
        let pointer = match part {
            ReferenceOr::Reference { reference } => reference.trim_start_matches('#').to_owned(),
            ReferenceOr::Item(_) => format!("{}/allOf/{at}", place.pointer),
        };
        let at = Place::new(place.name.clone(), pointer);
        self.unasked_rules(&own, &at);
        self.unasked_of_forms(&own, &at);
        object.absorb(self.object(&own, &at));
        required.extend_from_slice(own.required);
        let discriminator = behind.schema_data.discriminator.as_ref();
        let beside = Beside { object, required };
        Some(self.union(&own, discriminator, Some(&beside), &at))
    }

    /// Whether an `allOf` is another name for a union with members beside its branches.
    pub(super) fn names_a_union(&self, keywords: &Keywords<'_>) -> bool {
        let [only @ ReferenceOr::Reference { .. }] = keywords.all_of else {
            return false;
        };
        let behind = self.schema_behind(only).map(Keywords::of);
        keywords.properties.is_none()
            && behind.is_some_and(|own| own.is_union() && !self.adds_nothing(&own))
    }

    /// Whether a branch of a part of `allOf` is the schema at a place itself, or builds on the part.
    fn leads_to(&self, part: &ReferenceOr<Schema>, own: &Keywords<'_>, place: &Place) -> bool {
        let part = match part {
            ReferenceOr::Reference { reference } => reference.trim_start_matches('#'),
            ReferenceOr::Item(_) => "",
        };
        let part = Place::new("", part);
        let mut branches = own.one_of.iter().chain(own.any_of);
        branches.any(|branch| {
            let is_own = matches!(branch, ReferenceOr::Reference { reference } if reference.strip_prefix('#') == Some(&place.pointer));
            is_own || self.builds_on(branch, &part)
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
        if !beside.adds_to(&alone) {
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
        let mixed = keywords.other_values
            || !keywords.text_values.is_empty() && !keywords.integer_values.is_empty();
        let rules = [
            ("not", keywords.forbids),
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
