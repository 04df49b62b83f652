//! From schemas to usages and named types.

use std::collections::BTreeMap;

use openapiv3::{AdditionalProperties, OpenAPI, ReferenceOr, Schema};
use serde_json::Value;

use super::documentation::schema_text;
use super::extensions::{EXTENSIBLE_ENUM, TIME, descriptions_of_values, strings};
use super::faults::Faults;
use super::inline::Inline;
use super::keywords::Keywords;
use super::sensitive::Sensitive;
use super::{
    Direction, Enumeration, EnumerationValue, IdempotencyStatus, IntegerValue, Kind, Owner, Shape,
    Type, TypeId, Usage,
};
use crate::diagnostics::Diagnostics;

/// Builds the types of an API as operations ask for them.
pub(super) struct Schemas<'a> {
    pub(super) model: &'a OpenAPI,
    pub(super) faults: Faults<'a>,
    pub(super) sensitive: Sensitive<'a>,
    pub(super) types: Vec<Type>,
    pub(super) components: BTreeMap<String, TypeId>,
    /// How many components are being built that led to each other.
    pub(super) depth: usize,
    /// Inline schemas that are being built, by their pointers, with the types of those that led back to themselves.
    open: BTreeMap<String, Option<TypeId>>,
    /// Components that have their place and no shape yet.
    pub(super) waiting: Vec<(TypeId, Place)>,
    pub(super) inline: Inline,
    pub(super) idempotency_status: Option<IdempotencyStatus>,
}

/// Where an inline schema stands: what a type made of it would be called, and its JSON pointer.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) pointer: String,
}

impl Place {
    pub(super) fn new(name: impl Into<String>, pointer: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            pointer: pointer.into(),
        }
    }

    /// A place inside this one: `word` goes into the name, `path` into the pointer.
    pub(super) fn inside(&self, word: &str, path: &str) -> Self {
        Self::new(
            format!("{} {word}", self.name),
            format!("{}/{path}", self.pointer),
        )
    }

    /// An inline type that stands here and of which nothing else is known yet.
    pub(super) fn bare_type(&self) -> Type {
        Type {
            name: self.name.clone(),
            component: false,
            pointer: self.pointer.clone(),
            description: None,
            deprecated: false,
            shape: Shape::Alias(Usage::plain(Kind::Json)),
            direction: Direction::default(),
            owner: Owner::default(),
            body_of: None,
            answer: false,
        }
    }
}

/// Escapes a member name for a JSON pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A usage, and whether null is allowed beside it.
pub(super) struct Nullable {
    pub(super) usage: Usage,
    pub(super) null: bool,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(model: &'a OpenAPI, faults: Faults<'a>) -> Self {
        Self {
            model,
            faults,
            sensitive: Sensitive::new(model),
            types: Vec::new(),
            components: BTreeMap::new(),
            depth: 0,
            open: BTreeMap::new(),
            waiting: Vec::new(),
            inline: Inline::default(),
            idempotency_status: None,
        }
    }

    pub(super) fn into_parts(self) -> (Vec<Type>, Diagnostics) {
        (
            self.inline.rename(self.types),
            self.faults.into_diagnostics(),
        )
    }

