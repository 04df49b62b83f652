//! Objects and the merging of `allOf`.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData};

use super::documentation::schema_text;
use super::extensions::{URL_PARAMETERS, text};
use super::keywords::Keywords;
use super::schemas::{Place, Schemas, escape, held};
use super::{Member, Object, Only, Presence};

/// How deep `allOf` may be nested, references counted in.
const DEPTH: usize = 64;

/// An object that is put together.
#[derive(Default)]
struct Merge<'a> {
    whole: Object,
    required: Vec<String>,
    /// The components that went into it.
    met: BTreeSet<&'a str>,
    /// How many parts the current one is in.
    path: usize,
    /// The branches of parts, which are left out.
    branches: Vec<(String, bool)>,
}

impl<'a> Schemas<'a> {
    /// The members that a schema lists itself.
    pub(super) fn object(&mut self, keywords: &Keywords<'_>, place: &Place) -> Object {
        let mut object = Object {
            members: Vec::new(),
            rules: Box::new(keywords.rules.of_object()),
            closed: matches!(
                keywords.additional_properties,
                Some(AdditionalProperties::Any(false))
            ),
            extra: match keywords.additional_properties {
                Some(AdditionalProperties::Schema(schema)) => Some(held(
                    self.usage(schema, &place.inside("extra", "additionalProperties")),
                )),
                _ => None,
            },
        };
        for (name, schema) in keywords.properties.into_iter().flatten() {
            let inside = place.inside(name, &format!("properties/{}", escape(name)));
            let value = self.boxed_usage(schema, &inside);
            let required = keywords.required.contains(name);
            let own = schema.as_item();
            object.members.push(Member {
                wire: name.clone(),
                description: own
                    .and_then(|schema| {
                        schema_text(&schema.schema_data).or_else(|| text_beside(schema))
                    })
                    .or_else(|| self.text_behind(schema)),
                sensitive: self.sensitive.is_said_by(schema),
                deprecated: own.is_some_and(|schema| schema.schema_data.deprecated),
                only: own.and_then(|schema| only(&schema.schema_data)),
                url_parameters: own
                    .map(|schema| url_parameters(&schema.schema_data))
                    .unwrap_or_default(),
                default: own.and_then(|schema| schema.schema_data.default.clone()),
                recursive: false,
                constant: false,
                presence: match (required, value.null) {
                    (true, false) => Presence::Required,
                    (true, true) => Presence::Nullable,
                    (false, false) => Presence::Optional,
                    (false, true) => Presence::OptionalNullable,
                },
                usage: value.usage,
            });
        }
        object
    }

    /// One object out of several: later members replace earlier ones of the same name, and what any part requires is required. None when
    /// no part has a member: then it is no object, or any, and is read as other values are.
    pub(super) fn merged(&mut self, keywords: &Keywords<'_>, place: &Place) -> Option<Object> {
        let mut merge = Merge::default();
        self.gather(keywords, place, &mut merge);
        merge.whole.require(&merge.required);
        if merge.whole.members.is_empty() {
            return None;
        }
        self.left_out_branches(&merge.branches);
        Some(merge.whole)
    }

    /// One object of what stands beside a schema and of what the schema says.
    pub(super) fn joined(
        &mut self,
        beside: Object,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Object {
        let mut merge = Merge {
            whole: beside,
            ..Merge::default()
        };
        self.gather(keywords, place, &mut merge);
        merge.whole.require(&merge.required);
        self.left_out_branches(&merge.branches);
        merge.whole
    }

    fn gather(&mut self, keywords: &Keywords<'_>, place: &Place, merge: &mut Merge<'a>) {
        if merge.path == DEPTH {
            self.faults
                .unsupported("allOf of allOf more than 64 deep", &place.pointer);
            return;
        }
        merge.path += 1;
        for (at, part) in keywords.all_of.iter().enumerate() {
            self.gather_part(at, part, place, merge);
        }
        merge.path -= 1;
        self.unasked_rules(keywords, place);
        merge.branches.extend(self.branches_of(keywords, place));
        merge.whole.absorb(self.object(keywords, place));
        merge.required.extend_from_slice(keywords.required);
    }

    fn gather_part(
        &mut self,
        at: usize,
        part: &ReferenceOr<Schema>,
        place: &Place,
        merge: &mut Merge<'a>,
    ) {
        match part {
            ReferenceOr::Item(part) => {
                let pointer = format!("{}/allOf/{at}", place.pointer);
                let inside = Place::new(place.name.clone(), pointer);
                self.gather(&Keywords::of(part), &inside, merge);
            }
            ReferenceOr::Reference { reference } => {
                if let Some((name, target)) = self.target(reference)
                    // What is met again is there already.
                    && merge.met.insert(name)
                {
                    let at = Place::new(name, format!("/components/schemas/{}", escape(name)));
                    self.gather(&Keywords::of(target), &at, merge);
                }
            }
        }
    }

    /// What a schema and its `allOf` say but for one part, with what they require.
    pub(super) fn merged_but_for(
        &mut self,
        out: usize,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> (Object, Vec<String>) {
        let mut merge = Merge::default();
        for (at, part) in keywords.all_of.iter().enumerate() {
            if at != out {
                self.gather_part(at, part, place, &mut merge);
            }
        }
        merge.whole.absorb(self.object(keywords, place));
        merge.required.extend_from_slice(keywords.required);
        if !merge.whole.members.is_empty() {
            self.left_out_branches(&merge.branches);
        }
        (merge.whole, merge.required)
    }

    fn text_behind(&self, schema: &ReferenceOr<Box<Schema>>) -> Option<String> {
        let ReferenceOr::Reference { reference } = schema else {
            return None;
        };
        let (_, target) = self.target(reference)?;
        schema_text(&target.schema_data)
    }
}

/// What stands beside the parts of `allOf` as a part of its own.
fn text_beside(schema: &Schema) -> Option<String> {
    let parts = Keywords::of(schema).all_of.iter();
    let mut parts = parts.filter_map(ReferenceOr::as_item);
    parts.find_map(|part| schema_text(&part.schema_data))
}

/// The parameters that an address takes, by `x-url-parameters`.
fn url_parameters(data: &SchemaData) -> Vec<(String, Option<String>)> {
    let parameters = data
        .extensions
        .get(URL_PARAMETERS)
        .and_then(|parameters| parameters.as_object());
    let parameters = parameters.into_iter().flatten();
    parameters
        .map(|(name, details)| (name.clone(), text(details, "description")))
        .collect()
}

fn only(data: &SchemaData) -> Option<Only> {
    if data.read_only {
        Some(Only::Response)
    } else if data.write_only {
        Some(Only::Request)
    } else {
        None
    }
}

impl Object {
    pub(super) fn absorb(&mut self, other: Self) {
        self.rules.narrow(&other.rules);
        self.closed |= other.closed;
        self.extra = other.extra.or(self.extra.take());
        for member in other.members {
            match self.members.iter_mut().find(|own| own.wire == member.wire) {
                Some(own) => {
                    let required = own.presence.is_required();
                    let sensitive = own.sensitive;
                    *own = member;
                    own.sensitive |= sensitive;
                    if required {
                        own.presence.require();
                    }
                }
                None => self.members.push(member),
            }
        }
    }

    pub(super) fn require(&mut self, names: &[String]) {
        for member in &mut self.members {
            if names.contains(&member.wire) {
                member.presence.require();
            }
        }
    }
}

impl Presence {
    pub(super) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    fn require(&mut self) {
        *self = match self {
            Self::Required | Self::Optional => Self::Required,
            Self::Nullable | Self::OptionalNullable => Self::Nullable,
        };
    }
}
