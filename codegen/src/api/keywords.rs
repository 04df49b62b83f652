//! One view of a schema's keywords, whichever of `openapiv3`'s shapes they arrived in.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::{Bound, Format, Rules};

/// The keywords of a schema that decide its type.
#[derive(Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub(super) struct Keywords<'a> {
    pub(super) ty: Option<&'a str>,
    pub(super) format: Option<String>,
    pub(super) properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: &'a [String],
    pub(super) additional_properties: Option<&'a AdditionalProperties>,
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    /// Whether `not` forbids more than that some members are there.
    pub(super) forbids: bool,
    /// The values of `enum` that are strings.
    pub(super) text_values: Vec<&'a str>,
    /// The values of `enum` that are whole numbers.
    pub(super) integer_values: Vec<i64>,
    /// Whether `enum` lists null.
    pub(super) lists_null: bool,
    /// Whether `enum` lists values other than strings, whole numbers and null.
    pub(super) other_values: bool,
    /// Whether `enum` lists nothing but null.
    pub(super) only_null: bool,
    pub(super) rules: Rules,
}

impl<'a> Keywords<'a> {
    /// Reads the keywords of a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self {
                one_of,
                ..Self::default()
            },
            SchemaKind::AllOf { all_of } => Self {
                all_of,
                ..Self::default()
            },
            SchemaKind::AnyOf { any_of } => Self {
                any_of,
                ..Self::default()
            },
            SchemaKind::Not { not } => {
                let mut keywords = Self::default();
                keywords.not(not);
                keywords
            }
            SchemaKind::Any(any) => {
                let mut keywords = Self {
                    ty: any.typ.as_deref(),
                    format: any.format.clone(),
                    properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
                    required: &any.required,
                    additional_properties: any.additional_properties.as_ref(),
                    items: any.items.as_ref(),
                    one_of: &any.one_of,
                    any_of: &any.any_of,
                    all_of: &any.all_of,
                    rules: Rules {
                        minimum: any.minimum.map(bound),
                        maximum: any.maximum.map(bound),
                        exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
                        exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
                        multiple_of: any.multiple_of.map(bound),
                        one_of: Vec::new(),
                        min_length: any.min_length,
                        max_length: any.max_length,
                        format: any.format.as_deref().and_then(checked),
                        pattern: form(any.pattern.as_ref(), any.format.as_deref()),
                        min_items: any.min_items,
                        max_items: any.max_items,
                        unique_items: any.unique_items.unwrap_or_default(),
                        min_properties: any.min_properties,
                        max_properties: any.max_properties,
                        not_all: Vec::new(),
                    },
                    ..Self::default()
                };
                keywords.values(&any.enumeration);
                if let Some(not) = &any.not {
                    keywords.not(not);
                }
                keywords
            }
        }
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(string) => Self {
                ty: Some("string"),
                format: format_name(&string.format),
                text_values: string
                    .enumeration
                    .iter()
                    .flatten()
                    .map(String::as_str)
                    .collect(),
                only_null: !string.enumeration.is_empty()
                    && string.enumeration.iter().all(Option::is_none),
                rules: Rules {
                    min_length: string.min_length,
                    max_length: string.max_length,
                    format: format_name(&string.format).as_deref().and_then(checked),
                    pattern: form(
                        string.pattern.as_ref(),
                        format_name(&string.format).as_deref(),
                    ),
                    ..Rules::default()
                },
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                ty: Some("integer"),
                integer_values: integer.enumeration.iter().copied().flatten().collect(),
                rules: Rules {
                    minimum: integer.minimum.map(Bound::Integer),
                    maximum: integer.maximum.map(Bound::Integer),
                    exclusive_minimum: integer.exclusive_minimum,
                    exclusive_maximum: integer.exclusive_maximum,
                    multiple_of: integer.multiple_of.map(Bound::Integer),
                    ..Rules::default()
                },
                ..Self::default()
            },
            Type::Number(number) => Self {
                ty: Some("number"),
                rules: Rules {
                    one_of: listed(&number.enumeration, |value| bound(*value).to_string()),
                    minimum: number.minimum.map(bound),
                    maximum: number.maximum.map(bound),
                    exclusive_minimum: number.exclusive_minimum,
                    exclusive_maximum: number.exclusive_maximum,
                    multiple_of: number.multiple_of.map(bound),
                    ..Rules::default()
                },
                ..Self::default()
            },
            Type::Object(object) => Self {
                ty: Some("object"),
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                additional_properties: object.additional_properties.as_ref(),
                rules: Rules {
                    min_properties: object.min_properties,
                    max_properties: object.max_properties,
                    ..Rules::default()
                },
                ..Self::default()
            },
            Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref(),
                rules: Rules {
                    min_items: array.min_items,
                    max_items: array.max_items,
                    unique_items: array.unique_items,
                    ..Rules::default()
                },
                ..Self::default()
            },
            Type::Boolean(boolean) => Self {
                ty: Some("boolean"),
                rules: Rules {
                    one_of: listed(&boolean.enumeration, bool::to_string),
                    ..Rules::default()
                },
                ..Self::default()
            },
        }
    }

    fn values(&mut self, values: &'a [Value]) {
        self.text_values = values.iter().filter_map(Value::as_str).collect();
        self.other_values = values
            .iter()
            .any(|value| !value.is_string() && !value.is_i64() && !value.is_null());
        self.integer_values = values.iter().filter_map(Value::as_i64).collect();
        self.lists_null = values.iter().any(Value::is_null);
        self.only_null = !values.is_empty() && values.iter().all(Value::is_null);
        // Where the schema says which of these it is, by its type.
        let of_type = |value: &&Value| match self.ty {
            Some("boolean") => value.is_boolean(),
            Some("number") => value.is_number(),
            _ => false,
        };
        self.rules.one_of = values
            .iter()
            .filter(of_type)
            .map(Value::to_string)
            .collect();
    }

    fn not(&mut self, not: &ReferenceOr<Schema>) {
        match not.as_item().and_then(sets_required) {
            // What is no object has no members.
            Some(sets) if matches!(self.ty, None | Some("object")) => self.rules.not_all = sets,
            Some(_) => {}
            None => self.forbids = true,
        }
    }

    /// Whether the values are strings by what `enum` lists, whatever `type` says or leaves out.
    pub(super) fn lists_texts(&self) -> bool {
        !self.text_values.is_empty()
            && (self.ty == Some("string")
                || self.ty.is_none() && self.integer_values.is_empty() && !self.other_values)
    }

    /// The same of whole numbers.
    pub(super) fn lists_integers(&self) -> bool {
        !self.integer_values.is_empty()
            && (self.ty == Some("integer")
                || self.ty.is_none() && self.text_values.is_empty() && !self.other_values)
    }

    /// Whether the schema says what a value is, beyond rules that others may keep too.
    pub(super) fn says_something(&self) -> bool {
        self.ty.is_some()
            || self.is_union()
            || self.is_object()
            || self.lists_texts()
            || self.lists_integers()
            || self.items.is_some()
            || !self.all_of.is_empty()
    }

    /// Whether the schema has branches.
    pub(super) fn is_union(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// Whether the schema is an object by its keywords.
    pub(super) fn is_object(&self) -> bool {
        self.ty == Some("object")
            || self.properties.is_some()
            || self.additional_properties.is_some()
    }
}

