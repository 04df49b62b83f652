//! The model crate: a module for each resource, one for what several share; one that is large is several files.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::page::Page;
use super::prose::{comment, doc, with_sentences};
use super::{Context, Files, Unprintable};
use crate::api::{Shape, Type, TypeId, Usage};
use crate::names::TypeNames;

pub(super) fn emit(context: &Context<'_>) -> Result<Files, Unprintable> {
    let mut modules: BTreeMap<String, BTreeMap<Option<String>, Vec<TypeId>>> = BTreeMap::new();
    for id in (0..context.api.types.len()).map(TypeId) {
        let place = context.names.place(id).clone();
        let parts = modules.entry(place.module).or_default();
        parts.entry(place.part).or_default().push(id);
    }
    let mut files = Files::new();
    for (module, parts) in &modules {
        for (part, types) in parts {
            let mut types = types.clone();
            types.sort_by_key(|id| context.names.type_name(*id).to_string());
            let path = match part {
                Some(part) => format!("src/{module}/{part}.rs"),
                None => format!("src/{module}.rs"),
            };
            files.insert(path.clone(), context.page(path, &types)?);
        }
        let parts: Vec<&String> = parts.keys().flatten().collect();
        if !parts.is_empty() {
            let path = format!("src/{module}.rs");
            let text = context.file(&path, modules_of(parts.into_iter()))?;
            files.insert(path, text);
        }
    }
    files.insert(
        "src/lib.rs".to_owned(),
        context.file("src/lib.rs", context.model_root(modules.keys()))?,
    );
    files.insert("Cargo.toml".to_owned(), context.model_manifest());
    files.insert("README.md".to_owned(), context.model_readme());
    Ok(files)
}

/// Modules, and their items as those of the module they are in.
fn modules_of<'m>(names: impl Iterator<Item = &'m String>) -> TokenStream {
    let modules: Vec<_> = names.map(|name| format_ident!("{name}")).collect();
    quote! {
        #(mod #modules;)*
        #(pub use #modules::*;)*
    }
}

impl Context<'_> {
    /// The types whose names are among some words, in the order of their names.
    pub(super) fn types_named_in(&self, words: &BTreeSet<String>) -> Vec<&Ident> {
        let types = words.iter().filter_map(|word| self.names.named(word));
        types.map(|id| self.names.type_name(id)).collect()
    }

    /// The same for the structs of required members.
    pub(super) fn required_named_in(&self, words: &BTreeSet<String>) -> Vec<&Ident> {
        let types = words
            .iter()
            .filter_map(|word| self.names.required_named(word));
        types
            .map(|id| &self.names.type_names(id).required)
            .collect()
    }

    fn model_root<'m>(&self, modules: impl Iterator<Item = &'m String>) -> TokenStream {
        let title = &self.api.title;
        let docs = doc(&format!(
            "Models of the {title}: what its requests and responses hold.\n\n\
             Responses are decoded without loss: unknown members, unknown enum values and explicit nulls are kept and written \
             back. Requests are checked against the API's documented rules before they are sent."
        ));
        let inner = docs_as_inner(&docs);
        let modules = modules_of(modules);
        let attributes = crate_attributes();
        quote! {
            #inner
            #attributes
            #modules
        }
    }

    fn page(&self, path: String, types: &[TypeId]) -> Result<String, Unprintable> {
        let mut page = Page::new(path);
        for id in types {
            let ty = self.api.type_of(*id);
            let names = self.names.type_names(*id);
            match &ty.shape {
                Shape::Object(object) => self.object(&mut page, ty, object, names)?,
                Shape::Union(union) => self.union(&mut page, ty, union, names),
                Shape::Enumeration(list) => self.enumeration(&mut page, ty, list, names),
                Shape::Integers(values) => self.integers(&mut page, ty, values, names),
                Shape::Text(rules) => self.text(&mut page, ty, rules, names),
                Shape::Alias(target) => self.alias(&mut page, ty, target, names),
            }
            if let Some(subjects) = self.subjects(*id) {
                page.printed(self, &["DecodeError"], subjects)?;
            }
        }
        Ok(page.finish(self, types))
    }

    fn alias(&self, page: &mut Page, ty: &Type, target: &Usage, names: &TypeNames) {
        page.uses.usage(target);
        let text = with_sentences(self.type_text(ty), &self.rules_in_words(target));
        let docs = comment(&text, 0);
        let deprecated = if ty.deprecated { "#[deprecated]\n" } else { "" };
        let target = self.written_type(target);
        page.item(format!(
            "{docs}{deprecated}pub type {} = {target};\n",
            names.name
        ));
    }
}

/// The identifiers in tokens that may name something from elsewhere.
///
/// What follows `::` is found through what stands before it, and what stands before `=` or an opening parenthesis is being defined
/// (a variant, an alias) or called; a type that is only called has no need to be imported by another's name.
pub(super) fn words(tokens: &TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![tokens.clone()];
    while let Some(tokens) = open.pop() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => open.push(group.stream()),
                TokenTree::Ident(ident) => {
                    let path =
                        at > 1 && is_punct(&tokens[at - 1], ':') && is_punct(&tokens[at - 2], ':');
                    let defined = tokens
                        .get(at + 1)
                        .is_some_and(|next| is_punct(next, '=') || is_parenthesis(next));
                    if !path && !defined {
                        found.insert(ident.to_string());
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    found
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_parenthesis(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

/// Doc attributes of a whole crate.
pub(super) fn docs_as_inner(docs: &TokenStream) -> TokenStream {
    let mut inner = TokenStream::new();
    let tokens: Vec<_> = docs.clone().into_iter().collect();
    for pair in tokens.chunks(2) {
        if let [pound, bracket] = pair {
            inner.extend(quote! { #pound ! #bracket });
        }
    }
    inner
}

/// What every generated crate promises, and which lints do not fit prose and shapes that come from a document.
pub(super) fn crate_attributes() -> TokenStream {
    quote! {
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #![warn(clippy::pedantic)]
        #![allow(
            clippy::doc_markdown,
            clippy::large_enum_variant,
            clippy::module_name_repetitions,
            clippy::must_use_candidate,
            clippy::needless_pass_by_value,
            clippy::needless_update,
            clippy::new_ret_no_self,
            clippy::semicolon_if_nothing_returned,
            clippy::should_implement_trait,
            clippy::similar_names,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::too_many_lines,
            clippy::wrong_self_convention,
            rustdoc::redundant_explicit_links,
            deprecated,
            reason = "names, prose and sizes are the document's, and so is what it advises against"
        )]
    }
}
