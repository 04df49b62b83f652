//! Enums of unions: a value shows by its looks which branch it is.

use super::Context;
use super::page::{Page, Table, literal, literals};
use super::prose::comment;
use crate::api::{JsonKind, Kind, Look, Member, Presence, Shape, Type, Union, Variant};
use crate::names::TypeNames;

impl Context<'_> {
    pub(super) fn union(&self, page: &mut Page, ty: &Type, union: &Union, names: &TypeNames) {
        let call = if ty.direction.response {
            "one_of"
        } else {
            "request_one_of"
        };
        page.uses.runtime(call);
        let from = if self.distinct(union) { ": From" } else { "" };
        let opening = format!("pub enum {}{from}", names.name);
        let mut table = Table::open(call, &self.type_text(ty), ty.deprecated, &opening);
        for (variant, ident) in union.variants.iter().zip(&names.parts) {
            page.uses.usage(&variant.usage);
            let held = self.held_type(variant);
            let how = if variant.tried { "try" } else { "if" };
            table.row(
                &self.variant_text(variant),
                false,
                &format!("{ident}({held})"),
                &format!("{how} {}", signs(&variant.look)),
            );
        }
        if union.null {
            table.row("", false, &format!(".. {}", names.null), "");
        }
        let methods = if !ty.direction.response {
            // What is only sent was put together by the caller, who knows which branch it is.
            None
        } else if self.is_time(union) {
            Some("tells time".to_owned())
        } else {
            self.shared(page, union)
        };
        page.item(table.close(&methods.unwrap_or_default()));
    }

    /// Whether a value is a moment, whichever branch it is of.
    fn is_time(&self, union: &Union) -> bool {
        let mut kinds = union.variants.iter().map(|it| self.api.resolve(&it.usage));
        !union.variants.is_empty()
            && kinds.all(|kind| matches!(kind, Kind::Timestamp | Kind::TimestampMillis))
    }

    /// Methods for members that every branch requires under one name and with one type.
    fn shared(&self, page: &mut Page, union: &Union) -> Option<String> {
        let branches: Option<Vec<_>> = union
            .variants
            .iter()
            .map(|variant| self.required_members(variant))
            .collect();
        let branches = branches?;
        let (first, others) = branches.split_first()?;
        let mut clause = String::new();
        for (name, held, member) in first {
            let everywhere = others.iter().all(|branch| {
                let mut members = branch.iter();
                members.any(|(other, theirs, _)| (other, theirs) == (name, held))
            });
            if everywhere && !others.is_empty() {
                page.uses.member(member);
                clause.push_str(&comment(&self.member_text(member), 8));
                clause.push_str(&format!("        {name}: {held},\n"));
            }
        }
        (!clause.is_empty()).then(|| format!("shared {{\n{clause}    }}"))
    }

    /// The fields of a branch that are always there, with what they hold; none if it is no object.
    fn required_members(&self, variant: &Variant) -> Option<Vec<(String, String, &Member)>> {
        let Kind::Named(id) = self.api.resolve(&variant.usage) else {
            return None;
        };
        let ty = self.api.type_of(*id);
        let Shape::Object(object) = &ty.shape else {
            return None;
        };
        let fields = &self.names.type_names(*id).parts;
        let members = object.members.iter().zip(fields);
        let required = members.filter(|(member, _)| {
            member.presence == Presence::Required
                && !member.recursive
                && !(ty.direction.request && self.is_constant(member))
        });
        Some(
            required
                .map(|(member, field)| (field.to_string(), self.value_type(member), member))
                .collect(),
        )
    }

    fn variant_text(&self, variant: &Variant) -> String {
        match &variant.usage.kind {
            Kind::Named(id) => self.type_text(self.api.type_of(*id)),
            kind => format!("{}.", kind_text(kind)),
        }
    }

    pub(super) fn is_object(&self, variant: &Variant) -> bool {
        match self.api.resolve(&variant.usage) {
            Kind::Named(id) => matches!(
                self.api.type_of(*id).shape,
                Shape::Object(_) | Shape::Union(_)
            ),
            _ => false,
        }
    }

    /// Objects are kept behind a pointer, so that the enum stays as small as its smallest branch.
    pub(super) fn held_type(&self, variant: &Variant) -> String {
        let plain = self.written_type(&variant.usage);
        if self.is_object(variant) {
            format!("Box<{plain}>")
        } else {
            plain
        }
    }

    /// Whether no two branches have the same Rust type, so that conversions are unambiguous.
    pub(super) fn distinct(&self, union: &Union) -> bool {
        let mut types: Vec<String> = union
            .variants
            .iter()
            .map(|variant| self.written_type(&variant.usage))
            .collect();
        types.sort();
        types.dedup();
        types.len() == union.variants.len()
    }
}

/// What must hold for a value to be of a branch.
fn signs(look: &Look) -> String {
    match look {
        Look::Kind(kind) => format!("{}()", kind_sign(*kind)),
        Look::Tag { member, values } => {
            format!("has_tag({}, {})", literal(member), literals(values))
        }
        Look::Members {
            present,
            absent,
            tags,
        } => {
            let tags = tags.iter();
            let mut signs: Vec<String> = tags
                .map(|(member, values)| {
                    format!("has_tag({}, {})", literal(member), literals(values))
                })
                .collect();
            if !present.is_empty() {
                signs.push(format!("has({})", literals(present)));
            } else if signs.is_empty() {
                signs.push("is_object()".to_owned());
            }
            if !absent.is_empty() {
                signs.push(format!("lacks({})", literals(absent)));
            }
            signs.join(" ")
        }
        Look::Values(values) => format!("is_any_of({})", literals(values)),
        Look::Items(kind) => format!("is_array_of_{}()", plural(*kind)),
        Look::Any => "is_any()".to_owned(),
        Look::Untold => String::new(),
    }
}

fn kind_text(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "True or false",
        Kind::Integer => "A whole number",
        Kind::Decimal => "A number",
        Kind::Text => "A text",
        Kind::Timestamp => "A moment, as a text",
        Kind::TimestampMillis => "A moment, in milliseconds since 1970",
        Kind::Date => "A day",
        Kind::List(item) => match item.kind {
            Kind::Boolean => "A list of truths",
            Kind::Integer => "A list of whole numbers",
            Kind::Decimal => "A list of numbers",
            Kind::Text => "A list of texts",
            _ => "A list",
        },
        Kind::Map(_) => "Values by name",
        Kind::Json | Kind::Nullable(_) | Kind::Named(_) => "Any value",
    }
}

fn kind_sign(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "is_boolean",
        JsonKind::Number => "is_number",
        JsonKind::String => "is_string",
        JsonKind::Array => "is_array",
        JsonKind::Object => "is_object",
    }
}

fn plural(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "booleans",
        JsonKind::Number => "numbers",
        JsonKind::String => "strings",
        JsonKind::Array => "arrays",
        JsonKind::Object => "objects",
    }
}