/// The values of a list without null, as JSON.
fn listed<T>(values: &[Option<T>], text: impl Fn(&T) -> String) -> Vec<String> {
    values.iter().flatten().map(text).collect()
}

/// The sets of members that a schema under `not` requires, one of which is enough for it, where it asks nothing else.
fn sets_required(not: &Schema) -> Option<Vec<Vec<String>>> {
    let own = Keywords::of(not);
    let alone = Keywords {
        ty: own.ty,
        required: own.required,
        any_of: own.any_of,
        ..Keywords::default()
    };
    if own != alone || !matches!(own.ty, None | Some("object")) {
        return None;
    }
    match (own.required, own.any_of) {
        ([], []) => None,
        (required, []) => Some(vec![required.to_vec()]),
        ([], branches) => {
            let sets = branches
                .iter()
                .map(|branch| branch.as_item().and_then(sets_required));
            sets.collect::<Option<Vec<_>>>().map(|sets| sets.concat())
        }
        _ => None,
    }
}

/// A bound as the document means it: whole where `f64` holds it exactly, its shortest text otherwise.
fn bound(value: f64) -> Bound {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole and within the range that f64 holds exactly"
        )]
        return Bound::Integer(value as i64);
    }
    Bound::Decimal(value.to_string())
}

fn format_name<F: serde::Serialize>(format: &VariantOrUnknownOrEmpty<F>) -> Option<String> {
    serde_json::to_value(format)
        .ok()?
        .as_str()
        .map(str::to_owned)
}

/// The format that requests are held against, by its word.
fn checked(format: &str) -> Option<Format> {
    Some(match format {
        "email" => Format::Email,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "uri" => Format::Uri,
        _ => return None,
    })
}

/// What text of the format `uuid` matches.
pub(crate) const UUID: &str = "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$";

/// The pattern of a text: its own, or that of its format, where the format says as much as a pattern.
fn form(pattern: Option<&String>, format: Option<&str>) -> Option<String> {
    let by_format = || (format == Some("uuid")).then(|| UUID.to_owned());
    pattern.cloned().or_else(by_format)
}
