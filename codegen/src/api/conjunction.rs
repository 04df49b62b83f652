//! `allOf` of what has no members: one value that every part describes.

use openapiv3::{ReferenceOr, Schema};

use super::keywords::Keywords;
use super::schemas::{Nullable, Place, Schemas};
use super::{Kind, Rules, Shape, Usage};

/// Deep enough for every schema that means something. What is asked at each level may be asked of several parts.
const DEPTH: usize = 8;

impl Schemas<'_> {
    /// What `allOf` comes to when no part has a member: the part that says the most, with the rules of all. Parts that say nothing of a
    /// value are prose. None when no part says anything.
    pub(super) fn conjunction(
        &mut self,
        schema: &Schema,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Option<Nullable> {
        let mut best: Option<(u8, usize)> = None;
        let mut rules = keywords.rules.clone();
        let mut types: Vec<&str> = keywords.ty.into_iter().collect();
        for (at, part) in keywords.all_of.iter().enumerate() {
            let Some(behind) = self.schema_behind(part) else {
                continue;
            };
            let own = Keywords::of(behind);
            rules.narrow(&own.rules);
            types.extend(own.ty);
            if !own.says_something() {
                continue;
            }
            // A list says more than a name, and a name more than a type.
            let rank = match part {
                _ if own.is_union() || own.lists_texts() || own.lists_integers() => 0,
                ReferenceOr::Reference { .. } => 1,
                ReferenceOr::Item(_) => 2,
            };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, at));
            }
        }
        types.sort_unstable();
        types.dedup();
        if let [one, other, ..] = types.as_slice()
            && !(types.len() == 2 && *one == "integer" && *other == "number")
        {
            self.faults.unsupported(
                "allOf of schemas of different types",
                &format!("{}/allOf", place.pointer),
            );
            return None;
        }
        let (_, at) = best?;
        self.other_unions(at, keywords, place);
        let inside = Place::new(place.name.clone(), format!("{}/allOf/{at}", place.pointer));
        let part = &keywords.all_of[at];
        let mut usage = self.usage(part, &inside).usage;
        usage.rules = self.rules_beside(&usage, rules);
        Some(Nullable {
            usage,
            null: self.admits_null(schema),
        })
    }

    /// Says that the branches of every part but one are left out: a value would have to be of a branch of each.
    fn other_unions(&mut self, taken: usize, keywords: &Keywords<'_>, place: &Place) {
        for (at, part) in keywords.all_of.iter().enumerate() {
            let pointer = match part {
                ReferenceOr::Reference { reference } => {
                    reference.trim_start_matches('#').to_owned()
                }
                ReferenceOr::Item(_) => format!("{}/allOf/{at}", place.pointer),
            };
            if at != taken
                && let Some(behind) = self.schema_behind(part)
            {
                let inside = Place::new(place.name.clone(), pointer);
                let branches = self.branches_of(&Keywords::of(behind), &inside);
                self.left_out_branches(&branches);
            }
        }
    }

    /// A reference with the rules that stand beside it.
    pub(super) fn ruled_reference(
        &mut self,
        reference: &str,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Nullable {
        let mut target = self.reference(reference);
        if !keywords.rules.is_empty() {
            self.unasked_rules(keywords, place);
            target.usage.rules = self.rules_beside(&target.usage, keywords.rules.clone());
        }
        target
    }

    /// The rules that a usage is given by its other parts: those that its own type does not keep already.
    fn rules_beside(&self, usage: &Usage, rules: Rules) -> Rules {
        match &usage.kind {
            Kind::Named(id) => match &self.types[id.0].shape {
                // What is listed keeps every rule, or the list would be wrong.
                Shape::Enumeration(_) | Shape::Integers(_) => usage.rules.clone(),
                Shape::Object(_) => rules.of_object(),
                Shape::Text(own) if *own == rules => usage.rules.clone(),
                Shape::Text(_) | Shape::Alias(_) | Shape::Union(_) => rules,
            },
            _ => rules,
        }
    }

    /// Whether null is a value of a schema. Of `allOf`, every part that has a type must take it.
    pub(super) fn admits_null(&self, schema: &Schema) -> bool {
        self.admits_null_within(schema, DEPTH)
    }

    fn admits_null_within(&self, schema: &Schema, depth: usize) -> bool {
        let keywords = Keywords::of(schema);
        if schema.schema_data.nullable || keywords.ty.is_none() && keywords.lists_null {
            return true;
        }
        if keywords.ty.is_some() || keywords.all_of.is_empty() {
            return false;
        }
        let parts = keywords.all_of.iter();
        let mut typed = parts
            .filter_map(|part| self.schema_behind(part))
            .filter(|part| Keywords::of(part).says_something())
            .peekable();
        depth > 0
            && typed.peek().is_some()
            && typed.all(|part| self.admits_null_within(part, depth - 1))
    }
}
