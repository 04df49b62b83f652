//! Objects and the merging of `allOf`.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData};

use super::documentation::schema_text;
use super::extensions::{SENSITIVE, URL_PARAMETERS, flag, text};
use super::keywords::Keywords;
use super::schemas::{Place, Schemas, escape, held};
use super::{Member, Object, Only, Presence};

impl Schemas<'_> {
    /// The members that a schema lists itself.
    pub(super) fn object(&mut self, keywords: &Keywords<'_>, place: &Place) -> Object {
        let mut object = Object {
            members: Vec::new(),
            excluded: keywords.excluded.to_vec(),
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
                    .and_then(|schema| schema_text(&schema.schema_data))
                    .or_else(|| self.text_behind(schema)),
                sensitive: self.is_sensitive(schema),
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

    /// One object out of several: later members replace earlier ones of the same name, and what any part requires is required.
    pub(super) fn merged(&mut self, keywords: &Keywords<'_>, place: &Place) -> Option<Object> {
        let mut whole = Object::default();
        for (at, part) in keywords.all_of.iter().enumerate() {
            let inside = Place::new(place.name.clone(), format!("{}/allOf/{at}", place.pointer));
            match part {
                ReferenceOr::Item(part) => {
                    let own = Keywords::of(part);
                    whole.absorb(if own.all_of.is_empty() {
                        self.object(&own, &inside)
                    } else {
                        self.merged(&own, &inside)?
                    });
                    whole.require(own.required);
                }
                ReferenceOr::Reference { reference } => {
                    let name = reference.strip_prefix("#/components/schemas/")?;
                    let target = self.component_schema(name)?;
                    let at = Place::new(name, format!("/components/schemas/{}", escape(name)));
                    let own = Keywords::of(target);
                    whole.absorb(if own.all_of.is_empty() {
                        self.object(&own, &at)
                    } else {
                        self.merged(&own, &at)?
                    });
                }
            }
        }
        whole.absorb(self.object(keywords, place));
        whole.require(keywords.required);
        if whole.members.is_empty() {
            self.faults.unsupported(
                "allOf of schemas that are not objects",
                &format!("{}/allOf", place.pointer),
            );
            return None;
        }
        Some(whole)
    }

    fn is_sensitive(&self, schema: &ReferenceOr<Box<Schema>>) -> bool {
        let own = match schema {
            ReferenceOr::Item(schema) => Some(&**schema),
            ReferenceOr::Reference { reference } => reference
                .strip_prefix("#/components/schemas/")
                .and_then(|name| self.component_schema(name)),
        };
        own.is_some_and(|schema| flag(schema.schema_data.extensions.get(SENSITIVE)))
    }

    fn text_behind(&self, schema: &ReferenceOr<Box<Schema>>) -> Option<String> {
        let ReferenceOr::Reference { reference } = schema else {
            return None;
        };
        let target = self.component_schema(reference.strip_prefix("#/components/schemas/")?)?;
        schema_text(&target.schema_data)
    }
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
    fn absorb(&mut self, other: Self) {
        self.excluded.extend(other.excluded);
        self.closed |= other.closed;
        self.extra = other.extra.or(self.extra.take());
        for member in other.members {
            match self.members.iter_mut().find(|own| own.wire == member.wire) {
                Some(own) => {
                    let required = own.presence.is_required();
                    *own = member;
                    if required {
                        own.presence.require();
                    }
                }
                None => self.members.push(member),
            }
        }
    }

    fn require(&mut self, names: &[String]) {
        for member in &mut self.members {
            if names.contains(&member.wire) {
                member.presence.require();
            }
        }
    }
}

impl Presence {
    fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    fn require(&mut self) {
        *self = match self {
            Self::Required | Self::Optional => Self::Required,
            Self::Nullable | Self::OptionalNullable => Self::Nullable,
        };
    }
}
