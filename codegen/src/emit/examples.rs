//! Documented examples as Rust that the crates' documentation tests compile.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::Context;
use super::client::runtime_names;
use super::models::words;
use crate::api::{
    BodyForm, JsonKind, Kind, Look, Member, Object, Operation, Presence, Shape, Type, TypeId,
    Union, Usage,
};
use crate::names::OperationNames;

impl Context<'_> {
    /// The lines of a doctest that makes the call of an operation's first documented example; none when the operation sends no body or
    /// the example holds what the types cannot say.
    pub(super) fn example(&self, operation: &Operation, names: &OperationNames) -> Option<String> {
        let body = operation.body.as_ref()?;
        let BodyForm::Json(usage) = &body.contents.first()?.form else {
            return None;
        };
        let documented = body.examples.iter().filter(|example| !example.composed);
        let mut fitting = documented.chain(body.examples.iter().filter(|example| example.composed));
        let value = fitting.find_map(|example| self.expression(usage, &example.value))?;
        let arguments = operation.parameters.iter().zip(&names.arguments);
        let mut required = arguments.filter(|(parameter, _)| self.is_asked_for(parameter));
        if required.next().is_some() {
            return None;
        }
        let module = &self.names.resources[operation.resource].module;
        let method = &names.method;
        let argument = if body.required {
            quote!(&body)
        } else {
            quote!(Some(&body))
        };
        let library = self.library("");
        let used = words(&value);
        let mut imports = self.types_named_in(&used);
        let runtime = runtime_names(&["Json", "TimestampMillis"], &used);
        imports.extend(&runtime);
        imports.extend(self.required_named_in(&used));
        imports.sort();
        let imports = (!imports.is_empty()).then(|| quote! { use #library::{#(#imports),*}; });
        let map = used
            .contains("BTreeMap")
            .then(|| quote! { use std::collections::BTreeMap; });
        let printed = printed(quote! {
            #map
            #imports
            async fn example(client: &#library::Client) -> Result<(), Box<dyn std::error::Error>> {
                let body = #value;
                let answer = client.#module().#method(#argument).await?;
                Ok(())
            }
        })?;
        Some(hidden(&printed))
    }

    /// A value of the document as an expression of the generated types.
    fn expression(&self, usage: &Usage, value: &Value) -> Option<TokenStream> {
        Some(match (&usage.kind, value) {
            (Kind::Boolean, Value::Bool(value)) => quote!(#value),
            (Kind::Integer, Value::Number(number)) => integer(number.as_i64()?),
            (Kind::TimestampMillis, Value::Number(number)) => {
                let millis = integer(number.as_i64()?);
                quote!(TimestampMillis::from_millis(#millis))
            }
            (Kind::Decimal, Value::Number(number)) => {
                let text = number.to_string();
                quote!(#text.parse()?)
            }
            (Kind::Text, Value::String(text)) => quote!(#text.to_owned()),
            (Kind::Timestamp | Kind::Date, Value::String(text)) => quote!(#text.parse()?),
            (Kind::Nullable(_), Value::Null) => quote!(None),
            (Kind::Nullable(inner), value) => {
                let value = self.expression(inner, value)?;
                quote!(Some(#value))
            }
            (Kind::Json, value) => json(value),
            (Kind::List(item), Value::Array(items)) => {
                let items: Option<Vec<_>> = items
                    .iter()
                    .map(|value| self.expression(item, value))
                    .collect();
                let items = items?;
                quote!(vec![#(#items),*])
            }
            (Kind::Map(inner), Value::Object(members)) => {
                if members.is_empty() {
                    return Some(quote!(BTreeMap::new()));
                }
                let mut pairs = Vec::new();
                for (name, value) in members {
                    let value = self.expression(inner, value)?;
                    pairs.push(quote!((#name.to_owned(), #value)));
                }
                quote!(BTreeMap::from([#(#pairs),*]))
            }
            (Kind::Named(id), value) => self.named_expression(*id, value)?,
            _ => return None,
        })
    }

    fn named_expression(&self, id: TypeId, value: &Value) -> Option<TokenStream> {
        let ty = self.api.type_of(id);
        let names = self.names.type_names(id);
        let name = &names.name;
        match (&ty.shape, value) {
            (Shape::Alias(target), value) => self.expression(target, value),
            (Shape::Text(_), Value::String(text)) => Some(quote!(#name::new(#text)?)),
            (Shape::Enumeration(list), Value::String(text)) => {
                let known = list
                    .values
                    .iter()
                    .zip(&names.parts)
                    .find(|(known, _)| known.wire == *text);
                Some(match known {
                    Some((_, variant)) => quote!(#name::#variant),
                    None => quote!(#name::from(#text)),
                })
            }
            (Shape::Integers(_), Value::Number(number)) => {
                let number = integer(number.as_i64()?);
                Some(quote!(#name::from(#number)))
            }
            (Shape::Union(union), Value::Null) if union.null => {
                let null = &names.null;
                Some(quote!(#name::#null))
            }
            (Shape::Union(union), value) => {
                let at = chosen(union, value)?;
                let (variant, ident) = (&union.variants[at], &names.parts[at]);
                let inner = self.expression(&variant.usage, value)?;
                Some(if self.distinct(union) {
                    quote!(#name::from(#inner))
                } else if self.is_object(variant) {
                    quote!(#name::#ident(Box::new(#inner)))
                } else {
                    quote!(#name::#ident(#inner))
                })
            }
            (Shape::Object(object), Value::Object(_)) => {
                self.object_expression(ty, object, id, value)
            }
            _ => None,
        }
    }

    fn object_expression(
        &self,
        ty: &Type,
        object: &Object,
        id: TypeId,
        value: &Value,
    ) -> Option<TokenStream> {
        let names = self.names.type_names(id);
        let (name, required) = (&names.name, &names.required);
        let members = || object.members.iter().zip(&names.parts);
        let asked: Vec<_> = members()
            .filter(|(member, _)| self.is_asked(member))
            .collect();
        let mut call = if asked.is_empty() {
            quote!(#name::new())
        } else if self.fit_arguments(&asked) {
            let arguments: Option<Vec<_>> = asked
                .iter()
                .map(|(member, _)| self.argument(member, value.get(&member.wire)?))
                .collect();
            let arguments = arguments?;
            quote!(#name::new(#(#arguments),*))
        } else {
            let mut fields = Vec::new();
            for (member, field) in &asked {
                let held = self.given(member, value.get(&member.wire)?)?;
                fields.push(quote!(#field: #held));
            }
            quote!(#name::new(#required { #(#fields),* }))
        };
        for ((member, field), clear) in members().zip(&names.clears) {
            if matches!(member.presence, Presence::Required | Presence::Nullable) {
                continue;
            }
            match value.get(&member.wire) {
                Some(Value::Null) if self.is_patch(ty, member) => call.extend(quote!(.#clear())),
                // Elsewhere null says no more than leaving out does.
                None | Some(Value::Null) => {}
                Some(value) => {
                    let argument = self.argument(member, value)?;
                    call.extend(quote!(.#field(#argument)));
                }
            }
        }
        for (wire, value) in value.as_object()? {
            if !object.members.iter().any(|member| member.wire == *wire) {
                let value = json(value);
                call.extend(quote!(.undocumented(#wire, #value)));
            }
        }
        Some(call)
    }

    /// A value as an argument: text is taken in any form.
    fn argument(&self, member: &Member, value: &Value) -> Option<TokenStream> {
        match (&member.usage.kind, value) {
            (Kind::Text, Value::String(text)) if member.presence != Presence::Nullable => {
                Some(quote!(#text))
            }
            _ if member.presence == Presence::Nullable => self.given(member, value),
            _ => self.expression(&member.usage, value),
        }
    }

    /// A value as a struct holds it.
    fn given(&self, member: &Member, value: &Value) -> Option<TokenStream> {
        if member.presence == Presence::Nullable && value.is_null() {
            return Some(quote!(None));
        }
        let held = match (member.sensitive, value) {
            (true, Value::String(text)) if member.usage.kind == Kind::Text => quote!(#text.into()),
            (true, value) => {
                let value = self.expression(&member.usage, value)?;
                quote!(#value.into())
            }
            (false, value) => self.expression(&member.usage, value)?,
        };
        Some(if member.presence == Presence::Nullable {
            quote!(Some(#held))
        } else {
            held
        })
    }
}

/// The branch whose looks a value has.
fn chosen(union: &Union, value: &Value) -> Option<usize> {
    union
        .variants
        .iter()
        .position(|variant| match &variant.look {
            Look::Kind(kind) => is_kind(value, *kind),
            Look::Tag { member, values } => has_tag(value, member, values),
            Look::Members {
                present,
                absent,
                tags,
            } => {
                value.is_object()
                    && present.iter().all(|member| value.get(member).is_some())
                    && absent.iter().all(|member| value.get(member).is_none())
                    && tags
                        .iter()
                        .all(|(member, values)| has_tag(value, member, values))
            }
            Look::Values(values) => value
                .as_str()
                .is_some_and(|text| values.iter().any(|own| own == text)),
            Look::Items(kind) => value
                .as_array()
                .is_some_and(|items| items.first().is_none_or(|item| is_kind(item, *kind))),
            Look::Any => true,
            Look::Untold => false,
        })
}

fn has_tag(value: &Value, member: &str, values: &[String]) -> bool {
    let tag = value.get(member).and_then(Value::as_str);
    tag.is_some_and(|tag| values.iter().any(|own| own == tag))
}

fn is_kind(value: &Value, kind: JsonKind) -> bool {
    match kind {
        JsonKind::Boolean => value.is_boolean(),
        JsonKind::Number => value.is_number(),
        JsonKind::String => value.is_string(),
        JsonKind::Array => value.is_array(),
        JsonKind::Object => value.is_object(),
    }
}

fn integer(number: i64) -> TokenStream {
    let literal = Literal::i64_unsuffixed(number);
    quote!(#literal)
}

fn json(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(Json::from(#value)),
        Value::String(text) => quote!(Json::from(#text)),
        other => {
            let text = other.to_string();
            quote!(Json::parse(#text)?)
        }
    }
}

/// A program as it is laid out.
pub(super) fn printed(tokens: TokenStream) -> Option<String> {
    let file: syn::File = syn::parse2(tokens).ok()?;
    Some(prettyplease::unparse(&file))
}

/// Hides the frame of an example: readers see what a program would hold.
fn hidden(program: &str) -> String {
    let mut lines = Vec::new();
    let (mut heading, mut inside) = (false, false);
    for line in program.lines() {
        if heading || line.starts_with("async fn") {
            // A long one goes over several lines.
            heading = !line.ends_with('{');
            inside = !heading;
            lines.push(format!("# {line}"));
        } else if line == "}" {
            inside = false;
            lines.push("# }".to_owned());
        } else if inside {
            let line = line.strip_prefix("    ").unwrap_or(line);
            lines.push(if line == "Ok(())" {
                format!("# {line}")
            } else {
                line.to_owned()
            });
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}