    /// The usage of a schema that may be a reference.
    pub(super) fn usage(&mut self, schema: &ReferenceOr<Schema>, place: &Place) -> Nullable {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference),
            ReferenceOr::Item(schema) => self.inline_schema(schema, place),
        }
    }

    /// The same for the boxed form that properties and items have.
    pub(super) fn boxed_usage(
        &mut self,
        schema: &ReferenceOr<Box<Schema>>,
        place: &Place,
    ) -> Nullable {
        match schema {
            ReferenceOr::Reference { reference } => self.reference(reference),
            ReferenceOr::Item(schema) => self.inline_schema(schema, place),
        }
    }

    pub(super) fn push(&mut self, ty: Type) -> TypeId {
        self.types.push(ty);
        TypeId(self.types.len() - 1)
    }

    /// The shape of a schema that has a name of its own.
    pub(super) fn named_shape(&mut self, schema: &'a Schema, place: &Place) -> Shape {
        let keywords = Keywords::of(schema);
        if let Some(shape) = self.shape(schema, &keywords, place) {
            return match &schema.schema_data.discriminator {
                Some(discriminator) if matches!(shape, Shape::Object(_)) => {
                    self.inherited(discriminator, schema, shape, place)
                }
                _ => self.shown_shape(schema, shape, place),
            };
        }
        let usage = self.structural(schema, &keywords, place).usage;
        match usage.kind {
            Kind::Text => Shape::Text(usage.rules),
            _ => Shape::Alias(usage),
        }
    }

    /// The shape of a schema that deserves a type: members, branches or listed values.
    pub(super) fn shape(
        &mut self,
        schema: &Schema,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Option<Shape> {
        self.unasked_rules(keywords, place);
        if keywords.ty == Some("integer")
            && let Some(values) = schema.schema_data.extensions.get(EXTENSIBLE_ENUM)
        {
            let values: Vec<i64> = values
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_i64)
                .collect();
            return Some(Shape::Integers(integers(&values, schema)));
        }
        if let Some(values) = schema
            .schema_data
            .extensions
            .get(EXTENSIBLE_ENUM)
            .map(strings)
        {
            return Some(Shape::Enumeration(enumeration(&values, schema)));
        }
        if keywords.lists_integers() {
            return Some(Shape::Integers(integers(&keywords.integer_values, schema)));
        }
        if keywords.lists_texts() {
            return Some(Shape::Enumeration(enumeration(
                &keywords.text_values,
                schema,
            )));
        }
        if let Some(union) = self.forms_among(keywords, place) {
            return Some(union);
        }
        if !keywords.all_of.is_empty()
            && !self.names_a_union(keywords)
            && let Some(object) = self.merged(keywords, place)
        {
            return Some(Shape::Object(object));
        }
        if keywords.is_union() && !(keywords.properties.is_some() && self.adds_nothing(keywords)) {
            let discriminator = schema.schema_data.discriminator.as_ref();
            let beside = self.members_beside(keywords, place);
            return Some(self.union(keywords, discriminator, beside.as_ref(), place));
        }
        if keywords.properties.is_some() {
            let branches = self.branches_of(keywords, place);
            self.left_out_branches(&branches);
            return Some(Shape::Object(self.object(keywords, place)));
        }
        None
    }

    fn inline_schema(&mut self, schema: &Schema, place: &Place) -> Nullable {
        let keywords = Keywords::of(schema);
        if let Some(marked) = self.marked_reference(schema, &keywords, place) {
            return marked;
        }
        let null = self.admits_null(schema);
        let named = |id| Nullable {
            usage: Usage::plain(Kind::Named(id)),
            null,
        };
        if let Some(id) = self.again(schema, place) {
            return named(id);
        }
        self.open.insert(place.pointer.clone(), None);
        let shape = self.shape(schema, &keywords, place);
        let again = self.open.remove(&place.pointer).flatten();
        match (shape, again) {
            (Some(shape), Some(id)) => {
                self.types[id.0].shape = shape;
                named(id)
            }
            (Some(shape), None) => named(self.inline_type(schema, shape, place)),
            (None, _) => self.structural(schema, &keywords, place),
        }
    }

    /// The type of an inline schema that is being built and led back to itself, by an `allOf` of what it is in.
    fn again(&mut self, schema: &Schema, place: &Place) -> Option<TypeId> {
        if let Some(id) = *self.open.get(&place.pointer)? {
            return Some(id);
        }
        let id = self.push(Type {
            description: schema_text(&schema.schema_data),
            deprecated: schema.schema_data.deprecated,
            ..place.bare_type()
        });
        self.open.insert(place.pointer.clone(), Some(id));
        Some(id)
    }

    /// The two house forms of a reference with something beside it: `allOf` of one, and `anyOf` with a branch that admits null alone.
    /// Parts of `allOf` that say nothing of a value are prose beside it, too.
    fn marked_reference(
        &mut self,
        schema: &Schema,
        keywords: &Keywords<'_>,
        place: &Place,
    ) -> Option<Nullable> {
        if keywords.properties.is_none() && !keywords.is_union() {
            let mut parts = keywords.all_of.iter().filter(|part| !is_prose(part));
            if let (Some(ReferenceOr::Reference { reference }), None) = (parts.next(), parts.next())
            {
                let mut target = self.ruled_reference(reference, keywords, place);
                target.null |= schema.schema_data.nullable;
                return Some(target);
            }
        }
        let branches = if keywords.any_of.is_empty() {
            keywords.one_of
        } else {
            keywords.any_of
        };
        if let [first, ReferenceOr::Item(second)] = branches
            && let ReferenceOr::Reference { reference } = first
            && Keywords::of(second).only_null
        {
            return Some(Nullable {
                null: true,
                ..self.ruled_reference(reference, keywords, place)
            });
        }
        None
    }

    /// A schema that needs no type of its own.
    fn structural(&mut self, schema: &Schema, keywords: &Keywords<'_>, place: &Place) -> Nullable {
        if let Some(whole) = self.conjunction(schema, keywords, place) {
            return whole;
        }
        let kind = match keywords.ty {
            Some("string") => text_kind(keywords).unwrap_or(Kind::Text),
            Some("integer") => match schema
                .schema_data
                .extensions
                .get(TIME)
                .and_then(|unit| unit.as_str())
            {
                Some("epoch-milliseconds") => Kind::TimestampMillis,
                _ => Kind::Integer,
            },
            Some("number") => Kind::Decimal,
            Some("boolean") => Kind::Boolean,
            Some("array") => {
                let item = match keywords.items {
                    Some(items) => self.boxed_usage(items, &place.inside("item", "items")),
                    None => Nullable {
                        usage: Usage::plain(Kind::Json),
                        null: false,
                    },
                };
                Kind::List(Box::new(held(item)))
            }
            _ if keywords.is_object() => self.map(keywords, place),
            _ => Kind::Json,
        };
        let mut rules = keywords.rules.clone();
        // Parts that are no value of their own have rules for this one.
        for part in keywords.all_of {
            if let Some(part) = self.schema_behind(part) {
                rules.narrow(&Keywords::of(part).rules);
            }
        }
        Nullable {
            usage: Usage { kind, rules },
            null: self.admits_null(schema),
        }
    }

    fn map(&mut self, keywords: &Keywords<'_>, place: &Place) -> Kind {
        let value = match keywords.additional_properties {
            Some(AdditionalProperties::Schema(schema)) => {
                held(self.usage(schema, &place.inside("value", "additionalProperties")))
            }
            _ => Usage::plain(Kind::Json),
        };
        Kind::Map(Box::new(value))
    }
}

