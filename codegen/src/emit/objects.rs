//! Structs and their codecs: a table of members for a macro of the runtime.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::page::{Page, Table, WIDTH, literal};
use super::prose::{doc, sentence, with_sentences};
use super::rules::{clause, words};
use super::{Context, Unprintable};
use crate::api::{Kind, Member, Object, Presence, Type, Usage};
use crate::names::{TypeNames, argument_name};

impl Context<'_> {
    pub(super) fn object(
        &self,
        page: &mut Page,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
    ) -> Result<(), Unprintable> {
        let call = match (ty.direction.request, ty.direction.response) {
            (true, false) => "request",
            (false, true) => "response",
            _ => "object",
        };
        page.uses.runtime(call);
        let mut head = format!("pub struct {}", names.name);
        let rules = clause(&[], &object.rules);
        if ty.direction.request && !rules.is_empty() {
            // As a member's row does when both do not fit on one line.
            let wide = 4 + head.len() + " where ".len() + rules.len() + " {".len() > WIDTH;
            head.push_str(if wide { "\n        " } else { " " });
            head.push_str(&format!("where {rules}"));
        }
        let text = with_sentences(self.type_text(ty), &words(&object.rules));
        let mut table = Table::open(call, &text, ty.deprecated, &head);
        for (at, member) in object.members.iter().enumerate() {
            self.member(page, &mut table, ty, member, (names, at));
        }
        self.others(page, &mut table, ty, object, names);
        if ty.direction.request {
            page.item(table.close(&self.constructor(object, names)));
            self.required(page, object, names);
        } else {
            page.item(table.close(""));
        }
        if let Some(addresses) = Self::addresses(object, names) {
            page.printed(self, &[], addresses)?;
        }
        Ok(())
    }

    fn member(
        &self,
        page: &mut Page,
        table: &mut Table,
        ty: &Type,
        member: &Member,
        (names, at): (&TypeNames, usize),
    ) {
        let presence = if self.is_patch(ty, member) {
            format!("patch({})", names.clears[at])
        } else if ty.direction.request && self.is_constant(member) {
            "constant".to_owned()
        } else {
            let presence = match member.presence {
                Presence::Required => "required",
                Presence::Nullable => "nullable",
                Presence::Optional | Presence::OptionalNullable => "optional",
            };
            presence.to_owned()
        };
        page.uses.member(member);
        let rules = ty
            .direction
            .request
            .then(|| self.rules_clause(&member.usage))
            .flatten();
        let start = format!(
            "{presence} {}: {} = {}",
            names.parts[at],
            self.value_type(member),
            literal(&member.wire)
        );
        table.row(
            &self.member_text(member),
            member.deprecated,
            &start,
            &rules.unwrap_or_default(),
        );
    }

    /// The row for the members beside the documented ones.
    fn others(
        &self,
        page: &mut Page,
        table: &mut Table,
        ty: &Type,
        object: &Object,
        names: &TypeNames,
    ) {
        if let Some(usage) = &object.extra {
            page.uses.usage(usage);
            let map = Usage::plain(Kind::Map(Box::new(usage.clone())));
            let rules = ty
                .direction
                .request
                .then(|| self.rules_clause(&map))
                .flatten();
            let start = format!(".. {}: {}", names.extra, self.written_type(usage));
            table.row("", false, &start, &rules.unwrap_or_default());
        } else if object.closed && ty.direction.request {
            table.row("", false, ".. none", "");
        }
    }

    /// Methods that set a documented query parameter on an address.
    fn addresses(object: &Object, names: &TypeNames) -> Option<TokenStream> {
        let name = &names.name;
        let mut methods = TokenStream::new();
        for (member, field) in object.members.iter().zip(&names.parts) {
            for (parameter, description) in &member.url_parameters {
                let argument = argument_name(parameter);
                let method = format_ident!("{field}_with_{argument}");
                let text = description.as_deref().map(sentence).unwrap_or_default();
                let docs = doc(&format!(
                    "The `{}` with the query parameter `{parameter}`.\n\n{text}",
                    member.wire
                ));
                let value = if member.sensitive {
                    quote!(self.#field.expose())
                } else {
                    quote!(&self.#field)
                };
                if member.presence == Presence::Required {
                    methods.extend(quote! {
                        #docs
                        pub fn #method(&self, #argument: &str) -> String {
                            kessai_model::with_query_parameter(#value, #parameter, #argument)
                        }
                    });
                }
            }
        }
        (!methods.is_empty()).then(|| quote! { impl #name { #methods } })
    }

    /// The words on a type.
    pub(super) fn type_text(&self, ty: &Type) -> String {
        match &ty.description {
            Some(description) => sentence(description),
            None => match ty.body_of {
                Some(operation) => format!("Body of `{}`.", self.api.operations[operation].id),
                None => match ty.name.strip_suffix(" response") {
                    Some(id) if ty.answer => match id.split_once(' ') {
                        Some((id, status)) => format!("What `{id}` answers with {status}."),
                        None => format!("What `{id}` answers."),
                    },
                    _ => format!("{}.", place_in_words(&ty.name)),
                },
            },
        }
    }

    /// The words on a member, with the rules it keeps. The macro adds the name on the wire.
    pub(super) fn member_text(&self, member: &Member) -> String {
        let text = member
            .description
            .as_deref()
            .map(sentence)
            .unwrap_or_default();
        let default = member.default.as_ref();
        let mut more: Vec<String> = default
            .map(|default| format!("Default: `{default}`."))
            .into_iter()
            .collect();
        more.extend(self.rules_in_words(&member.usage));
        with_sentences(text, &more)
    }
}

/// Where a type without a description stands, by its name: that of a component, or the words on the way from there to an inline schema.
fn place_in_words(name: &str) -> String {
    let mut words = name.split(' ');
    let mut text = format!("`{}`", words.next().unwrap_or_default());
    if !name.contains(' ') {
        return format!("{text} of the API");
    }
    while let Some(word) = words.next() {
        let mut after = words.clone();
        text = match (word, after.next()) {
            ("variant", Some(number)) if number.parse::<usize>().is_ok() => {
                words = after;
                format!("form {number} of {text}")
            }
            _ => format!("`{word}` of {text}"),
        };
    }
    match text.strip_prefix("form ") {
        Some(form) => format!("Form {form}"),
        None => text,
    }
}