/// Whether a part of `allOf` says nothing of a value.
fn is_prose(part: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(part) = part else {
        return false;
    };
    let keywords = Keywords::of(part);
    !keywords.says_something() && keywords.rules.is_empty() && keywords.required.is_empty()
}

/// What items and map values hold: they have no presence of their own to say that they may be null.
pub(super) fn held(value: Nullable) -> Usage {
    if value.null && value.usage.kind != Kind::Json {
        Usage::plain(Kind::Nullable(Box::new(value.usage)))
    } else {
        value.usage
    }
}

/// What a string holds, by its format.
fn text_kind(keywords: &Keywords<'_>) -> Option<Kind> {
    (keywords.ty == Some("string")).then_some(match keywords.format.as_deref() {
        Some("date-time") => Kind::Timestamp,
        Some("date") => Kind::Date,
        _ => Kind::Text,
    })
}

fn integers(values: &[i64], schema: &Schema) -> Vec<IntegerValue> {
    let descriptions = descriptions_of_values(&schema.schema_data);
    let values = values.iter().map(|value| IntegerValue {
        wire: *value,
        description: descriptions.get(&value.to_string()).cloned(),
    });
    values.collect()
}

fn enumeration(values: &[&str], schema: &Schema) -> Enumeration {
    let descriptions = descriptions_of_values(&schema.schema_data);
    Enumeration {
        values: values
            .iter()
            .map(|value| EnumerationValue {
                wire: (*value).to_owned(),
                description: descriptions.get(*value).cloned(),
            })
            .collect(),
    }
}
